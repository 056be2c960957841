"""What happened: records, rectification items, coverage of records, changes of organizations."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.model.column import column
from dangjian_chain.model.vocabulary import ChangeKind, Outcome, RecordKind, Use
from dangjian_chain.period import Day, Period


@frozen
class Record:
    """Dated evidence; a blank `duty` covers all duties, a blank `subordinate` all subordinates."""

    organization: str = column("id", zh="党组织")
    kind: RecordKind = column("choice", zh="记录类型")
    on: Day = column("day", zh="开展时间")
    id: str | None = column("id", zh="记录编号", default=None)
    duty: tuple[str, ...] = column("ids", zh="对应责任事项", default=())
    subordinate: str | None = column("id", zh="被检查单位", default=None)
    role: str | None = column("id", zh="岗位", default=None)
    period: str | None = column("text", zh="所属时段", default=None)
    outcome: Outcome | None = column("outcome", zh="结论", default=None)
    score: float | None = column("number", zh="考核得分", default=None)
    grade: str | None = column("text", zh="等次", default=None)
    present: int | None = column("count", zh="实到人数", default=None)
    entitled: int | None = column("count", zh="应到人数", default=None)
    amount: float | None = column("number", zh="数量", default=None)
    use: tuple[Use, ...] = column("choices", zh="运用方式", default=())
    evidence: str | None = column("text", zh="佐证", default=None)
    participants: tuple[str, ...] = column("words", zh="参加人员", default=())
    objectors: tuple[str, ...] = column("words", zh="保留意见", default=())
    by: str | None = column("text", zh="考核单位", default=None)
    about: str | None = column("id", zh="针对记录", default=None)
    recorded_on: Day | None = column("day", zh="登记时间", default=None)


@frozen
class LedgerItem:
    """One problem of the rectification ledger (整改台账)."""

    id: str = column("id", zh="编号")
    organization: str = column("id", zh="单位")
    problem: str = column("text", zh="问题")
    fingerprint: str | None = column("text", zh="对应核对项", default=None)
    source: str | None = column("text", zh="问题来源", default=None)
    measure: str | None = column("text", zh="整改措施", default=None)
    leader: str | None = column("text", zh="责任领导", default=None)
    unit: str | None = column("text", zh="责任单位", default=None)
    role: str | None = column("id", zh="责任岗位", default=None)
    due: Day | None = column("day", zh="整改时限", default=None)
    progress: str | None = column("text", zh="整改进展", default=None)
    closed_on: Day | None = column("day", zh="销号时间", default=None)
    verified_by: str | None = column("text", zh="验收人", default=None)
    carried_from: str | None = column("id", zh="结转自", default=None)


@frozen
class RecordsCover:
    """The statement that records of a kind are complete for an organization and all below it."""

    kind: RecordKind = column("choice", zh="记录类型")
    organization: str = column("id", zh="党组织")
    from_: Day = column("day", zh="起", name="from")
    until: Day = column("last-day", zh="止")

    @property
    def span(self) -> Period:
        """The days for which the records are complete."""
        return Period(self.from_, self.until)


@frozen
class Change:
    """A merge, split, renaming, dissolution or establishment of organizations."""

    kind: ChangeKind = column("choice", zh="变动类型")
    on: Day = column("day", zh="变动时间")
    from_: tuple[str, ...] = column("ids", zh="原组织", name="from", default=())
    to: tuple[str, ...] = column("ids", zh="现组织", default=())
    reason: str | None = column("text", zh="依据", default=None)
