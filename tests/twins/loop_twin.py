"""A slow twin of the loop: every stage of every pair by plain loops over rows, nothing of the library."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.twins.due_twin import PERIODS as DUE_PERIODS
from tests.twins.due_twin import Due, Item, due_rows, fails, sharp
from tests.twins.results_twin import DAYS, Twin
from tests.twins.results_twin import PERIODS as RESULT_PERIODS
from tests.twins.terms_twin import Rows, first, last

Row = dict[str, Any]

PERIODS = sorted(DUE_PERIODS.keys() & RESULT_PERIODS.keys())
POOR = ("一般", "差", "较差", "基本称职", "不称职", "基本合格", "不合格")
SAID = (("what",), ("standard", "indicator"), ("cycle", "due"))
OWN = ("wording", "standard", "cycle")


def loop_rows(seed: int) -> Rows:
    """Return a random small chain with records, results, uses and a ledger, some of each or none."""
    rows = due_rows(seed)
    chance = random.Random(seed)
    ids = [row["id"] for row in rows["organizations"]]
    duties = [row["id"] for row in rows["duties"]]
    for row in rows["duties"]:
        for name in ("what", "standard", "indicator"):
            if chance.random() < 0.6:
                row[name] = "示例"
        if chance.random() < 0.2:
            row.pop("cycle", None)
            row.pop("due", None)
    for row in rows["assignments"]:
        for name in OWN:
            if chance.random() < 0.3:
                row[name] = "1/year" if name == "cycle" else "示例"
    for row in rows["records"]:
        if "period" in row:
            row["period"] = chance.choice(["上年度", *PERIODS])
    rows["records"] += [_result(ids, duties, chance) for _ in range(chance.choice([0, 2, 8]))]
    rows["records"] += [_use(ids, chance) for _ in range(chance.choice([0, 0, 1, 3]))]
    for number, row in enumerate(rows["records"]):
        row["id"] = f"N{number}"
    for _ in range(chance.choice([0, 0, 1, 2])):
        kind, since = chance.choice(["appraised", "applied"]), chance.choice([2023, 2025, 2026])
        cover = {"kind": kind, "organization": chance.choice([*ids[:2], *ids]), "from_": date(since, 1, 1)}
        rows["records_cover"].append({**cover, "until": date(2027, 1, 1)})
    rows["ledger"] = [_item(number, ids, duties, chance) for number in range(chance.choice([0, 2, 6]))]
    return rows


def _result(ids: list[str], duties: list[str], chance: random.Random) -> Row:
    row: Row = {"organization": chance.choice(ids), "kind": "appraised", "on": chance.choice(DAYS)}
    row["grade"] = chance.choice(["好", "较好", "一般", "差"])
    if chance.random() < 0.7:
        row["by"] = chance.choice(ids)
    if chance.random() < 0.4:
        row["duty"] = (chance.choice(duties),)
    if chance.random() < 0.4:
        row["period"] = chance.choice(PERIODS)
    return row


def _use(ids: list[str], chance: random.Random) -> Row:
    row: Row = {"organization": chance.choice(ids), "kind": "applied", "on": chance.choice(DAYS)}
    if chance.random() < 0.4:
        row["about"] = f"N{chance.randint(0, 30)}"
    return row | {"use": ("reward",)}


def _item(number: int, ids: list[str], duties: list[str], chance: random.Random) -> Row:
    words = [*(f"{duty}未见记录" for duty in duties), "示例问题", "示例D01问题"]
    row: Row = {"id": f"T{number}", "organization": chance.choice([*ids, "O91"])}
    row["problem"] = chance.choice(words)
    if chance.random() < 0.2:
        row["source"] = chance.choice(words)
    if chance.random() < 0.6:
        row["closed_on"] = chance.choice(DAYS)
    if chance.random() < 0.7:
        row["verified_by"] = "示例"
    if number and chance.random() < 0.3:
        row["carried_from"] = f"T{chance.randint(0, number - 1)}"
    return row


class Stages(NamedTuple):
    """One pair, stage by stage."""

    duty: str
    organization: str
    assigned: str
    worded: str
    performed: str
    supervised: str
    appraised: str
    used: str
    rectified: str

    @property
    def first_open(self) -> str | None:
        return next((name for name in self._fields[2:] if getattr(self, name) == "no"), None)


class Loop:
    """The loop of rows on a day, by brute force."""

    def __init__(self, rows: Rows, day: date, start: date, end: date) -> None:
        self.rows, self.day, self.start, self.end = rows, day, start, end
        self.due = Due(rows, day)
        self.oracle = self.due.oracle
        self.items = self.due.items(start, end)
        self.twin = Twin({**rows, "organizations": sharp(rows)["organizations"]}, day)
        final = end - timedelta(days=1)
        years = range(start.year, final.year + 1)
        self.results = [one for one in self.twin.results if set(one["years"]) & set(years)]
        self.written = {
            line.key: row for line, row in zip(self.oracle.lines, rows["assignments"], strict=True)
        }

    def pairs(self) -> list[Stages]:
        return [
            self.stages(duty, organization)
            for duty, organization in sorted(self.oracle.expected)
            if any(self.is_there(organization, day) for day in self.days())
        ]

    def days(self) -> list[date]:
        return [self.start + timedelta(days=number) for number in range((self.end - self.start).days)]

    def is_there(self, organization: str, day: date) -> bool:
        """For sure, where only a month is known."""
        row = self.due.as_written[organization]
        since, until = row.get("valid_from"), row.get("valid_to")
        return (since is None or last(since) <= day) and (until is None or day < first(until))

    def stages(self, duty: str, organization: str) -> Stages:
        performed, appraised = self.performed(duty, organization), self.appraised(duty, organization)
        return Stages(
            *(duty, organization, self.assigned(duty, organization), self.worded(duty, organization)),
            *(performed, self.supervised(duty, organization), appraised),
            *(self.used(duty, organization, appraised), self.rectified(duty, organization, performed)),
        )

    # ---- defined and listed ------------------------------------------------------------------

    def assigned(self, duty: str, organization: str) -> str:
        if (duty, organization) in self.oracle.declared:
            return "yes"
        if self.oracle.excused((duty, organization)):
            return "not_asked"
        return "no" if organization in self.oracle.keeps_list else "unknown"

    def worded(self, duty: str, organization: str) -> str:
        answers = []
        for names, own in zip(SAID, OWN, strict=True):
            if self.says(duty, organization, names, own):
                answers.append("yes")
            elif self.is_column(names, own):
                return "no"
            else:
                answers.append("unknown")
        return "unknown" if "unknown" in answers else "yes"

    def says(self, duty: str, organization: str, names: tuple[str, ...], own: str) -> bool:
        held = self.oracle.declaring((duty, organization))
        return any(self.oracle.stated(duty, name) for name in names) or any(
            own in self.written[one.line.key] for one in held
        )

    def is_column(self, names: tuple[str, ...], own: str) -> bool:
        """Whether anybody says it of anything: a column of the duties, or of a row that declares."""
        return any(name in row for row in self.rows["duties"] for name in names) or any(
            own in self.written[one.line.key]
            for pair in self.oracle.held
            for one in self.oracle.declaring(pair)
        )

    # ---- performed ---------------------------------------------------------------------------

    @staticmethod
    def come_to(items: list[Item]) -> str:
        states = {item.state for item in items}
        if states & {"short", "not_seen"}:
            return "no"
        if "unknown" in states:
            return "unknown"
        return "yes" if states & {"done", "late"} else "not_asked"

    def performed(self, duty: str, organization: str) -> str:
        mine = [item for item in self.items if (item.duty, item.organization) == (duty, organization)]
        if (duty, organization) not in self.oracle.performs:
            return self.come_to([item for item in mine if item.function == "manage"])
        own = [item for item in mine if item.function == "perform"]
        if own:
            return self.come_to(own)
        return (
            "yes"
            if any(self.is_record_of(row, duty, organization) for row in self.due.records)
            else "not_asked"
        )

    def is_record_of(self, row: Row, duty: str, organization: str) -> bool:
        """A good one that names it, or a part of it."""
        return (
            row["kind"] == "performed"
            and row["organization"] == organization
            and not fails(row)
            and bool(row.get("duty"))
            and self.due.about(row, duty)
            and self.due.lies_in(row, (self.start, self.end))
        )

    def supervised(self, duty: str, organization: str) -> str:
        return self.come_to(
            [
                item
                for item in self.items
                if item.function == "manage" and (item.duty, item.subordinate) == (duty, organization)
            ]
        )

    # ---- accounted ---------------------------------------------------------------------------

    def about(self, duty: str, organization: str) -> list[Row]:
        """The results on a duty in an organization; a group or unit has that of the organization above it too."""
        whose = {organization, self.twin.owner(organization)}
        return [
            one
            for one in self.results
            if one["organization"] in whose and (not one["duties"] or duty in one["duties"])
        ]

    def appraised(self, duty: str, organization: str) -> str:
        if self.about(duty, organization):
            return "yes"
        above = self.oracle.line_superior(organization)
        if above is None or not all(self.is_there(organization, day) for day in self.days()):
            return "not_asked"
        kind = self.oracle.kind(organization)
        siblings = [
            one
            for one in self.results
            if one["role"] is None
            and self.oracle.kind(one["organization"]) == kind
            and self.oracle.line_superior(one["organization"]) == above
        ]
        if siblings or self.due.is_complete("appraised", organization, self.start, self.end):
            return "no"
        return "unknown" if self.end <= self.day else "not_asked"

    def used(self, duty: str, organization: str, appraised: str) -> str:
        results = self.about(duty, organization)
        if not results:
            return "unknown" if appraised == "unknown" else "not_asked"
        if any(self.twin.used(result) for result in results):
            return "yes"
        loaded = self.twin.uses or self.due.is_complete("applied", organization, self.start, self.end)
        return "no" if loaded else "unknown"

    def rectified(self, duty: str, organization: str, performed: str) -> str:
        poor = any(one["grade"] in POOR for one in self.about(duty, organization))
        carried = {row.get("carried_from") for row in self.rows["ledger"]}
        mine = [
            row
            for row in self.rows["ledger"]
            if row["organization"] == organization and row["id"] not in carried
        ]
        own = [row for row in mine if self.names(row, duty)]
        if performed != "no" and not poor:
            if not own:
                return "not_asked"
            return "yes" if all(map(self.is_closed, own)) else "no"
        chosen = own or [row for row in mine if not any(self.names(row, one) for one in self.oracle.duties)]
        if not self.rows["ledger"]:
            return "unknown"
        return "yes" if chosen and all(map(self.is_closed, chosen)) else "no"

    @staticmethod
    def names(row: Row, duty: str) -> bool:
        """D0 and not the D0 of D01."""
        words = f"{row['problem']} {row.get('source', '')} "
        after = [words[place + len(duty)] for place in range(len(words)) if words.startswith(duty, place)]
        return any(not (mark.isascii() and mark.isalnum()) for mark in after)

    def is_closed(self, row: Row) -> bool:
        return "closed_on" in row and first(row["closed_on"]) <= self.day and "verified_by" in row
