"""Burden: what the lists ask of an organization in a year, and how few events would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import Burden, MissingDayError
from dangjian_chain.performance.burden import fewest_events
from dangjian_chain.testing import chain_of
from tests.twins.chains import DAY
from tests.twins.due_twin import Due, due_rows
from tests.twins.terms_twin import Rows, first, last
from tests.twins.test_terms_twin import chain_of_terms

Span = tuple[int, int, int]
Asked = Mapping[str, Sequence[Span]]

AT = date(2026, 9, 30)
LISTS = """
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 支部党员大会, area: 组织生活, performed_by: [branch], cycle: 1/quarter}
- {id: S2, title: 主题党日, area: 组织生活, performed_by: [branch], cycle: 1/month, standard: 每月开展1次，留存照片}
- {id: S3, title: 谈心谈话, area: 组织建设, performed_by: [branch], cycle: 1/year, how: 写心得}
- {id: S4, title: 结对共建, area: 组织建设, performed_by: [branch], cycle: 1/month, nature: elective}
- {id: S5, title: 精简台账, area: 作风建设, performed_by: [committee], cycle: 1/year, what: 清理台账}
records:
- {organization: Z1, kind: performed, on: 2026-03-12, duty: [S1, S2]}
- {organization: Z1, kind: performed, on: 2026-04-12, duty: [S2]}
- {organization: Z1, kind: performed, on: 2025-12-31, duty: [S2]}
- {organization: Z1, kind: supervised, on: 2026-04-12, duty: [S2]}
"""


@pytest.fixture
def burden() -> Burden:
    found: Burden = chain_of(LISTS).burden(AT)
    return found


# --- the fewest events ----------------------------------------------------------------------------


def served(asked: Asked, days: Sequence[int]) -> bool:
    return all(
        sum(start <= day < after for day in days) >= times
        for spans in asked.values()
        for start, after, times in spans
    )


def fewest_by_trying(asked: Asked) -> int:
    """Try every choice of days, the smallest first."""
    last_day = max((after for spans in asked.values() for _, after, _ in spans), default=0)
    count = 0
    while not any(served(asked, days) for days in combinations_with_replacement(range(last_day), count)):
        count += 1
    return count


def fewest_from_the_end(asked: Asked) -> int:
    """The same the other way round: those that begin last come first, and have their first day."""
    days: list[int] = []
    for start, after, times in sorted((span for spans in asked.values() for span in spans), reverse=True):
        days += [start] * (times - sum(start <= day < after for day in days))
    return len(days)


def small_spans() -> st.SearchStrategy[Asked]:
    span = st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(1, 2)).map(
        lambda each: (each[0], each[0] + each[1], each[2])
    )
    return st.dictionaries(st.sampled_from("abc"), st.lists(span, max_size=3), max_size=3)


@given(asked=small_spans())
@settings(max_examples=300, deadline=None)
def test_no_fewer_events_would_do(asked: Asked) -> None:
    """Whatever the spans, nested or not."""
    events, added = fewest_events(asked)

    assert events == fewest_by_trying(asked) == fewest_from_the_end(asked)
    assert events == sum(added.values())
    assert list(added) == sorted(asked)


@given(asked=small_spans())
@settings(max_examples=100, deadline=None)
def test_what_is_spared_changes_nothing(asked: Asked) -> None:
    """Without the duties that add no event of their own as many are needed."""
    events, added = fewest_events(asked)

    assert fewest_events({id_: spans for id_, spans in asked.items() if added[id_]})[0] == events


def nested(length: int, times: Mapping[int, int]) -> Iterator[tuple[int, Span]]:
    for each, wanted in times.items():
        yield from ((each, (start, start + each, wanted)) for start in range(0, length, each))


@given(
    times=st.dictionaries(st.sampled_from([1, 2, 3, 6, 12]), st.integers(1, 15), min_size=1).filter(
        lambda each: not {2, 3} <= set(each)
    )
)
@settings(max_examples=100, deadline=None)
def test_of_nested_spans_the_shorter_serve_the_longer(times: Mapping[int, int]) -> None:
    """Months, quarters, half-years and the year: each span needs its own times, or those of its parts together."""
    asked: dict[str, list[Span]] = {}
    for length, span in nested(12, times):
        asked.setdefault(str(length), []).append(span)
    needed = 0
    for length in sorted(times):
        inside = max((each for each in times if each < length), default=None)
        parts = 0 if inside is None else needed * (length // inside)
        needed = max(times[length], parts)

    assert fewest_events(asked)[0] == needed * (12 // max(times))


def test_nothing_asked_needs_nothing() -> None:
    assert fewest_events({}) == (0, {})


# --- of organizations -----------------------------------------------------------------------------


def test_before_and_after_sharing(burden: Burden) -> None:
    """Four meetings and twelve days of one area are twelve events; elective duties are not asked."""
    row = burden.of("Z1")

    assert row is not None
    assert (row.duties, row.records, row.events, row.saved) == (("S1", "S2", "S3"), 17, 13, 4)
    assert row.areas == {"组织建设": (1, 1), "组织生活": (16, 12)}
    assert row.spared == ("S1",)
    assert (row.recorded, row.entries) == (2, 3)
    assert (burden.records, burden.events) == (35, 27)


def test_papers_beside_the_records_are_named(burden: Burden) -> None:
    """A duty to have less of it asks for none."""
    row, top = burden.of("Z1"), burden.of("D1")

    assert row is not None
    assert row.papers == {"心得、笔记": ("S3",), "照片": ("S2",)}
    assert top is not None
    assert top.papers == {}


def test_an_event_too_late_for_another_duty_does_not_serve_it() -> None:
    """Twice by the end of March, and once in each half-year: the second half needs one more."""
    chain = chain_of("""
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 甲, area: 组织生活, performed_by: [branch], cycle: 2/year, due: 03-31}
        - {id: S2, title: 乙, area: 组织生活, performed_by: [branch], cycle: 1/half-year}
    """)
    row = chain.burden(AT).of("Z1")

    assert (row.records, row.events, row.spared) == (4, 3, ())


def test_duties_without_an_area_share_nothing() -> None:
    chain = chain_of("""
        organizations:
        - {id: Z1, kind: branch}
        duties:
        - {id: S1, title: 甲, performed_by: [branch], cycle: 1/month}
        - {id: S2, title: 乙, performed_by: [branch], cycle: 1/month}
    """)
    row = chain.burden(AT).of("Z1")

    assert (row.records, row.events, row.spared) == (24, 24, ())


def test_a_year_may_be_named(burden: Burden) -> None:
    earlier = chain_of(LISTS).burden(AT, 2025)

    assert (burden.year, earlier.year) == (2026, 2025)
    assert [(row.recorded, row.entries) for row in earlier] == [(0, 0), (1, 1), (0, 0)]


def test_without_a_day_there_is_no_burden() -> None:
    with pytest.raises(MissingDayError):
        chain_of(LISTS).burden()


def test_parts_of_it(burden: Burden) -> None:
    assert [row.organization for row in burden] == ["D1", "Z1", "Z2"]
    assert [row.organization for row in burden.of_kind("branch")] == ["Z1", "Z2"]
    assert [row.organization for row in burden.among(["Z2", "D9"])] == ["Z2"]
    assert [row.organization for row in burden[:2]] == ["D1", "Z1"]
    assert burden[1] is burden.of("Z1")
    assert burden.of("D9") is None
    assert burden.title("S1") == "支部党员大会"
    assert repr(burden) == "<Burden of 2026: 3 organizations, 35 records apart, 27 shared>"


def test_why_names_areas_spared_duties_and_papers(burden: Burden) -> None:
    tree = burden.why("Z1")

    assert tree.to_text("zh").splitlines() == [
        "示例支部2026年：3项责任，分别登记17次；同类事项合并开展、一次登记，13次即可，少4次；已登记2条，涉及事项3项次",
        "  组织建设：分别登记1次，合并为1次",
        "  组织生活：分别登记16次，合并为12次",
        "  不必单独登记：支部党员大会",
        "  可不再要求心得、笔记：谈心谈话",
        "  可不再要求照片：主题党日",
    ]
    assert tree.to_text("en").splitlines()[-1] == "  photographs may be dropped: 主题党日"
    assert burden.why("D9").to_text("en") == "nothing falls due from it in that year"


# --- the columns ----------------------------------------------------------------------------------


def columns_of(rows: Rows, year: int) -> dict[str, list[Any]]:
    """Return the columns of a burden from the twin of what is due."""
    twin, start, end = Due(rows, DAY), date(year, 1, 1), date(year + 1, 1, 1)
    names = ("organization", "name", "kind", "duties", "records", "events", "saved", "recorded", "entries")
    columns: dict[str, list[Any]] = {name: [] for name in names}
    asked: dict[str, dict[str, list[Span]]] = {}
    for item in twin.items(start, end):
        if item.function == "perform" and twin.oracle.required(item.duty):
            span = (item.first_day.toordinal(), item.due_on.toordinal() + 1, item.wanted)
            asked.setdefault(item.organization, {}).setdefault(item.duty, []).append(span)
    for organization, duties in sorted(asked.items()):
        areas: dict[str, dict[str, list[Span]]] = {}
        for duty, spans in duties.items():
            # Those without an area have one each.
            areas.setdefault(twin.oracle.stated(duty, "area") or f"no area: {duty}", {})[duty] = spans
        records = sum(times for spans in duties.values() for _, _, times in spans)
        events = sum(
            fewest_from_the_end(each)
            if not area.startswith("no area")
            else sum(times for spans in each.values() for _, _, times in spans)
            for area, each in areas.items()
        )
        mine = [
            row
            for row in twin.records
            if row["organization"] == organization
            and row["kind"] == "performed"
            and first(row["on"]) < end
            and last(row["on"]) >= start
        ]
        entries = sum(max(1, len(row.get("duty", ()))) for row in mine)
        kind = twin.oracle.kind(organization)
        values = (
            organization,
            organization,
            kind,
            len(duties),
            records,
            events,
            records - events,
            len(mine),
            entries,
        )
        for name, value in zip(names, values, strict=True):
            columns[name].append(value)
    return columns


@given(seed=st.integers(min_value=0, max_value=2**32), year=st.sampled_from([2025, 2026]))
@settings(max_examples=150, deadline=None)
def test_the_columns_equal_their_twin(seed: int, year: int) -> None:
    """Law 8."""
    rows = due_rows(seed)
    columns = chain_of_terms(rows).burden(DAY, year).columns()
    columns.pop("papers")

    assert columns == columns_of(rows, year)


def test_the_frame_has_the_columns(burden: Burden) -> None:
    frame = burden.to_frame()

    assert list(frame.columns) == list(burden.columns())
    assert list(frame["papers"]) == [0, 2, 2]
