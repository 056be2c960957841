"""The rules on what a list says, slowly and obviously: loops over plain rows, no line shared with the library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.oracle import Gap, Oracle
from tests.twins.chains import DAY, Maker, Rows

QUESTIONS = {
    "DJ201": ("why",),
    "DJ203": ("what",),
    "DJ204": ("how",),
    "DJ205": ("standard",),
    "DJ206": ("check",),
    "DJ207": ("indicator",),
    "DJ208": ("cycle", "due"),
}
KINDS = (
    *("work_committee", "leading_members_group", "committee", "general_branch", "branch", "group"),
    *("discipline_commission", "working_group", "unit"),
)


class Said(NamedTuple):
    """Words with what a person says of them."""

    words: str
    is_gap: bool = False
    for_no_temporary_branch: bool = False


WHYS = (
    Said("theme_day_frequency"),
    Said("branch_term", for_no_temporary_branch=True),
    Said("ins_report_2_months_old", is_gap=True),
    Said("《中国共产党问责条例》（2016年）第五条", is_gap=True),
    Said("《中国共产党问责条例》第六条"),
    Said("党章；2018年《中国共产党纪律处分条例》", is_gap=True),
    Said("关于党的基层组织任期的意见", for_no_temporary_branch=True),
    Said("《示例大队工作规则》（2016年）"),
)
TITLES = (
    Said("主题党日"),
    Said("党费收缴", for_no_temporary_branch=True),
    Said("每月拍摄照片3张", is_gap=True),
)
WHATS = (
    Said("每月开展1次主题党日，每次留存照片不少于5张", is_gap=True),
    Said("每季度走访1次，意见逐条答复"),
    Said("每年研究1次发展党员计划", for_no_temporary_branch=True),
    Said("开展组织生活，不发展党员"),
)
STANDARDS = (
    Said("心得2篇，每篇不少于1500字", is_gap=True),
    Said("有会议记录"),
    Said("不要求照片和心得"),
    Said("照片3张，参学率90%"),
)
INDICATORS = (Said("是/否"), Said("实际次数÷应开展次数"), Said("照片张数"))
NO_MEASURE = ("是/否", "照片张数")
WEIGHTS = (2, 33.33, 33.34, 49, 50, 51, 60, 100)
REVIEWS = (date(2024, 6, 1), date(2025, 9, 29), date(2025, 9, 30), date(2026, 2, 10))


def rows_of(seed: int) -> Rows:
    """Return a random chain whose list says something in some columns."""
    rows, chance = Maker(seed).rows(), random.Random(seed)
    columns = [name for names in QUESTIONS.values() for name in names]
    share = {name: chance.choice([0.0, 0.4, 0.8]) for name in [*columns, "weight", "reviewed_on", "since"]}
    vocabularies = {"why": WHYS, "what": WHATS, "standard": STANDARDS, "indicator": INDICATORS}
    for duty in rows["duties"]:
        duty["title"] = chance.choice(TITLES).words
        duty.pop("cycle", None)
        for name in columns:
            if chance.random() < share[name]:
                words = [said.words for said in vocabularies[name]] if name in vocabularies else ["1/year"]
                duty[name] = chance.choice(words)
        if chance.random() < share["weight"]:
            duty["weight"] = chance.choice(WEIGHTS)
    if chance.random() < 0.5:  # a scheme that is nearly right
        for duty in rows["duties"]:
            duty["weight"] = round(100 / len(rows["duties"]), 2)
    for line in rows["assignments"]:
        if chance.random() < share["reviewed_on"]:
            line["reviewed_on"] = chance.choice(REVIEWS)
        if chance.random() < share["since"]:
            line["since"] = chance.choice(REVIEWS)
    return rows


class Lists:
    """What the rules find in the rows of one chain."""

    def __init__(self, rows: Rows, most: int = 30, day: date = DAY) -> None:
        self.rows = rows
        self.most = most
        self.day = day
        self.twin = Oracle(rows, day)
        self.required = [id_ for id_ in self.twin.duties if self.twin.required(id_)]

    def gaps(self) -> set[Gap]:
        return {
            *self.unanswered(),
            *self.nobody(),
            *self.too_long(),
            *self.outdated(),
            *self.parts(),
            *self.lists(),
            *self.not_renewed(),
            *self.temporary(),
            *self.paper(),
        }

    # ---- one duty ---------------------------------------------------------------------------

    def of_duty(self, code: str, duty: str) -> Gap:
        origins = {each for each in self.twin.stated(duty, "origin") or () if each in self.twin.known}
        return code, origins.pop() if len(origins) == 1 else "", "duty", duty, duty

    def unanswered(self) -> Iterator[Gap]:
        for code, names in QUESTIONS.items():
            if any(row.get(name) for row in self.rows["duties"] for name in names):
                for duty in self.required:
                    if not any(self.twin.stated(duty, name) for name in names):
                        yield self.of_duty(code, duty)

    def nobody(self) -> Iterator[Gap]:
        named = {id_ for id_ in self.twin.duties if any(self.twin.named[id_].values())}
        given = {
            line.duty
            for line in self.twin.lines_in_force
            if line.responsibility != "supporting"
            and (line.of_class or line.organization in self.twin.organizations)
        }
        stated = any(row.get("bearers") or row.get("managing_bearers") for row in self.rows["duties"])
        for duty in self.required if stated else ():
            family = {
                *self.twin.lineage(duty),
                *(d for d in self.twin.duties if duty in self.twin.lineage(d)),
            }
            missed = any(d == duty for d, _ in self.twin.missing)
            if duty not in named and not family & given and not missed:
                yield self.of_duty("DJ202", duty)

    def outdated(self) -> Iterator[Gap]:
        old = {said.words for said in WHYS if said.is_gap}
        for row in self.rows["duties"]:
            if row.get("why") in old:
                yield self.of_duty("DJ215", row["id"])

    def paper(self) -> Iterator[Gap]:
        bad = {said.words for said in (*TITLES, *WHATS, *STANDARDS) if said.is_gap}
        for row in self.rows["duties"]:
            id_ = row["id"]
            inherited = {name: self.twin.stated(id_, name) for name in ("standard", "what", "indicator")}
            if row.get("standard"):
                words = row["standard"]
            elif inherited["standard"]:
                continue
            elif row.get("what"):
                words = row["what"]
            elif inherited["what"]:
                continue
            else:
                words = row["title"]
            if words in bad and inherited["indicator"] in (None, *NO_MEASURE):
                yield self.of_duty("DJ220", id_)

    # ---- weights ----------------------------------------------------------------------------

    def in_circle(self, duty: str) -> bool:
        at, seen = self.twin.duties[duty].get("parent"), set()
        while at in self.twin.duties and at not in seen and at != duty:
            seen.add(at)
            at = self.twin.duties[at].get("parent")
        return bool(at == duty)

    def weights(self, duties: list[str]) -> list[float] | None:
        """Return the weights of duties in cents, `None` where one is left out."""
        found = [self.twin.duties[duty].get("weight") for duty in duties]
        return None if None in found else [round(weight * 100) for weight in found]

    def parts(self) -> Iterator[Gap]:
        for whole in self.twin.duties:
            parts = [
                duty
                for duty in self.required
                if self.twin.duties[duty].get("parent") == whole and not self.in_circle(duty)
            ]
            each, own = self.weights(parts), self.weights([whole])
            if parts and each and own and abs(sum(each) - own[0]) > 1:
                yield self.of_duty("DJ216", whole)

    def lists(self) -> Iterator[Gap]:
        tops = [
            duty
            for duty in self.required
            if self.twin.duties[duty].get("parent") not in self.twin.duties and self.twin.performed_by[duty]
        ]
        off: dict[str, float] = {}
        for kind in KINDS:
            of_kind = [duty for duty in tops if kind in self.twin.performed_by[duty]]
            if len(of_kind) < 2 or self.weights(of_kind) is None:
                continue
            lists = [of_kind]
            for organization in self.twin.organizations:
                if self.twin.kind(organization) == kind:
                    lists.append([duty for duty in of_kind if (duty, organization) in self.twin.performs])
            off[kind] = min(abs(sum(self.weights(each) or [0]) - 10000) for each in lists)
        every = self.weights(tops)
        if len(tops) >= 2 and every and all(abs(sum(every) - 10000) < each for each in off.values()):
            off = {"*": abs(sum(every) - 10000)}
        for kind, cents in off.items():
            if cents > 1:
                yield "DJ216", "", "organization", f"@{kind}", ""

    # ---- roles and organizations ------------------------------------------------------------

    def too_long(self) -> Iterator[Gap]:
        given: dict[str, set[str]] = {}
        for (duty, _), held in self.twin.held.items():
            for each in held:
                if duty in self.required and each.line.responsibility != "supporting":
                    for role in each.roles:
                        given.setdefault(role, set()).add(duty)
        for role, duties in given.items():
            if role in self.twin.roles and len(duties) > self.most:
                yield "DJ214", self.twin.roles[role]["organization"], "role", role, ""

    def own_rows(self, organization: str) -> list[Any]:
        return [
            row
            for row, line in zip(self.rows["assignments"], self.twin.lines, strict=True)
            if line.in_force and line.organization == organization
        ]

    def not_renewed(self) -> Iterator[Gap]:
        for organization in self.twin.keeps_list:
            days = [
                row[name]
                for row in self.own_rows(organization)
                for name in ("since", "reviewed_on")
                if row.get(name)
            ]
            if days and max(days) < date(self.day.year - 1, self.day.month, self.day.day):
                yield "DJ218", organization, "organization", organization, ""

    def temporary(self) -> Iterator[Gap]:
        words = {said.words for said in (*WHYS, *TITLES, *WHATS) if said.for_no_temporary_branch}
        for organization, row in self.twin.organizations.items():
            if not row.get("temporary") or self.twin.kind(organization) != "branch":
                continue
            for line in self.twin.lines_in_force:
                mine = line.organization == organization and line.responsibility != "supporting"
                if mine and line.duty in self.twin.duties:
                    said = {self.twin.stated(line.duty, name) for name in ("why", "what")}
                    if words & {*said, self.twin.duties[line.duty]["title"]}:
                        yield "DJ219", organization, "organization", organization, line.duty


assert DAY - timedelta(days=365) == date(2025, 9, 30)  # a year before DAY has no leap day in it
