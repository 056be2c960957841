"""Slow twins of the rules on levels, forms and sizes: plain loops over rows, nothing of the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.twins.chains import Maker

Rows = dict[str, list[dict[str, Any]]]
Found = tuple[str, str, str, str, str]

COMMITTEES = {"work_committee", "leading_members_group", "committee"}
LEADING = {*COMMITTEES, "general_branch", "branch"}
UNDER = {
    **dict.fromkeys([*COMMITTEES, "general_branch"], COMMITTEES),
    "branch": COMMITTEES | {"general_branch"},
}
MEMBERS = {"organization_member", "publicity_member", "discipline_member", "committee_member"}
SITTING = MEMBERS | {"secretary", "deputy_secretary", "full_time_deputy_secretary"}
POSTS = ["organization_member", "publicity_member", "discipline_member"]


def size_rows(seed: int) -> Rows:
    """Return a random small chain with what these rules look at: units, joint and temporary branches, committees."""
    rows = Maker(seed, size=9).rows()
    chance = random.Random(seed)
    organizations = rows["organizations"]
    for number, row in enumerate(organizations):
        if row["kind"] in LEADING:
            row["kind"] = chance.choice([row["kind"], "committee", "general_branch", "branch", "branch"])
            if number and chance.random() < 0.6:
                row["superior"] = chance.choice(organizations[:number])["id"]
    for number in range(chance.randint(0, 8)):
        earlier = [f"U{chance.randrange(number)}"] * 8 if number else []
        above = chance.choice([*earlier, None, "U8", f"U{number}", organizations[0]["id"]])
        organizations.append({"id": f"U{number}", "kind": "unit", "superior": above} | _span(chance))
    units = [row["id"] for row in organizations if row["id"][0] == "U"]
    for row in organizations:
        row["covers"] = tuple(
            chance.choice(
                [
                    (),
                    chance.choices([*units, "U9"], k=1),
                    chance.choices([*units, "U9"], k=2),
                    chance.choices([*units, "U9", row["id"]], k=2),
                    [*units, *chance.choices(["U9", "O0"], k=1), "U99"],
                ]
            )
        )
        row["members"] = chance.choice([None, 2, 49, 50, 60, 99, 100, 120])
        row["full_members"] = chance.choice([None, 0, 2, 3, 6, 7, 8])
        row["unit_type"] = chance.choice([None, "organ", "soe", "public_institution"])
        row["temporary"] = chance.choice([None, True, False])
        row["joint"] = chance.choice([None, True, True, False])
        row["approved_by"] = chance.choice([None, None, "示例党委"])
    for number in range(chance.randint(0, 20)):
        role = {
            "id": f"S{number}",
            "organization": chance.choice(organizations)["id"],
            "kind": chance.choice([*sorted(SITTING), "deputy_head", "organizer", "members"]),
        }
        rows["roles"].append(role | (_span(chance) if chance.random() < 0.2 else {}))
        for _ in range(chance.choice([0, 1, 1, 2])):
            ends = {"until": chance.choice([date(2026, 9, 30), date(2026, 10, 1)])}
            appointment = {"role": f"S{number}", "person": f"P{chance.randint(0, 5)}"}
            rows["appointments"].append(appointment | (ends if chance.random() < 0.2 else {}))
    for name, held in rows.items():
        rows[name] = [
            {column: value for column, value in row.items() if value is not None and value != ()}
            for row in held
        ]
    return rows


def nested_rows(seed: int) -> Rows:
    """Return a random small chain of organizations that each cover a unit or two, the units one in another."""
    chance = random.Random(seed)
    organizations: list[dict[str, Any]] = [{"id": "O0", "kind": "committee", "covers": ("U0",)}]
    for number in range(1, chance.randint(3, 8)):
        row = {
            "id": f"O{number}",
            "kind": chance.choice(
                ["committee", "general_branch", "general_branch", "branch", "branch", "unit"]
            ),
            "superior": chance.choice([*(f"O{chance.randrange(number)}" for _ in range(8)), "O9"]),
            "covers": tuple(f"U{chance.randint(0, 7)}" for _ in range(chance.choice([1, 1, 1, 2]))),
        }
        organizations.append(row | (_span(chance) if chance.random() < 0.1 else {}))
    for number in range(7):
        above = [*(f"U{max(0, number - chance.randint(1, 2))}" for _ in range(9)), "U9", "O0"]
        row = {"id": f"U{number}", "kind": "unit"} | ({"superior": chance.choice(above)} if number else {})
        organizations.append(row | (_span(chance) if chance.random() < 0.1 else {}))
    stated = [{column: value for column, value in row.items() if value is not None} for row in organizations]
    return {"organizations": stated, "roles": [], "appointments": [], "duties": [], "assignments": []}


def _span(chance: random.Random) -> dict[str, Any]:
    start = chance.choice([None, None, None, None, date(2026, 3, 1), date(2026, 10, 1)])
    end = chance.choice([None, None, None, None, date(2026, 2, 1), date(2026, 9, 30), date(2026, 10, 1)])
    return {"valid_from": start, "valid_to": end}


class Sizes:
    """The rows of one chain on a day."""

    def __init__(self, rows: Rows, day: date) -> None:
        self.day = day
        self.all = {row["id"]: row for row in rows["organizations"]}
        self.alive = {id_: row for id_, row in self.all.items() if self.lives(row)}
        self.roles = {
            row["id"]: row for row in rows["roles"] if self.lives(row) and row["organization"] in self.alive
        }
        self.appointments = [
            row
            for row in rows["appointments"]
            if self.lives(row, "since", "until") and row["role"] in self.roles
        ]
        self.columns = {name for row in rows["organizations"] for name in row}
        self.has_roles = bool(rows["roles"])
        self.has_holders = bool(rows["appointments"])

    def lives(self, row: dict[str, Any], start: str = "valid_from", end: str = "valid_to") -> bool:
        return (
            row.get(start, date.min)
            <= self.day
            <= row.get(end, date.max) - timedelta(days=1 if end in row else 0)
        )

    def gaps(self, span: int) -> set[Found]:
        """Return every gap; more direct subordinates than `span` are many."""
        found = {
            "DJ007": self.skipping(),
            "DJ010": self.small(),
            "DJ012": self.unfitting(),
            "DJ013": self.wide_joints(),
            "DJ014": self.unfounded(),
            "DJ015": self.wide(span),
            "DJ504": self.without_committee(),
            "DJ505": self.missized(),
            "DJ506": self.incomplete(),
        }
        return {(code, id_, "organization", id_, "") for code, ids in found.items() for id_ in ids}

    def path(self, id_: str) -> list[str] | None:
        """Return the superiors, nearest first; `None` where the line breaks or turns back."""
        found: list[str] = []
        while "superior" in self.alive[id_]:
            id_ = self.alive[id_]["superior"]
            if id_ not in self.alive or id_ in found:
                return None
            found.append(id_)
        return found

    def of(self, *kinds: str) -> Iterator[tuple[str, dict[str, Any]]]:
        yield from ((id_, row) for id_, row in self.alive.items() if row["kind"] in kinds)

    # --- levels ---

    def skipping(self) -> Iterator[str]:
        for id_, row in self.of(*LEADING):
            if not self.path(id_):
                continue
            answers = [self.answer(id_, unit) for unit in self.units(row)]
            if "skips" in answers and "fits" not in answers and "unknown" not in answers:
                yield id_

    def units(self, row: dict[str, Any]) -> list[str]:
        return [unit for unit in row.get("covers", ()) if self.alive.get(unit, {}).get("kind") == "unit"]

    def answer(self, id_: str, unit: str) -> str:
        above = self.path(unit)
        if above is None:
            return "unknown"
        for upper in above:
            if self.alive[upper]["kind"] != "unit":
                return "nothing"
            leaders = [
                other
                for other, row in self.of(*UNDER[self.alive[id_]["kind"]])
                if other != id_ and upper in row.get("covers", ())
            ]
            if leaders:
                return "fits" if any(self.related(id_, other) for other in leaders) else "skips"
        return "nothing"

    def related(self, id_: str, other: str) -> bool:
        mine, others = self.path(id_), self.path(other)
        if mine is None or others is None:
            return True
        return [id_, *mine][-1] != [other, *others][-1] or other in mine or id_ in others

    def wide(self, span: int) -> Iterator[str]:
        for id_, _ in self.of(*LEADING):
            below = [low for low, _ in self.of(*LEADING) if self.line(low) == id_]
            if len(below) > span:
                yield id_

    def line(self, id_: str) -> str | None:
        here, seen = id_, {id_}
        while True:
            here = self.alive[here].get("superior", "")
            if here not in self.alive or here in seen:
                return None
            if self.alive[here]["kind"] in LEADING:
                return here
            seen.add(here)

    # --- forms and sizes ---

    def small(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            if row.get("full_members", 3) < 3 and not row.get("joint") and not row.get("temporary"):
                yield id_

    def unfitting(self) -> Iterator[str]:
        if "approved_by" not in self.columns:
            return
        for id_, row in self.of("committee", "general_branch"):
            if row.get("unit_type") not in {"organ", "soe"} or "approved_by" in row or "members" not in row:
                continue
            fits = row["members"] >= 100 if row["kind"] == "committee" else 50 <= row["members"] < 100
            if not fits:
                yield id_

    def wide_joints(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            units = {
                unit for unit in row.get("covers", ()) if unit not in self.all or unit in self.units(row)
            }
            if row.get("joint") and len(units) > 5:
                yield id_

    def unfounded(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            if not row.get("temporary"):
                continue
            unapproved = "approved_by" in self.columns and "approved_by" not in row
            covers = row.get("covers", ())
            if unapproved or (covers and all(unit in self.all and self.over(unit) for unit in covers)):
                yield id_

    def over(self, unit: str) -> bool:
        row = self.all[unit]
        end = row.get("valid_to", date.max)
        return row.get("valid_from", date.min) < end <= self.day

    # --- branch committees ---

    def roles_of(self, id_: str) -> list[dict[str, Any]]:
        return [role for role in self.roles.values() if role["organization"] == id_]

    def has_committee(self, id_: str) -> bool:
        return any(role["kind"] in MEMBERS for role in self.roles_of(id_))

    def must(self, row: dict[str, Any]) -> bool:
        return row.get("full_members", 0) >= 7

    def without_committee(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            if self.has_roles and self.must(row) and not row.get("temporary") and not self.has_committee(id_):
                yield id_

    def may_do_without(self, row: dict[str, Any]) -> bool:
        return row.get("full_members", 7) < 7

    def nowhere(self) -> set[str]:
        """Posts that none of several branch committees has."""
        several = [
            {role["kind"] for role in self.roles_of(id_)}
            for id_, row in self.of("branch")
            if self.has_committee(id_) and not row.get("temporary") and not self.may_do_without(row)
        ]
        return {post for post in POSTS if len(several) > 1 and not any(post in kinds for kinds in several)}

    def missized(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            if not self.has_holders or row.get("temporary") or not self.has_committee(id_):
                continue
            if self.may_do_without(row) or self.nowhere():
                continue
            persons: set[str] = set()
            vacant = 0
            for role in self.roles_of(id_):
                if role["kind"] in SITTING:
                    held = {one["person"] for one in self.appointments if one["role"] == role["id"]}
                    persons |= held
                    vacant += not held
            if not 3 <= len(persons) + vacant <= 7:
                yield id_

    def incomplete(self) -> Iterator[str]:
        for id_, row in self.of("branch"):
            kinds = {role["kind"] for role in self.roles_of(id_)}
            concerned = (self.has_committee(id_) or self.must(row)) and not self.may_do_without(row)
            asked = set(POSTS) - self.nowhere()
            if self.has_roles and concerned and not row.get("temporary") and not kinds >= asked:
                yield id_
