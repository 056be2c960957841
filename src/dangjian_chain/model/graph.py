"""The whole chain as a networkx graph: organizations, roles and duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dangjian_chain.kernel.graph import frozen_digraph

if TYPE_CHECKING:
    import networkx as nx

    from dangjian_chain.model.chain import ResponsibilityChain


class Node(NamedTuple):
    """A node of `chain.graph`: what it is (`organization`, `role`, `duty`) and its id."""

    kind: str
    id: str


def chain_graph(chain: ResponsibilityChain) -> nx.DiGraph[Node]:
    """
    Return the chain as a read-only directed graph.

    Edges point down: superior → subordinate (`leads`), guide → guided
    (`guides`), organization → role (`has`), role or body → duty
    (`bears:<responsibility>`). Assignments of classes are no edges; a relation
    whose end does not exist is none either.
    """
    nodes: list[tuple[Node, dict[str, Any]]] = [
        (Node(kind, id_), {"item": item})
        for kind, collection in (
            ("organization", chain.organizations),
            ("role", chain.roles),
            ("duty", chain.duties),
        )
        for id_, item in collection.items()
    ]
    known = {node for node, _ in nodes}
    relations: dict[tuple[Node, Node], list[str]] = {}

    def relate(above: Node, below: Node, relation: str) -> None:
        if above in known and below in known:
            held = relations.setdefault((above, below), [])
            if relation not in held:
                held.append(relation)

    for id_, organization in chain.organizations.items():
        here = Node("organization", id_)
        if organization.superior is not None:
            relate(Node("organization", organization.superior), here, "leads")
        for guide in organization.guided_by:
            relate(Node("organization", guide), here, "guides")
    for id_, role in chain.roles.items():
        relate(Node("organization", role.organization), Node("role", id_), "has")
    for assignment in chain.assignments.values():
        if not assignment.by_class:
            bearer = (
                Node("organization", assignment.organization)
                if assignment.role is None
                else Node("role", assignment.role)
            )
            relate(bearer, Node("duty", assignment.duty), f"bears:{assignment.responsibility}")
    edges = (
        (above, below, {"relation": tuple(relation)})
        for (above, below), relation in sorted(relations.items())
    )
    return frozen_digraph(nodes, edges)
