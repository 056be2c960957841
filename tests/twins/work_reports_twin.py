"""A slow twin of work reports: who reported, how the votes were, by plain loops over rows, nothing of the library."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]

WORDS = ("好", "较好", "一般", "差")
DAYS = [
    *(date(2025, 1, 15), date(2025, 7, 1), date(2025, 12, 20), date(2025, 12, 31)),
    *(
        date(2026, 1, 1),
        date(2026, 1, 20),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 9, 30),
        date(2026, 10, 1),
    ),
]
COVERS = [
    *(
        (date(2025, 1, 1), date(2026, 7, 1)),
        (date(2025, 1, 1), date(2026, 10, 1)),
        (date(2025, 1, 1), date(2026, 1, 1)),
    ),
    (date(2025, 1, 1), date(2026, 6, 15)),
    *((date(2025, 2, 1), date(2027, 1, 1)), (date(2024, 1, 1), date(2027, 1, 1))),
]


def report_rows(seed: int) -> Rows:
    """Return a random small chain with reports, votes, grades and a ledger; evidence names each record."""
    chance = random.Random(seed)
    organizations: list[Row] = [
        {"id": "C", "kind": "committee"},
        {"id": "U", "kind": "unit", "superior": "C"},
    ]
    for number in range(4):
        row: Row = {
            "id": f"B{number}",
            "kind": chance.choice(["branch", "branch", "general_branch", "group"]),
            "superior": chance.choice(["C", "C", "U", "B0"]) if number else "C",
        }
        if chance.random() < 0.15:
            row["temporary"] = True
        organizations.append(row)
    roles = [
        {
            "id": f"R{number}",
            "organization": f"B{number % 4}",
            "kind": chance.choice(["secretary"] * 3 + ["deputy_secretary"]),
        }
        for number in range(6)
    ]
    duties = [
        {
            "id": "W1",
            "title": "述职",
            "why": chance.choice(["secretary_reports_yearly", "示例办法、app19_yearly", "示例办法"]),
        },
        {
            "id": "W2",
            "title": "组织述职",
            "why": "app19_yearly",
            "bearers": chance.choice(["principal", "first=secretary"]),
        },
        {"id": "S1", "title": "主题党日"},
    ]
    return {
        "organizations": organizations,
        "roles": roles,
        "appointments": _appointments(chance),
        "duties": duties,
        "records": [_record(chance, number) for number in range(chance.randint(0, 14))],
        "records_cover": _covers(chance),
        "ledger": _ledger(chance),
    }


def _appointments(chance: random.Random) -> list[Row]:
    days = [None, date(2020, 1, 1), date(2025, 9, 30), date(2025, 10, 1), date(2025, 11, 5), date(2026, 3, 1)]
    return [
        {
            "role": f"R{chance.randrange(6)}",
            "person": f"P{number}",
            "since": chance.choice(days),
            "until": chance.choice([None, None, date(2025, 12, 1), date(2026, 2, 1)]),
        }
        for number in range(4)
    ]


def _record(chance: random.Random, number: int) -> Row:
    kind = chance.choice(["reported", "performed", "appraised", "appraised", "appraised"])
    row: Row = {
        "organization": f"B{chance.randrange(4)}",
        "kind": kind,
        "on": chance.choice(DAYS),
        "evidence": f"E{number}",
    }
    if chance.random() < 0.4:
        row["period"] = chance.choice(["2025", "2025年度", "2024", "2025年下半年", "上年度"])
    if chance.random() < 0.4:
        row["duty"] = [chance.choice(["W1", "W2", "S1"])]
    if chance.random() < 0.6:
        row["role"] = f"R{chance.randrange(6)}"
    if kind == "performed" and chance.random() < 0.2:
        row["outcome"] = "failed"
    if kind == "appraised":
        row["grade"] = chance.choice(["好", "好", "较好", "一般", "差", "较差", "称职", "三星"])
        row["by"] = chance.choice(["C", "C", "B0", "示例代表", "示例班子"])
        if chance.random() < 0.7:
            row["amount"] = chance.choice([0, 1, 5, -2])
            row["present"] = chance.choice([None, 8, 9])
            row["entitled"] = chance.choice([None, 10])
    return row


def _covers(chance: random.Random) -> list[Row]:
    found = []
    for _ in range(chance.randint(0, 2)):
        start, end = chance.choice(COVERS)
        place = chance.choice(["C", "B0", "B1"])
        found.append(
            {
                "kind": chance.choice(["reported", "performed"]),
                "organization": place,
                "from": start,
                "until": end,
            }
        )
    return found


def _ledger(chance: random.Random) -> list[Row]:
    rows = []
    for id_ in ("2024-001", "2025-001", "A"):
        row: Row = {"id": id_, "organization": f"B{chance.randrange(4)}", "problem": "示例"}
        few = {
            "due": chance.choice([date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)]),
            "source": chance.choice(["2024年度述职评议", "2025年度考核", "巡察"]),
            "closed_on": chance.choice([date(2025, 5, 1), date(2026, 12, 1)]),
            "verified_by": "C",
            "carried_from": chance.choice(["2024-001", "2025-001", "2023-009"]),
        }
        rows.append(row | {name: cell for name, cell in few.items() if chance.random() < 0.6})
    return rows


# --- the twin ------------------------------------------------------------------------------------


class WorkReportsTwin:
    """What rows come to for one year on a day; `months` in post up to which a report is in writing, 0 for none."""

    def __init__(self, rows: Rows, year: int, day: date, months: int) -> None:
        self.rows, self.year, self.day, self.months = rows, year, day, months
        self.organizations = {row["id"]: row for row in rows["organizations"]}
        self.about = {
            duty["id"]
            for duty in rows["duties"]
            if "secretary_reports_yearly" in duty.get("why", "")
            or ("app19_yearly" in duty.get("why", "") and duty.get("bearers") != "principal")
        }

    # ---- who ----------------------------------------------------------------------------------

    def _leads(self, id_: str) -> bool:
        return self.organizations[id_]["kind"] in ("committee", "branch", "general_branch")

    def above(self, id_: str) -> str | None:
        """The nearest superior that leads."""
        at = self.organizations[id_].get("superior")
        while at is not None and not self._leads(at):
            at = self.organizations[at].get("superior")
        return at

    def reporting(self) -> dict[str, tuple[str, str | None]]:
        """Organization to superior and role."""
        found = {}
        for id_, row in self.organizations.items():
            above = self.above(id_)
            if self._leads(id_) and above is not None and not row.get("temporary"):
                secretaries = sorted(
                    role["id"]
                    for role in self.rows["roles"]
                    if role["organization"] == id_ and role["kind"] == "secretary"
                )
                found[id_] = above, (secretaries or [None])[0]
        return found

    # ---- years --------------------------------------------------------------------------------

    def _years(self, row: Row) -> list[int]:
        stated = row.get("period", "")[:4]
        if stated.isdigit():
            return [int(stated)]
        on = row["on"]
        return [on.year - 1, on.year] if on.month < 7 else [on.year]

    def _seen(self, kind: str) -> list[Row]:
        return [row for row in self.rows["records"] if row["kind"] == kind and row["on"] <= self.day]

    # ---- reports ------------------------------------------------------------------------------

    def given(self, id_: str, role: str | None) -> list[Row]:
        found = []
        for row in self._seen("reported") + self._seen("performed"):
            named = set(row.get("duty", ()))
            if row["kind"] == "reported":
                counts = not named or not self.about or bool(named & self.about)
            else:
                counts = bool(named & self.about) and row.get("outcome") != "failed"
            if counts and row["organization"] == id_ and ("role" not in row or row["role"] == role):
                found.append(row)
        return found

    def state(self, id_: str, role: str | None) -> str:
        given = self.given(id_, role)
        if any(self._years(row)[0] == self.year for row in given):
            return "seen"
        if self.forms(id_, role)[0] or self.grade(id_, role)[0]:
            return "appraised"
        if self.day.year <= self.year:
            return "not_yet"
        if any(self.year in self._years(row) for row in given) or not self._complete(id_):
            return "unknown"
        return "not_seen"

    def on(self, id_: str, role: str | None) -> date | None:
        return min(
            (row["on"] for row in self.given(id_, role) if self._years(row)[0] == self.year), default=None
        )

    def _complete(self, id_: str) -> bool:
        """Day after day."""
        above = [id_]
        while (superior := self.organizations[above[-1]].get("superior")) is not None:
            above.append(superior)
        day = date(self.year, 1, 1)
        while day < date(self.year + 1, 7, 1) and day <= self.day:
            if not any(
                row["kind"] == "reported"
                and row["organization"] in above
                and row["from"] <= day < row["until"]
                for row in self.rows["records_cover"]
            ):
                return False
            day += timedelta(days=1)
        return True

    # ---- in writing ---------------------------------------------------------------------------

    def in_writing(self, id_: str, role: str | None) -> bool | None:
        on = self.on(id_, role) or min(self.day, date(self.year, 12, 31))
        held = [
            row["since"]
            for row in self.rows["appointments"]
            if row["role"] == role
            and (row["since"] is None or row["since"] <= on)
            and (row["until"] is None or on < row["until"])
        ]
        if not self.months or not held or None in held:
            return None
        number = on.year * 12 + on.month - 1 - self.months
        last = (date(number // 12 + (number % 12 == 11), (number + 1) % 12 + 1, 1) - timedelta(days=1)).day
        limit = date(number // 12, number % 12 + 1, min(on.day, last))
        return min(held) > limit

    # ---- votes and grades -----------------------------------------------------------------------

    def forms(self, id_: str, role: str | None) -> tuple[list[tuple[Any, ...]], set[str]]:
        """Forms as (day, votes by grade, present, entitled), and the evidence of the lines that none counts."""
        lines = [
            row
            for row in self._seen("appraised")
            if "amount" in row and row["organization"] == id_ and self._years(row)[0] == self.year
        ]
        aside = {row["evidence"] for row in lines if "role" not in row and "duty" not in row}
        held: dict[Any, list[Row]] = {}
        for row in lines:
            named = bool(self.about & set(row.get("duty", ())))
            if named if "role" not in row else row["role"] == role and (named or "duty" not in row):
                words = row.get("period", "")
                span = words if words == "2025年下半年" else words[:4] if words[:4].isdigit() else ""
                held.setdefault((row.get("role"), row["on"], row["by"], span), []).append(row)
        forms = []
        for (_, on, _, _), whole in held.items():
            if any(row["grade"] not in WORDS for row in whole):
                aside |= {row["evidence"] for row in whole}
                continue
            aside |= {row["evidence"] for row in whole if row["amount"] < 0}
            rows = [row for row in whole if row["amount"] >= 0]
            if rows:
                counts = tuple(sum(row["amount"] for row in rows if row["grade"] == word) for word in WORDS)
                forms.append((on, counts, _one(rows, "present"), _one(rows, "entitled")))
        return forms, aside

    def grade(self, id_: str, role: str | None) -> tuple[str | None, set[str]]:
        if role is None:
            return None, set()
        rows = []
        for row in self._seen("appraised"):
            is_mine = row["organization"] == id_ and row.get("role") == role and "amount" not in row
            about = "duty" not in row or bool(self.about & set(row["duty"]))
            if is_mine and about and self._years(row)[0] == self.year and row.get("period") != "2025年下半年":
                rows.append(row)
        aside = {row["evidence"] for row in rows if row["grade"] not in WORDS or row["by"] == id_}
        good = [row for row in rows if row["evidence"] not in aside]
        if len({row["grade"] for row in good}) > 1:
            return None, aside | {row["evidence"] for row in good}
        return (good[0]["grade"] if good else None), aside

    # ---- answers ------------------------------------------------------------------------------

    def answers(self, id_: str) -> dict[str, str]:
        found = {}
        for row in self.rows["ledger"]:
            is_carried = any(
                other.get("carried_from") == row["id"] for other in self.rows["ledger"] if other is not row
            )
            source = row.get("source", "")[:4]
            raised = int(source) if source.isdigit() and "carried_from" not in row else None
            own = row["due"].year if "due" in row else int(row["id"][:4]) if row["id"] != "A" else raised
            is_before = (
                own == self.year - 1
                or (raised == self.year - 1 and own in (None, self.year))
                or (is_carried and (own is None or own < self.year))
            )
            if is_before and row["organization"] == id_:
                done = "closed_on" in row and row["closed_on"] <= self.day
                closed = done and "verified_by" in row
                found[row["id"]] = "closed" if closed else "carried" if is_carried and not done else "open"
        return found


def _one(rows: list[Row], name: str) -> int | None:
    held = {row[name] for row in rows if row[name] is not None}
    return held.pop() if len(held) == 1 else None
