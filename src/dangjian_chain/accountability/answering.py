"""To whom a role answers, and for whom: the structural question, without records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from dangjian_chain.accountability.tracer import Tracer
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.propagation.bearing import BODY, CODE

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain

Answer = tuple[str, str | None, str]
"""Duty, role (`None` for the body), organization."""


class Answering:
    """Who answers to whom, over every hand-over of a day, by position; made by `ChainArrays.kept`."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._tracer = arrays.kept(Tracer)
        self._roles = arrays.tables["roles"].ids
        self._organizations = arrays.tables["organizations"].ids

    def _pairs(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield duty, organization, superior and bearer of every hand-over, supervising bearers aside."""
        cascade = self._tracer.cascade
        bearers = cascade.bearers
        rows = zip(
            bearers.duty.tolist(),
            bearers.organization.tolist(),
            bearers.responsibility.tolist(),
            bearers.role.tolist(),
            strict=True,
        )
        supervisory = CODE[Responsibility.SUPERVISORY]
        for duty, organization, responsibility, role in rows:
            superior = int(cascade.hierarchy.line[organization])
            if (
                responsibility != supervisory
                and cascade.expected[duty, organization]
                and superior >= 0
                and cascade.carries[duty, superior]
            ):
                yield duty, organization, superior, role

    @cached_property
    def _found(self) -> tuple[dict[int, set[Answer]], dict[int, set[Answer]]]:
        """What each role answers to, and what it answers for."""
        to: dict[int, set[Answer]] = {}
        for_: dict[int, set[Answer]] = {}
        duties = self._tracer.cascade.duties.ids
        for duty, organization, superior, bearer in dict.fromkeys(self._pairs()):
            below = None if bearer == BODY else self._roles[bearer]
            for role in self._tracer.main(duty, superior, organization) or (BODY,):
                above = None if role == BODY else self._roles[role]
                if bearer != BODY:
                    to.setdefault(bearer, set()).add((duties[duty], above, self._organizations[superior]))
                if role != BODY:
                    for_.setdefault(role, set()).add((duties[duty], below, self._organizations[organization]))
        return to, for_

    def to(self, role: int) -> tuple[Answer, ...]:
        """Return what a role answers to, in order."""
        return _ordered(self._found[0].get(role, set()))

    def for_(self, role: int) -> tuple[Answer, ...]:
        """Return what a role answers for, in order."""
        return _ordered(self._found[1].get(role, set()))


def answers_to(chain: ResponsibilityChain, role: str, at: date | None = None) -> tuple[Answer, ...]:
    """
    Return to whom a role answers, duty by duty (一级对一级负责).

    Parameters
    ----------
    chain : ResponsibilityChain
    role : str
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    tuple of (duty, role, organization)
        For each duty the role is expected to bear and its line superior
        manages: the roles that would answer there for that management, or
        `None` where only the body is there; in order, the body first.

    Raises
    ------
    UnknownNameError
        If the chain has no such role.
    MissingDayError
        If no day is known.
    """
    answering, position = _asked(chain, role, at)
    return answering.to(position)


def answers_for(chain: ResponsibilityChain, role: str, at: date | None = None) -> tuple[Answer, ...]:
    """
    Return for whom a role answers, duty by duty: the other side of `answers_to`.

    Parameters
    ----------
    chain : ResponsibilityChain
    role : str
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    tuple of (duty, role, organization)
        The bearers one level down, `None` for a body; in order, bodies first.

    Raises
    ------
    UnknownNameError
        If the chain has no such role.
    MissingDayError
        If no day is known.
    """
    answering, position = _asked(chain, role, at)
    return answering.for_(position)


def _asked(chain: ResponsibilityChain, role: str, at: date | None) -> tuple[Answering, int]:
    return chain.asked(at).arrays.kept(Answering), chain.tables["roles"].position(role)


def _ordered(answers: set[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: (answer[0], answer[1] or "", answer[2])))
