"""Duties and who is assigned to them."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.model.bearers import Bearers
from dangjian_chain.model.column import column
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.vocabulary import Function, Nature, Responsibility
from dangjian_chain.period import Day, Period


@frozen
class Duty:
    """
    A responsibility (责任事项) that answers why, who, what and how.

    A part (`parent`) inherits what it does not state; `chain.duties` shows
    what is stated, the analyses use what holds.
    """

    id: str = column("id", zh="事项编号")
    title: str = column("text", zh="责任事项")
    area: str | None = column("text", zh="责任类别", default=None)
    nature: Nature | None = column("choice", zh="任务性质", default=None)
    parent: str | None = column("id", zh="对应上级任务", default=None)
    origin: tuple[str, ...] = column("ids", zh="任务来源", default=())
    performed_by: tuple[str, ...] = column("kinds", zh="责任主体", default=())
    conditions: Conditions = column("conditions", zh="适用条件", default=Conditions())
    managed_levels: int | None = column("count", zh="抓几级", default=None)
    managing_cycle: str | None = column("cycle", zh="督促频次", default=None)
    bearers: Bearers = column("bearers", zh="责任人", default=Bearers())
    managing_bearers: Bearers = column("bearers", zh="督促责任人", default=Bearers())
    why: str | None = column("text", zh="制度依据", default=None)
    what: str | None = column("text", zh="责任内容", default=None)
    how: str | None = column("text", zh="工作措施", default=None)
    standard: str | None = column("text", zh="完成标准", default=None)
    check: str | None = column("text", zh="检查方式", default=None)
    indicator: str | None = column("text", zh="考核指标", default=None)
    cycle: str | None = column("cycle", zh="频次", default=None)
    due: str | None = column("text", zh="完成时限", default=None)
    weight: float | None = column("number", zh="分值", default=None)


@frozen
class Assignment:
    """
    A duty is borne in an organization, by a role or by the organization as a body.

    `organization` is an id, or a class (`@branch`, `@*`); in a class `role` is
    a kind (`@secretary`). A blank `responsibility` is principal for the body,
    first for a secretary or group leader, direct for any other role: a chain
    fills it when it is made.
    """

    duty: str = column("id", zh="责任事项")
    organization: str = column("class", zh="责任单位")
    role: str | None = column("post", zh="责任岗位", default=None)
    responsibility: Responsibility | None = column("choice", zh="责任类型", default=None)
    function: Function | None = column("choice", zh="承担方式", default=None)
    wording: str | None = column("text", zh="本级责任内容", default=None)
    standard: str | None = column("text", zh="本级完成标准", default=None)
    cycle: str | None = column("cycle", zh="本级频次", default=None)
    bearer_text: str | None = column("text", zh="责任人原文", default=None)
    reviewed_on: Day | None = column("day", zh="审核时间", default=None)
    acknowledged_on: Day | None = column("day", zh="确认时间", default=None)
    since: Day | None = column("day", zh="开始时间", default=None)
    until: Day | None = column("last-day", zh="结束时间", default=None)

    @property
    def period(self) -> Period:
        """When it holds."""
        return Period(self.since, self.until)

    @property
    def by_class(self) -> bool:
        """Whether it names a class of organizations."""
        return self.organization.startswith("@")
