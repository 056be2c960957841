"""Slow twins of the rules on results of appraisals and their uses: plain loops over rows, nothing of the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.oracle import Oracle
from tests.twins.chains import SPANS, Maker
from tests.twins.terms_twin import Month, first, last

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Found = tuple[str, str, str, str, str]

MOST, LEAST = 0.5, 2
FIVE = ("pay", "selection", "training", "reward", "penalty")
SCALES = (
    ("好", "较好", "一般", "差"),
    ("好", "较好", "一般", "较差"),
    ("优秀", "称职", "基本称职", "不称职"),
    ("优秀", "合格", "基本合格", "不合格"),
)
PERIODS: dict[str, tuple[int, tuple[date, date] | None]] = {  # the year, and the part of it
    "2024年": (2024, None),
    "2025年度": (2025, None),
    "2025": (2025, None),
    "2026": (2026, None),
    "2025年第四季度": (2025, (date(2025, 10, 1), date(2026, 1, 1))),
    "2026年上半年": (2026, (date(2026, 1, 1), date(2026, 7, 1))),
    "2025年1月": (2025, (date(2025, 1, 1), date(2025, 2, 1))),
}
DAYS: list[Any] = [
    *(date(2024, 12, 31), date(2025, 1, 10), date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 20)),
    *(date(2026, 1, 20), date(2026, 1, 20), date(2026, 3, 1), date(2026, 6, 30), date(2026, 9, 30)),
    *(date(2026, 10, 1), Month(2025, None), Month(2026, 1), Month(2026, None)),
]


def result_rows(seed: int) -> Rows:
    """Return a random small chain with results, vote forms, uses, bands and a ledger."""
    rows = Maker(seed, size=7).rows()
    chance = random.Random(seed)
    for row in rows["organizations"]:
        row["name"] = chance.choice(["示例党组织", f"示例{row['id']}", f"示例{row['id']}"])
        if chance.random() < 0.3:
            row["band"] = chance.choice(["后进", "先进", "差", "待定"])
        if chance.random() < 0.6:
            row.pop("valid_to", None)
            row.pop("valid_from", None)
        if row["kind"] != "committee" and chance.random() < 0.5:
            row["kind"] = "branch"
    for row in rows["roles"]:
        row["kind"] = chance.choice([row["kind"], "secretary"])
    if chance.random() < 0.5:
        rows["appointments"] = []
    ids = [row["id"] for row in rows["organizations"]]
    roles = [(row["id"], row["organization"]) for row in rows["roles"]]
    rows["records"] = [_record(number, ids, roles, chance) for number in range(chance.choice([3, 8, 16, 24]))]
    rows["ledger"] = [_item(number, ids, chance) for number in range(chance.choice([0, 2, 6]))]
    if chance.random() < 0.5:
        start, end = chance.choice(SPANS)
        rows["records_cover"].append(
            {"kind": "applied", "organization": chance.choice(ids[:2]), "from_": start, "until": end}
        )
    return rows


def _record(number: int, ids: list[str], roles: list[tuple[str, str]], chance: random.Random) -> Row:
    kind = chance.choice(["appraised"] * 6 + ["applied"] * 3 + ["performed"])
    row: Row = {
        "id": f"N{number}",
        "kind": kind,
        "organization": chance.choice([*ids, *ids, "O91"]),
        "on": chance.choice(DAYS),
    }
    if chance.random() < 0.35:
        row["subordinate"] = chance.choice([*ids, *ids, "O90"])
    if roles and chance.random() < 0.4:
        role, whose = chance.choice(roles)
        row["role"] = role if chance.random() < 0.9 else "R90"
        if chance.random() < 0.8 and "subordinate" not in row:
            row["organization"] = whose
    if chance.random() < 0.5:
        row["period"] = chance.choice(["2025年度", "2025年度", "上年度", *PERIODS])
    if chance.random() < 0.15:
        row["duty"] = (chance.choice(["D0", "D90"]),)
    if kind == "applied":
        uses = ["pay", "selection", "training", "reward", "penalty", "team", "business", "staff_home"]
        row["use"] = tuple(chance.sample(uses, chance.randint(0, 2)))
        if chance.random() < 0.3:
            row["about"] = f"N{chance.randint(0, number + 2)}"
        return {name: cell for name, cell in row.items() if cell != ()}
    if chance.random() < 0.85:
        words = ["好", "好", "较好", "一般", "差", "优秀", "基本合格", "好（95分）", "三星"]
        row["grade"] = chance.choice(words)
    if chance.random() < 0.3:
        row["score"] = chance.choice([60.0, 95.0])
    if chance.random() < 0.6:
        by = chance.choice(ids)
        row["by"] = chance.choice([by, by, f"示例{by}", "示例党组织", "考核组"])
    if chance.random() < 0.1:
        row["amount"] = 3.0
    return row


def _item(number: int, ids: list[str], chance: random.Random) -> Row:
    row: Row = {"id": f"T{number}", "organization": chance.choice([*ids, "O91"]), "problem": "示例问题"}
    for column in ("role", "leader", "unit"):
        if chance.random() < 0.4:
            row[column] = "示例"
    if chance.random() < 0.8:
        row["due"] = date(2026, 12, 31)
    if chance.random() < 0.4:
        row["closed_on"] = chance.choice([*DAYS, date(2024, 6, 1)])
    return row


def plain(grade: str) -> str:
    return grade.split("（", maxsplit=1)[0]


def place(grade: str | None) -> int | None:
    for scale in SCALES:
        if grade and plain(grade) in scale:
            return scale.index(plain(grade))
    return None


class Twin:
    """What the records of rows come to on a day, by brute force."""

    def __init__(self, rows: Rows, day: date) -> None:
        self.rows, self.day = rows, day
        sharp = {
            name: [{c: first(v) if isinstance(v, Month) else v for c, v in row.items()} for row in held]
            for name, held in rows.items()
        }
        self.oracle = Oracle(sharp, day)
        self.known = self.oracle.known
        self.roles = self.oracle.known_roles
        self.results = [one for row in rows["records"] for one in self._read(row)]
        self.votes = [one for one in self.results if one["vote"]]
        self.results = [one for one in self.results if not one["vote"]]
        self.uses = [one for row in rows["records"] for one in self._use(row)]

    # ---- reading ------------------------------------------------------------------------------

    def owner(self, organization: str | None) -> str | None:
        """A department is its organization."""
        if organization not in self.known:
            return None
        kind = self.oracle.kind(organization)
        if kind in self.oracle.leading or kind == "discipline_commission":
            return organization
        return self.oracle.line_superior(organization)

    def called(self, words: str | None) -> str | None:
        if words in self.known:
            return words
        named = [id_ for id_, row in self.known.items() if row.get("name") == words]
        return named[0] if len(named) == 1 else None

    def years(self, row: Row, *, used: bool) -> list[int]:
        if row.get("period") in PERIODS:
            return [PERIODS[row["period"]][0]]
        on = row["on"]
        before = [first(on).year - 1] if used or first(on).month <= 6 else []
        return [*before, first(on).year]

    def _read(self, row: Row) -> Iterator[Row]:
        if row["kind"] != "appraised" or first(row["on"]) > self.day:
            return
        if row["organization"] not in self.known or (row.get("role") and row["role"] not in self.roles):
            return
        years = self.years(row, used=False)
        one: Row = {
            "id": row["id"],
            "role": row.get("role"),
            "duties": row.get("duty", ()),
            "on": row["on"],
            "years": years,
            "year": years[0] if last(row["on"]).month <= 6 else years[-1],
            "part": PERIODS.get(row.get("period", ""), (0, None))[1],
            "score": row.get("score"),
            "grade": row.get("grade"),
            "by": row.get("by"),
            "vote": "amount" in row and "grade" in row,
            "duty": self.one_duty(row),
        }
        one["whole"] = not one["duties"] and (one["score"] is not None or one["grade"] is not None)
        one["yearly"] = one["whole"] and one["part"] is None
        if "subordinate" in row:
            if row["subordinate"] in self.known:
                yield one | self._pair(row["organization"], row["subordinate"])
            return
        here = row["organization"]
        pair = self._pair(self.called(row.get("by")), here)
        from_elsewhere = pair["appraiser"] not in (None, here, self.owner(here))
        if one["score"] is not None or one["grade"] is not None or one["role"] or from_elsewhere:
            yield one | pair
        elif self.owner(here):
            for below in self.oracle.line_subordinates(self.owner(here) or ""):
                if self.oracle.kind(below) in self.oracle.leading:
                    yield one | {"organization": below, "appraiser": self.owner(here)}

    def _pair(self, appraiser: str | None, appraised: str) -> Row:
        own = appraiser == appraised
        return {"organization": appraised, "appraiser": appraised if own else self.owner(appraiser)}

    def _use(self, row: Row) -> Iterator[Row]:
        if row["kind"] != "applied" or first(row["on"]) > self.day:
            return
        here: str | None = row["organization"]
        if here not in {one["organization"] for one in self.results}:
            here = self.owner(here)
        if "subordinate" in row:
            if row["subordinate"] in self.known:
                here = row["subordinate"]
            elif "about" not in row:
                return
        role = row.get("role")
        if role and role not in self.roles:
            if "about" not in row:
                return
            role = None
        if here is not None:
            yield {
                "id": row["id"],
                "organization": here,
                "role": role,
                "about": row.get("about"),
                "on": row["on"],
                "years": self.years(row, used=True),
                "uses": row.get("use", ()),
                "row": row,
                "duty": self.one_duty(row),
            }

    def one_duty(self, row: Row) -> str:
        duties = row.get("duty", ())
        return duties[0] if len(duties) == 1 and duties[0] in self.oracle.duties else ""

    # ---- results and uses -----------------------------------------------------------------------

    def rests_on(self, use: Row, result: Row) -> bool:
        if use["about"] is not None:
            return bool(use["about"] == result["id"])
        if not set(use["years"]) & set(result["years"]) or last(use["on"]) < first(result["on"]):
            return False
        if use["role"] is not None:
            return bool(use["role"] == result["role"])
        return use["organization"] in (result["organization"], result["appraiser"])

    def used(self, result: Row) -> list[Row]:
        return [use for use in self.uses if self.rests_on(use, result)]

    def is_of_five(self, use: Row) -> bool:
        return not use["uses"] or any(each in FIVE for each in use["uses"])

    def table(self) -> set[tuple[Any, ...]]:
        """Organization, role, year, record, what for, joined with what, by which records, whether decided."""
        found = set()
        for result in self.results:
            if result["whole"]:
                uses = self.used(result)
                named = {each for use in uses for each in use["uses"]}
                found.add(
                    (
                        *(result["organization"], result["role"], result["year"], result["id"]),
                        frozenset(named & set(FIVE)),
                        frozenset(named - set(FIVE)),
                        frozenset(use["id"] for use in uses),
                        any(self.is_of_five(use) for use in uses),
                    )
                )
        return found

    def resting(self, id_: str) -> set[tuple[str, str | None, str]]:
        """The results on the whole that a record is, or that a record of a use rests on."""
        uses = [use for use in self.uses if use["id"] == id_]
        return {
            (result["organization"], result["role"], result["id"])
            for result in self.results
            if result["whole"] and (result["id"] == id_ or any(self.rests_on(use, result) for use in uses))
        }

    def unfounded(self) -> set[str]:
        return {use["id"] for use in self.uses if not self.is_founded(use)}

    def is_founded(self, use: Row) -> bool:
        if use["about"] is not None:
            named = [row for row in self.rows["records"] if row["id"] == use["about"]]
            return any(row["kind"] == "appraised" for row in named)
        for result in self.results + self.votes:
            place = self.roles[result["role"]].get("organization") if result["role"] else None
            mine = (result["organization"], result["appraiser"], place)
            if use["organization"] in mine and set(use["years"]) & set(result["years"]):
                return True
        return False

    def contradicted(self) -> set[tuple[Any, ...]]:
        """The things of which two results say different things."""
        found = set()
        for one in self.results:
            for other in self.results:
                if one is not other and self.thing(one) == self.thing(other) and self.differ(one, other):
                    found.add(self.thing(one))
        return found

    def thing(self, one: Row) -> tuple[Any, ...]:
        who = (one["organization"], one["role"], one["appraiser"])
        return *who, frozenset(one["duties"]), one["year"], one["part"]

    def differ(self, one: Row, other: Row) -> bool:
        if one["grade"] and other["grade"] and plain(one["grade"]) != plain(other["grade"]):
            words = {plain(one["grade"]), plain(other["grade"])}
            of_a_scale = [any(word in scale for scale in SCALES) for word in words]
            return any(words <= set(scale) for scale in SCALES) or not any(of_a_scale)
        return None not in (one["score"], other["score"]) and one["score"] != other["score"]

    # ---- who appraises whom -----------------------------------------------------------------------

    def above(self, organization: str) -> list[str]:
        found: list[str] = []
        here = self.oracle.superior(organization)
        while here in self.oracle.organizations and here not in found and here != organization:
            found.append(here)
            here = self.oracle.superior(here)
        return found

    def whose(self, result: Row) -> list[str]:
        """The organizations that a result is about."""
        if result["role"] is None:
            return [result["organization"]]
        return [id_ for id_ in self.known if self.oracle.belongs(result["role"], id_)]

    def heads(self, role: str, organization: str) -> bool:
        return self.oracle.needs.get(self.oracle.kind(organization)) == self.roles[role]["kind"]

    def acting_for(self, organization: str) -> str | None:
        if self.oracle.kind(organization) in self.oracle.leading:
            return organization
        return self.oracle.line_superior(organization)

    def judge(self, result: Row) -> str:
        """DJ402, DJ403 or nothing."""
        appraiser = result["appraiser"]
        if appraiser not in self.oracle.organizations:
            return ""
        by = {appraiser, self.acting_for(appraiser)} - {None}
        whose = self.whose(result)
        if result["role"] is not None:
            for one in whose:
                if not self.heads(result["role"], one) and by & {one, self.owner(one)}:
                    return ""
        for one in whose:
            is_below = one in self.above(appraiser) and self.oracle.line_superior(one) != appraiser
            if one == appraiser or is_below:
                return "DJ403"
        right: set[str | None] = set()
        for one in whose:
            if self.oracle.line_superior(one) is None or self.owner(one) is None:
                return ""
            places = {one, self.owner(one)} if result["role"] is not None else {one}
            for each in places:
                right.add(self.oracle.line_superior(each or ""))
                for guide in self.known[each or ""].get("guided_by", ()):
                    right |= {guide, self.owner(guide)} if guide in self.known else set()
        right -= {None}
        return "DJ402" if right and not right & by else ""

    # ---- gaps ---------------------------------------------------------------------------------------

    def gaps(self) -> set[Found]:
        kinds = {row["kind"] for row in self.rows["records"]}
        found: set[Found] = set(self._rectification())
        if "appraised" in kinds:
            found |= {*self._appraisers(), *self._unused("applied" in kinds), *self._good()}
            if self.rows["roles"]:
                found |= set(self._apart())
            if "applied" in kinds:
                found |= {*self._unfounded(), *self._unjoined()}
        return found

    def _appraisers(self) -> Iterator[Found]:
        for result in self.results:
            code = self.judge(result)
            if code and result["year"] >= self.day.year - 1:
                yield code, result["organization"], "record", result["id"], result["duty"]

    def counting(self, organization: str) -> list[Row]:
        return [
            result
            for result in self.results
            if result["organization"] == organization
            and result["yearly"]
            and result["year"] >= self.day.year - 1
        ]

    def _apart(self) -> Iterator[Found]:
        year = self.day.year - 1
        body: dict[str, set[bool]] = {}  # whether of the year for sure
        head: dict[str, set[bool]] = {}
        for result in self.results:
            if year not in result["years"] and result["year"] != year:
                continue
            surely = bool(result["yearly"] and result["year"] == year)
            if result["role"] is None:
                body.setdefault(result["organization"], set()).add(surely)
            else:
                for one in self.whose(result):
                    if self.heads(result["role"], one):
                        head.setdefault(one, set()).add(surely)
        kinds = [
            {self.oracle.kind(one) for one, said in sort.items() if True in said} for sort in (body, head)
        ]
        for id_ in self.oracle.organizations:
            wanted = self.oracle.needs.get(self.oracle.kind(id_)) or "secretary"
            heads = [r for r in self.oracle.roles_of(id_) if self.roles[r]["kind"] == wanted]
            if not heads or (self.rows["appointments"] and self.oracle.vacant(min(heads))):
                continue
            alone = (True in body.get(id_, ()) and id_ not in head) or (
                True in head.get(id_, ()) and id_ not in body
            )
            if alone and self.oracle.kind(id_) in kinds[0] & kinds[1]:
                yield "DJ404", id_, "organization", id_, ""

    def _unused(self, loaded: bool) -> Iterator[Found]:
        for id_ in self.oracle.organizations:
            held = self.counting(id_)
            for year in sorted({result["year"] for result in held}, reverse=True):
                mine = [result for result in held if result["year"] == year]
                if not any(self.is_of_five(use) for result in mine for use in self.used(result)):
                    since = min(first(result["on"]) for result in mine)
                    if loaded or self.is_complete(id_, since):
                        yield "DJ405", id_, "organization", id_, ""
                    break

    def is_complete(self, organization: str, since: date) -> bool:
        """Every day from one up to the day asked, day by day."""
        covers = [row for row in self.rows["records_cover"] if row["kind"] == "applied"]
        covers = [row for row in covers if organization in self.oracle.subtree([row["organization"]])]
        if since >= self.day:
            return False
        for number in range(since.toordinal(), self.day.toordinal()):
            day = date.fromordinal(number)
            if not any(row["from_"] <= day < row["until"] for row in covers):
                return False
        return True

    def _unfounded(self) -> Iterator[Found]:
        loaded = {year for result in self.results + self.votes for year in result["years"]}
        for use in self.uses:
            if not self.is_founded(use) and (use["about"] is not None or loaded & set(use["years"])):
                whose = use["row"]["organization"]
                where = whose if whose in self.known else ""
                yield "DJ406", where, "record", use["id"], use["duty"]

    def _rectification(self) -> Iterator[Found]:
        for id_, row in self.oracle.organizations.items():
            low = []
            for role in {result["role"] for result in self.counting(id_)}:
                if role is not None and not (self.oracle.belongs(role, id_) and self.heads(role, id_)):
                    continue
                graded = [r for r in self.counting(id_) if r["role"] == role and r["grade"] is not None]
                latest = max(((r["year"], first(r["on"])) for r in graded), default=None)
                last_ones = [r for r in graded if (r["year"], first(r["on"])) == latest]
                if last_ones and all((place(r["grade"]) or 0) >= 2 for r in last_ones):
                    low += last_ones
            if low:
                bodies = [r for r in low if r["role"] is None]
                since = max((r for r in bodies or low), key=lambda r: str(self.words(r["on"])))["on"]
                since = first(since)
            elif row.get("band") in ("后进", "差"):
                since = date(self.day.year - 1, 1, 1)
            else:
                continue
            if not any(self.is_plan(item, id_, since) for item in self.rows["ledger"]):
                yield "DJ407", id_, "organization", id_, ""

    def words(self, on: Any) -> str:
        if not isinstance(on, Month):
            return str(on)
        return f"{on.year:04d}" if on.month is None else f"{on.year:04d}-{on.month:02d}"

    def is_plan(self, item: Row, organization: str, since: date) -> bool:
        if item["organization"] != organization or "due" not in item:
            return False
        if not any(column in item for column in ("role", "leader", "unit")):
            return False
        closed = item.get("closed_on")
        return closed is None or first(closed) > self.day or last(closed) >= since

    def _good(self) -> Iterator[Found]:
        held: dict[tuple[str, int], dict[str, list[Row]]] = {}
        for id_ in self.known:
            for result in self.counting(id_):
                appraiser = result["appraiser"]
                if appraiser is None and result["by"] is None:
                    appraiser = self.oracle.line_superior(id_)
                if result["role"] is None and appraiser and place(result["grade"]) is not None:
                    key = (appraiser, result["year"])
                    held.setdefault(key, {}).setdefault(id_, []).append(result)
        for (appraiser, _), of in held.items():
            best = 0
            for results in of.values():
                day = max(first(result["on"]) for result in results)
                best += all(place(r["grade"]) == 0 for r in results if first(r["on"]) == day)
            if len(of) >= LEAST and best / len(of) > MOST:
                yield "DJ412", appraiser, "organization", appraiser, ""

    def _unjoined(self) -> Iterator[Found]:
        joined: dict[str, bool] = {}
        for id_ in self.known:
            mine = [result for result in self.counting(id_) if result["year"] == self.day.year - 1]
            if mine:
                uses = [use for result in mine for use in self.used(result)]
                joined[id_] = any(each not in FIVE for use in uses for each in use["uses"])
        kinds = {self.oracle.kind(id_) for id_, is_joined in joined.items() if is_joined}
        for id_, is_joined in joined.items():
            if not is_joined and id_ in self.oracle.organizations and self.oracle.kind(id_) in kinds:
                yield "DJ413", id_, "organization", id_, ""
