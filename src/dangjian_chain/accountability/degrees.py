"""Who stands on a step and in what degree (Art. 6): roles by position, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.vocabulary import Function, Responsibility
from dangjian_chain.performance import EVERY
from dangjian_chain.period import Period
from dangjian_chain.propagation.bearing import CODE
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from dangjian_chain.performance import Entry, Evidence
    from dangjian_chain.propagation.arrays import CascadeArrays


@frozen(eq=False)
class Stand:
    """A role, by position, and why it stands on a step."""

    role: int
    reason: Text


class Degrees:
    """Finds, for a duty in an organization, those whom Article 6 names."""

    def __init__(self, cascade: CascadeArrays, evidence: Evidence) -> None:
        self._cascade = cascade
        self._chain = cascade.chain
        self._evidence = evidence
        self._ids = self._chain.tables["organizations"].ids
        self._names = self._chain.tables["organizations"].column("name")

    # --- main -----------------------------------------------------------------------

    def main(
        self, duty: int, organization: int, below: Iterable[int], function: Function
    ) -> dict[int, Stand]:
        """
        Return the head, those first responsible with it, and those directly in charge, each once.

        Parameters
        ----------
        duty, organization : int
        below : iterable of int
            Organizations whose being in a portfolio puts its role in charge.
        function : Function
            By which of its functions the organization's first responsible are named.
        """
        head = self._chain.head(organization)
        stands = [Stand(head, _HEAD)] if head >= 0 else []
        stands += [Stand(role, _JOINT) for role in self._joint(duty, organization, function)]
        stands += self._in_charge(duty, organization, below)
        found: dict[int, Stand] = {}
        for stand in stands:
            found.setdefault(stand.role, stand)
        return found

    def _joint(self, duty: int, organization: int, function: Function) -> list[int]:
        """Return the roles that are first responsible together by rule (党政同责)."""
        for kinds in self._cascade.duties.spec(duty, function).kinds(Responsibility.FIRST):
            roles = [self._chain.role_of_kind(kind, organization) for kind in kinds]
            if any(role >= 0 for role in roles):
                return [role for role in roles if self._is_body(role)] if len(kinds) > 1 else []
        return []

    def _in_charge(self, duty: int, organization: int, below: Iterable[int]) -> list[Stand]:
        rows = self._cascade.rows
        here = rows.of(duty, organization)
        assigned = here[rows.responsibility[here] == CODE[Responsibility.PORTFOLIO]]
        roles = sorted({role for role in rows.role[assigned].tolist() if self._is_body(role)})
        if roles:
            return [Stand(role, _ASSIGNED) for role in roles]
        area = self._cascade.duties.values[duty].area
        if area is not None and (roles := self._with_portfolio(area, organization)):
            return [Stand(role, _area(area)) for role in roles]
        return [
            Stand(role, _contact(self._names[one]))
            for one in below
            for role in self._with_portfolio(self._ids[one], organization)
        ]

    def _with_portfolio(self, entry: str, organization: int) -> list[int]:
        return self._portfolios.get((entry, organization), [])

    @cached_property
    def _portfolios(self) -> dict[tuple[str, int], list[int]]:
        """Roles of the body by what their portfolios hold and the organizations they count for."""
        found: dict[tuple[str, int], list[int]] = {}
        for entry, roles in self._chain.portfolios.items():
            for role in filter(self._is_body, roles):
                for organization in self._chain.hosts(role):
                    found.setdefault((entry, organization), []).append(role)
        return found

    def _is_body(self, role: int) -> bool:
        return role >= 0 and bool(self._chain.in_body[role]) and bool(self._chain.forces["roles"][role])

    # --- decisions --------------------------------------------------------------------

    def decided(
        self, duty: int, organization: int, due: Period | None
    ) -> tuple[dict[int, Stand], dict[int, Stand]]:
        """Return members of the body who took part in decisions about the duty, and those who objected, since `due` began."""
        taking: dict[int, Stand] = {}
        objecting: dict[int, Stand] = {}
        for entry in self._evidence.decided(organization, self._cascade.duties.ids[duty]):
            if not entry.is_since(due):
                continue
            for found, column, reason in (
                (taking, "participants", _took_part(entry)),
                (objecting, "objectors", _objected(entry)),
            ):
                for named in self._evidence.people(entry, column):
                    for role in self._roles_of(named, organization, entry):
                        found.setdefault(role, Stand(role, reason))
        return taking, objecting

    def _roles_of(self, named: str, organization: int, entry: Entry) -> list[int]:
        """Return the body's roles that a name in a record means: a role's id, or who held it that day."""
        role = self._chain.tables["roles"].positions.get(named, -1)
        roles = [role] if role >= 0 else self._held_by(named, entry)
        return [role for role in roles if self._is_body(role) and organization in self._chain.hosts(role)]

    def _existed(self, collection: str, row: int, entry: Entry) -> bool:
        """Whether a role or an organization was in force on the day of a record."""
        table = self._chain.tables[collection]
        return entry.first in Period(table.column("valid_from")[row], table.column("valid_to")[row])

    def _held_by(self, person: str, entry: Entry) -> list[int]:
        """Return the roles that a person held on the day of a record."""
        table = self._chain.tables["appointments"]
        since, until = table.column("since"), table.column("until")
        return [
            role
            for row in self._appointments.get(person, ())
            if (role := int(self._chain.held_role[row])) >= 0
            and entry.first in Period(since[row], until[row])
            and self._existed("roles", role, entry)
            and self._existed("organizations", int(self._chain.role_organization[role]), entry)
        ]

    @cached_property
    def _appointments(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, person in enumerate(self._chain.tables["appointments"].column("person")):
            found.setdefault(person, []).append(row)
        return found

    # --- supervision ------------------------------------------------------------------

    def failed_supervision(
        self, duty: int, organization: int, over: Iterable[int], due: Period | None
    ) -> list[tuple[int, int, Entry]]:
        """
        Return discipline bodies and members whose own supervision a record says has failed.

        Returns
        -------
        list of (int, int, Entry)
            Organization, and its role; -1 for a commission as a body.
        """
        duty_id = self._cascade.duties.ids[duty]
        objects = {EVERY, organization, *over}
        found: dict[tuple[int, int], Entry] = {}
        for commission in self._commissions(organization):
            for entry in self._evidence.supervised_by(commission, duty_id):
                if entry.fails_since(due) and entry.subordinate in objects:
                    found.setdefault((commission, -1), entry)
        for entry in self._evidence.supervised_by(organization, duty_id):
            if (
                entry.fails_since(due)
                and entry.subordinate in objects
                and self.is_discipline(entry)
                and self._is_body(entry.role)
                and organization in self._chain.hosts(entry.role)
            ):
                found.setdefault((organization, entry.role), entry)
        return [
            (where, role, entry) for (where, role), entry in sorted(found.items(), key=lambda item: item[0])
        ]

    def is_discipline(self, entry: Entry) -> bool:
        """Whether a record is about the supervision by a discipline member, not about the body's management."""
        code = self._chain.role_kind_code("discipline_member")
        return entry.role >= 0 and bool(self._chain.role_kind[entry.role] == code)

    def _commissions(self, organization: int) -> list[int]:
        code = list(self._chain.organization_kinds).index("discipline_commission")
        return [
            below
            for below in self._chain.hierarchy.children(organization).tolist()
            if self._chain.kind[below] == code
        ]


_HEAD = Text(zh="主要负责人", en="the principal leader")
_JOINT = Text(zh="按规定共同负责（党政同责）", en="first responsible together by rule")
_ASSIGNED = Text(zh="清单写明分管该事项", en="the list puts it in charge of the duty")


def _area(area: str) -> Text:
    return Text(zh=f"分管“{area}”", en=f"in charge of {area!r}")


def _contact(name: str) -> Text:
    return Text(zh=f"分管（联系）{name}", en=f"in charge of {name}")


def _took_part(entry: Entry) -> Text:
    where = both(
        f"（{entry.evidence}）" if entry.evidence else "", f" ({entry.evidence})" if entry.evidence else ""
    )
    return Text(
        zh=f"参与{entry.on}的集体决定{where.zh}", en=f"took part in the decision of {entry.on}{where.en}"
    )


def _objected(entry: Entry) -> Text:
    meeting = entry.evidence or "会议"
    return Text(
        zh=f"在{entry.on}的{meeting}上表示保留意见，已按记录排除",
        en=f"reserved an opinion on {entry.on} ({entry.evidence or 'the meeting'}), excluded by the record",
    )
