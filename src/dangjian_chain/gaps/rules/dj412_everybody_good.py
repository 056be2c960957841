"""DJ412 everybody-good: 考核等次过于集中."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.gaps.appraisals import Appraisals
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.grades import is_best, rank
from dangjian_chain.performance.result import BODY, UNKNOWN, Result
from dangjian_chain.period import earliest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Bools

SHARE, LEAST = "best_grade_share_most", "grade_share_least_count"


@frozen
class Distribution:
    """How many organizations have a grade of one appraiser and year, and how many of them the best."""

    appraiser: int
    year: int
    best: int
    count: int
    grade: str

    @property
    def share(self) -> float:
        """The part that has the best grade."""
        return self.best / self.count


class _Distributions:
    """The grades of bodies by appraiser and year, for last year and later."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._line = arrays.hierarchy.line.tolist()
        self._seen = arrays.kept(Appraisals)

    @cached_property
    def every(self) -> tuple[Distribution, ...]:
        """By appraiser, the latest year first."""
        grades: dict[tuple[int, int], dict[int, list[Result]]] = {}
        for organization, held in self._seen.yearly.items():
            for result in held:
                appraiser = self._appraiser(result)
                if result.role == BODY and appraiser >= 0 and rank(result.grade or "") is not None:
                    of_year = grades.setdefault((appraiser, -result.year), {})
                    of_year.setdefault(organization, []).append(result)
        return tuple(_distribution(*key, list(grades[key].values())) for key in sorted(grades))

    def _appraiser(self, result: Result) -> int:
        """Return who gave it: who is known to have, else, where no appraiser is entered, the line superior."""
        if result.appraiser == UNKNOWN and result.by is None:
            return int(self._line[result.organization])
        return result.appraiser


def _distribution(appraiser: int, year: int, held: list[list[Result]]) -> Distribution:
    best = [last[0].plain_grade or "" for last in map(_last, held) if all(_is_best(one) for one in last)]
    common = Counter(best).most_common()
    grade = min((word for word, count in common if count == common[0][1]), default="")
    return Distribution(appraiser, -year, len(best), len(held), grade)


def _last(results: list[Result]) -> list[Result]:
    """Return the results of the last day."""
    day = max(earliest(one.on) for one in results)
    return [one for one in results if earliest(one.on) == day]


def _is_best(result: Result) -> bool:
    return is_best(result.grade or "")


def conditions(context: Context) -> Iterator[Condition]:
    seen, found = context.arrays.kept(Appraisals), context.arrays.kept(_Distributions).every
    yield Condition(
        Text(
            zh="它考核、评了等次的组织达到核对比例所需的数量",
            en="it graded as many organizations as are needed to look at shares",
        ),
        seen.marked(one.appraiser for one in found if _is_enough(context, one)),
    )
    yield Condition(
        Text(zh="最好等次的比例超过规定", en="the share of the best grade exceeds the figure"),
        _exceeding(context, seen),
        lambda organization: _shares(context, organization),
    )


def _is_enough(context: Context, one: Distribution) -> bool:
    return bool(one.count >= context.limit(LEAST).values[one.appraiser])


def _exceeds(context: Context, one: Distribution) -> bool:
    return _is_enough(context, one) and bool(one.share > context.limit(SHARE).values[one.appraiser])


def _exceeding(context: Context, seen: Appraisals) -> Bools:
    found = context.arrays.kept(_Distributions).every
    return seen.marked(one.appraiser for one in found if _exceeds(context, one))


def _shares(context: Context, organization: int) -> Text:
    limit = context.limit(SHARE)
    found = [one for one in context.arrays.kept(_Distributions).every if one.appraiser == organization]
    zh = "、".join(f"{one.year}年度{one.best}/{one.count}" for one in found)
    en = ", ".join(f"{one.best}/{one.count} for {one.year}" for one in found)
    return Text(
        zh=f"{zh}，规定{limit.values[organization]:.0%}", en=f"{en}, figure {limit.values[organization]:.0%}"
    )


def find(context: Context) -> Iterator[Hit]:
    found = context.arrays.kept(_Distributions).every
    limit, least = context.limit(SHARE), context.limit(LEAST)
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        one = next(each for each in found if each.appraiser == organization and _exceeds(context, each))
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "year": one.year,
                "grade": one.grade,
                "best": one.best,
                "count": one.count,
                "rate": f"{one.share:.0%}",
                "most": f"{limit.values[organization]:.0%}",
            },
            held=(*limit.held(organization), *least.held(organization)),
        )


RULE = Rule(
    code="DJ412",
    name="everybody-good",
    severity=Severity.NOTE,
    citations=("left_to_the_profile",),
    title=Text(zh="考核等次过于集中", en="Grades that tell little apart"),
    message=Text(
        zh="{organization}对所考核组织{year}年度的等次，“{grade}”占比{best}/{count}，{rate}（规定{most}），区分度不高。",
        en="Of the grades that {organization} gave for {year}, {best} of {count} are {grade!r} ({rate}, figure {most}): "
        "they tell little apart.",
    ),
    explanation=Text(
        zh="按考核单位和年度，统计它评了等次的组织中最好等次（好、优秀）所占的比例，超过本单位规定比例的列出。"
        "全国没有统一的比例，本单位口径设定后才核对；结果少于所需数量的不核对；没有填写考核单位的，按上一级计；"
        "一个组织有几次的按最后一次计；岗位的等次、四种等次以外的说法不计。依据是责任链的定义，不是条文规定。",
        en="By appraiser and year, counts the organizations it graded and those with the best grade (good, excellent), and lists "
        "appraisers above the share that a profile sets; no general figure exists, so nothing is looked at while none "
        "does, nor where there are too few results. Where no appraiser is entered the next level up counts; of several "
        "results of an organization the last; grades of roles, and words of none of the four vocabularies, are left "
        "aside. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请结合本单位规定的比例把握；确属普遍较好的，注明理由即可。",
        en="See to the share your unit has set; where they are good throughout, a note of the reason is enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
- {id: Z4, name: 示例四支部, kind: branch, superior: D1}
- {id: Z5, name: 示例五支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z3, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z4, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z5, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
- {id: Z4, name: 示例四支部, kind: branch, superior: D1}
- {id: Z5, name: 示例五支部, kind: branch, superior: D1}
records:
- {organization: Z1, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z2, kind: appraised, on: 2026-01-20, grade: 好, by: D1}
- {organization: Z3, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z4, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
- {organization: Z5, kind: appraised, on: 2026-01-20, grade: 较好, by: D1}
""",
    profile="""\
schema = "dangjian-chain-profile/1"
name = {zh = "示例口径", en = "example profile"}
reason = {zh = "示例", en = "an example"}

[[overrides]]
parameter = "best_grade_share_most"
value = 0.4
reason = {zh = "便于举例", en = "small enough for an example"}
""",
    find=find,
    conditions=conditions,
    needs=(Data.APPRAISED,),
    parameters=(SHARE,),
    symptom=Symptom.HOLLOWED,
)
