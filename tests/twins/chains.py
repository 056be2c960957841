"""Random small chains as rows, and the chain the library makes of them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dangjian_chain.model import (
    Appointment,
    Assignment,
    Bearers,
    Conditions,
    Duty,
    Function,
    Nature,
    Organization,
    Outcome,
    Record,
    RecordKind,
    RecordsCover,
    Responsibility,
    ResponsibilityChain,
    Role,
)

Rows = dict[str, list[dict[str, Any]]]

DAY = date(2026, 9, 30)
KINDS = [
    "committee",
    "general_branch",
    "branch",
    "branch",
    "group",
    "unit",
    "discipline_commission",
    "working_group",
]
ROLE_KINDS = [
    "secretary",
    "secretary",
    "deputy_secretary",
    "organization_member",
    "discipline_member",
    "committee_member",
    "group_leader",
    "administrative_head",
    "members",
]
RESPONSIBILITIES = ["first", "direct", "portfolio", "supervisory", "concrete", "supporting"]
AREAS = ["A1", "A2"]
CYCLES = [
    *("1/year", "2/half-year", "1/quarter", "month", "1/week", "1/2-months", "1/2-years"),
    *("1/term", "once", "on-event", "continuous"),
]
RECORD_KINDS = ["performed", "performed", "supervised", "supervised", "supervised", "appraised", "decided"]
DAYS = [  # in the last week, month, quarter, half-year, year and two years before DAY, and after it
    *(date(2024, 5, 6), date(2024, 12, 31), date(2025, 1, 1), date(2025, 7, 8), date(2025, 12, 31)),
    *(date(2026, 1, 1), date(2026, 3, 31), date(2026, 5, 20), date(2026, 6, 30), date(2026, 7, 1)),
    *(date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 21), date(2026, 9, 27), date(2026, 9, 28)),
    *(date(2026, 9, 30), date(2026, 10, 1)),
]
SPANS = [
    (date(2024, 1, 1), date(2027, 1, 1)),
    (date(2024, 1, 1), date(2027, 1, 1)),
    (date(2025, 1, 1), date(2026, 1, 1)),
    (date(2025, 1, 1), date(2025, 7, 1)),
    (date(2025, 7, 1), date(2026, 7, 1)),
    (date(2026, 1, 1), date(2026, 7, 1)),
    (date(2026, 7, 1), date(2026, 9, 30)),
]


class Maker:
    """
    Makes one random chain from a seed.

    `tidy` leaves out what law 1 excludes; `eventful` has more performers, roles, guides and records,
    so that paths have much to say.
    """

    def __init__(self, seed: int, *, tidy: bool = False, eventful: bool = False, size: int = 8) -> None:
        self.random = random.Random(seed)
        self.tidy = tidy
        self.eventful = eventful
        self.size = size

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, values: Sequence[str], most: int) -> tuple[str, ...]:
        count = self.random.randint(0, min(most, len(values)))
        return tuple(self.random.sample(list(values), count))

    def rows(self) -> Rows:
        organizations = self.organizations()
        ids = [row["id"] for row in organizations]
        roles = self.roles(ids)
        duties = self.duties(ids)
        appointments = self.appointments(roles)
        rows: Rows = {
            "organizations": organizations,
            "roles": roles,
            "appointments": appointments,
            "duties": duties,
            "assignments": self.assignments(ids, roles, duties),
            "records": self.records(ids, roles, duties, appointments),
            "records_cover": self.records_cover(ids),
        }
        return {name: [_stated(row) for row in held] for name, held in rows.items()}

    def period(self, start: str, end: str) -> dict[str, Any]:
        if self.tidy or self.chance(0.85):
            return {}
        days = [None, date(2025, 1, 1), date(2026, 6, 1), date(2026, 10, 1), date(2027, 1, 1)]
        return {start: self.random.choice(days), end: self.random.choice(days)}

    def organizations(self) -> list[dict[str, Any]]:
        count = self.random.randint(1, self.size)
        ids = [f"O{number}" for number in range(count)]
        rows: list[dict[str, Any]] = []
        for number, id_ in enumerate(ids):
            superior = None if number == 0 else self.random.choice(ids[:number])
            if not self.tidy and self.chance(0.1):
                superior = self.random.choice([*ids, "O99", None])
            members = self.random.choice([None, 3, 8, 9])
            rows.append(
                {
                    "id": id_,
                    "kind": "committee" if number == 0 else self.random.choice(KINDS),
                    "superior": superior,
                    "guided_by": self.some([*ids, "O98"], 2)
                    if self.chance(0.6 if self.eventful else 0.35)
                    else (),
                    "covers": self.some([*ids, "O97"], 2) if self.chance(0.15) else (),
                    "members": members,
                    "full_members": self.random.choice([None, 2, 7, 9]),
                    "temporary": self.random.choice([None, True, False, False]),
                    "unit_type": self.random.choice([None, "organ", "soe"]),
                    **self.period("valid_from", "valid_to"),
                }
            )
        if self.eventful and count > 4 and self.chance(0.1):  # a guide leads into a loop of superiors
            rows[1]["guided_by"] = (ids[-1],)
            rows[-1] |= {"kind": "committee", "superior": ids[-2]}
            rows[-2] |= {"kind": "committee", "superior": ids[-1]}
        return rows

    def roles(self, ids: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        least, most = (2 * len(ids), 4 * len(ids)) if self.eventful else (int(self.tidy), 2 * len(ids) + 1)
        for number in range(self.random.randint(least, most)):
            organization = "O96" if not self.tidy and self.chance(0.03) else self.random.choice(ids)
            rows.append(
                {
                    "id": f"R{number}",
                    "organization": organization,
                    "kind": self.random.choice(ROLE_KINDS),
                    "required": self.random.choice([None, None, None, True, False]),
                    "seats": self.random.choice([None, None, None, 1, 2]),
                    "portfolio": self.some([*AREAS, *ids], 2) if self.chance(0.4) else (),
                    "stand_in": self.random.choice([None, None, None, "R0", "R99"])
                    if not self.tidy
                    else None,
                    **self.period("valid_from", "valid_to"),
                }
            )
        return rows

    def appointments(self, roles: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for number, role in enumerate(roles):
            for _ in range(self.random.choice([0, 1, 1, 1, 1, 2] if not self.tidy else [1])):
                person = f"P{number}" if self.tidy else f"P{self.random.randint(0, len(roles))}"
                rows.append(
                    {
                        "role": "R98" if not self.tidy and self.chance(0.03) else role["id"],
                        "person": person,
                        "acting": self.chance(0.1),
                        **self.period("since", "until"),
                    }
                )
        return rows

    def bearers(self) -> dict[str, tuple[tuple[str, ...], ...]] | None:
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        if self.chance(0.4):
            found["principal"] = ()
        for word in self.some(RESPONSIBILITIES, 3):
            alternatives = []
            for _ in range(self.random.randint(1, 2)):
                count = 2 if word == "first" and self.chance(0.2) else 1
                alternatives.append(tuple(self.random.sample(sorted(set(ROLE_KINDS)), count)))
            found[word] = tuple(alternatives)
        return found or None

    def duties(self, ids: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for number in range(self.random.randint(1, 4)):
            known = [row["id"] for row in rows]
            parent = self.random.choice([*known, "D98"]) if self.chance(0.2) else None
            if self.tidy and parent == "D98":
                parent = None
            conditions: dict[str, Any] = {}
            if self.chance(0.2):
                conditions = self.random.choice(
                    [
                        {"min_full_members": 7},
                        {"temporary": False},
                        {"unit_type": ("organ",)},
                        {"has_groups": True},
                        {"max_full_members": 8, "temporary": True},
                    ]
                )
            rows.append(
                {
                    "id": f"D{number}",
                    "area": self.random.choice([None, *AREAS]),
                    "nature": self.random.choice([None, None, None, "required", "elective"]),
                    "parent": parent,
                    "origin": self.some([*ids, "O95"] if not self.tidy else ids, 1)
                    if self.chance(0.3)
                    else (),
                    "performed_by": self.some(sorted(set(KINDS)), 8 if self.eventful else 3),
                    "conditions": conditions,
                    "managed_levels": self.random.choice([None, None, None, 0, 1, 2]),
                    "bearers": self.bearers(),
                    "managing_bearers": self.bearers() if self.chance(0.3) else None,
                    "managing_cycle": self.random.choice(CYCLES) if self.chance(0.4) else None,
                    "cycle": self.random.choice(CYCLES) if self.chance(0.6) else None,
                }
            )
        if not self.tidy and len(rows) > 1 and self.chance(0.05):
            rows[0]["parent"], rows[1]["parent"] = rows[1]["id"], rows[0]["id"]
        return rows

    def assignments(
        self, ids: list[str], roles: list[dict[str, Any]], duties: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        of: dict[str, list[str]] = {}
        for role in roles:
            of.setdefault(role["organization"], []).append(role["id"])
        for _ in range(self.random.randint(0, 4 * len(ids))):
            duty = self.random.choice(duties)["id"]
            organization: str = self.random.choice(ids)
            role: str | None = self.random.choice([None, *of.get(organization, [])])
            if self.chance(0.12):
                organization = self.random.choice(["@branch", "@committee", "@*", "@group", "@unit"])
                role = self.random.choice([None, "@secretary", "@organization_member", "@discipline_member"])
            elif self.chance(0.04):
                role = self.random.choice(["R0", "R97"])
            elif self.chance(0.02):
                organization, duty = self.random.choice([("O94", duty), (organization, "D97")])
            rows.append(
                {
                    "duty": duty,
                    "organization": organization,
                    "role": role,
                    "responsibility": self.random.choice(
                        [None, None, "principal" if role is None else "first", *RESPONSIBILITIES]
                    ),
                    "function": self.random.choice([None, None, None, "perform", "manage"]),
                    **self.period("since", "until"),
                }
            )
        return rows

    def records(
        self,
        ids: list[str],
        roles: list[dict[str, Any]],
        duties: list[dict[str, Any]],
        appointments: list[dict[str, Any]],
    ) -> list[dict[str, Any]]:
        named = [row["id"] for row in duties]
        people = [*(row["id"] for row in roles), *(row["person"] for row in appointments), "P99"]
        rows: list[dict[str, Any]] = []
        for _ in range(self.random.choice([8, 12, 16] if self.eventful else [0, 0, 1, 2, 4, 8])):
            organization = self.random.choice(ids) if self.chance(0.97) else "O93"
            kind = self.random.choice(RECORD_KINDS)
            mine = [row["id"] for row in roles if row["organization"] == organization or self.chance(0.1)]
            failed = self.chance(0.4)
            grades = [None, None, None, "差" if failed else "好", "不合格" if failed else "较好"]
            rows.append(
                {
                    "organization": organization,
                    "kind": kind,
                    "on": self.random.choice(DAYS),
                    "duty": self.some([*named, "D96"], 2) if self.chance(0.5) else (),
                    "subordinate": self.random.choice(ids) if self.chance(0.3) else None,
                    "role": self.random.choice(mine) if mine and self.chance(0.4) else None,
                    "outcome": self.random.choice([None, "failed" if failed else "passed"]),
                    "grade": self.random.choice(grades),
                    "by": self.random.choice([*ids, "O92", "P0"]) if self.chance(0.25) else None,
                    "participants": self.some([*mine, *people], 4)
                    if kind == "decided" or self.chance(0.1)
                    else (),
                    "objectors": self.some([*mine, *people], 2) if self.chance(0.3) else (),
                    "recorded_on": self.random.choice([None, None, date(2026, 1, 1), date(2026, 10, 2)]),
                }
            )
        return rows

    def records_cover(self, ids: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for _ in range(self.random.randint(0, 3)):
            start, end = self.random.choice(SPANS)
            rows.append(
                {
                    "kind": self.random.choice(["performed", "supervised", "supervised", "appraised"]),
                    "organization": self.random.choice([*ids[:2], *ids]),
                    "from_": start,
                    "until": end,
                }
            )
        return rows


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and value not in ((), {})}


def chain_of_rows(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> ResponsibilityChain:
    """Return the library's chain of the oracle's rows."""
    return ResponsibilityChain(
        organizations=[Organization(**row) for row in rows["organizations"]],
        roles=[Role(**row) for row in rows["roles"]],
        appointments=[Appointment(**row) for row in rows["appointments"]],
        duties=[_duty(row) for row in rows["duties"]],
        assignments=[_assignment(row) for row in rows["assignments"]],
        records=[_record(row) for row in rows.get("records", ())],
        records_cover=[
            RecordsCover(**{**row, "kind": RecordKind(row["kind"])}) for row in rows.get("records_cover", ())
        ],
    )


def _duty(row: Mapping[str, Any]) -> Duty:
    values = {"title": row["id"], **row}
    for name in ("bearers", "managing_bearers"):
        if name in values:
            values[name] = Bearers.of(values[name])
    if "conditions" in values:
        values["conditions"] = Conditions(**values["conditions"])
    if "nature" in values:
        values["nature"] = Nature(values["nature"])
    return Duty(**values)


def _assignment(row: Mapping[str, Any]) -> Assignment:
    values = dict(row)
    if "responsibility" in values:
        values["responsibility"] = Responsibility(values["responsibility"])
    if "function" in values:
        values["function"] = Function(values["function"])
    return Assignment(**values)


def _record(row: Mapping[str, Any]) -> Record:
    values = {**row, "kind": RecordKind(row["kind"])}
    if "outcome" in values:
        values["outcome"] = Outcome(values["outcome"])
    return Record(**values)
