"""DJ117 overloaded-role: 岗位承担事项偏多."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.weighing import Weighing
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

if TYPE_CHECKING:
    from dangjian_chain.rulebook import Held

FIGURES = ("role_load_most", "role_load_outlier", "role_load_peers_least", "role_load_outlier_least")
"""What loads are compared with, in the order in which they are read."""

SLACK = 1e-9
"""Sums of weights come out a little beside the whole number they are."""


class _Judged:
    """Which loads are above a figure, and above which."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.loads = Weighing.of(context)
        self._owner = context.arrays.role_organization
        self._limits = {key: context.limit(key) for key in FIGURES}
        most, times, least, floor = (limit.of_roles(self._owner) for limit in self._limits.values())
        load = self.loads.load
        self.many: Bools = load > most + SLACK
        self.standing_out: Bools = (
            (self.loads.peers >= least)
            & (self.loads.count >= floor)
            & (load > times * self.loads.typical + SLACK)
        )

    def held(self, role: int) -> tuple[Held, ...]:
        """Return the numbers that a role's load was compared with and is above."""
        keys = [
            *(
                ("role_load_outlier", "role_load_peers_least", "role_load_outlier_least")
                if self.standing_out[role]
                else ()
            ),
            *(("role_load_most",) if self.many[role] else ()),
        ]
        return tuple(held for key in keys for held in self._limits[key].held(int(self._owner[role])))

    def counted(self, role: int) -> Text:
        """Return the load by weight, where that is another figure than the count."""
        load = float(self.loads.load[role])
        if abs(load - int(self.loads.count[role])) <= SLACK:
            return Text(zh="", en="")
        return Text(zh=f"（按分值折算为{rounded(load)}项）", en=f" ({rounded(load)} by weight)")

    def compared(self, role: int) -> Text:
        """Return what the load is above, with the figures."""
        peers = self._peers(role)
        if self.standing_out[role]:
            return Text(zh=f"明显多于同类岗位（{peers.zh}）", en=f"clearly more than its peers ({peers.en})")
        most = self._limits["role_load_most"].said(int(self._owner[role]))
        beside = (
            Text(zh="", en="") if not self.loads.peers[role] else Text(f"（{peers.zh}）", f" ({peers.en})")
        )
        return Text(
            zh=f"多于提示数{most}项{beside.zh}", en=f"more than the {most} of the reminder{beside.en}"
        )

    def _peers(self, role: int) -> Text:
        arrays = self._context.arrays
        count = int(self.loads.peers[role])
        if not count:
            return Text(zh="", en="")
        typical = rounded(float(self.loads.typical[role]))
        where = list(arrays.organization_kinds.values())[arrays.kind[self._owner[role]]].label
        kind = list(arrays.role_kinds.values())[arrays.role_kind[role]].label
        return Text(
            zh=f"其余{count}个{where.zh}{kind.zh}岗位一般{typical}项",
            en=f"{count} other roles of the kind {kind.en!r} in organizations of the kind {where.en!r}, "
            f"typically {typical}",
        )

    def said(self, role: int) -> Text:
        """Return a role's load as why-not shows it."""
        if not self.loads.count[role]:
            return Text(zh="未见承担的事项", en="no duty is borne")
        count, weighted, peers = int(self.loads.count[role]), self.counted(role), self._peers(role)
        return Text(
            zh=f"承担{count}项{weighted.zh}" + (f"，{peers.zh}" if peers.zh else ""),
            en=f"{count} duties{weighted.en}" + (f"; {peers.en}" if peers.en else ""),
        )


def rounded(number: float) -> str:
    """
    Return a load as a sentence prints it.

    Examples
    --------
    >>> rounded(13.333), rounded(4.0)
    ('13.3', '4')
    """
    return plain(round(number, 1))


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(_Judged(context))


def _conditions(judged: _Judged) -> Iterator[Condition]:
    said: Callable[[int], Text] = judged.said
    yield Condition(
        Text(zh="是当日在册、承担事项的岗位", en="it is a role in force that bears duties"),
        judged.loads.load > 0,
    )
    yield Condition(
        Text(
            zh="承担的事项多于提示数，或者明显多于同类岗位",
            en="it bears more than the figure, or than its peers",
        ),
        judged.many | judged.standing_out,
        said,
    )


def find(context: Context) -> Iterator[Hit]:
    judged = _Judged(context)
    for role in meeting(_conditions(judged)):
        yield Hit(
            organization=context.owner(role),
            subject_kind="role",
            subject=context.table("roles").ids[role],
            words={
                "organization": context.owner_name(role),
                "role": context.role_name(role),
                "count": int(judged.loads.count[role]),
                "weighted": judged.counted(role),
                "compared": judged.compared(role),
            },
            row=("roles", role),
            held=judged.held(role),
        )


RULE = Rule(
    code="DJ117",
    name="overloaded-role",
    severity=Severity.NOTE,
    citations=("own_figure",),
    title=Text(zh="岗位承担事项偏多", en="A role that bears much more than others"),
    message=Text(
        zh="{organization}的{role}承担{count}项责任{weighted}，{compared}。",
        en="The {role} of {organization} bears {count} duties{weighted}, {compared}.",
    ),
    explanation=Text(
        zh="逐个岗位清点当日承担的事项（同一事项只计一次，本级写明的和按类别统一写明的都计，只列为配合的不计）；"
        "事项填有分值的，按其与各事项平均分值之比折算，未填分值的计1项。合计多于提示数的列出；"
        "承担几项以上、同类岗位（同一类党组织中的同一类岗位，不含本岗位）够数的，明显多于其中位数（文中的“一般”）的也列出。"
        "事情集中在一个岗位上，容易顾此失彼。数值由本工具给出，可在本单位口径中调整。"
        "依据是责任链的定义，不是条文规定。",
        en="Counts the duties that each role bears on the day: a duty once, those of its own list and of its class, "
        "supporting ones aside. A duty with a weight counts as much as its weight is to the mean of all weights, "
        "one without counts one. Listed are loads above the reminder's figure, and, from a few duties on and where there are peers enough "
        "(other roles of the same kind in organizations of the same kind), loads far above the middle of theirs. "
        "Where all rests on one role, something is left undone. The figures are this tool's own, and a profile may "
        "change them. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议考虑适当分担或合并事项。",
        en="Consider sharing or merging some of them.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
- {id: Z4, name: 示例四支部, kind: branch, superior: D1}
- {id: Z5, name: 示例五支部, kind: branch, superior: D1}
- {id: Z6, name: 示例六支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z2-1, organization: Z2, kind: secretary}
- {id: Z3-1, organization: Z3, kind: secretary}
- {id: Z4-1, organization: Z4, kind: secretary}
- {id: Z5-1, organization: Z5, kind: secretary}
- {id: Z6-1, organization: Z6, kind: secretary}
duties:
- {id: S1, title: 主题党日, managed_levels: 0}
- {id: S2, title: 志愿服务}
- {id: S3, title: 结对帮扶}
- {id: S4, title: 技能比武}
assignments:
- {duty: S1, organization: "@branch", role: "@secretary"}
- {duty: S2, organization: Z1, role: Z1-1}
- {duty: S3, organization: Z1, role: Z1-1}
- {duty: S4, organization: Z1, role: Z1-1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例一支部, kind: branch, superior: D1}
- {id: Z2, name: 示例二支部, kind: branch, superior: D1}
- {id: Z3, name: 示例三支部, kind: branch, superior: D1}
- {id: Z4, name: 示例四支部, kind: branch, superior: D1}
- {id: Z5, name: 示例五支部, kind: branch, superior: D1}
- {id: Z6, name: 示例六支部, kind: branch, superior: D1}
roles:
- {id: D1-1, organization: D1, kind: secretary}
- {id: Z1-1, organization: Z1, kind: secretary}
- {id: Z2-1, organization: Z2, kind: secretary}
- {id: Z3-1, organization: Z3, kind: secretary}
- {id: Z4-1, organization: Z4, kind: secretary}
- {id: Z5-1, organization: Z5, kind: secretary}
- {id: Z6-1, organization: Z6, kind: secretary}
duties:
- {id: S1, title: 主题党日, managed_levels: 0}
- {id: S2, title: 志愿服务}
- {id: S3, title: 结对帮扶}
- {id: S4, title: 技能比武}
assignments:
- {duty: S1, organization: "@branch", role: "@secretary"}
- {duty: S2, organization: Z1, role: Z1-1}
- {duty: S3, organization: Z1, role: Z1-1}
""",
    find=find,
    conditions=conditions,
    over="roles",
    needs=(Data.ROLES, Data.ASSIGNMENTS),
    parameters=("role_load_most", "role_load_outlier"),
    symptom=Symptom.WEAKENED,
)
