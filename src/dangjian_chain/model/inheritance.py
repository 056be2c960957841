"""What a part of a duty inherits from the duty it is a part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from dangjian_chain.model.duty import Duty

_OWN = {"id", "title", "parent"}


def ancestors(id_: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return the known duties above a part, nearest first; a circle is walked until it closes."""
    above: dict[str, None] = {}
    current = parents.get(id_)
    while current is not None and current in parents and current != id_ and current not in above:
        above[current] = None
        current = parents[current]
    return list(above)


def circles(parents: Mapping[str, str | None]) -> list[str]:
    """Return the duties that are, over their parents, a part of themselves."""
    found = []
    for id_ in parents:
        seen = {id_}
        current = parents[id_]
        while current is not None and current in parents and current not in seen:
            seen.add(current)
            current = parents[current]
        if current == id_:
            found.append(id_)
    return found


def inherited(duties: Sequence[Duty]) -> list[Duty]:
    """Return the duties with what holds for each: stated by itself or by the duty above."""
    by_id = {duty.id: duty for duty in duties}
    parents = {duty.id: duty.parent for duty in duties}
    return [
        duty if duty.parent is None else _filled(duty, [by_id[id_] for id_ in ancestors(duty.id, parents)])
        for duty in duties
    ]


def _filled(duty: Duty, above: Sequence[Duty]) -> Duty:
    stated: dict[str, object] = {}
    for name in attrs.fields_dict(Duty):
        if name in _OWN or _is_stated(getattr(duty, name)):
            continue
        stated |= next(({name: getattr(up, name)} for up in above if _is_stated(getattr(up, name))), {})
    return attrs.evolve(duty, **stated) if stated else duty  # type: ignore[arg-type]


def _is_stated(value: object) -> bool:
    return (
        value is not None
        and (not hasattr(value, "__bool__") or isinstance(value, int | float) or bool(value))
        and value != ()
    )
