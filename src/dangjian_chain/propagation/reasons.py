"""Why an organization carries a duty, and why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.explanation import Explanation
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Bools


class Reasons:
    """Explanations of one duty in one organization."""

    def __init__(self, arrays: CascadeArrays, duty: int, organization: int) -> None:
        self._arrays = arrays
        self._duty = duty
        self._organization = organization
        self._value = arrays.duties.values[duty]
        self._names = arrays.chain.tables["organizations"].column("name")
        self._name = self._names[organization]
        self._kind = list(arrays.chain.organization_kinds.values())[arrays.chain.kind[organization]]

    def _is(self, matrix: Bools) -> bool:
        return bool(matrix[self._duty, self._organization])

    def why(self) -> Explanation:
        """Return why the organization carries the duty; `why_not` where it does not."""
        arrays = self._arrays
        if not self._is(arrays.carries):
            return self.why_not()
        children = []
        if self._is(arrays.performs):
            children.append(self._performs())
        if self._is(arrays.manages):
            children.append(self._manages())
        children.append(self._received())
        title = self._value.title
        needed = bool(arrays.duties.required[self._duty])
        return Explanation(
            Text(
                zh=f"{self._name}{'应列入' if needed else '可自选'}“{title}”",
                en=f"{self._name} {'is expected to carry' if needed else 'may carry'} {title!r}",
            ),
            fact=self._declared(),
            children=tuple(children),
        )

    def _performs(self) -> Explanation:
        kind = self._kind.label
        conditions = str(self._value.conditions)
        children = (
            Explanation(Text(zh=f"适用条件均符合：{conditions}", en=f"the conditions hold: {conditions}")),
        )
        return Explanation(
            Text(zh="直接落实", en="it performs the duty"),
            fact=Text(zh=f"责任主体包括{kind.zh}", en=f"the duty is performed by kind {kind.en!r}"),
            ground=self._origin(),
            children=children if conditions else (),
        )

    def _origin(self) -> Text:
        names = dict(zip(self._arrays.chain.tables["organizations"].ids, self._names, strict=True))
        origins = [names.get(id_, id_) for id_ in self._value.origin]
        if not origins:
            return Text(
                zh="任务未指明来源，自最上级组织起", en="the duty names no origin: it starts at every top"
            )
        return Text(zh=f"任务来自{listed(origins, 'zh')}", en=f"the duty starts at {listed(origins, 'en')}")

    def _manages(self) -> Explanation:
        arrays = self._arrays
        below = arrays.hierarchy.line_children(self._organization)
        below = below[arrays.carries[self._duty, below]]
        names = [self._names[row] for row in below.tolist()]
        return Explanation(
            Text(zh="抓下级落实（一级抓一级）", en="it manages the level below"),
            fact=Text(
                zh=f"所属{len(names)}个组织承担该事项：{listed(names, 'zh')}",
                en=f"{len(names)} line subordinate(s) carry it: {listed(names, 'en')}",
            ),
        )

    def _received(self) -> Explanation:
        arrays = self._arrays
        if not self._is(arrays.received):
            return Explanation(Text(zh="该事项由此开始", en="the duty starts here"))
        above = int(arrays.hierarchy.line[self._organization])
        reached = bool(arrays.reached[self._duty, above])
        return Explanation(
            Text(zh=f"任务来自{self._names[above]}", en=f"handed down by {self._names[above]}"),
            fact=Text(
                zh="上级已衔接到位" if reached else "上级清单中未见，或其上未衔接",
                en="which has been reached" if reached else "which has not been reached itself",
            ),
        )

    def _declared(self) -> Text:
        if self._is(self._arrays.declared):
            return Text(zh="清单中已列入", en="its list declares it")
        if not self._arrays.keeps_list[self._organization]:
            return Text(zh="未见本组织的清单", en="no list of its own was found")
        return Text(zh="清单中未见", en="its list does not show it")

    def why_not(self) -> Explanation:
        """Return the first thing that would have to change for the organization to carry the duty."""
        title = self._value.title
        claim = Text(zh=f"{self._name}不承担“{title}”", en=f"{self._name} does not carry {title!r}")
        if self._is(self._arrays.carries):
            return Explanation(
                Text(zh=f"{self._name}承担“{title}”", en=f"{self._name} does carry {title!r}"),
                children=(self.why(),),
            )
        obstacle, remedy = self._obstacle()
        return Explanation(claim, children=(Explanation(obstacle, children=(Explanation(remedy),)),))

    def _obstacle(self) -> tuple[Text, Text]:  # noqa: PLR0911 - a list of obstacles, the first that holds
        """Return what keeps the organization from carrying the duty, and what would make it carry it."""
        arrays, row = self._arrays, self._organization
        if not arrays.hierarchy.in_force[row]:
            return Text(zh="该组织在核对日未设立或已撤并", en="it is not in force on the day"), Text(
                zh="如仍在运行，请核对成立、撤销时间", en="if it is at work, its dates need mending"
            )
        if not arrays.hierarchy.reachable[row]:
            return Text(zh="隶属关系未接到最上级组织", en="no unbroken line leads to it from a top"), Text(
                zh="补录或改正上级后即可承担", en="it would, once its superior is entered or mended"
            )
        if arrays.performing.silent[self._duty]:
            origin = self._origin()
            return Text(
                zh=f"{origin.zh}，组织名册中查无对应，或未接到最上级组织",
                en=f"{origin.en}, which is not in the roster, or not reached from a top",
            ), Text(zh="请核对任务来源", en="check the origin")
        if not self._is(arrays.performing.inside):
            origin = self._origin()
            return Text(
                zh=f"{origin.zh}，该组织不在其下", en=f"{origin.en}, and it does not lie below"
            ), Text(
                zh="如应承担，请把它或其上级列为任务来源",
                en="if it should, name it or an organization above it as an origin",
            )
        if not self._value.performed_by:
            return Text(zh="该事项未写明责任主体", en="the duty does not say who performs it"), Text(
                zh="如应承担，请在责任主体中写明由哪类组织承担",
                en="if it should, say in `performed_by` who performs it",
            )
        if self._is(arrays.performing.unknown):
            return Text(
                zh=f"适用条件（{self._value.conditions}）所需的信息未填写",
                en=f"a column needed by the condition {self._value.conditions} is blank",
            ), Text(zh="补填后即可判断", en="it can be told once the column is filled in")
        if self._kind.id in self._value.performed_by:
            return Text(
                zh=f"不符合适用条件：{self._value.conditions}",
                en=f"the condition {self._value.conditions} does not hold",
            ), Text(
                zh="如应承担，请核对该组织的信息或适用条件",
                en="if it should, check its columns, or the condition",
            )
        return self._level_obstacle()

    def _level_obstacle(self) -> tuple[Text, Text]:
        kinds = self._arrays.chain.organization_kinds
        own = self._kind.label
        zh = "、".join(kinds[kind].label.zh for kind in self._value.performed_by if kind in kinds)
        en = ", ".join(kinds[kind].label.en for kind in self._value.performed_by if kind in kinds)
        named = Text(
            zh=f"如应承担，请在责任主体中加上{own.zh}", en=f"if it should, add {own.en!r} to who performs it"
        )
        if not self._kind.leads:
            return Text(
                zh=f"责任主体为{zh}，{own.zh}不在其中", en=f"it is performed by {en}, not by a {own.en}"
            ), named
        levels = self._value.managed_levels
        if levels is not None:
            return Text(
                zh=f"其下{levels}级之内没有承担的组织（只抓{levels}级）",
                en=f"no performer lies within the {levels} level(s) that are managed",
            ), Text(zh="如应督促，请调整抓几级", en="if it should, let more levels be managed")
        return Text(
            zh=f"责任主体为{zh}，该组织所属组织均不承担",
            en=f"it is performed by {en}, and no line subordinate carries it",
        ), named
