"""Burden: what records and papers the lists ask of an organization in a year, and what one shared event saves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen

from dangjian_chain.explanation import Explanation
from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.performance.counts import KINDS
from dangjian_chain.performance.due_arrays import PERFORM, DueArrays, due_arrays
from dangjian_chain.performance.paper import NOT_ASKED, PAPERS, clauses_of, papers_of
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.model.duty import Duty

Span = tuple[int, int, int]
"""First day, day after the last in time, times."""

PAPER_WORDS = {paper.zh: paper for paper in PAPERS.values()}
"""Papers by their Chinese name, under which a burden holds them."""


@frozen
class OrganizationBurden:
    """
    What the lists ask of one organization in a year.

    Parameters
    ----------
    organization, name, kind : str
    duties : tuple of str
        The duties it is to perform that fall due in the year, by id.
    records : int
        Records asked for, if each duty is recorded by itself.
    events : int
        Records needed, if duties of one area share an event where their spans allow it.
    spared : tuple of str
        Duties that need no record of their own then: events of others of their area serve every span.
    papers : mapping of str to tuple of str
        By paper asked for beside the records (photographs, study notes …), the duties that ask for it.
    recorded, entries : int
        Records there are of the year, and the duties that they name in all: what was shared already.
    areas : mapping of str to (int, int)
        By area, records and events.
    """

    organization: str
    name: str
    kind: str
    duties: tuple[str, ...]
    records: int
    events: int
    spared: tuple[str, ...]
    papers: Mapping[str, tuple[str, ...]]
    recorded: int
    entries: int
    areas: Mapping[str, tuple[int, int]]

    @property
    def saved(self) -> int:
        """Records that become unnecessary."""
        return self.records - self.events


class Burden(Listing[OrganizationBurden]):
    """What the lists ask of each organization in a year, by id; made by `chain.burden()`."""

    _repr_html_: Callable[..., str]

    def __init__(self, year: int, rows: Iterable[OrganizationBurden], titles: Mapping[str, str]) -> None:
        self.year = year
        self._chosen = tuple(rows)
        self._by_id = {row.organization: row for row in self._chosen}
        self._titles = titles

    def _of(self, chosen: Iterable[OrganizationBurden]) -> Burden:
        return Burden(self.year, chosen, self._titles)

    def of(self, organization: str) -> OrganizationBurden | None:
        """Return the burden of an organization, `None` where nothing falls due from it."""
        return self._by_id.get(organization)

    def among(self, organizations: Iterable[str]) -> Burden:
        """Return that of some organizations, by id."""
        chosen = set(organizations)
        return Burden(self.year, (row for row in self._chosen if row.organization in chosen), self._titles)

    def title(self, duty: str) -> str:
        """Return the title of a duty."""
        return self._titles[duty]

    def of_kind(self, kind: str) -> Burden:
        """Return that of the organizations of a kind."""
        return Burden(self.year, (row for row in self._chosen if row.kind == kind), self._titles)

    @property
    def records(self) -> int:
        """Records asked for in all, if each duty is recorded by itself."""
        return sum(row.records for row in self._chosen)

    @property
    def events(self) -> int:
        """Records needed in all, if duties of one area share an event."""
        return sum(row.events for row in self._chosen)

    def why(self, organization: str) -> Explanation:
        """Return how the figures of an organization come about, by area."""
        row = self._by_id.get(organization)
        if row is None:
            return Explanation(
                Text(zh="该年度没有到期事项", en="nothing falls due from it in that year"),
            )
        areas = [
            Explanation(
                Text(
                    zh=f"{area or '未分类'}：分别登记{apart}次，合并为{events}次",
                    en=f"{area or 'no area'}: {apart} records apart, {events} events shared",
                )
            )
            for area, (apart, events) in row.areas.items()
        ]
        spared = [self._titles[duty] for duty in row.spared]
        if spared:
            areas.append(
                Explanation(
                    Text(
                        zh=f"不必单独登记：{listed(spared, 'zh')}",
                        en=f"need no record of their own: {listed(spared, 'en')}",
                    )
                )
            )
        areas += [
            Explanation(
                Text(
                    zh=f"可不再要求{paper}：{listed([self._titles[each] for each in duties], 'zh')}",
                    en=f"{PAPER_WORDS[paper].en} may be dropped: {listed([self._titles[each] for each in duties], 'en')}",
                )
            )
            for paper, duties in row.papers.items()
        ]
        return Explanation(
            Text(
                zh=f"{row.name}{self.year}年：{len(row.duties)}项责任，分别登记{row.records}次；"
                f"同类事项合并开展、一次登记，{row.events}次即可，少{row.saved}次",
                en=f"{row.name} in {self.year}: {len(row.duties)} duties, {row.records} records apart; "
                f"{row.events} where duties of one area share an event, {row.saved} fewer",
            ),
            fact=Text(
                zh=f"已登记{row.recorded}条，涉及事项{row.entries}项次",
                en=f"{row.recorded} on record so far, naming {row.entries} duties",
            ),
            children=tuple(areas),
        )

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values."""
        return {
            "organization": [row.organization for row in self._chosen],
            "name": [row.name for row in self._chosen],
            "kind": [row.kind for row in self._chosen],
            "duties": [len(row.duties) for row in self._chosen],
            "records": [row.records for row in self._chosen],
            "events": [row.events for row in self._chosen],
            "saved": [row.saved for row in self._chosen],
            "papers": [len(row.papers) for row in self._chosen],
            "recorded": [row.recorded for row in self._chosen],
            "entries": [row.entries for row in self._chosen],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return a frame: organization, name, kind, duties, records, events, saved, papers, recorded, entries."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        return f"<Burden of {self.year}: {len(self)} organizations, {self.records} records apart, {self.events} shared>"


def burden(chain: ResponsibilityChain, at: date | None = None, year: int | None = None) -> Burden:
    """
    Return what records and papers the lists ask of each organization in a year, before and after sharing events.

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    year : int, optional
        Left out, that of the day.

    Returns
    -------
    Burden
        Of the organizations from which something falls due in the year, by id.

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    An event of one duty can serve another of the same area whose span it lies in, where it is in
    time for it; so the fewest events are those that give every span its times. Whether two duties
    can be done together is for the unit to say: the figure shows what is possible.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Duty, Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", kind="branch")],
    ...     duties=[
    ...         Duty("Z01", "支部党员大会", area="组织生活", performed_by=("branch",), cycle="1/quarter"),
    ...         Duty("Z04", "主题党日", area="组织生活", performed_by=("branch",), cycle="1/month"),
    ...     ],
    ... )
    >>> asked = chain.burden(at=date(2026, 9, 30)).of("D1-01")
    >>> asked.records, asked.events, asked.spared
    (16, 12, ('Z01',))
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    of_year = day.year if year is None else year
    cascade = seen.arrays.kept(CascadeArrays)
    arrays = due_arrays(cascade, date(of_year, 1, 1), date(of_year + 1, 1, 1))
    duties = {duty.id: duty for duty in cascade.duties.values}
    spans = _spans(arrays)
    recorded, entries = _recorded(arrays)
    organizations = seen.tables["organizations"]
    rows = [
        _of(organizations.value(position), asked, duties, recorded[position], entries[position])
        for position, asked in sorted(spans.items())
    ]
    return Burden(of_year, rows, {id_: duty.title for id_, duty in duties.items()})


def _spans(arrays: DueArrays) -> dict[int, dict[str, list[Span]]]:
    """Return by organization and duty the spans of what it is to perform, each up to its last day in time."""
    found: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    chosen = (arrays.function == PERFORM) & arrays.is_required
    columns = (arrays.organization, arrays.duty, arrays.first_day, arrays.due + 1, arrays.wanted)
    ids = arrays.cascade.duties.ids
    for organization, duty, first, after, wanted in zip(
        *(each[chosen].tolist() for each in columns), strict=True
    ):
        found[organization][ids[duty]].append((first, after, wanted))
    return found


def _recorded(arrays: DueArrays) -> tuple[Counter[int], Counter[int]]:
    """Return by organization the performing records of the year, and the duties that they name."""
    counts = arrays.counts
    in_year = (counts.first < arrays.end.toordinal()) & (counts.last >= arrays.start.toordinal())
    chosen = np.flatnonzero(in_year & (counts.kind == KINDS.index(RecordKind.PERFORMED)))
    records: Counter[int] = Counter()
    entries: Counter[int] = Counter()
    for row in chosen.tolist():
        organization, count = int(counts.organization[row]), int(counts.count[row])
        records[organization] += count
        entries[organization] += count * max(1, len(counts.duties[counts.duty[row]]))
    return records, entries


def _of(
    organization: Any,  # noqa: ANN401 - an Organization
    asked: Mapping[str, Sequence[Span]],
    duties: Mapping[str, Duty],
    recorded: int,
    entries: int,
) -> OrganizationBurden:
    by_area: dict[str, dict[str, Sequence[Span]]] = {}
    for id_, spans in asked.items():
        by_area.setdefault(duties[id_].area or "", {})[id_] = spans
    areas: dict[str, tuple[int, int]] = {}
    spared: list[str] = []
    for area, of_area in sorted(by_area.items()):
        apart = sum(times for spans in of_area.values() for _, _, times in spans)
        # Duties without an area have nothing in common: each has its own events.
        if area:
            events, added = fewest_events(of_area)
            spared += [id_ for id_ in of_area if not added[id_]]
        else:
            events = apart
        areas[area] = (apart, events)
    return OrganizationBurden(
        organization=organization.id,
        name=organization.name,
        kind=organization.kind,
        duties=tuple(sorted(asked)),
        records=sum(apart for apart, _ in areas.values()),
        events=sum(events for _, events in areas.values()),
        spared=tuple(sorted(spared)),
        papers=_papers(duties[id_] for id_ in sorted(asked)),
        recorded=recorded,
        entries=entries,
        areas=areas,
    )


def fewest_events(asked: Mapping[str, Sequence[Span]]) -> tuple[int, Mapping[str, int]]:
    """
    Return the fewest events that give every span of every duty its times, and how many each duty adds.

    Spans that end first come first, of those the shortest, then by id; what is lacking in a span is
    added on its last day, where every later span that it can serve has it too.

    Examples
    --------
    >>> fewest_events({"quarter": [(0, 90, 1)], "month": [(0, 30, 1), (30, 60, 1), (60, 90, 1)]})
    (3, {'month': 3, 'quarter': 0})
    """
    order = sorted(
        (after, after - first, id_, times) for id_, spans in asked.items() for first, after, times in spans
    )
    days: list[int] = []
    added = dict.fromkeys(sorted(asked), 0)
    for after, length, id_, times in order:
        first = after - length
        lacking = times - sum(first <= day < after for day in days)
        if lacking > 0:
            days += [after - 1] * lacking
            added[id_] += lacking
    return len(days), added


def _papers(duties: Iterable[Duty]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for duty in duties:
        if NOT_ASKED.search(duty.title):  # a duty to reduce ledgers asks for none
            continue
        texts = filter(None, (duty.standard, duty.what, duty.how, duty.check))
        named = {paper.zh for text in texts for clause in clauses_of(text) for paper in papers_of(clause)}
        for paper in sorted(named):
            found.setdefault(paper, []).append(duty.id)
    return {paper: tuple(ids) for paper, ids in sorted(found.items())}
