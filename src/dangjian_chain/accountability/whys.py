"""Why a role stands on the paths of a pair, why not, and why there is no path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangjian_chain.accountability.reasons import answerer_reason
from dangjian_chain.accountability.step import OWNS
from dangjian_chain.explanation import Explanation
from dangjian_chain.foot import FOOT
from dangjian_chain.model.vocabulary import State
from dangjian_chain.propagation.reasons import Reasons
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.accountability.step import PathStep
    from dangjian_chain.accountability.tracer import Tracer


class Whys:
    """The reasons of one pair; each answer ends with the foot line."""

    def __init__(self, tracer: Tracer, duty: int, asked: int, steps: Sequence[PathStep]) -> None:
        self._tracer = tracer
        self._duty = duty
        self._asked = asked
        self._steps = steps
        self._title = tracer.cascade.duties.values[duty].title
        self._name = str(tracer.naming.organizations[asked])

    def why(self, role: str) -> Explanation:
        """Return why a role stands on these paths, and in what degree; why not where it does not."""
        name = self._role_name(role)
        found = [(step, one) for step in self._steps for one in step.answerers if one.role == role]
        if all(one.is_excluded for _, one in found):
            return self.why_not(role)
        claim = Text(
            zh=f"{name.zh}在“{self._title}”的责任链条上",
            en=f"{name.en} stands on the path of {self._title!r}",
        )
        places = (
            Explanation(
                Text(zh=f"{step.name}：{step.state.label.zh}", en=f"{step.name}: {step.state.label.en}"),
                fact=step.fact,
                ground=step.ground(),
                children=(answerer_reason(one, step),),
            )
            for step, one in found
        )
        return Explanation(claim, children=(*places, Explanation(FOOT)))

    def why_not(self, role: str) -> Explanation:
        """Return the first thing that would have to change for a role to bear a degree."""
        name = self._role_name(role)
        if any(one.role == role and one.liability for step in self._steps for one in step.answerers):
            return self.why(role)
        claim = Text(
            zh=f"{name.zh}在“{self._title}”的责任链条上不涉及领导责任程度",
            en=f"{name.en} bears no degree on the path of {self._title!r}",
        )
        cause = self._role_obstacle(role) if self._steps else self.no_path().children[0]
        return Explanation(claim, children=(cause, Explanation(FOOT)))

    def _role_name(self, role: str) -> Text:
        position = self._tracer.chain.tables["roles"].position(role)
        name, owner = self._tracer.naming.role(position), self._tracer.naming.owner(position)
        return Text(zh=f"{owner}{name.zh}", en=f"the {name.en} of {owner}")

    def no_path(self) -> Explanation:
        """Return why there is no path, and what would make one."""
        tracer = self._tracer
        reasons = Reasons(tracer.cascade, self._duty, self._asked)
        claim = Text(
            zh=f"{self._name}的“{self._title}”没有责任链条可列",
            en=f"there is no path of {self._title!r} at {self._name}",
        )
        if tracer.answerable[self._duty, self._asked]:
            cause = Explanation(
                Text(
                    zh="它不单列责任，其上没有党组织；补录上级后即可列出",
                    en="it owns no failure and no Party organization leads it; enter its superior",
                )
            )
        elif tracer.cascade.carries[self._duty, self._asked]:
            cause = Explanation(
                Text(
                    zh="该事项为自选动作，不作要求；列为规定动作后才有责任链条",
                    en="the duty is elective and nobody answers for it; it would have to be required",
                )
            )
        else:
            cause = reasons.why_not()
        return Explanation(claim, children=(cause, Explanation(FOOT)))

    def _role_obstacle(self, role: str) -> Explanation:
        """Return what keeps a role from bearing a degree, the first that holds."""
        tracer = self._tracer
        position = tracer.chain.tables["roles"].position(role)
        hosts = {tracer.ids[one] for one in tracer.chain.hosts(position)}
        here = [step for step in self._steps if step.organization in hosts]
        if not here:
            return Explanation(Text(zh="所在组织不在链条上", en="its organization is on no path"))
        for step in here:
            for one in step.answerers:
                if one.role == role:
                    return answerer_reason(one, step)
        if not tracer.chain.in_body[position]:
            return Explanation(
                Text(
                    zh="该岗位不属于领导班子，链条只列领导班子和班子成员",
                    en="the role does not belong to the leading body, and paths name that and its members only",
                )
            )
        open_ = next(
            (step for step in here if step.relation == OWNS or step.state is State.ACCOUNTABLE), None
        )
        if open_ is None:
            step = here[0]
            return Explanation(
                Text(
                    zh="该级管理责任未见待核实的记录",
                    en="no record puts the management of its level in question",
                ),
                fact=step.fact,
                ground=step.ground(),
            )
        return Explanation(
            Text(
                zh="既非主要负责人，也未见分管该事项、该领域或下级组织，也未见参与集体决定的记录",
                en="it is not the principal leader, no list, area or portfolio puts it in charge, "
                "and no record of a decision names it",
            )
        )
