"""Slow twins of the rules on what is due: plain loops over rows, days and spans, nothing of the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tests.twins import due_twin, results_twin
from tests.twins.due_twin import DAYS, Due, Item, due_rows, sharp, span_at
from tests.twins.records_twin import key_of
from tests.twins.results_twin import Twin, place
from tests.twins.terms_twin import Rows, last

Row = dict[str, Any]
Found = tuple[str, str, str, str, str]

LAST_YEAR = (date(2025, 1, 1), date(2026, 1, 1))
BOTH_YEARS = (date(2025, 1, 1), date(2027, 1, 1))
PERIODS = sorted(due_twin.PERIODS.keys() & results_twin.PERIODS.keys())
WHYS = [
    *(None, None, None, "annual_report_upward", "《示例》；secretary_reports_yearly", "branch_term"),
    *("report_responsibility_integrity, branch_term", "app19_yearly"),
]
REPORTS = {"annual_report_upward", "report_responsibility_integrity", "secretary_reports_yearly"}
GRADES = [
    *(None, None, None, None, "好", "好", "较好", "一般", "差"),
    *("差", "优秀", "不称职", "好（95分）", "三星"),
]


# ---- chains ------------------------------------------------------------------------------------------


def rule_rows(seed: int) -> Rows:
    """Return a random small chain with what is due, reports, results, and statements that records are complete."""
    rows = sharp(due_rows(seed))
    chance = random.Random(seed)
    ids = [row["id"] for row in rows["organizations"]]
    for row in rows["organizations"]:
        row["name"] = f"示例{row['id']}"
        if row["id"] != ids[0] and chance.random() < 0.6:
            row |= {
                "superior": chance.choice(ids[:2]),
                "kind": chance.choice(["branch", "branch", "committee"]),
            }
            if row["superior"] == row["id"]:
                row["superior"] = ids[0]
    for row in rows["duties"]:
        row["why"] = chance.choice(WHYS)
        if chance.random() < 0.15:
            row["origin"] = (ids[0], "O95")
    roles = [(row["id"], row["organization"]) for row in rows["roles"]]
    duties = [row["id"] for row in rows["duties"]]
    seen: set[str] = set()
    made = [
        *rows["records"],
        *(_record(ids, roles, duties, chance) for _ in range(chance.choice([4, 12, 24]))),
    ]
    rows["records"] = []
    for number, row in enumerate(made):
        if row.get("period") not in PERIODS:
            row.pop("period", None)
        if key_of(row) not in seen:
            seen.add(key_of(row))
            rows["records"].append({**row, "id": f"N{number}"})
    for kind in ("performed", "supervised", "reported", "appraised"):
        if chance.random() < 0.5:
            span = chance.choice([(date(2024, 1, 1), date(2027, 1, 1)), LAST_YEAR])
            rows["records_cover"].append(
                {"kind": kind, "organization": ids[0], "from_": span[0], "until": span[1]}
            )
    rows["ledger"] = []
    return {
        name: [{column: cell for column, cell in row.items() if cell not in (None, (), {})} for row in held]
        for name, held in rows.items()
    }


def _record(ids: list[str], roles: list[tuple[str, str]], duties: list[str], chance: random.Random) -> Row:
    row: Row = {
        "organization": chance.choice(ids),
        "kind": chance.choice(["appraised"] * 5 + ["reported", "performed", "performed"]),
        "on": chance.choice(DAYS),
        "period": chance.choice([None, None, "2025年度", *PERIODS]),
        "duty": tuple(chance.sample([*duties, "D96"], chance.choice([0, 0, 1, 1, 1, 2]) % (len(duties) + 1))),
        "outcome": chance.choice([None, None, "passed", "failed", "failed"]),
        "evidence": chance.choice([None, "纪要1", "纪要2"]),
    }
    if row["kind"] == "appraised":
        row["grade"] = chance.choice(GRADES)
        row["score"] = chance.choice([None, None, None, 60.0, 95.0])
        row["subordinate"] = chance.choice([None, None, *ids, "O90"])
        row["by"] = chance.choice([None, None, *ids, "考核组"])
        row["amount"] = chance.choice([None] * 9 + [3.0])
        if roles and chance.random() < 0.2:
            row["role"], row["organization"] = chance.choice(roles)
    return row


# ---- answers -----------------------------------------------------------------------------------------


class DueRules(Due):
    """What the rules on what is due find in rows on a day."""

    def __init__(self, rows: Rows, day: date) -> None:
        super().__init__(rows, day)
        self.appraisals = Twin(rows, day)
        self.by_id = {row["id"]: row for row in rows["records"]}
        self.keys = {row["id"]: key_of(row) for row in rows["records"]}

    def gaps(self) -> set[Found]:
        found: set[Found] = set()
        kinds = {row["kind"] for row in self.rows["records"]}
        performers = any(self.oracle.performed_by.values())
        if kinds:
            found |= {*self._of_state("DJ303", "late")}
        if kinds and self.rows["records_cover"]:
            found |= {*self._of_state("DJ301", "not_seen"), *self._of_state("DJ302", "short")}
            found |= {*self._not_reported()}
            found |= {*self._not_supervised()} if performers else set()
        if "appraised" in kinds:
            found |= {*self._not_appraised(), *self._contradicted()}
        if kinds and performers and self.rows["assignments"]:
            found |= {*self._broken()}
        return found

    # ---- what is due ----------------------------------------------------------------------------

    @cached_property
    def mine(self) -> list[Item]:
        """What is required of an organization itself in the last year and this one."""
        return [
            item
            for item in self.items(*BOTH_YEARS)
            if item.function == "perform" and self.oracle.required(item.duty)
        ]

    def _of_state(self, code: str, state: str) -> Iterator[Found]:
        for item in self.mine:
            if item.state == state:
                yield code, item.organization, "organization", item.organization, item.duty

    def _not_supervised(self) -> Iterator[Found]:
        for duty in self.oracle.duties:
            unit = self.managing_cycle(duty).rpartition("/")[2]
            if unit not in due_twin.MONTHS and unit != "week":
                continue
            span = span_at(unit, span_at(unit, self.day)[0] - timedelta(days=1))
            for above, below in self.hand_overs(duty):
                there = self.was_there(above, span) and self.was_there(below, span)
                if (
                    there
                    and self.is_complete("supervised", above, *span)
                    and not self.visits(above, below, span)
                ):
                    yield "DJ305", above, "organization", below, ""

    # ---- reports and appraisals -------------------------------------------------------------------

    def _asked(self) -> Iterator[str]:
        """Who leads, is led, and was there for the whole of the last year."""
        for id_ in self.oracle.organizations:
            leads = self.oracle.kind(id_) in self.oracle.leading
            if leads and self.oracle.line_superior(id_) and self.was_there(id_, LAST_YEAR):
                yield id_

    def _not_reported(self) -> Iterator[Found]:
        for id_ in self._asked():
            reports = [row for row in self.records if row["organization"] == id_ and self._is_report(row)]
            in_time = any(self.lies_in(row, LAST_YEAR) for row in reports)
            if not in_time and self.is_complete("reported", id_, *LAST_YEAR):
                yield "DJ309", id_, "organization", id_, ""

    def _is_report(self, row: Row) -> bool:
        if row["kind"] == "reported":
            return True
        if row["kind"] != "performed" or due_twin.fails(row):
            return False
        whys = [self.oracle.stated(duty, "why") or "" for duty in row.get("duty", ())]
        words = [word.strip() for why in whys for word in why.replace("；", ",").split(",")]
        return any(word in REPORTS for word in words)

    def _not_appraised(self) -> Iterator[Found]:
        loaded = any(row["kind"] == "performed" for row in self.rows["records"])
        for id_ in self._asked():
            if self.oracle.organizations[id_].get("temporary"):
                continue
            performed = [
                row
                for row in self.records
                if row["kind"] == "performed" and row["organization"] == id_ and not due_twin.fails(row)
            ]
            active = any(self.lies_in(row, LAST_YEAR) for row in performed) or not loaded
            own = any(2025 in one["years"] for one in self.appraisals.results if one["organization"] == id_)
            known = any(map(self._has_result, self._beside(id_)))
            if self.oracle.known[id_].get("temporary"):
                continue
            if active and not own and (known or self.is_complete("appraised", id_, *LAST_YEAR)):
                yield "DJ401", id_, "organization", id_, ""

    def _beside(self, organization: str) -> list[str]:
        above = self.oracle.line_superior(organization)
        beside = self.oracle.line_subordinates(above or "")
        return [one for one in beside if self.oracle.kind(one) == self.oracle.kind(organization)]

    def _has_result(self, organization: str) -> bool:
        return any(
            one["organization"] == organization and one["whole"] and one["year"] == 2025
            for one in self.appraisals.results
        )

    # ---- verdicts and facts -----------------------------------------------------------------------

    def _current(self) -> list[Row]:
        return [one for one in self.appraisals.results if one["year"] >= 2025]

    def _contradicted(self) -> Iterator[Found]:
        for one in self._current():
            if self._differs(one) or (one["role"] is None and self._is_contradicted(one)):
                yield "DJ415", one["organization"], "record", one["id"], one["duty"]

    def _differs(self, one: Row) -> bool:
        """Another record before it, in the order of keys, says something else of the same thing."""
        return any(
            self.keys[other["id"]] < self.keys[one["id"]]
            and self.appraisals.thing(other) == self.appraisals.thing(one)
            and self.appraisals.differ(other, one)
            for other in self.appraisals.results
        )

    def _is_contradicted(self, one: Row) -> bool:
        start, end = one["part"] or (date(one["year"], 1, 1), date(one["year"] + 1, 1, 1))
        due = [
            item
            for item in self.mine
            if item.organization == one["organization"] and start <= item.due_on < end
        ]
        if not one["duties"]:
            known = [item for item in due if item.state in ("done", "late", "short", "not_seen")]
            done = [item for item in known if item.state in ("done", "late")]
            return place(one["grade"]) == 0 and len(done) < 0.5 * len(known)
        named = [duty for duty in one["duties"] if duty in self.oracle.duties]
        states = {duty: [item.state for item in due if item.duty == duty] for duty in named}
        if self._has_failed(one):
            return bool(named) and all(held and set(held) == {"done"} for held in states.values())
        missed = any(state in ("short", "not_seen") for held in states.values() for state in held)
        return place(one["grade"]) in (0, 1) and missed

    def _has_failed(self, one: Row) -> bool:
        row = self.by_id[one["id"]]
        of_all_below = "subordinate" not in row and row["organization"] != one["organization"]
        failed = row.get("outcome") == "failed" and not of_all_below
        return failed or place(one["grade"]) == 3

    # ---- broken lines -----------------------------------------------------------------------------

    def _broken(self) -> Iterator[Found]:
        for duty, organization in self._wanting():
            pair = (duty, organization)
            if pair in self.oracle.expected and duty not in self.oracle.silent and self._breaks(*pair):
                yield "DJ418", organization, "organization", organization, duty

    def _wanting(self) -> Iterator[tuple[str, str]]:
        """Due and not seen, or less often, or said to have failed."""
        for item in self.mine:
            if item.state in ("short", "not_seen"):
                yield item.duty, item.organization
        for row in self.records:
            recent = last(row["on"]) >= BOTH_YEARS[0]
            if row["kind"] == "performed" and due_twin.fails(row) and recent:
                for duty in row.get("duty", ()):
                    yield duty, row["organization"]
        for one in self._current():
            if self._has_failed(one):
                for duty in one["duties"]:
                    yield duty, one["organization"]

    def _breaks(self, duty: str, organization: str) -> bool:
        """Whether a list lacks it, there or above, as far up as it is carried."""
        at: str | None = organization
        while at and (duty, at) in self.oracle.carries:
            if (duty, at) in self.oracle.missing:
                return True
            at = self.oracle.line_superior(at)
        return False
