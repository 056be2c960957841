"""The gap report: what was found, what follows from what, and what could not be checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

import attrs
from attrs import frozen

from dangjian_chain.errors import ChainError, UnknownNameError
from dangjian_chain.explanation import Explanation
from dangjian_chain.frame import frame_of
from dangjian_chain.gaps.common import CommonGaps, common_gaps, grouped_by
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.gaps.asked import Asked
    from dangjian_chain.gaps.gap import Gap

COLUMNS = (
    "code",
    "name",
    "severity",
    "stage",
    "organization",
    "organization_name",
    "unit",
    "unit_name",
    "level",
    "subject_kind",
    "subject",
    "duty",
    "since",
    "message_zh",
    "message_en",
    "remedy_zh",
    "remedy_en",
    "citation",
    "place",
    "details",
    "fingerprint",
    "follows_from",
)
"""The columns of a report's frame."""


_FOLLOWS_FROM = Text(zh="随此而来", en="it follows from")
_FOLLOWED_BY = Text(zh="由此带来", en="what follows from it")


@frozen(repr=False)
class Cause:
    """A gap that follows from no other, and how many follow from it, directly or by others."""

    gap: Gap
    following: tuple[Gap, ...]

    def __repr__(self) -> str:
        more = f" +{len(self.following)}" if self.following else ""
        return f"<Cause {self.gap.code} {self.gap.subject}{more}>"


class NoChainError(ChainError, LookupError):
    """A report that was put together by hand is asked what only `detect_gaps` knows."""

    def __init__(self) -> None:
        super().__init__("this report was not made by detect_gaps, so there is no chain to look at")


class GapReport(Sequence["Gap"]):
    """
    Gaps on a day, ordered by code, organization, subject and duty.

    A list to verify (核对清单), not a list of faults: `coverage` says what was
    not looked at.
    """

    annotate: Callable[..., None]
    """
    Write a copy of the workbook that the chain was read from, with the gaps on its cells.

    `report.annotate(source, target, lang="zh")`; see "Comments on your own workbook" among the how-tos.
    Workbooks are written by a room above this one, which puts it here.
    """

    to_excel: Callable[..., None]
    """Write the list to verify as a workbook to fill in: `to_excel(path, verified=(), lang="zh")`."""

    def __init__(
        self, gaps: Sequence[Gap], day: date, coverage: Sequence[NotChecked], asked: Asked | None = None
    ) -> None:
        self._gaps = tuple(gaps)
        self._day = day
        self._coverage = tuple(coverage)
        self._asked = asked

    @property
    def day(self) -> date:
        """The day of the analysis."""
        return self._day

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps."""
        return self._gaps

    @property
    def coverage(self) -> tuple[NotChecked, ...]:
        """Which rules could not apply, and why; which pairs could not be judged."""
        return self._coverage

    def __len__(self) -> int:
        return len(self._gaps)

    @overload
    def __getitem__(self, index: int) -> Gap: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Gap]: ...
    def __getitem__(self, index: int | slice) -> Gap | Sequence[Gap]:
        """Return one gap, or a run of them."""
        return self._gaps[index]

    def __iter__(self) -> Iterator[Gap]:
        return iter(self._gaps)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GapReport):
            return NotImplemented
        return (self._gaps, self._day, self._coverage) == (other._gaps, other._day, other._coverage)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """
        Gaps that follow from no other, each with those that follow.

        Those of the gravest severity come first, then those with the most
        following, then in the order of the report.
        """
        tops = _tops(self._gaps)
        roots: dict[str, list[Gap]] = {}
        for gap in self._gaps:
            top = tops[gap.fingerprint]
            if top != gap.fingerprint:
                roots.setdefault(top, []).append(gap)
        followed = {print_ for gaps in roots.values() for print_ in (gap.fingerprint for gap in gaps)}
        found = [
            Cause(gap, tuple(roots.get(gap.fingerprint, ())))
            for gap in self._gaps
            if gap.fingerprint not in followed
        ]
        return tuple(sorted(found, key=lambda cause: (-cause.gap.severity.weight, -len(cause.following))))

    @cached_property
    def by_stage(self) -> dict[Stage, tuple[Gap, ...]]:
        """The gaps of each stage that has any, in the order of stages."""
        found = {stage: tuple(gap for gap in self._gaps if gap.stage is stage) for stage in Stage}
        return {stage: gaps for stage, gaps in found.items() if gaps}

    @cached_property
    def counts(self) -> Counter[str]:
        """How many gaps there are of each code."""
        return Counter(gap.code for gap in self._gaps)

    def explain(self, gap: Gap | str) -> Explanation:
        """
        Return why a gap is listed: what it says, then what it follows from and what follows from it.

        Parameters
        ----------
        gap : Gap or str
            One of the report, or its fingerprint.

        Raises
        ------
        UnknownNameError
            If the report has no such gap.
        """
        by_print = {one.fingerprint: one for one in self._gaps}
        wanted = gap if isinstance(gap, str) else gap.fingerprint
        if wanted not in by_print:
            raise UnknownNameError("gap", wanted, by_print)
        found = by_print[wanted]
        tree = found.explain()
        above = by_print.get(found.follows_from)
        children = [*tree.children]
        if above is not None:
            children.append(Explanation(_FOLLOWS_FROM, children=(above.explain(),)))
        below = tuple(one.explain() for one in self._gaps if one.follows_from == wanted)
        if below:
            children.append(Explanation(_FOLLOWED_BY, children=below))
        return attrs.evolve(tree, children=tuple(children))

    def keeping(self, gaps: Sequence[Gap]) -> GapReport:
        """Return the report of some of its gaps; all else stays."""
        return GapReport(gaps, self._day, self._coverage, self._asked)

    def why_not(self, code: str, subject: str) -> Explanation:
        """
        Return why a rule says nothing of a row: the first thing that would have to change.

        Parameters
        ----------
        code : str
            A rule's code or name, such as `"DJ009"`.
        subject : str
            The id of an organization, role or duty, or the key of another row.

        Raises
        ------
        UnknownNameError
            If there is no such rule, or no such row.
        NoChainError
            If the report was put together by hand, so that there is no chain to look at.

        Examples
        --------
        >>> from datetime import date
        >>> from dangjian_chain import Organization, ResponsibilityChain, detect_gaps
        >>> branch = Organization("Z1", kind="branch", members=46, full_members=45)
        >>> report = detect_gaps(ResponsibilityChain(organizations=[branch]), at=date(2026, 9, 30))
        >>> print(report.why_not("DJ011", "Z1").to_text("en"))
        DJ011 (A branch with many members) does not list 'Z1'
          it is a branch in force: yes
          it has more members than the soft cap: no, so the rule is silent; 46 members, figure 50
        """
        return self._known.why_not(self._gaps, code, subject)

    def has_looked(self, code: str = "") -> bool:
        """
        Return whether a rule was asked and could look: the silence of another one means nothing.

        Parameters
        ----------
        code : str
            A rule's code; left out, whether all rules were asked that look by themselves.

        Examples
        --------
        >>> from datetime import date
        >>> from dangjian_chain import Organization, ResponsibilityChain, detect_gaps
        >>> chain = ResponsibilityChain(organizations=[Organization("Z1", kind="branch")])
        >>> report = detect_gaps(chain, at=date(2026, 9, 30), select="DJ0,DJ5")
        >>> report.has_looked("DJ001"), report.has_looked("DJ101"), report.has_looked("DJ510"), report.has_looked()
        (True, False, False, False)
        """
        return self._asked is None or self._asked.has_looked(code)

    def common(self, share: float = 0.5) -> CommonGaps:
        """
        Return the gaps that at least this share of the organizations of one kind have alike, and the others.

        Parameters
        ----------
        share : float
            From 0 to 1; of organizations of the same kind, on the same duty.

        Raises
        ------
        ValueError
            If the share is none.
        NoChainError
            If the report was put together by hand.
        """
        if not 0 <= share <= 1:
            message = f"a share is from 0 to 1, not {share!r}"
            raise ValueError(message)
        return common_gaps(self._gaps, self._known, share)

    def by(self, what: Literal["unit", "band", "symptom"]) -> dict[str, tuple[Gap, ...]]:
        """
        Return the gaps by unit, by band or by symptom, those without one last under a blank.

        Parameters
        ----------
        what : {"unit", "band", "symptom"}
            The nearest committee; the band of the organization (先进、达标、后进) as it is
            entered; what the gap is a sign of (弱化、淡化、虚化、边缘化).

        Raises
        ------
        UnknownNameError
            If it is none of these.
        """
        if what == "unit":
            return grouped_by((gap.unit for gap in self._gaps), self._gaps)
        if what == "band":
            return grouped_by((self._known.band(gap.organization) for gap in self._gaps), self._gaps)
        if what == "symptom":
            return grouped_by((str(gap.rule.symptom or "") for gap in self._gaps), self._gaps)
        raise UnknownNameError("grouping", what, ("unit", "band", "symptom"))

    @property
    def _known(self) -> Asked:
        if self._asked is None:
            raise NoChainError
        return self._asked

    def of(self, code: str) -> tuple[Gap, ...]:
        """Return the gaps whose code begins with `code`."""
        return tuple(gap for gap in self._gaps if gap.code.startswith(code))

    def reaches(self, severity: Severity) -> bool:
        """Whether any gap is of this severity or graver."""
        return any(gap.severity.weight >= severity.weight for gap in self._gaps)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each gap as plain values under the names of `COLUMNS`; no persons."""
        for gap in self._gaps:
            yield {
                "code": gap.code,
                "name": gap.name,
                "severity": str(gap.severity),
                "stage": str(gap.stage),
                "organization": gap.organization,
                "organization_name": gap.organization_name,
                "unit": gap.unit,
                "unit_name": gap.unit_name,
                "level": gap.level,
                "subject_kind": gap.subject_kind,
                "subject": gap.subject,
                "duty": gap.duty,
                "since": None if gap.since is None else str(gap.since),
                "message_zh": gap.message.zh,
                "message_en": gap.message.en,
                "remedy_zh": gap.remedy.zh,
                "remedy_en": gap.remedy.en,
                "citation": gap.citation.zh,
                "place": gap.place,
                "details": json.dumps(dict(gap.details), ensure_ascii=False, sort_keys=True),
                "fingerprint": gap.fingerprint,
                "follows_from": gap.follows_from,
            }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """
        Return one row a gap, with the columns of `COLUMNS`.

        Parameters
        ----------
        backend : {"pandas", "polars", "pyarrow"}
        """
        rows = list(self.rows())
        return frame_of({name: [row[name] for row in rows] for name in COLUMNS}, backend)

    def __repr__(self) -> str:
        counts = ", ".join(f"{code} × {count}" for code, count in self.counts.items())
        return f"<GapReport at {self._day}: {len(self)} to verify{': ' if counts else ''}{counts}>"


def _tops(gaps: Sequence[Gap]) -> dict[str, str]:
    """Return the fingerprint at the end of what each gap follows from; every step is taken once."""
    above = {gap.fingerprint: gap.follows_from for gap in gaps}
    found: dict[str, str] = {}
    for start in above:
        way: dict[str, None] = {}
        here = start
        while here not in found and here not in way:
            way[here] = None
            here = above[here] if above[here] in above else here
        found |= dict.fromkeys(way, found.get(here, here))
    return found
