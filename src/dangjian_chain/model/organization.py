"""Organizations, the nodes of the hierarchy."""

from __future__ import annotations

import attrs
from attrs import frozen

from dangjian_chain.model.column import column
from dangjian_chain.period import Day, Period


@frozen
class Organization:
    """
    A Party organization or a unit (W3C `org:Organization`).

    Only `id` is required; `None` means that nothing is entered.
    `superior` is the one that leads it, `guided_by` those that guide without leading.

    Examples
    --------
    >>> Organization("D1-02", superior="D1", kind="branch").name
    'D1-02'
    """

    id: str = column("id", zh="编号")
    name: str = attrs.field(
        default=attrs.Factory(lambda self: self.id, takes_self=True),
        metadata={"cell": "text", "zh": "名称", "name": None},
    )
    kind: str = column("kind", zh="组织类别", default="unit")
    superior: str | None = column("id", zh="上级党组织", default=None)
    guided_by: tuple[str, ...] = column("ids", zh="指导单位", default=())
    unit_type: str | None = column("text", zh="单位类型", default=None)
    covers: tuple[str, ...] = column("ids", zh="覆盖单位", default=())
    members: int | None = column("count", zh="党员人数", default=None)
    full_members: int | None = column("count", zh="正式党员", default=None)
    staff: int | None = column("count", zh="职工人数", default=None)
    temporary: bool | None = column("flag", zh="是否临时", default=None)
    joint: bool | None = column("flag", zh="是否联合", default=None)
    approved_by: str | None = column("text", zh="批准单位", default=None)
    elected_on: Day | None = column("day", zh="换届时间", default=None)
    band: str | None = column("text", zh="分类定级", default=None)
    valid_from: Day | None = column("day", zh="成立时间", default=None)
    valid_to: Day | None = column("last-day", zh="撤销时间", default=None)

    @property
    def period(self) -> Period:
        """When it exists."""
        return Period(self.valid_from, self.valid_to)
