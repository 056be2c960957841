"""The rules about the division of work find what their slow twin finds, on random small chains (law 8)."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_chain import detect_gaps
from dangjian_chain.model import ResponsibilityChain
from dangjian_chain.model.record import Change
from dangjian_chain.model.vocabulary import ChangeKind
from dangjian_chain.period import PartialDate
from dangjian_chain.rulebook import Profile
from tests.oracle import Oracle
from tests.twins.chains import AREAS, DAY, Maker, Rows, chain_of_rows
from tests.twins.division_twin import gaps

CODES = ["DJ114", "DJ115", "DJ120", "DJ121", "DJ123", "DJ124", "DJ513", "DJ514", "DJ903", "DJ905"]
PROFILE = Profile.from_bytes(
    """
    schema = "dangjian-chain-profile/1"
    name = {zh = "示例口径", en = "example profile"}
    reason = {zh = "示例", en = "an example"}

    [[overrides]]
    parameter = "full_time_deputies_least"
    value = 1
    reason = {zh = "示例", en = "an example"}

    [[overrides]]
    parameter = "full_time_staff_share_least"
    value = 0.02
    unit_types = ["soe"]
    reason = {zh = "示例", en = "an example"}
    """.encode()
)
TITLES = ["主题党日", "主题 党日", "主题党日。", "ＡＢ", "ab", "、"]
WORDS = [
    *("各单位", "各科室、有关部门", "相关单位/全员", "全体党员", "大家 班子成员集体", "所有人员；各"),
    *("办公室、各单位", "各部门（办公室牵头）", "各", "办公室", "有关", "、"),
]
DATES = [
    *(date(2025, 9, 29), date(2025, 9, 30), date(2024, 1, 1), date(2026, 2, 28), date(2026, 10, 2)),
    *(PartialDate(2025, 8), PartialDate(2025, 9), PartialDate(2024), PartialDate(2025), PartialDate(2026, 9)),
]
OFFICERS = ["full_time_deputy_secretary", "organizer"]

seeds = st.integers(min_value=0, max_value=2**32)


class Divided:
    """Makes a random chain of the rows that the rules about the division of work look at."""

    def __init__(self, seed: int) -> None:
        self.rows: Rows = Maker(seed).rows()
        self.random = random.Random(seed)
        self.ids = [row["id"] for row in self.rows["organizations"]]
        self._organizations()
        self._roles()
        self._duties()
        self._assignments()
        self._two_lines()
        if self.chance(0.5):
            self.rows["records"] = []
        for row in self.rows["records"]:
            if self.chance(0.7):
                row["on"] = self.random.choice(DATES)
                row["recorded_on"] = self.random.choice([None, *DATES])
        self._changes()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, values: list[str], most: int) -> tuple[str, ...]:
        return tuple(self.random.sample(values, self.random.randint(0, min(most, len(values)))))

    def _organizations(self) -> None:
        for row in self.rows["organizations"]:
            row["staff"] = self.random.choice([None, 0, 49, 50, 99, 100, 101, 200, 201])
            row["unit_type"] = self.random.choice([None, "organ", "organ", "soe", "retired"])
            if self.chance(0.3):
                row["kind"] = self.random.choice(["committee", "committee", "unit"])
            if self.chance(0.4):
                row["guided_by"] = self.some([*self.ids, "O98"], 2)
            if self.chance(0.2):
                row["covers"] = self.some(self.ids, 2)

    def _roles(self) -> None:
        roles = self.rows["roles"]
        if self.chance(0.05):
            roles.clear()
            self.rows["appointments"] = []
            return
        for number in range(self.random.randint(0, 6)):
            role: dict[str, Any] = {"id": f"X{number}", "organization": self.random.choice(self.ids)}
            role["kind"] = self.random.choice([*OFFICERS, *OFFICERS, "committee_member", "deputy_head"])
            roles.append(role)
            if self.chance(0.7):
                person = self.random.choice(["P1", "P2", "P3"])
                self.rows["appointments"].append({"role": role["id"], "person": person})
        names = [row["id"] for row in roles]
        for row in roles:
            if self.chance(0.5):
                row["portfolio"] = self.some([*AREAS, *self.ids], 3)
            if self.chance(0.3):
                row["stand_in"] = self.random.choice(names)
        if self.chance(0.2):
            self.rows["appointments"] = []

    def _duties(self) -> None:
        for row in self.rows["duties"]:
            row["title"] = self.random.choice([*TITLES, row["id"]])
            if self.chance(0.6):
                row["origin"] = self.some([*self.ids[:3], *self.ids, "O95"], 2)
            if self.chance(0.4):
                bearers = dict(row.get("bearers") or {})
                row["bearers"] = {**bearers, "portfolio": (("committee_member",),)}
            if self.chance(0.1):
                row["bearers"] = {"direct": (("members",),)}

    def _assignments(self) -> None:
        rows = self.rows["assignments"]
        for row in list(rows):
            if self.chance(0.2):
                rows.append({**row, "since": self.random.choice([date(2025, 1, 1), date(2026, 10, 1)])})
            if self.chance(0.1):
                rows.append({**row, "wording": "另一种写法"})
        dated = self.chance(0.9)
        for row in rows:
            row["bearer_text"] = self.random.choice([None, *WORDS]) if self.chance(0.6) else None
            row["acknowledged_on"] = self.random.choice([None, *DATES]) if dated else None
            row["reviewed_on"] = self.random.choice([None, None, None, *DATES])
            if row["organization"][:1] == "@" and self.chance(0.3):
                row["role"] = self.random.choice(["@organizer", "@deputy_head", "@secretary"])

    def _two_lines(self) -> None:
        """Let one organization have a duty, or two of one title, from its superior and from a guide."""
        row = self.random.choice(self.rows["organizations"])
        guide = self.random.choice(self.ids)
        row["guided_by"] = (*(row.get("guided_by") or ()), guide)
        duties = self.random.sample(self.rows["duties"], min(2, len(self.rows["duties"])))
        starts = self.random.sample([row.get("superior") or self.ids[0], guide], 2)
        for duty, start in zip(duties, starts, strict=False):
            duty["origin"] = tuple(dict.fromkeys(starts)) if self.chance(0.4) else (start,)
            duty["performed_by"] = (*(duty.get("performed_by") or ()), row["kind"])
            self.rows["assignments"].append({"duty": duty["id"], "organization": row["id"]})

    def _changes(self) -> None:
        made = {}
        for _ in range(self.random.randint(0, 4)):
            row = {
                "kind": self.random.choice(["merge", "split", "rename", "dissolve", "establish"]),
                "on": self.random.choice([*DATES, DAY, date(2026, 10, 1)]),
                "from_": self.some([*self.ids, "O90"], 2),
                "to": self.some([*self.ids, "O91"], 2),
                "reason": self.random.choice([None, None, "示例党委会议研究"]),
            }
            made[str(row["on"]), row["kind"], row["from_"], row["to"]] = row
        self.rows["changes"] = list(made.values())

    def chain(self) -> ResponsibilityChain:
        changes = [Change(**{**row, "kind": ChangeKind(row["kind"])}) for row in self.rows["changes"]]
        return chain_of_rows(self.rows).with_rows(changes=changes)


@given(seed=seeds)
@settings(max_examples=300, deadline=None)
def test_gaps_of_division_equal_their_twin(seed: int):
    """Every rule finds what its definition says, counted the same way."""
    divided = Divided(seed)
    report = detect_gaps(divided.chain(), at=DAY, select=CODES, profile=PROFILE)
    found = {(gap.code, gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in report}

    assert found == gaps(Oracle(divided.rows, DAY))


def test_random_chains_show_every_gap():
    """A comparison of nothing with nothing would prove nothing."""
    found = {gap[0] for seed in range(150) for gap in gaps(Oracle(Divided(seed).rows, DAY))}

    assert found == set(CODES)
