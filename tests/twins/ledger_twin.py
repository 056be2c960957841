"""A slow twin of the ledger: states, rules and differences by plain loops over rows, nothing of the library."""

from __future__ import annotations

import calendar
import random
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Found = tuple[str, str, str, str, str]

DAYS = [
    *(date(2024, 12, 31), date(2025, 1, 1), date(2025, 11, 30), date(2026, 1, 1), date(2026, 8, 31)),
    *(date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31)),
]
KINDS = {"committee": "基层党委", "branch": "党支部", "unit": "单位（部门）"}
POSTS = {"secretary": "书记", "organization_member": "组织委员"}


class Month(NamedTuple):
    """A month where no day is known; a year where `month` is None."""

    year: int
    month: int | None

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def first(day: Any) -> date:
    return day.first if isinstance(day, Month) else day


def last(day: Any) -> date:
    return day.last if isinstance(day, Month) else day


def ledger_rows(seed: int) -> Rows:
    """Return a random small ledger, with organizations, roles and holders that may verify its items."""
    chance = random.Random(seed)
    organizations = [
        {"id": f"O{number}", "name": f"示例{number}", "kind": chance.choice(list(KINDS))}
        for number in range(3)
    ]
    roles = [
        {
            "id": f"R{number}",
            "organization": chance.choice(["O0", "O1", "O2", "O9"]),
            "kind": chance.choice(list(POSTS)),
            "title": chance.choice([None, "支部书记", f"岗位{number}"]),
        }
        for number in range(4)
    ]
    appointments = [
        {
            "role": chance.choice(["R0", "R1", "R2", "R3", "R9"]),
            "person": f"P{number}",
            "since": chance.choice([None, date(2025, 1, 1), _blurred(date(2026, 8, 31), chance)]),
            "until": chance.choice([None, None, date(2026, 9, 29), _blurred(date(2026, 9, 30), chance)]),
        }
        for number in range(3)
    ]
    return {
        "organizations": organizations,
        "roles": roles,
        "appointments": appointments,
        "ledger": _items(chance),
    }


def _items(chance: random.Random) -> list[Row]:
    ids = chance.sample(["2024-001", "2025-001", "2025-002", "2026-001", "2026-009", "A", "B", "2025"], 5)
    names = [
        *("O0", "O1", "O2", "O9", "示例0", "示例1", "示例2", "Ｏ０", " 示例1 "),
        *("R0", "R1", "R2", "R3", "支部书记", "岗位1", "岗位2", "书记"),
        *("示例0书记", "示例1书记", "示例2组织委员", "示例0支部书记", "示例1岗位1", "P0", "P1", "P2"),
    ]
    rows = []
    for id_ in ids:
        row: Row = {
            "id": id_,
            "organization": chance.choice(["O0", "O1", "O2", "O9"]),
            "problem": f"问题{id_}",
        }
        few = {
            "due": _blurred(chance.choice(DAYS), chance),
            "closed_on": _blurred(chance.choice(DAYS), chance),
            "verified_by": chance.choice([*names, "、".join(chance.sample(names, 2))]),
            "role": chance.choice(["R0", "R1", "R2", "R3", "R9"]),
            "leader": chance.choice(names),
            "unit": chance.choice(names),
            "source": chance.choice(["2025年度考核", "核对清单2026-06-30（DJ005）", "巡察2024", "DJ003"]),
            "fingerprint": chance.choice(["f1", "f2", "f3", "f4"]),
            "carried_from": chance.choice([*ids, "2023-001"]),
        }
        shares = {"due": 0.7, "closed_on": 0.5, "verified_by": 0.7, "carried_from": 0.2, "fingerprint": 0.8}
        row |= {name: cell for name, cell in few.items() if chance.random() < shares.get(name, 0.4)}
        rows.append(row)
    return rows


def _blurred(day: date, chance: random.Random) -> Any:
    return chance.choice([day, day, day, Month(day.year, day.month), Month(day.year, None)])


class LedgerTwin:
    """What rows of a ledger come to on a day, beside the fingerprints that are found and the codes that looked."""

    def __init__(self, rows: Rows, day: date, found: frozenset[str] = frozenset(), looked: str = "") -> None:
        self.rows, self.day, self.found = rows, day, found
        self.looked = looked
        """Blank: every rule looked."""
        self.items = {row["id"]: row for row in rows["ledger"]}
        self.organizations = {row["id"]: row for row in rows["organizations"]}
        self.roles = {row["id"]: row for row in rows["roles"]}

    # ---- dates --------------------------------------------------------------------------------

    def _done(self, row: Row) -> bool:
        return "closed_on" in row and first(row["closed_on"]) <= self.day

    def _carried(self, row: Row) -> bool:
        return any(
            other.get("carried_from") == row["id"] for other in self.rows["ledger"] if other is not row
        )

    def _past(self, row: Row) -> bool:
        return "due" in row and (self.day - last(row["due"])).days > 0

    def _year(self, row: Row) -> int:
        """9999 where nothing says."""
        if "due" in row:
            return last(row["due"]).year
        words = [row["id"]] if "carried_from" in row else [row["id"], row.get("source", "")]
        for word in words:
            if word[:2] in ("19", "20") and word[:4].isdigit() and not word[4:5].isdigit():
                return int(word[:4])
        return 9999

    # ---- states -------------------------------------------------------------------------------

    def states(self) -> dict[str, str]:
        return {id_: self._state(row) for id_, row in self.items.items()}

    def _seen(self, row: Row) -> str:
        """Yes, no, or nobody knows."""
        mark = row.get("fingerprint")
        if mark in self.found:
            return "yes"
        code = next((code for code in ("DJ005", "DJ003") if code in row.get("source", "")), "")
        return "no" if mark and self.looked in ("", code) and (code or not self.looked) else "unknown"

    def _state(self, row: Row) -> str:
        seen = self._seen(row)
        later = [
            other
            for other in self.rows["ledger"]
            if other.get("fingerprint") == row.get("fingerprint")
            and not self._done(other)
            and not self._carried(other)
        ]
        if self._done(row):
            if seen == "yes" and not self._carried(row) and not later:
                return "seen_again"
            return "closed" if "verified_by" in row else "to_verify"
        if self._carried(row):
            return "carried"
        if seen == "no":
            return "to_verify"
        return "overdue" if self._past(row) else "open"

    # ---- rules --------------------------------------------------------------------------------

    def gaps(self) -> set[Found]:
        return set(self._gaps())

    def _gaps(self) -> Iterator[Found]:
        for id_, row in self.items.items():
            where = row["organization"] if row["organization"] in self.organizations else ""
            open_ = not self._done(row) and not self._carried(row)
            if open_ and self._past(row):
                yield "DJ408", where, "ledger", id_, ""
            if open_ and self._year(row) < self.day.year:
                yield "DJ410", where, "ledger", id_, ""
            if self._done(row) and "verified_by" in row and self._is_doer(row):
                yield "DJ409", where, "ledger", id_, ""

    def _is_doer(self, row: Row) -> bool:
        verifier = _plain(row["verified_by"])
        names = {_plain(name) for name in self._doers(row)}
        return verifier in names or all(part in names for part in verifier.split("、"))

    def _doers(self, row: Row) -> list[str]:
        found = [row[name] for name in ("role", "leader", "unit") if name in row]
        found.append(row["organization"])
        if "unit" in row:
            found += self._alike(row["unit"])
        found += self._alike(row["organization"])
        bearing = [row["role"]] if "role" in row else self._secretaries(row["organization"])
        for role in bearing:
            if role in self.roles:
                found += self._called(self.roles[role]) + self._holders(role, row["closed_on"])
        return found

    def _alike(self, named: str) -> list[str]:
        """The id of the name and the name of the id; a name may be written with other spaces, an id may not."""
        found = [one["name"] for one in self.organizations.values() if one["id"] == named]
        return found + [one["id"] for one in self.organizations.values() if one["name"] == _plain(named)]

    def _secretaries(self, organization: str) -> list[str]:
        kind = self.organizations.get(organization, {}).get("kind")
        if kind not in ("committee", "branch"):
            return []
        return [
            role["id"]
            for role in self.roles.values()
            if role["organization"] == organization and role["kind"] == "secretary"
        ]

    def _called(self, role: Row) -> list[str]:
        title, owner = role["title"], self.organizations.get(role["organization"])
        found = [role["id"]] + ([title] if title else [])
        if owner:
            found.append(owner["name"] + POSTS[role["kind"]])
            found += [owner["name"] + title] if title else []
        return found

    def _holders(self, role: str, on: Any) -> list[str]:
        """Who held it on the first and on the last day that the closing can mean, at the longest reading."""
        found = []
        for row in self.rows["appointments"]:
            if row["role"] == role:
                start = date.min if row["since"] is None else first(row["since"])
                end = date.max if row["until"] is None else last(row["until"])
                if start <= first(on) and last(on) < end:
                    found.append(row["person"])
        return found


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip()


def changes(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return what became of each item, from its states."""
    settled = ("closed", "carried")
    found = {}
    for id_ in {*before, *after}:
        old, now = before.get(id_), after.get(id_)
        if old is None or now is None:
            found[id_] = "new" if old is None else "removed"
        elif now in settled:
            found[id_] = "settled" if old in settled else now
        elif old == "closed" or (now == "seen_again" and old != "seen_again"):
            found[id_] = "reopened"
        else:
            found[id_] = "gone" if now == "to_verify" and old != "to_verify" else "remaining"
    return found
