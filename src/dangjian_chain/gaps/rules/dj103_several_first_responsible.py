"""DJ103 several-first-responsible: 第一责任人不唯一."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.pairs import DeclaredPairs
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Function, Responsibility, Severity, Symptom
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import FUNCTIONS
from dangjian_chain.propagation.declaring import BOTH
from dangjian_chain.text import Text
from dangjian_chain.typing import Positions


def find(context: Context) -> Iterator[Hit]:
    lines = DeclaredPairs(context)
    roles = _first_roles(context)
    several = np.zeros(context.cascade.shape, dtype=bool)
    for duty, organization in roles:
        several[duty, organization] = True
    several &= context.cascade.speaking
    for duty, organization in np.argwhere(several).tolist():
        named = roles[duty, organization]
        words = {"count": len(named), "roles": context.role_list(named)}
        lines.words[duty, organization] = words
    yield from lines.hits(several, {"count": "", "roles": ""}, only=Responsibility.FIRST)


def _first_roles(context: Context) -> dict[tuple[int, int], list[int]]:
    """Return the first responsible roles of each pair that has more than it may."""
    cascade = context.cascade
    rows = cascade.rows
    held: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for row in _crowded(cascade).tolist():
        both = held.setdefault((int(rows.duty[row]), int(rows.organization[row])), (set(), set()))
        for function, roles in enumerate(both):
            if rows.function[row] in {BOTH, function}:
                roles.add(int(rows.role[row]))
    found = {}
    for (duty, organization), both in held.items():
        excess = [
            both[function]
            for function in _functions(cascade, duty, organization)
            if len(both[function]) > _allowed(cascade, duty, FUNCTIONS[function])
        ]
        if excess:
            found[duty, organization] = sorted(set().union(*excess))
    return found


def _crowded(cascade: CascadeArrays) -> Positions:
    """Return the rows of first responsible roles in pairs that have several; one is never too many."""
    rows = cascade.rows
    first = np.flatnonzero(rows.is_(Responsibility.FIRST) & (rows.role >= 0) & cascade.counts)
    pairs = np.ravel_multi_index((rows.duty[first], rows.organization[first]), cascade.shape)
    _, pair, count = np.unique(pairs, return_inverse=True, return_counts=True)
    return first[count[pair] > 1].astype(np.int32)


def _functions(cascade: CascadeArrays, duty: int, organization: int) -> list[int]:
    """Return the functions that the organization has for the duty; both where it carries none."""
    done = (cascade.performs[duty, organization], cascade.manages[duty, organization])
    return [function for function, has in enumerate(done) if has] or [0, 1]


def _allowed(cascade: CascadeArrays, duty: int, function: Function) -> int:
    joint = cascade.duties.spec(duty, function).kinds(Responsibility.FIRST)
    return max((len(kinds) for kinds in joint), default=1)


RULE = Rule(
    code="DJ103",
    name="several-first-responsible",
    severity=Severity.ERROR,
    citations=("clear_bearer", "secretary_first_responsible"),
    title=Text(zh="第一责任人不唯一", en="More than one first responsible"),
    message=Text(
        zh="{organization}的“{duty}”列有{count}个第一责任人（{roles}）。",
        en="{organization} lists {count} first responsible roles for {duty!r} ({roles}).",
    ),
    explanation=Text(
        zh="清点同一事项、同一承担方式（直接落实或抓下级落实）下列为第一责任人的岗位，多于一个的列出。"
        "第一责任人有几个，界限就不清，遇事容易互相等待。事项写明由两个岗位共同负责（党政同责）的，"
        "按写明的个数核对；直接落实和抓落实各有一个的，不在此列。"
        "《党委（党组）落实全面从严治党主体责任规定》第八条以书记为第一责任人（条号待核，"
        "基层党组织参照执行）；只有一个，出自责任链的定义。",
        en="Counts the first responsible roles of one duty in one function, performing or managing, and "
        "lists more than there may be. Where several are first, the border between them is unclear, "
        "and each may wait for the other. Kinds that a duty names together (`a+b`, 党政同责) may be as "
        "many as it names; one who performs and another who manages are no gap. Art. 8 of the "
        "Principal Responsibility Provisions makes the secretary first responsible (article not "
        "verified, by reference); that there is only one follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议明确一个；确属党政同责的，请在清单中注明。",
        en="Settle on one; if two are responsible together by rule, say so in the list.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: first}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z1-2, organization: Z1, kind: deputy_secretary}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
assignments:
- {duty: S1, organization: Z1, role: Z1-1, responsibility: first}
- {duty: S1, organization: Z1, role: Z1-2, responsibility: direct}
""",
    find=find,
    needs=(Data.ROLES,),
    symptom=Symptom.DILUTED,
)
