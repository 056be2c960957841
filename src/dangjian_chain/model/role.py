"""Roles and who holds them."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.model.column import column
from dangjian_chain.model.kind import default_seats
from dangjian_chain.period import Day, Period


@frozen
class Role:
    """
    A post in one organization (W3C `org:Post`); it exists without a holder.

    `required` and `seats` left out follow the kind (`seats_or_default`);
    `portfolio` names areas of duties, or organizations.
    """

    id: str = column("id", zh="岗位编号")
    organization: str = column("id", zh="所在组织")
    kind: str = column("kind", zh="岗位类别")
    title: str | None = column("text", zh="职务", default=None)
    required: bool | None = column("flag", zh="是否必设", default=None)
    seats: int | None = column("count", zh="职数", default=None)
    portfolio: tuple[str, ...] = column("ids", zh="分管工作", default=())
    stand_in: str | None = column("id", zh="B角", default=None)
    valid_from: Day | None = column("day", zh="设岗时间", default=None)
    valid_to: Day | None = column("last-day", zh="撤岗时间", default=None)

    @property
    def period(self) -> Period:
        """When it exists."""
        return Period(self.valid_from, self.valid_to)

    @property
    def seats_or_default(self) -> int | None:
        """How many may hold it at once; `None` is unlimited."""
        return default_seats(self.kind) if self.seats is None else self.seats


@frozen
class Appointment:
    """A person holds a role over a period (W3C `org:Membership`); the person is an opaque text."""

    role: str = column("id", zh="任职岗位")
    person: str = column("person", zh="人员编号")
    since: Day | None = column("day", zh="任职时间", default=None)
    until: Day | None = column("last-day", zh="免职时间", default=None)
    acting: bool = column("flag", zh="是否代理", default=False)

    @property
    def period(self) -> Period:
        """When it holds."""
        return Period(self.since, self.until)
