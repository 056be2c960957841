"""The collections of a chain, in the order files hold them, and remarks about their reading."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from dangjian_chain.model.duty import Assignment, Duty
from dangjian_chain.model.kind import Kind
from dangjian_chain.model.organization import Organization
from dangjian_chain.model.record import Change, LedgerItem, Record, RecordsCover
from dangjian_chain.model.role import Appointment, Role
from dangjian_chain.text import Text

SCHEMA = "dangjian-chain/1"
"""The schema a document names."""

COLLECTIONS: Mapping[str, type] = MappingProxyType(
    {
        "kinds": Kind,
        "organizations": Organization,
        "roles": Role,
        "appointments": Appointment,
        "duties": Duty,
        "assignments": Assignment,
        "records": Record,
        "records_cover": RecordsCover,
        "ledger": LedgerItem,
        "changes": Change,
    }
)
"""The class of the values of each collection."""

SINGULAR: Mapping[str, str] = MappingProxyType(
    {
        "kinds": "kind",
        "organizations": "organization",
        "roles": "role",
        "appointments": "appointment",
        "duties": "duty",
        "assignments": "assignment",
        "records": "record",
        "records_cover": "records_cover",
        "ledger": "ledger",
        "changes": "change",
    }
)
"""The `subject_kind` of gaps about each collection."""

TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "kinds": Text(zh="自定义类别", en="kinds"),
        "organizations": Text(zh="组织", en="organizations"),
        "roles": Text(zh="岗位", en="roles"),
        "appointments": Text(zh="任职", en="appointments"),
        "duties": Text(zh="责任事项", en="duties"),
        "assignments": Text(zh="责任分工", en="assignments"),
        "records": Text(zh="履责记录", en="records"),
        "records_cover": Text(zh="记录完整范围", en="coverage of records"),
        "ledger": Text(zh="整改台账", en="rectification ledger"),
        "changes": Text(zh="机构调整", en="changes"),
    }
)
"""What people call each collection."""


@frozen
class Understood:
    """One reading that was not literal: where, and how it was understood."""

    code: str
    place: str
    text: Text

    def __str__(self) -> str:
        return f"{self.place}: {self.text.zh} | {self.text.en}"


@frozen
class LeftOut:
    """
    A row that was left out on request, as DJ907 (`duplicate-id`) or DJ908 (`bad-row`).

    Parameters
    ----------
    code : str
        `duplicate-id` or `bad-row`.
    collection : str
        Its plural name.
    subject : str
        `id~2` for a duplicate, the row for an unreadable one.
    organization : str
        Where it is, as far as the row says.
    place : str
        Where it was read.
    text : Text
        For a duplicate, the other row and what differs; else what could not be read.
    """

    code: str
    collection: str
    subject: str
    organization: str
    place: str
    text: Text
