"""DJ120 many-lines: 同一事项多头布置."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text

Found = tuple[int, int, int, int]
"""Duty, organization, who set it in the line above, who set it beside the line."""


def find(context: Context) -> Iterator[Hit]:
    found: dict[tuple[int, int], Found] = {}
    for each in [*_one_duty(context), *_two_duties(context)]:
        found.setdefault(each[:2], each)
    for (duty, organization), (_, _, above, guide) in sorted(found.items()):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            duty=context.duty(duty),
            words={
                "organization": context.names[organization],
                "duty": context.title(duty),
                "above": context.names[above],
                "guide": context.names[guide],
            },
            row=("organizations", organization),
        )


def _one_duty(context: Context) -> Iterator[Found]:
    """Yield duties that start from both lines."""
    origins = _origins(context)
    several = [duty for duty, starts in origins.items() if len(starts) > 1]
    lines = _Lines(context)
    for duty in several if len(lines.guided) else ():
        carried = context.cascade.carries[duty] & context.cascade.declared[duty]
        for organization in lines.guided[carried[lines.guided]].tolist():
            above, beside = lines.above(organization), lines.beside(organization)
            upper = [start for start in above if start in origins[duty]]
            side = [guide for guide in beside if guide in origins[duty]]
            if upper and side:
                yield duty, organization, upper[0], side[0]


def _two_duties(context: Context) -> Iterator[Found]:
    """Yield duties of one title, one from the line above and the other from beside it."""
    origins = _origins(context)
    alike: dict[str, list[int]] = {}
    for duty in origins:
        alike.setdefault(_plain(context.title(duty)), []).append(duty)
    same = [duties for title, duties in alike.items() if title and len(duties) > 1]
    lines = _Lines(context)
    for one, other in (pair for duties in same if len(lines.guided) for pair in combinations(duties, 2)):
        if origins[one] == origins[other]:
            continue
        declared = context.cascade.declared[one] & context.cascade.declared[other]
        for organization in lines.guided[declared[lines.guided]].tolist():
            above, beside = lines.above(organization), lines.beside(organization)
            for upper, side in ((one, other), (other, one)):
                starts = [start for start in above if start in origins[upper]]
                guides = [guide for guide in beside if guide in origins[side]]
                if starts and guides:
                    yield one, organization, starts[0], guides[0]


def _origins(context: Context) -> dict[int, set[int]]:
    """Return the known organizations that each duty starts from, for duties that name any, in id order."""
    known = context.table("organizations").positions
    named = {
        duty: {known[start] for start in value.origin if start in known}
        for duty, value in enumerate(context.cascade.duties.values)
    }
    return {duty: starts for duty, starts in named.items() if starts}


class _Lines:
    """The organizations that are guided, and who leads and who guides each."""

    def __init__(self, context: Context) -> None:
        self._table = context.table("organizations")
        self._alive = context.figures.alive
        self._line = context.arrays.hierarchy.line
        self.guided = np.flatnonzero(context.figures.stated("guided_by") & self._alive)

    def above(self, organization: int) -> list[int]:
        """Return the line above, nearest first; a circle is walked once."""
        found: list[int] = []
        here = int(self._line[organization])
        while here >= 0 and here != organization and here not in found:
            found.append(here)
            here = int(self._line[here])
        return found

    def beside(self, organization: int) -> list[int]:
        """Return the guides in force that do not stand in the line above."""
        guides = self._table.find(self._table.column("guided_by")[organization])
        line = {organization, *self.above(organization)}
        return [guide for guide in guides if guide >= 0 and self._alive[guide] and guide not in line]


def _plain(title: str) -> str:
    """
    Return a title without what does not tell it from another: width, case, spaces, punctuation.

    Examples
    --------
    >>> _plain("主题党日（每月）"), _plain("主题 党日(每月)")
    ('主题党日每月', '主题党日每月')
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(each for each in folded if not each.isspace() and unicodedata.category(each)[0] != "P")


RULE = Rule(
    code="DJ120",
    name="many-lines",
    severity=Severity.NOTE,
    citations=("organ_dual_leadership", "hand_over"),
    title=Text(zh="同一事项多头布置", en="One duty set by two lines"),
    message=Text(
        zh="经核对任务来源，{organization}的“{duty}”由上级{above}和指导单位{guide}分别布置。",
        en="{duty!r} in {organization} is set both by {above} in the line above it and by {guide}, which guides it.",
    ),
    explanation=Text(
        zh="核对有指导单位的组织：同一事项（或者名称相同的两个事项）既来自上级党组织，又来自指导单位的列出。"
        "两头布置，要求和报送口径不一，同一件事就要做两遍、报两遍。名称比较时不计全半角、大小写、空格和标点；"
        "指导单位本身就在上级隶属关系中的不计，没有写明任务来源的不作比较。《中国共产党党和国家机关基层组织"
        "工作条例》第三十三条规定机关党建由机关工委统一领导、部门党组（党委）具体管理，两条线本为常态，"
        "宜由两家商定一个口径；其他单位依据的是责任链的定义。",
        en="Looks at organizations that are guided besides being led: a duty, or two duties of one title, that "
        "starts both from the line above and from a guide. Two lines ask and collect in two ways, and one thing "
        "is done and reported twice. Titles are compared without width, case, spaces and punctuation; a guide "
        "that stands in the line above is none here, and where no origin is entered nothing is compared. Art. 33 "
        "of the Organs' Primary Organizations Regulations has the work committee lead and the unit's own group or "
        "committee manage, so two lines are usual there and may agree on one wording; for other units the basis "
        "is the definition of a chain.",
    ),
    remedy=Text(
        zh="可考虑由{above}与{guide}商定一个口径，合并为一个事项，材料只报一次；已统一的，注明即可。",
        en="{above} and {guide} may agree on one wording and one report; if they have, a note will do.",
    ),
    bad="""\
organizations:
- {id: GW, name: 示例机关工委, kind: work_committee}
- {id: LC, name: 示例局党组, kind: leading_members_group, superior: GW}
- {id: TW, name: 示例片区党工委, kind: work_committee, superior: GW}
- {id: LC-01, name: 示例支部, kind: branch, superior: LC, guided_by: [TW], unit_type: organ}
duties:
- {id: S1, title: 主题党日, origin: [LC, TW], performed_by: [branch], managed_levels: 0}
assignments:
- {duty: S1, organization: LC-01}
""",
    good="""\
organizations:
- {id: GW, name: 示例机关工委, kind: work_committee}
- {id: LC, name: 示例局党组, kind: leading_members_group, superior: GW}
- {id: TW, name: 示例片区党工委, kind: work_committee, superior: GW}
- {id: LC-01, name: 示例支部, kind: branch, superior: LC, guided_by: [TW], unit_type: organ}
duties:
- {id: S1, title: 主题党日, origin: [LC], performed_by: [branch], managed_levels: 0}
assignments:
- {duty: S1, organization: LC-01}
""",
    find=find,
    needs=(Data.ASSIGNMENTS,),
    reads=("duties.origin", "organizations.guided_by"),
    columns=("guided_by",),
    symptom=Symptom.HOLLOWED,
)
