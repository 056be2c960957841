"""A slow twin of what is due: plain loops over rows, days and spans, nothing of the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.oracle import Oracle
from tests.twins.chains import CYCLES, Maker
from tests.twins.terms_twin import Month, Rows, first, last

Row = dict[str, Any]
Span = tuple[date, date]  # first day, first day after

MONTHS = {"month": 1, "2-months": 2, "quarter": 3, "half-year": 6, "year": 12, "2-years": 24}
FAILING = ("差", "较差", "不合格", "不称职", "failed")
DUES: dict[str | None, list[tuple[int, int]]] = {  # month and day, of any year
    None: [],
    "03-31": [(3, 31)],
    "6月底、12月底前": [(6, 30), (12, 31)],
    "10月15日前": [(10, 15)],
    "四季度": [(12, 31)],
    "Q4": [(12, 31)],
    "Q2": [(6, 30)],
    "06-15": [(6, 15)],
    "02-30": [],
    "按上级要求": [],
}
WHOLE_DAYS = {"2026-06-30": date(2026, 6, 30), "2025-11-10": date(2025, 11, 10)}
OFTEN = ["1/year", "2/half-year", "1/half-year", "1/quarter", "3/year", "once"]
PERIODS: dict[str, Span] = {
    "2024年": (date(2024, 1, 1), date(2025, 1, 1)),
    "2025年度": (date(2025, 1, 1), date(2026, 1, 1)),
    "2026": (date(2026, 1, 1), date(2027, 1, 1)),
    "2025年下半年": (date(2025, 7, 1), date(2026, 1, 1)),
    "2025年第四季度": (date(2025, 10, 1), date(2026, 1, 1)),
    "2026年上半年": (date(2026, 1, 1), date(2026, 7, 1)),
    "2026年第二季度": (date(2026, 4, 1), date(2026, 7, 1)),
    "2026-03": (date(2026, 3, 1), date(2026, 4, 1)),
    "2026年8月": (date(2026, 8, 1), date(2026, 9, 1)),
}
DAYS: list[Any] = [
    *(date(2024, 12, 31), date(2025, 1, 1), date(2025, 5, 6), date(2025, 12, 31), date(2026, 1, 20)),
    *(date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 20), date(2026, 6, 15), date(2026, 6, 16)),
    *(date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 30), date(2026, 9, 27), date(2026, 9, 30)),
    *(
        date(2026, 10, 1),
        Month(2026, 3),
        Month(2026, 6),
        Month(2026, 9),
        Month(2025, None),
        Month(2026, None),
    ),
]
THERE = [
    *(
        None,
        None,
        None,
        None,
        None,
        None,
        date(2024, 6, 1),
        date(2025, 1, 1),
        date(2026, 1, 1),
        date(2026, 2, 3),
    ),
    *(Month(2025, None), Month(2026, 4)),
]
GONE = [
    *(None, None, None, None, None, None, None, None, date(2026, 10, 1), date(2027, 1, 1)),
    Month(2026, 12),
    Month(2026, None),
]


# ---- chains ------------------------------------------------------------------------------------------


def due_rows(seed: int) -> Rows:
    """Return a random small chain with rhythms, deadlines, and records that may count or be late."""
    rows = Maker(seed, size=6, eventful=seed % 2 == 0).rows()
    chance = random.Random(seed)
    for row in rows["organizations"]:
        row |= {"valid_from": chance.choice(THERE), "valid_to": chance.choice(GONE)}
        if chance.random() < 0.6:
            row["kind"] = chance.choice(["branch", "committee"])
    for row in rows["duties"]:
        row |= {"cycle": chance.choice([*CYCLES, *OFTEN, *OFTEN, None])}
        row["due"] = chance.choice([*DUES, *WHOLE_DAYS])
        row["managing_cycle"] = chance.choice(
            [None, "1/year", "quarter", "1/half-year", "1/2-years", "1/term"]
        )
        if chance.random() < 0.7:
            row |= {"performed_by": ("branch", "committee"), "conditions": {}, "origin": ()}
            row["managed_levels"] = None
        if chance.random() < 0.3:
            row["parent"] = chance.choice(["D0", None])
    if chance.random() < 0.9 and "parent" in rows["duties"][0]:
        rows["duties"][0]["parent"] = None
    rows["records"] = [*_records(rows, chance)]
    rows["records_cover"] = [*_covers(rows, chance)]
    return {name: [_stated(row) for row in held] for name, held in rows.items()}


def _records(rows: Rows, chance: random.Random) -> Iterator[Row]:
    ids = [row["id"] for row in rows["organizations"]]
    duties = [row["id"] for row in rows["duties"]]
    for _ in range(chance.choice([0, 8, 24, 48])):
        kind = chance.choice(["performed"] * 4 + ["supervised"] * 2 + ["appraised", "reported"])
        superiors = [row["superior"] for row in rows["organizations"] if row.get("superior") in ids]
        seeing = kind == "supervised" and superiors and chance.random() < 0.8
        yield {
            "organization": chance.choice(superiors if seeing else [*ids, *ids, "O93"]),
            "kind": kind,
            "on": chance.choice(DAYS),
            "duty": tuple(chance.sample([*duties, "D96"], chance.choice([0, 1, 1, 1, 2]))),
            "subordinate": chance.choice([None, None, *ids, "O92"]),
            "by": chance.choice([None, None, None, *ids, "O91"]),
            "period": chance.choice([None, None, None, None, "上年度", *PERIODS]),
            "outcome": chance.choice([None, None, None, "passed", "failed"]),
            "grade": chance.choice([None, None, None, None, "好", "差"]),
        }


def _covers(rows: Rows, chance: random.Random) -> Iterator[Row]:
    ids = [row["id"] for row in rows["organizations"]]
    spans: list[tuple[Any, Any]] = [
        *((date(2023, 1, 1), date(2027, 1, 1)), (date(2023, 1, 1), date(2027, 1, 1))),
        *((date(2025, 1, 1), date(2026, 1, 1)), (date(2026, 1, 1), date(2026, 6, 16))),
        *((Month(2026, 6), date(2026, 10, 1)), (date(2025, 1, 1), Month(2026, 4))),
    ]
    for _ in range(chance.randint(0, 6)):
        start, end = chance.choice(spans)
        kind = chance.choice(["performed", "performed", "supervised", "supervised", "appraised"])
        yield {"kind": kind, "organization": chance.choice([*ids[:1], *ids]), "from_": start, "until": end}


def _stated(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None and value not in ((), {})}


# ---- answers -----------------------------------------------------------------------------------------


class Item(NamedTuple):
    """One thing due."""

    duty: str
    organization: str
    function: str
    subordinate: str | None
    first_day: date
    last_day: date
    due_on: date
    wanted: int
    done: int
    late: int
    state: str


def sharp(rows: Rows) -> Rows:
    """Days in place of months, as what is in force on a day reads them: the longest."""
    return {
        name: [
            {
                column: (last if column in ("valid_to", "until") else first)(cell)
                if isinstance(cell, Month)
                else cell
                for column, cell in row.items()
            }
            for row in held
        ]
        for name, held in rows.items()
    }


class Due:
    """What is due from rows on a day, by brute force."""

    def __init__(self, rows: Rows, day: date) -> None:
        self.rows, self.day = rows, day
        self.oracle = Oracle(sharp(rows), day)
        self.as_written = {row["id"]: row for row in rows["organizations"]}
        self.records = [
            row
            for row in rows["records"]
            if row["organization"] in self.oracle.known and first(row["on"]) <= day
        ]

    # ---- what is due ----------------------------------------------------------------------------

    def items(self, start: date, end: date) -> list[Item]:
        return [item for duty in sorted(self.oracle.duties) for item in self._of_duty(duty, start, end)]

    def _of_duty(self, duty: str, start: date, end: date) -> Iterator[Item]:
        cycle = self.oracle.stated(duty, "cycle") or ""
        spans = spans_of(cycle, self.oracle.stated(duty, "due"), start, end)
        wanted = int(cycle.split("/")[0]) if "/" in cycle else 1
        for organization in sorted(self.performers(duty)):
            for span, due_on in spans:
                if self.was_there(organization, span):
                    yield self._performing(duty, organization, span, due_on, wanted)
        spans = spans_of(self.managing_cycle(duty), None, start, end)
        for above, below in sorted(self.hand_overs(duty)):
            for span, due_on in spans:
                if self.was_there(above, span) and self.was_there(below, span):
                    done = len(self.visits(above, below, span, duty))
                    state = self.state(duty, "supervised", above, span, due_on, (1, done, done))
                    last_day = span[1] - timedelta(days=1)
                    yield Item(duty, above, "manage", below, span[0], last_day, due_on, 1, done, 0, state)

    def _performing(self, duty: str, organization: str, span: Span, due_on: date, wanted: int) -> Item:
        good = self.performances(duty, organization, span)
        timely = sum(first(row["on"]) <= due_on for row in good)
        state = self.state(duty, "performed", organization, span, due_on, (wanted, len(good), timely))
        last_day, late = span[1] - timedelta(days=1), len(good) - timely
        return Item(
            *(duty, organization, "perform", None, span[0], last_day, due_on, wanted, len(good), late, state)
        )

    def performers(self, duty: str) -> set[str]:
        """Who is expected to; by their own lists where the duty says of nobody that he is."""
        pairs = self.oracle.performs if self.oracle.performed_by[duty] else self.oracle.declared
        return {one for each, one in pairs if each == duty and one in self.oracle.organizations}

    def managing_cycle(self, duty: str) -> str:
        return str(self.oracle.stated(duty, "managing_cycle") or "1/year")

    def hand_overs(self, duty: str) -> set[tuple[str, str]]:
        """Superior and subordinate, where both carry a required duty."""
        found = set()
        for each, below in self.oracle.carries:
            above = self.oracle.line_superior(below)
            if each == duty and above and (duty, above) in self.oracle.carries and self.oracle.required(duty):
                found.add((above, below))
        return found

    def was_there(self, organization: str, span: Span) -> bool:
        """In force for the whole of it, for sure."""
        row = self.as_written[organization]
        since, until = row.get("valid_from"), row.get("valid_to")
        return (since is None or last(since) <= span[0]) and (until is None or first(until) >= span[1])

    # ---- what records show ----------------------------------------------------------------------

    def about(self, row: Row, duty: str) -> bool:
        """Of all duties, of this one, or of a part of it."""
        named = row.get("duty") or ()
        return not named or any(duty in self.oracle.lineage(one) for one in named)

    def lies_in(self, row: Row, span: Span) -> bool:
        meant = PERIODS.get(row.get("period") or "")
        if meant and span[0] <= meant[0] and meant[1] <= span[1]:
            return True
        if meant and (meant[1] <= span[0] or span[1] <= meant[0]):
            return False
        return bool(first(row["on"]) < span[1] and min(last(row["on"]), self.day) >= span[0])

    def performances(self, duty: str, organization: str, span: Span) -> list[Row]:
        return [
            row
            for row in self.records
            if row["kind"] == "performed"
            and row["organization"] == organization
            and not fails(row)
            and self.about(row, duty)
            and self.lies_in(row, span)
        ]

    def visits(self, above: str, below: str, span: Span, duty: str | None = None) -> list[Row]:
        """Supervision and appraisal of one by another, good or not; about whatever where no duty is named."""
        return [
            row
            for row in self.records
            if row["kind"] in ("supervised", "appraised")
            and self.lies_in(row, span)
            and (duty is None or self.about(row, duty))
            and self.visitor(row)[0] == above
            and self.visitor(row)[1] in ("everybody", below)
        ]

    def visitor(self, row: Row) -> tuple[str | None, str]:
        """Who saw to whom."""
        by = row.get("by")
        of_somebody = row["kind"] == "appraised" and "subordinate" not in row and by in self.oracle.known
        if of_somebody and self.owner(by) != row["organization"]:
            return self.owner(by), row["organization"]
        return self.owner(row["organization"]), row.get("subordinate") or "everybody"

    def owner(self, organization: str) -> str | None:
        """A department, a group or a working group is the organization above it."""
        kind = self.oracle.kind(organization)
        if kind in self.oracle.leading or kind == "discipline_commission":
            return organization
        return self.oracle.line_superior(organization)

    def is_complete(self, kind: str, organization: str, start: date, end: date) -> bool:
        """Stated complete on each day."""
        covers = [
            (first(row["from_"]), first(row["until"]))
            for row in self.rows["records_cover"]
            if row["kind"] == kind and organization in self.oracle.subtree([row["organization"]])
        ]
        day = start
        while day < end:
            if not any(since <= day < until for since, until in covers):
                return False
            day += timedelta(days=1)
        return True

    def state(
        self, duty: str, kind: str, organization: str, span: Span, due_on: date, figures: tuple[int, int, int]
    ) -> str:
        wanted, done, timely = figures
        if done >= wanted:
            return "done" if timely >= wanted else "late"
        if not self.oracle.required(duty):
            return "offered"
        if due_on >= self.day:
            return "running"
        if not self.is_complete(kind, organization, span[0], due_on + timedelta(days=1)):
            return "unknown"
        return "short" if done else "not_seen"


def fails(row: Row) -> bool:
    return row.get("outcome") == "failed" or row.get("grade") in FAILING


def spans_of(cycle: str, due: str | None, start: date, end: date) -> list[tuple[Span, date]]:
    """The spans of a rhythm of which the last day in time lies in a period, found day by day."""
    unit = cycle.rpartition("/")[2]
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    if unit == "once":
        named = [day for day in days if is_named(due, day)]
        return [((date(day.year, 1, 1), date(day.year + 1, 1, 1)), day) for day in named[-1:]]
    if unit != "week" and unit not in MONTHS:
        return []
    found = []
    for span in sorted({span_at(unit, day) for day in days}):
        within = [span[0] + timedelta(days=number) for number in range((span[1] - span[0]).days)]
        named = [day for day in within if is_named(due, day)]
        due_on = named[0] if len(named) == 1 else within[-1]
        if start <= due_on < end:
            found.append((span, due_on))
    return found


def is_named(due: str | None, day: date) -> bool:
    if due in WHOLE_DAYS:
        return WHOLE_DAYS[due] == day
    return (day.month, day.day) in DUES[due]


def span_at(unit: str, day: date) -> Span:
    """The span of a unit that a day lies in: months, walked back to where one begins."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=7)
    length = MONTHS[unit]
    starts = [
        date(year, month + 1, 1)
        for year in range(day.year - 2, day.year + 4)
        for month in range(12)
        if (year * 12 + month) % length == 0
    ]
    return max(each for each in starts if each <= day), min(each for each in starts if each > day)
