"""Slow twins of the rules on single records and on training: plain loops over rows and days, nothing of the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle import Oracle
from tests.twins.chains import Maker
from tests.twins.terms_twin import Month, Rows, first, last, later

Row = dict[str, Any]
Found = tuple[str, str, str, str, str]

BATCH = 2  # periods; the library's own figure is put down to it by a profile
MEMBERS, OFFICERS, TRAININGS, MONTHS = 32, 56, 1, 6
YEAR = 2025
DAYS = [
    *(date(2025, 1, 6), date(2025, 1, 31), date(2025, 2, 3), date(2025, 5, 5), date(2025, 5, 9)),
    *(date(2025, 12, 31), date(2026, 1, 5), date(2026, 9, 30), date(2026, 10, 1)),
]
APPOINTED = [
    *(None, date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 2), date(2025, 3, 30), date(2025, 3, 31)),
    *(date(2025, 7, 5), date(2026, 3, 29), date(2026, 3, 30), date(2026, 4, 1)),
]
WHYS = {
    "M1": "member_meeting_frequency",
    "M2": "《示例条例》；branch_committee_frequency",
    "M3": "branch_term, member_meeting_quorum",
    "M4": "my_member_meeting_frequency",
    "T1": "member_study_hours; officer_study_hours",
    "T2": "officer_study_hours",
    "T3": "secretary_training",
    "T4": "member_study_hours、secretary_training",
}
DONE = ("performed", "supervised", "reported", "decided")
OFFICER_KINDS = (
    *("secretary", "deputy_secretary", "full_time_deputy_secretary", "organization_member"),
    *("publicity_member", "discipline_member", "committee_member"),
)
ENTERED = [date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 2), date(2026, 4, 1), Month(2026, 2)]
EVIDENCE = ["纪要1", "纪要 １", "第二次纪要", "会议记录", "联合纪要3", "JOINT 4", "《示例》"]


# ---- chains ------------------------------------------------------------------------------------------


def record_rows(seed: int) -> Rows:
    """Return a random small chain with records that repeat evidence, are entered together, count heads and hours."""
    rows = Maker(seed, size=5).rows()
    chance = random.Random(seed)
    for row in rows["organizations"]:
        row["kind"] = chance.choice([row.get("kind", "unit"), "branch", "branch"])
        row.pop("valid_to", None)
        row.pop("valid_from", None)
        if chance.random() < 0.15:
            row["valid_from"] = chance.choice([date(2024, 6, 1), date(2025, 1, 1), date(2025, 1, 2)])
    _appoint(rows, chance)
    kinds = chance.choice([("branch",), ("branch", "committee", "general_branch"), None])
    for id_, why in WHYS.items():
        duty: Row = {"id": id_, "why": why}
        if chance.random() < 0.7 and kinds:
            duty["performed_by"] = kinds
        if chance.random() < 0.1:
            duty["nature"] = "elective"
        rows["duties"].append(duty)
    rows["duties"] += [{"id": "P1", "parent": "T1"}, {"id": "W1", "cycle": "1/week"}]
    rows["records"] = [*_records(rows, chance)]
    rows["records_cover"] = [*_covers(rows, chance)]
    return rows


def _appoint(rows: Rows, chance: random.Random) -> None:
    ids = [row["id"] for row in rows["organizations"]]
    rows["roles"] += [
        {"id": f"Q{number}", "organization": chance.choice(ids), "kind": "secretary"} for number in range(3)
    ]
    rows["appointments"] = []
    if chance.random() < 0.15:
        return
    for number, role in enumerate(rows["roles"]):
        if chance.random() < 0.8:
            row: Row = {"role": role["id"], "person": f"P{chance.choice([number, number, 0])}"}
            row["since"] = chance.choice(APPOINTED)
            row["acting"] = chance.random() < 0.15
            if chance.random() < 0.15:
                row["until"] = chance.choice([date(2025, 6, 1), date(2026, 12, 1)])
            rows["appointments"].append({name: cell for name, cell in row.items() if cell is not None})


def _records(rows: Rows, chance: random.Random) -> Iterator[Row]:
    organizations = [row["id"] for row in rows["organizations"]]
    roles = [row["id"] for row in rows["roles"]]
    persons = [row["person"] for row in rows["appointments"]]
    duties = [*WHYS, *WHYS, "P1", "P1", "W1", "W1", "W1", "D0", "D96"]
    keys: dict[str, str] = {}
    for number in range(chance.choice([4, 10, 20, 30])):
        day = chance.choice(DAYS)
        row: Row = {
            "organization": chance.choice([*organizations, *organizations, "O93"]),
            "kind": chance.choice([*DONE, "performed", "performed", "performed", "appraised", "rectified"]),
            "on": chance.choice([day, day, day, Month(day.year, day.month), Month(day.year, None)]),
            "duty": tuple(sorted(chance.sample(duties, chance.choice([0, 1, 1, 1, 2])))),
            "subordinate": chance.choice([None, None, None, *organizations]),
            "period": chance.choice([None, None, None, "2025年度", "2025年第一季度", "2025-05", "上年度"]),
            "evidence": chance.choice([None, None, *EVIDENCE]),
            "role": chance.choice([None, None, None, *roles, "R97"]),
            "participants": tuple(chance.sample([*roles, *persons, "P99"], chance.choice([0, 0, 0, 1, 2]))),
            "amount": chance.choice([None, 4.0, 16.5, 20.0, 32.0, 32.0, 56.0]),
            "present": chance.choice([None, 1, 2, 3, 4]),
            "entitled": chance.choice([None, 0, 4, 4, 5]),
            "recorded_on": chance.choice([None, *ENTERED]),
            "outcome": chance.choice([None, "passed", "failed", "failed"]),
            "id": f"N{number}" if chance.random() < 0.5 else None,
        }
        row["duty"] = tuple(dict.fromkeys(row["duty"]))
        key = key_of(row)
        if key not in keys:
            if keys and chance.random() < 0.5:
                row["about"] = chance.choice([*keys, *keys.values(), "N99"])
            keys[key] = row["id"] or key
            yield {name: cell for name, cell in row.items() if cell not in (None, ())}


def _covers(rows: Rows, chance: random.Random) -> Iterator[Row]:
    ids = [row["id"] for row in rows["organizations"]]
    spans = [
        *((date(2024, 1, 1), date(2027, 1, 1)), (date(2025, 1, 1), date(2026, 1, 1))),
        *((date(2025, 1, 1), date(2025, 7, 1)), (date(2025, 7, 1), date(2026, 7, 1))),
    ]
    for _ in range(chance.randint(0, 3)):
        start, end = chance.choice(spans)
        kind = chance.choice(["performed", "performed", "performed", "supervised"])
        yield {"kind": kind, "organization": chance.choice([ids[0], *ids]), "from_": start, "until": end}


def key_of(row: Row) -> str:
    on = row["on"]
    if isinstance(on, Month):
        on = f"{on.year}-{on.month:02}" if on.month else str(on.year)
    duty, below = ";".join(row.get("duty", ())), row.get("subordinate") or ""
    return f"{duty}@{row['organization']}#{row['kind']}#{on}#{below}"


# ---- answers -----------------------------------------------------------------------------------------


class Records:
    """What the rules on single records and on training find in rows on a day."""

    def __init__(self, rows: Rows, day: date) -> None:
        self.rows, self.day = rows, day
        self.oracle = Oracle(rows, day)
        self.keyed = {key_of(row): row for row in rows["records"]}
        self.seen = {
            key: row
            for key, row in sorted(self.keyed.items())
            if row["organization"] in self.oracle.known and first(row["on"]) <= day
        }

    def gaps(self) -> set[Found]:
        found = {*self._quorum()} if self._has("present") and self._has("entitled") else set()
        if self._has("evidence"):
            found |= {*self._no_evidence(), *self._same_evidence()}
        if self._has("recorded_on"):
            found |= {*self._batches()}
        if self._has("amount") and any(row["kind"] == "performed" for row in self.keyed.values()):
            found |= {*self._members(), *self._officers()}
        if self.rows["appointments"] and self.rows["records_cover"]:
            found |= {*self._new_secretaries()}
        return found

    def _has(self, column: str) -> bool:
        return any(column in row for row in self.keyed.values())

    def _of(self, code: str, key: str) -> Found:
        row = self.keyed[key]
        duties = row.get("duty", ())
        duty = duties[0] if len(duties) == 1 and duties[0] in self.oracle.duties else ""
        return code, row["organization"], "record", key, duty

    # ---- one record -----------------------------------------------------------------------------

    def _no_evidence(self) -> Iterator[Found]:
        for key, row in self.seen.items():
            if row["kind"] in DONE and ("evidence" not in row or self._is_refused(key, row)):
                yield self._of("DJ304", key)

    def _is_refused(self, key: str, row: Row) -> bool:
        checks = [
            (first(check["on"]), other, check["outcome"])
            for other, check in self.seen.items()
            if check["kind"] in ("supervised", "appraised")
            and "outcome" in check
            and "about" in check
            and check["about"] in (key, row.get("id"))
            and other != key
            and first(check["on"]) >= first(row["on"])
        ]
        return bool(checks) and max(checks)[2] == "failed"

    def _quorum(self) -> Iterator[Found]:
        for key, row in self.seen.items():
            if row["kind"] not in ("performed", "decided") or not row.get("entitled") or "present" not in row:
                continue
            cited = {fact for duty in row.get("duty", ()) for fact in self._cited(duty)}
            share = Fraction(row["present"], row["entitled"])
            if cited & {"branch_committee_frequency", "branch_committee_quorum"}:
                if share < Fraction(1, 2):
                    yield self._of("DJ307", key)
            elif cited & {"member_meeting_frequency", "member_meeting_quorum"} and share <= Fraction(1, 2):
                yield self._of("DJ307", key)

    def _cited(self, duty: str) -> set[str]:
        words = self.oracle.stated(duty, "why") or ""
        for mark in ";；,，、\n":
            words = words.replace(mark, "|")
        return {word.strip() for word in words.split("|")}

    # ---- several records ------------------------------------------------------------------------

    def _batches(self) -> Iterator[Found]:
        dated = [
            (key, row)
            for key, row in self.seen.items()
            if row["kind"] in DONE
            and isinstance(row.get("recorded_on"), date)
            and not isinstance(row["recorded_on"], Month)
        ]
        everybody = {row["organization"] for _, row in dated}
        for day in {row["recorded_on"] for _, row in dated}:
            here = [(key, row) for key, row in dated if row["recorded_on"] == day]
            sharing = {row["organization"] for _, row in here}
            if len(sharing) >= 2 and len(sharing) > len(everybody) / 2:
                continue
            for organization in sharing:
                for kind in DONE:
                    mine = [
                        (key, row)
                        for key, row in here
                        if row["organization"] == organization and row["kind"] == kind
                    ]
                    yield from self._of_duties(organization, mine)

    def _of_duties(self, organization: str, mine: list[tuple[str, Row]]) -> Iterator[Found]:
        for duty in {duty for _, row in mine for duty in row.get("duty") or ("",)}:
            about = [(key, row) for key, row in mine if duty in (row.get("duty") or ("",))]
            if len({self._period(duty, row) for _, row in about}) >= BATCH:
                known = duty if duty in self.oracle.duties else ""
                yield "DJ306", organization, "record", min(key for key, _ in about), known

    def _period(self, duty: str, row: Row) -> str:
        stated = {"2025年第一季度": "2025-01..03", "2025-05": "2025-05"}
        if row.get("period") in stated:
            return stated[row["period"]]
        on = row["on"]
        if isinstance(on, Month):
            return f"{on.year}-{on.month:02}" if on.month else str(on.year)
        if (self.oracle.stated(duty, "cycle") or "").endswith("week"):
            return "week {}-{}".format(*on.isocalendar()[:2])
        return f"{on.year}-{on.month:02}"

    def _same_evidence(self) -> Iterator[Found]:
        for kinds in (("performed", "decided"), ("supervised",)):
            pieces: dict[str, list[str]] = {}
            for key, row in self.seen.items():
                if row["kind"] in kinds and row.get("evidence", "会议记录") != "会议记录":
                    pieces.setdefault(row["evidence"].replace(" ", "").replace("１", "1"), []).append(key)
            for piece, keys in pieces.items():
                rows = [self.seen[key] for key in keys]
                together = "联合" in piece or "JOINT" in piece
                differ = len({row["organization"] for row in rows}) > 1 and not together
                common = max(first(row["on"]) for row in rows) <= min(last(row["on"]) for row in rows)
                if differ or not common:
                    yield self._of("DJ308", min(keys))

    # ---- study ----------------------------------------------------------------------------------

    def _owner(self, organization: str) -> str | None:
        leads = self.oracle.kind(organization) in self.oracle.leading
        return organization if leads else self.oracle.line_superior(organization)

    def _homes(self, role: str) -> set[str]:
        of = [one for one in self.oracle.known if self.oracle.belongs(role, one)]
        return {home for home in map(self._owner, of) if home}

    def _studies(self, *facts: str) -> list[Row]:
        return [
            row
            for row in self.seen.values()
            if row["kind"] == "performed"
            and any(fact in self._cited(duty) for duty in row.get("duty", ()) for fact in facts)
        ]

    def _year(self, row: Row) -> int:
        return 2025 if str(row.get("period", "")).startswith("2025") else first(row["on"]).year

    def _is_named(self, row: Row, role: str) -> bool:
        persons = {held["person"] for held in self.rows["appointments"] if held["role"] == role}
        return row.get("role") == role or any(
            each == role or (each in persons and each not in self.oracle.known_roles)
            for each in row.get("participants", ())
        )

    def _is_open(self, row: Row, homes: set[str]) -> bool:
        return "role" not in row and self._owner(row["organization"]) in homes

    def _performs(self, organization: str, fact: str) -> bool:
        return any(
            fact in self._cited(duty) and self.oracle.required(duty)
            for duty, one in self.oracle.performs
            if one == organization
        )

    def _is_covered(self, organization: str, start: date, end: date) -> bool:
        day = start
        while day < end:
            if not any(
                cover["kind"] == "performed"
                and cover["from_"] <= day < cover["until"]
                and organization in self.oracle.subtree([cover["organization"]])
                for cover in self.rows["records_cover"]
            ):
                return False
            day += timedelta(days=1)
        return True

    def _is_complete(self, organization: str) -> bool:
        return self._is_covered(organization, date(YEAR, 1, 1), date(YEAR + 1, 1, 1))

    def _was_there(self, organization: str) -> bool:
        row = self.oracle.organizations.get(organization)
        return (
            row is not None
            and self.oracle.kind(organization) in self.oracle.leading
            and row.get("valid_from", date.min) <= date(YEAR, 1, 1)
        )

    def _members(self) -> Iterator[Found]:
        fact = "member_study_hours"
        anybody = any(
            fact in self._cited(duty) and not self.oracle.performed_by[duty] for duty in self.oracle.duties
        )
        for organization in filter(self._was_there, self.oracle.organizations):
            found = [
                row
                for row in self._studies(fact)
                if self._year(row) == YEAR and self._is_open(row, {organization})
            ]
            performs = self._performs(organization, fact)
            recorded = any("amount" in row for row in found) and (performs or anybody)
            if not (recorded or (performs and self._is_complete(organization))):
                continue
            if all("amount" in row for row in found) and sum(row["amount"] for row in found) < MEMBERS:
                yield "DJ515", organization, "organization", organization, ""

    def _officers(self) -> Iterator[Found]:
        for role, row in self.oracle.roles.items():
            owner = row["organization"]
            asked = row["kind"] in OFFICER_KINDS and self._was_there(owner) and self._held_all_year(role, row)
            if asked and (self._is_short(role, owner) or self._is_untrained(role, row, owner)):
                yield "DJ515", owner, "role", role, ""

    def _held_all_year(self, role: str, row: Row) -> bool:
        if row.get("valid_from", date.min) > date(YEAR, 1, 1):
            return False
        return not self.rows["appointments"] or any(
            held["role"] == role
            and held.get("since", date.min) <= date(YEAR, 1, 1)
            and held.get("until", date.max) > self.day
            for held in self.rows["appointments"]
        )

    def _is_short(self, role: str, owner: str) -> bool:
        every = self._studies("member_study_hours", "officer_study_hours", "secretary_training")
        naming = any(
            self._year(row) == YEAR
            and "amount" in row
            and row.get("role") in self.oracle.known_roles
            and self._owner(row["organization"]) == owner
            and owner in self._homes(row["role"])
            for row in every
        )
        if not naming and not (self._performs(owner, "officer_study_hours") and self._is_complete(owner)):
            return False
        joint = self._studies("member_study_hours", "officer_study_hours")
        mine = [
            row
            for row in every
            if self._year(row) == YEAR
            and (self._is_named(row, role) or (row in joint and self._is_open(row, self._homes(role))))
        ]
        return all("amount" in row for row in mine) and sum(row["amount"] for row in mine) < OFFICERS

    def _is_untrained(self, role: str, row: Row, owner: str) -> bool:
        asked = any("secretary_training" in self._cited(duty) for duty in self.oracle.duties)
        above = self.oracle.line_superior(owner)
        known = self._is_complete(owner) or (above is not None and self._is_complete(above))
        if row["kind"] != "secretary" or self.oracle.kind(owner) != "branch" or not asked or not known:
            return False
        of_year = [each for each in self._studies("secretary_training") if self._year(each) == YEAR]
        own = [each for each in of_year if self._is_own(each, role)]
        return len(own) < TRAININGS and not any(self._is_offered(each, role) for each in of_year)

    def _names_nobody(self, row: Row) -> bool:
        known = {*self.oracle.known_roles, *(held["person"] for held in self.rows["appointments"])}
        return not known & {*row.get("participants", ())}

    def _is_own(self, row: Row, role: str) -> bool:
        held_here = self._is_open(row, self._homes(role)) and self._names_nobody(row)
        return self._is_named(row, role) or held_here

    def _is_offered(self, row: Row, role: str) -> bool:
        above: set[str] = set()
        for home in self._homes(role):
            here = self.oracle.superior(home)
            while here in self.oracle.organizations and here not in above and here != home:
                above.add(here)
                here = self.oracle.superior(here)
        return self._is_open(row, above) and self._names_nobody(row)

    # ---- new secretaries ------------------------------------------------------------------------

    def _new_secretaries(self) -> Iterator[Found]:
        if not any("since" in row for row in self.rows["appointments"]):
            return
        for role, row in self.oracle.roles.items():
            owner = row["organization"]
            if row["kind"] != "secretary" or owner not in self.oracle.known:
                continue
            if self.oracle.kind(owner) != "branch":
                continue
            news = [held for held in self.rows["appointments"] if held["role"] == role and self._is_new(held)]
            starts = [held["since"] for held in news if later(held["since"], MONTHS) < self.day]
            if starts and self._misses(role, owner, max(starts)):
                yield "DJ516", owner, "role", role, ""

    def _is_new(self, held: Row) -> bool:
        in_force = held.get("since", date.min) <= self.day < held.get("until", date.max)
        before = [
            other.get("since", date.min)
            for other in self.rows["appointments"]
            if other["person"] == held["person"]
            and not other["acting"]
            and self.oracle.known_roles[other["role"]]["kind"] == "secretary"
        ]
        return (
            in_force
            and not held["acting"]
            and "since" in held
            and held.get("until", date.max) > held["since"]
            and min(before) >= held["since"]
        )

    def _misses(self, role: str, owner: str, since: date) -> bool:
        until = later(since, MONTHS)
        above = self.oracle.line_superior(owner)
        after = until + timedelta(days=1)
        if not any(one and self._is_covered(one, since, after) for one in (owner, above)):
            return False
        return not any(
            first(row["on"]) <= until
            and last(row["on"]) >= since
            and (self._is_own(row, role) or self._is_offered(row, role))
            for row in self._studies("secretary_training")
        )
