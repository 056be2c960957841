"""Kinds of organizations and roles: the built-in ones, and a unit's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from dangjian_chain.model.column import column
from dangjian_chain.model.vocabulary import KindOf
from dangjian_chain.text import Text

ANY = "*"
"""In `under`: any organization."""
LEADING = "@*"
"""In `under`: any organization whose kind leads."""


@frozen
class Kind:
    """
    A kind of organization or role.

    Parameters
    ----------
    of : KindOf
        Whether organizations or roles are of it.
    id : str
        What files hold.
    label_zh, label_en : str
        What people read.
    under : tuple of str
        For organizations: kinds it may stand under; `*` any, `@*` any that leads.
    leads : bool
        For organizations: whether it leads those below; others are transparent in the line.
    needs : str, optional
        For organizations: the role kind each must have.
    body : bool
        For roles: whether it belongs to the leading body.
    """

    of: KindOf = column("choice", zh="种类")
    id: str = column("id", zh="编号")
    label_zh: str = column("text", zh="中文名称", default="")
    label_en: str = column("text", zh="英文名称", default="")
    under: tuple[str, ...] = column("words", zh="可隶属于", default=())
    leads: bool = column("flag", zh="领导下级", default=False)
    needs: str | None = column("text", zh="必设岗位", default=None)
    body: bool = column("flag", zh="班子成员", default=False)

    @property
    def label(self) -> Text:
        """The label in both languages; the id where none was given."""
        return Text(zh=self.label_zh or self.id, en=self.label_en or self.id)


_UNDER_COMMITTEE = ("committee", "work_committee", "leading_members_group")


def _organization(  # noqa: PLR0913 - a row of a table reads best as a row
    id: str,  # noqa: A002 - the column's name
    zh: str,
    en: str,
    under: tuple[str, ...],
    *,
    leads: bool = False,
    needs: str | None = None,
) -> Kind:
    return Kind(
        of=KindOf.ORGANIZATION, id=id, label_zh=zh, label_en=en, under=under, leads=leads, needs=needs
    )


def _role(id: str, zh: str, en: str, *, body: bool = True) -> Kind:  # noqa: A002
    return Kind(of=KindOf.ROLE, id=id, label_zh=zh, label_en=en, body=body)


ORGANIZATION_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            _organization(
                "work_committee",
                "党的工作委员会",
                "work committee",
                _UNDER_COMMITTEE,
                leads=True,
                needs="secretary",
            ),
            _organization(
                "leading_members_group",
                "党组",
                "leading Party members' group",
                _UNDER_COMMITTEE,
                leads=True,
                needs="secretary",
            ),
            _organization(
                "committee", "基层党委", "Party committee", _UNDER_COMMITTEE, leads=True, needs="secretary"
            ),
            _organization(
                "general_branch",
                "党总支部",
                "general Party branch",
                _UNDER_COMMITTEE,
                leads=True,
                needs="secretary",
            ),
            _organization(
                "branch",
                "党支部",
                "Party branch",
                (*_UNDER_COMMITTEE, "general_branch"),
                leads=True,
                needs="secretary",
            ),
            _organization("group", "党小组", "Party group of a branch", ("branch",), needs="group_leader"),
            _organization(
                "discipline_commission",
                "纪律检查委员会",
                "discipline commission",
                ("committee", "work_committee", "discipline_commission"),
                needs="secretary",
            ),
            _organization("working_group", "领导小组", "working group", (ANY,)),
            _organization("unit", "单位（部门）", "unit or department", ("unit", LEADING)),
        )
    }
)
"""The built-in kinds of organizations, by id."""

ROLE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            _role("secretary", "书记", "secretary"),
            _role("deputy_secretary", "副书记", "deputy secretary"),
            _role("full_time_deputy_secretary", "专职副书记", "full-time deputy secretary"),
            _role("organization_member", "组织委员", "organization member"),
            _role("publicity_member", "宣传委员", "publicity member"),
            _role("discipline_member", "纪检委员", "discipline member"),
            _role("committee_member", "委员", "committee member"),
            _role("administrative_head", "行政主要负责人", "administrative head"),
            _role("deputy_head", "行政副职（分管领导）", "deputy head"),
            _role("organizer", "组织员", "organizer", body=False),
            _role("group_leader", "党小组组长", "group leader", body=False),
            _role("members", "全体党员（集体）", "all members (collective)", body=False),
        )
    }
)
"""The built-in kinds of roles, by id."""

UNLIMITED_SEATS = frozenset({"deputy_secretary", "deputy_head", "committee_member", "organizer", "members"})
"""Role kinds whose number of seats is open unless stated."""

COMMITTEE_MEMBERS = frozenset(
    {"organization_member", "publicity_member", "discipline_member", "committee_member"}
)
"""Role kinds one of which, in force, shows that a branch has a committee."""

COLLECTIVE = "members"
"""The role kind that is a collective: nobody holds it and it is never vacant."""


def kinds_of(of: KindOf, further: Iterable[Kind]) -> dict[str, Kind]:
    """Return the built-in kinds and the unit's own, by id."""
    built_in = ORGANIZATION_KINDS if of is KindOf.ORGANIZATION else ROLE_KINDS
    return {**built_in, **{kind.id: kind for kind in further if kind.of == of}}


def default_seats(kind: str) -> int | None:
    """Return how many may hold a role of `kind` where nothing is stated; `None` is unlimited."""
    return None if kind in UNLIMITED_SEATS else 1
