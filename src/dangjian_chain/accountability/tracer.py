"""Paths by position: from who owns a failure up to where the duty starts, and what stands on each step."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from dangjian_chain.accountability.step import GUIDES, LEADS, OWNS
from dangjian_chain.accountability.steps import NOBODY, Steps
from dangjian_chain.kernel import ways as kernel
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.propagation.arrays import CascadeArrays

if TYPE_CHECKING:
    from dangjian_chain.accountability.degrees import Stand
    from dangjian_chain.accountability.step import PathStep
    from dangjian_chain.kernel.ways import Edge, Ways
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.typing import Bools

_RELATIONS = {kernel.LEADS: LEADS, kernel.GUIDES: GUIDES}


class Tracer:
    """
    Everything about paths on one day; each step and each fan of ways is worked out once.

    Made by `ChainArrays.kept`, so that asking for ten thousand paths costs the steps
    that they share.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        self.day = arrays.day or date.max
        """The day; analyses ask for it before they come here."""
        self.chain = arrays
        self.cascade = CascadeArrays(arrays)
        self._steps = Steps(self.cascade, self.day)
        self.naming = self._steps.naming
        self.ids = self._steps.ids
        self._ways: dict[tuple[tuple[str, ...], int], Ways] = {}

    @classmethod
    def of(cls, chain: ResponsibilityChain, at: date | None) -> Self:
        """Return the tracer of a chain on the day asked, made once; raise `MissingDayError` where none is known."""
        return chain.asked(at).arrays.kept(cls)

    # --- where there is a path -----------------------------------------------------------

    @cached_property
    def answerable(self) -> Bools:
        """
        Where one can ask who answers, duties × organizations.

        Where a required duty is expected; where it is declared and does not say
        who performs it; and at helpers, whose superior answers.
        """
        cascade = self.cascade
        required = cascade.duties.required[:, np.newaxis]
        unsaid = ~cascade.duties.has_performers & ~cascade.performing.silent
        declared = cascade.declared & cascade.performing.inside & unsaid[:, np.newaxis]
        helpers = cascade.helped & ~self.chain.owns_failure[np.newaxis, :]
        alive = self.chain.hierarchy.in_force[np.newaxis, :]
        return (cascade.expected | ((declared | helpers) & required)) & alive

    def start(self, organization: int) -> int:
        """Return who owns a failure of an organization: itself, else its line superior; -1 for nobody."""
        return int(self.chain.owner[organization])

    # --- ways ------------------------------------------------------------------------------

    @cached_property
    def _guides(self) -> dict[int, list[int]]:
        """Guiding superiors by the one they guide; one that owns no failure stands for its line superior."""
        table = self.chain.tables["organizations"]
        alive = self.chain.hierarchy.in_force
        found: dict[int, list[int]] = {}
        for row, named in enumerate(table.column("guided_by")):
            if named:
                guides = {self.start(guide) for guide in table.find(named) if guide >= 0 and alive[guide]}
                leads = int(self.chain.hierarchy.line[row])
                found[row] = sorted(guides - {row, leads, NOBODY})
        return found

    def ways(self, duty: int, start: int) -> Ways:
        """Return the ways from a start up to where the duty starts, or where no edge leads on."""
        key = (self.cascade.duties.values[duty].origin, start)
        if key not in self._ways:
            inside = self.cascade.performing.inside[duty]
            line = self.chain.hierarchy.line

            def edges(here: int) -> list[Edge]:
                above = int(line[here])
                if inside[here] and (above < 0 or not inside[above]):
                    return []
                leading = [(above, kernel.LEADS)] if above >= 0 else []
                return leading + [(guide, kernel.GUIDES) for guide in self._guides.get(here, ())]

            self._ways[key] = kernel.Ways(start, edges)
        return self._ways[key]

    def steps(self, duty: int, asked: int, only: Container[int] | None = None) -> Iterator[PathStep]:
        """Yield every step on any way, lower ones first; only those of some organizations."""
        start = self.start(asked)
        ways = self.ways(duty, start)
        if only is None or start in only:
            yield self._steps.of(duty, start, OWNS, NOBODY, asked)
        for here in ways.order:
            for above, relation in ways.up[here]:
                if only is None or above in only:
                    yield self._steps.of(
                        duty, above, _RELATIONS[relation], here, asked if here == start else here
                    )

    def along(self, duty: int, asked: int, way: kernel.Way) -> Iterator[PathStep]:
        """Yield the steps of one way."""
        start = here = self.start(asked)
        yield self._steps.of(duty, start, OWNS, NOBODY, asked)
        for above, relation in way:
            yield self._steps.of(duty, above, _RELATIONS[relation], here, asked if here == start else here)
            here = above

    def main(self, duty: int, superior: int, below: int) -> dict[int, Stand]:
        """Return the roles that answer for a superior's management of a duty at one below it."""
        return self._steps.degrees.main(duty, superior, (below,), Function.MANAGE)

    def holders(self, roles: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return who holds roles on the day."""
        positions = self.chain.tables["roles"].positions
        return {role: tuple(self.chain.persons(positions[role])) for role in roles}
