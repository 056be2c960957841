"""One accountability path: the steps of one way up, as rows and as a tree of reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from dangjian_chain.accountability.reasons import step_reason
from dangjian_chain.explanation import Explanation
from dangjian_chain.foot import FOOT
from dangjian_chain.frame import frame_of
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.accountability.step import Answerer, PathStep, Statement

COLUMNS = (
    "path",
    "step",
    "organization",
    "relation",
    "state",
    "role",
    "person",
    "liability",
    "fact",
    "citation",
)
"""The columns of a path's frame."""


@frozen
class AccountabilityPath:
    """
    A candidate path: who would answer, level by level, if the duty failed here; never a verdict.

    Parameters
    ----------
    duty, title : str
        Id and title.
    day : date
    steps : tuple of PathStep
        From the organization that owns the failure up to where the duty starts.
    """

    duty: str
    title: str
    day: date
    steps: tuple[PathStep, ...]

    @property
    def organizations(self) -> tuple[str, ...]:
        """The organizations of the steps."""
        return tuple(step.organization for step in self.steps)

    @property
    def breaks(self) -> tuple[Statement, ...]:
        """Where the chain itself is broken on the way."""
        return tuple(one for step in self.steps for one in step.breaks)

    @property
    def foot(self) -> Text:
        """What the path is not; it goes with every rendering."""
        return FOOT

    def with_persons(self, holders: Mapping[str, tuple[str, ...]]) -> AccountabilityPath:
        """Return the path with the holders of its roles."""

        def held(one: Answerer) -> Answerer:
            return one if one.role is None else attrs.evolve(one, persons=holders.get(one.role, ()))

        return attrs.evolve(
            self,
            steps=tuple(
                attrs.evolve(step, answerers=tuple(held(one) for one in step.answerers))
                for step in self.steps
            ),
        )

    def rows(self, number: int = 1, lang: Lang = "zh", *, persons: bool = True) -> Iterator[dict[str, Any]]:
        """
        Yield the rows of the frame: each step with its state, breaks and notes, then who stands there.

        Parameters
        ----------
        number : int
            What the column `path` holds.
        lang : {"zh", "en"}
            Of `fact` and `citation`.
        persons : bool
            Whether to show the holders that the path has.
        """
        for place, step in enumerate(self.steps):
            head = {"path": number, "step": place, "relation": step.relation, "state": str(step.state)}
            plain = {"organization": step.organization, "role": None, "person": None, "liability": None}
            mark = "；" if lang == "zh" else "; "
            said = (step.fact, *(one.text for one in (*step.breaks, *step.notes)))
            yield _row(head, plain, mark.join(words.of(lang) for words in said), step.whole_ground().of(lang))
            for one in step.answerers:
                held = {
                    "organization": one.organization,
                    "role": one.role,
                    "person": ";".join(one.persons) or None if persons else None,
                    "liability": None if one.liability is None else str(one.liability),
                }
                yield _row(head, held, one.reason.of(lang), one.ground().of(lang))

    def to_frame(self, backend: str = "pandas", *, lang: Lang = "zh") -> Any:  # noqa: ANN401 - whichever was named
        """
        Return the path as a frame: path, step, organization, relation, state, role, person, liability, fact, citation.

        A row for each step (`role` and `liability` blank: its state, and in
        `fact` its breaks and notes too), and one for each who stands there.
        `step` counts from 0, the owner.
        `person` is blank unless persons were asked for.
        """
        return frame_of(columns_of_rows(self.rows(lang=lang)), backend)

    def explain(self) -> Explanation:
        """Return the path as a tree: each step with its fact and ground, and below it who stands there and why."""
        first, last = self.steps[0].name, self.steps[-1].name
        return Explanation(
            Text(
                zh=f"责任链条（供研判参考，待核实）：“{self.title}”，{first}至{last}，{self.day}",
                en=f"candidate path, to be verified: {self.title!r}, from {first} to {last}, {self.day}",
            ),
            children=(*map(step_reason, self.steps), Explanation(FOOT)),
        )

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        way = " → ".join(f"{step.organization} {step.state}" for step in self.steps[:_SHOWN])
        more = " → …" if len(self.steps) > _SHOWN else ""
        return f"<AccountabilityPath candidate {self.duty}: {way}{more}>"


_SHOWN = 6


def _row(head: Mapping[str, Any], held: Mapping[str, Any], fact: str, citation: str) -> dict[str, Any]:
    row = {**head, **held, "fact": fact, "citation": citation}
    return {name: row[name] for name in COLUMNS}


def columns_of_rows(rows: Iterator[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return rows of paths as columns."""
    every = list(rows)
    return {name: [row[name] for row in every] for name in COLUMNS}
