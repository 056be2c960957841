"""Accountability paths: for a duty in an organization on a day, who would answer, level by level."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from dangjian_chain.accountability.path import AccountabilityPath, columns_of_rows
from dangjian_chain.accountability.reasons import step_reason
from dangjian_chain.accountability.whys import Whys
from dangjian_chain.explanation import Explanation
from dangjian_chain.foot import FOOT
from dangjian_chain.frame import frame_of
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.accountability.step import PathStep
    from dangjian_chain.accountability.tracer import Tracer
    from dangjian_chain.kernel.ways import Way

LIMIT = 100
"""How many paths are listed unless more are asked for."""


class AccountabilityPaths:
    """
    The candidate paths of one duty in one organization on a day; made by `accountability_paths`.

    Iterate it, or index it, for the paths listed, the one along the line first: at each step
    the leading superior, then guiding ones by id.
    """

    def __init__(
        self, tracer: Tracer, duty: int, organization: int, *, limit: int = LIMIT, persons: bool = False
    ) -> None:
        self._tracer = tracer
        self._duty = duty
        self._asked = organization
        self._limit = limit
        self._persons = persons
        self._start = tracer.start(organization)
        self._is_open = bool(tracer.answerable[duty, organization]) and self._start >= 0
        self._ways = tracer.ways(duty, self._start) if self._is_open else None

    # --- what was asked ------------------------------------------------------------------

    @property
    def duty(self) -> str:
        """The duty's id."""
        return self._tracer.cascade.duties.ids[self._duty]

    @property
    def title(self) -> str:
        """The duty's title."""
        return self._tracer.cascade.duties.values[self._duty].title

    @property
    def organization(self) -> str:
        """The organization asked about."""
        return self._tracer.ids[self._asked]

    @property
    def organization_name(self) -> str:
        """Its name."""
        return str(self._tracer.naming.organizations[self._asked])

    @property
    def day(self) -> date:
        """The day."""
        return self._tracer.day

    @property
    def limit(self) -> int:
        """How many paths are listed at most."""
        return self._limit

    # --- what was found ------------------------------------------------------------------

    @property
    def start(self) -> str | None:
        """Who owns the failure: the organization, or the one above a group or unit; `None` without a path."""
        return None if self._ways is None else self._tracer.ids[self._start]

    @property
    def count(self) -> int:
        """How many paths there are, exactly, listed or not."""
        return 0 if self._ways is None else self._ways.count

    @property
    def truncated(self) -> bool:
        """Whether there are more than are listed."""
        return self.count > self._limit

    @property
    def not_followed(self) -> tuple[tuple[str, str], ...]:
        """Edges not followed, (above, below): guiding lines inside a circle, and circles of superiors."""
        if self._ways is None:
            return ()
        ids = self._tracer.ids
        return tuple((ids[above], ids[below]) for above, below in self._ways.not_followed)

    @property
    def no_bypass(self) -> tuple[str, ...]:
        """Organizations that no path goes round, from the owner up: every guiding line meets them again."""
        return () if self._ways is None else tuple(self._tracer.ids[here] for here in self._ways.common)

    @cached_property
    def steps(self) -> tuple[PathStep, ...]:
        """Every step of every path once, lower ones first; bounded by the lines there are, not by the paths."""
        return () if self._ways is None else tuple(self._tracer.steps(self._duty, self._asked))

    @property
    def shown(self) -> tuple[PathStep, ...]:
        """The steps of the one path listed, with its persons where they were asked for; with several, `steps`."""
        return self._listed[0].steps if len(self) == 1 else self.steps

    @property
    def foot(self) -> Text:
        """What the paths are not; it goes with every rendering."""
        return FOOT

    @cached_property
    def _listed(self) -> tuple[AccountabilityPath, ...]:
        if self._ways is None:
            return ()
        return tuple(map(self._path, itertools.islice(self._ways, self._limit)))

    def _path(self, way: Way) -> AccountabilityPath:
        steps = tuple(self._tracer.along(self._duty, self._asked, way))
        path = AccountabilityPath(self.duty, self.title, self.day, steps)
        if not self._persons:
            return path
        return path.with_persons(self._tracer.holders({role for step in steps for role in step.roles()}))

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, index: int) -> AccountabilityPath: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[AccountabilityPath, ...]: ...
    def __getitem__(self, index: int | slice) -> AccountabilityPath | tuple[AccountabilityPath, ...]:
        """Return one of the paths listed, or a run of them."""
        return self._listed[index]

    def __iter__(self) -> Iterator[AccountabilityPath]:
        return iter(self._listed)

    # --- reasons -------------------------------------------------------------------------

    def explain(self) -> Explanation:
        """
        Return everything as one tree: each step once, the guiding ones behind those of the line; `why_not()` without a path.

        The last line says what it is not.
        """
        if self._ways is None:
            return self.why_not()
        return Explanation(
            Text(
                zh=f"责任链条（供研判参考，待核实）：“{self.title}”，{self.organization_name}，{self.day}",
                en=f"candidate paths, to be verified: {self.title!r} at {self.organization_name}, {self.day}",
            ),
            fact=self._counted(),
            children=(*map(step_reason, self.shown), *self._circles(), Explanation(FOOT)),
        )

    def _counted(self) -> Text:
        listed = len(self)
        more = self.truncated
        return Text(
            zh=f"共{self.count}条链条" + (f"，列出{listed}条" if more else ""),
            en=f"{self.count} path(s)" + (f", {listed} of them listed" if more else ""),
        )

    def _circles(self) -> Iterator[Explanation]:
        if self.not_followed:
            pairs = "、".join(f"{above}→{below}" for above, below in self.not_followed)
            yield Explanation(
                Text(
                    zh=f"互相指导（隶属）成环、未予沿用的：{pairs}",
                    en=f"lines inside a circle, not followed: {pairs}",
                )
            )

    def why(self, role: str) -> Explanation:
        """
        Return why a role stands on these paths, and in what degree; `why_not(role)` where it does not.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        return self._whys.why(role)

    def why_not(self, role: str | None = None) -> Explanation:
        """
        Return the first thing that would have to change: for there to be a path, or for a role to bear a degree on it.

        Parameters
        ----------
        role : str, optional

        Returns
        -------
        Explanation
            `explain()` where there is a path, `why(role)` where the role does bear one.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        if role is not None:
            return self._whys.why_not(role)
        return self._whys.no_path() if self._ways is None else self.explain()

    @property
    def _whys(self) -> Whys:
        return Whys(self._tracer, self._duty, self._asked, self.steps)

    # --- other forms -----------------------------------------------------------------------

    def columns(self, lang: Lang = "zh") -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists, without a data frame library."""
        alone = len(self) == 1
        return columns_of_rows(
            row for number, path in enumerate(self, start=1) for row in path.rows(number, lang, persons=alone)
        )

    def to_frame(self, backend: str = "pandas", *, lang: Lang = "zh", persons: bool | None = None) -> Any:  # noqa: ANN401 - whichever was named
        """
        Return the paths listed: path, step, organization, relation, state, role, person, liability, fact, citation.

        Paths count from 1, steps from 0. A row for each step (`role` and
        `liability` blank: its state, and in `fact` its breaks and notes too), and
        one for each who stands there.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}
        lang : {"zh", "en"}
            Of `fact` and `citation`.
        persons : bool, optional
            Whether `person` holds the holders of the day; as the paths were
            asked for where it is left out. With several paths it is blank all
            the same.
        """
        asked = self if persons is None else self._with(persons=persons)
        return frame_of(asked.columns(lang), backend)

    def _with(self, *, persons: bool) -> AccountabilityPaths:
        return AccountabilityPaths(self._tracer, self._duty, self._asked, limit=self._limit, persons=persons)

    def to_mermaid(self, lang: Lang = "zh") -> str:
        """Return every step once as the text of a Mermaid flow chart, the owner at the bottom."""
        from dangjian_chain.accountability.drawing import mermaid  # noqa: PLC0415 - loaded when it is asked for

        return mermaid(self, lang)

    def to_json(self) -> str:
        """Return the paths as a document under the schema `dangjian-chain/accountability/1`."""
        import json  # noqa: PLC0415 - loaded when it is asked for

        from dangjian_chain.accountability.document import paths_document  # noqa: PLC0415 - the same

        return json.dumps(paths_document(self), ensure_ascii=False, indent=2)

    def to_text(self, lang: Lang = "zh") -> str:
        """Return the paths as indented lines, with the foot line."""
        return self.explain().to_text(lang)

    def __str__(self) -> str:
        return self.to_text("zh")

    def __repr__(self) -> str:
        more = f", {len(self)} listed" if self.truncated else ""
        return f"<AccountabilityPaths {self.duty} at {self.organization} on {self.day}: {self.count} candidate(s){more}>"
