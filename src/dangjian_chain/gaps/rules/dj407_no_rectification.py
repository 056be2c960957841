"""DJ407 no-rectification: 等次靠后未见整改安排."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.band import Band
from dangjian_chain.gaps.appraisals import Appraisals, shown
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.grades import is_poor
from dangjian_chain.performance.result import BODY, Result
from dangjian_chain.period import earliest, latest
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays

CODE = "DJ407"


class _Poor:
    """Which organizations stand low, since when, and which have something in the ledger about it."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._seen = arrays.kept(Appraisals)
        self._day = arrays.day or date.max

    @cached_property
    def graded(self) -> dict[int, Result]:
        """The latest grade of each body, or of the role that heads it, where it is one of the last two."""
        found: dict[int, list[Result]] = {}
        for organization, held in self._seen.yearly.items():
            for role in sorted({result.role for result in held}):
                if role == BODY or self._heads(role, organization):
                    last = _latest([result for result in held if result.role == role])
                    if last and all(is_poor(result.grade or "") for result in last):
                        found.setdefault(organization, []).extend(last)
        return {organization: shown(results) for organization, results in found.items()}

    @cached_property
    def backward(self) -> set[int]:
        """Organizations whose band is the last."""
        words = self._arrays.tables["organizations"].column("band")
        known = {each: Band.of(each) is Band.BACKWARD for each in set(words)}
        return {row for row, each in enumerate(words) if known[each]}

    @cached_property
    def since(self) -> dict[int, date]:
        """Since when an organization stands low: the day of its grade; for a band the beginning of last year."""
        last_year = date(max(self._day.year - 1, 1), 1, 1)
        return dict.fromkeys(self.backward, last_year) | {
            organization: earliest(result.on) for organization, result in self.graded.items()
        }

    @cached_property
    def provided(self) -> set[int]:
        """Those with an item of the ledger that has a bearer and a date, open or closed since."""
        ledger = self._arrays.tables["ledger"]
        names = ("organization", "role", "leader", "unit", "due", "closed_on")
        found = set()
        for whose, role, leader, unit, due, closed in zip(*map(ledger.column, names), strict=True):
            organization = self._arrays.tables["organizations"].positions.get(whose, -1)
            if organization in self.since and due is not None and (role or leader or unit):
                is_closed = closed is not None and earliest(closed) <= self._day
                if not is_closed or latest(closed) >= self.since[organization]:
                    found.add(organization)
        return found

    def _heads(self, role: int, organization: int) -> bool:
        arrays = self._arrays
        return bool(
            organization in arrays.hosts(role) and arrays.needed[organization] == arrays.role_kind[role]
        )


def _latest(results: list[Result]) -> list[Result]:
    """Return the graded results of the latest day of the latest year."""
    graded = [(result.year, earliest(result.on), result) for result in results if result.grade is not None]
    last = max((each[:2] for each in graded), default=None)
    return [result for year, on, result in graded if (year, on) == last]


def conditions(context: Context) -> Iterator[Condition]:
    poor, seen = context.arrays.kept(_Poor), context.arrays.kept(Appraisals)
    yield Condition(
        Text(
            zh="是当日在册的组织，上一年度以来最近的年度等次是后两等，或者分类定级为后进",
            en="it is in force; its latest grade of last year or later is one of the last two, or its band the last",
        ),
        seen.marked(poor.since) & context.figures.alive,
        lambda organization: _what(context, organization),
    )
    yield Condition(
        Text(
            zh="台账中未见它的、有责任人（岗位、领导或者单位）和时限、未销号或者此后才销号的整改事项",
            en="the ledger has no item of it with a bearer (role, leader or unit) and a date that is open or was "
            "closed since",
        ),
        ~seen.marked(poor.provided),
    )


def _what(context: Context, organization: int) -> Text:
    poor = context.arrays.kept(_Poor)
    result = poor.graded.get(organization)
    if result is None:
        band = both(context.table("organizations").column("band")[organization] or "")
        if organization in poor.backward:
            return Text(zh=f"分类定级为“{band.zh}”", en=f"its band is {band.en!r}")
        return Text(zh="没有后两等的等次", en="no grade of the last two")
    role = "" if result.role == BODY else context.role_name(result.role).zh
    whose = "its grade" if result.role == BODY else f"the grade of its {context.role_name(result.role).en}"
    return Text(
        zh=f"{role}{result.year}年度考核等次为“{result.grade}”",
        en=f"{whose} for {result.year} is {result.grade!r}",
    )


def find(context: Context) -> Iterator[Hit]:
    poor = context.arrays.kept(_Poor)
    if not context.has(Data.APPRAISED) and not context.is_filled("organizations.band"):
        context.notes.append(NotChecked(CODE, _NOTHING))
        return
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "what": _what(context, organization),
            },
            column="band" if organization not in poor.graded else "",
            after=() if organization in poor.graded else (("DJ411", id_, id_, ""),),
        )


_NOTHING = Text(
    zh="未载入考核结果，也未填写分类定级", en="no results of appraisals were loaded, and no band is entered"
)

RULE = Rule(
    code=CODE,
    name="no-rectification",
    severity=Severity.WARNING,
    citations=("closed_loop",),
    title=Text(zh="等次靠后未见整改安排", en="A low grade without rectification"),
    message=Text(
        zh="{organization}{what}，暂未见整改安排。",
        en="{organization}: {what}, and no rectification is arranged yet.",
    ),
    explanation=Text(
        zh="等次靠后的要有整改安排。组织或者其主要负责岗位上一年度以来最近的年度等次是后两等（如一般、差，基本称职、不称职）的，"
        "或者分类定级为后进的，核对整改台账中有没有它的事项：有责任岗位、责任领导或者责任单位之一，有时限，尚未销号或者此后才销号。"
        "没有载入台账的也列出；同一天有几个等次的，都靠后才列。依据是责任链的定义，不是条文规定。",
        en="A low grade leads to rectification. Where the latest yearly grade of a body, or of the role that heads it, is "
        "one of the last two of its vocabulary, for last year or later, or the band of an organization is the last, "
        "looks for an item of it in the ledger: with a role, leader or unit in charge and a date, open or closed since. "
        "It speaks where no ledger was loaded too; of several grades of one day all must be low. The basis is the "
        "definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议与该单位共同商定整改内容、责任岗位和时限；已有安排的，补登台账即可。",
        en="Agree with it what to mend, who sees to it and until when; where this is settled, enter it in the ledger.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, period: 2025年度, grade: 一般, by: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, period: 2025年度, grade: 一般, by: D1}
ledger:
- {id: T1, organization: Z1, problem: 主题党日内容单一, measure: 每月列出主题, unit: Z1, due: 2026-12-31}
""",
    find=find,
    conditions=conditions,
    symptom=Symptom.HOLLOWED,
)
