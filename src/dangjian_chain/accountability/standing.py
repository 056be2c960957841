"""The reverse question: on whose paths a role would stand, and in which state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from attrs import frozen

from dangjian_chain.accountability.tracer import Tracer
from dangjian_chain.foot import FOOT
from dangjian_chain.frame import frame_of
from dangjian_chain.model.vocabulary import Liability, State
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.model.chain import ResponsibilityChain

COLUMNS = ("duty", "organization", "step", "relation", "below", "state", "liability", "fact", "citation")
"""The columns of the frame."""


@frozen
class Standing:
    """
    One place where a role would stand on a path.

    Parameters
    ----------
    duty, organization : str
        The pair that the path is about.
    step : str
        The organization of the step, the role's own.
    relation : str
        `owns`, `leads` or `guides`.
    below : str or None
    state : State
    liability : Liability or None
    fact, ground : Text
    is_vacant, is_excluded : bool
    """

    duty: str
    organization: str
    step: str
    relation: str
    below: str | None
    state: State
    liability: Liability | None
    fact: Text
    ground: Text
    is_vacant: bool = False
    is_excluded: bool = False


class Standings:
    """Where one role would stand, by duty, organization and step; no persons, made by `paths_through`."""

    def __init__(self, role: str, day: date, found: tuple[Standing, ...]) -> None:
        self._role = role
        self._day = day
        self._found = found

    @property
    def role(self) -> str:
        """The role asked about."""
        return self._role

    @property
    def day(self) -> date:
        """The day."""
        return self._day

    @property
    def foot(self) -> Text:
        """What the list is not."""
        return FOOT

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._found)

    @overload
    def __getitem__(self, index: int) -> Standing: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Standing, ...]: ...
    def __getitem__(self, index: int | slice) -> Standing | tuple[Standing, ...]:
        """Return one place, or a run of them."""
        return self._found[index]

    def in_state(self, state: State) -> tuple[Standing, ...]:
        """Return the places of a state."""
        return tuple(one for one in self._found if one.state is state)

    def columns(self, lang: Lang = "zh") -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists, without a data frame library."""
        rows = [
            (
                one.duty,
                one.organization,
                one.step,
                one.relation,
                one.below,
                str(one.state),
                None if one.liability is None else str(one.liability),
                one.fact.of(lang),
                one.ground.of(lang),
            )
            for one in self._found
        ]
        return {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}

    def to_frame(self, backend: str = "pandas", *, lang: Lang = "zh") -> Any:  # noqa: ANN401 - whichever was named
        """Return one row a place: duty, organization, step, relation, below, state, liability, fact, citation."""
        return frame_of(self.columns(lang), backend)

    def to_json(self) -> str:
        """Return the places as a document under the schema `dangjian-chain/standings/1`."""
        import json  # noqa: PLC0415 - loaded when it is asked for

        from dangjian_chain.accountability.document import standings_document  # noqa: PLC0415 - the same

        return json.dumps(standings_document(self), ensure_ascii=False, indent=2)

    def __repr__(self) -> str:
        return f"<Standings of {self._role} on {self._day}: {len(self)} place(s), candidates to be verified>"


def paths_through(chain: ResponsibilityChain, role: str, at: date | None = None) -> Standings:
    """
    Return every (duty, organization) on whose paths a role would stand, and in which state.

    Parameters
    ----------
    chain : ResponsibilityChain
    role : str
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    Standings
        By duty, organization and step; a role that stands on several steps of
        one pair is there several times. It is a list to verify and names no
        person.

    Raises
    ------
    UnknownNameError
        If the chain has no such role.
    MissingDayError
        If no day is known.
    """
    tracer = Tracer.of(chain, at)
    position = chain.tables["roles"].position(role)
    hosts = set(tracer.chain.hosts(position))
    found: list[Standing] = []
    for duty, asked in np.argwhere(tracer.answerable).tolist():
        start = tracer.start(asked)
        if start < 0 or hosts.isdisjoint(tracer.ways(duty, start).order):
            continue
        found += _of_pair(tracer, duty, asked, role, hosts)
    return Standings(role, tracer.day, tuple(found))


def _of_pair(tracer: Tracer, duty: int, asked: int, role: str, hosts: set[int]) -> Iterator[Standing]:
    for step in tracer.steps(duty, asked, hosts):
        for one in step.answerers:
            if one.role == role:
                yield Standing(
                    duty=tracer.cascade.duties.ids[duty],
                    organization=tracer.ids[asked],
                    step=step.organization,
                    relation=step.relation,
                    below=step.below,
                    state=step.state,
                    liability=one.liability,
                    fact=step.fact,
                    ground=one.ground(),
                    is_vacant=one.is_vacant,
                    is_excluded=one.is_excluded,
                )
