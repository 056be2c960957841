"""Steps: each organization of a path with its state, who stands there, breaks and notes; made once each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import attrs

from dangjian_chain.accountability.degrees import Degrees, Stand
from dangjian_chain.accountability.states import States
from dangjian_chain.accountability.step import GUIDES, OWNS, Answerer, PathStep, Statement
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vacancy import Vacancies, since_words
from dangjian_chain.model.vocabulary import Function, Liability, Responsibility, State
from dangjian_chain.performance import Evidence
from dangjian_chain.propagation.bearing import CODE
from dangjian_chain.rulebook import rulebook
from dangjian_chain.text import Text, both, listed

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.rulebook import Citation

NOBODY = -1
"""In place of the organization below: there is none."""
_KEPT = 100_000
"""How many steps are kept at most; then it begins anew."""
_ASIDE = (CODE[Responsibility.SUPPORTING], CODE[Responsibility.SUPERVISORY])


class Steps:
    """The steps of a day, by duty, organization, relation and the organization below."""

    def __init__(self, cascade: CascadeArrays, day: date) -> None:
        self.cascade = cascade
        self.chain = cascade.chain
        self.naming = Naming(self.chain)
        evidence = Evidence(self.chain)
        self.degrees = Degrees(cascade, evidence)
        self.states = States(cascade, evidence, self.degrees, day)
        self.vacancies = Vacancies(self.chain, day)
        self.ids = self.chain.tables["organizations"].ids
        self.role_ids = self.chain.tables["roles"].ids
        self._known: dict[tuple[int, int, str, int, int], PathStep] = {}

    def of(self, duty: int, organization: int, relation: str, below: int, asked: int) -> PathStep:
        """
        Return a step.

        `asked` is the organization asked about, on the first step and on the
        one above it; else the organization below.
        """
        key = (duty, organization, relation, below, asked)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[key] = self._made(*key)
        return found

    def _made(self, duty: int, organization: int, relation: str, below: int, asked: int) -> PathStep:
        over = tuple(dict.fromkeys(one for one in (below, asked) if one not in {NOBODY, organization}))
        if relation == OWNS:
            told = self.states.owner(duty, organization, asked)
            performs = bool(self.cascade.performs[duty, organization])
            function = Function.PERFORM if performs else Function.MANAGE
        else:
            told = self.states.superior(duty, organization, over, relation)
            function = Function.MANAGE
        answers = relation == OWNS or told.state is State.ACCOUNTABLE
        manages = relation != OWNS and self.states.is_hand_over(duty, organization, below, relation)
        answerers: list[Answerer] = []
        if answers or manages:
            answerers += self._answerers(duty, organization, over, function, answers=answers)
        answerers += self._supervising(duty, organization, over)
        return PathStep(
            organization=self.ids[organization],
            name=self.naming.organizations[organization],
            relation=relation,
            below=None if below < 0 else self.ids[below],
            state=told.state,
            fact=told.fact,
            citations=_cited("acc_overall", "hand_over")
            if told.state is State.ACCOUNTABLE
            else _cited("record_not_deed"),
            answerers=tuple(answerers),
            breaks=tuple(self._breaks(duty, organization, relation)),
            notes=tuple(self._notes(duty, organization, relation, asked)),
        )

    def _answerers(
        self, duty: int, organization: int, over: tuple[int, ...], function: Function, *, answers: bool
    ) -> Iterator[Answerer]:
        title = self.cascade.duties.values[duty].title
        if answers:
            yield self._body(organization, title)
        main = self.degrees.main(duty, organization, over, function)
        due = self.states.managing_due(duty)
        taking, objecting = self.degrees.decided(duty, organization, due) if answers else ({}, {})
        for role, stand in main.items():
            if role not in objecting:
                yield self._answerer(organization, stand, Liability.MAIN if answers else None)
        for role, stand in sorted(taking.items()):
            if role not in main and role not in objecting:
                yield self._answerer(organization, stand, Liability.IMPORTANT)
        for _, stand in sorted(objecting.items()):
            yield self._answerer(organization, stand, None, excluded=True)

    def _body(self, organization: int, title: str) -> Answerer:
        name = self.naming.organizations[organization]
        return Answerer(
            organization=self.ids[organization],
            role=None,
            name=Text(zh=f"{name}领导班子", en=f"the leading body of {name}"),
            liability=Liability.OVERALL,
            reason=Text(
                zh=f"领导班子对“{title}”负有组织领导责任", en=f"the body is responsible for leading {title!r}"
            ),
            citations=_cited("acc_overall"),
        )

    def _answerer(
        self, organization: int, stand: Stand, liability: Liability | None, *, excluded: bool = False
    ) -> Answerer:
        """Return a role on a step; a vacant one carries nothing, the body answers and who should have filled it."""
        role = stand.role
        vacant = bool(self.chain.vacant[role]) and self.chain.knows_holders
        reason, citations = stand.reason, _cited("acc_exempt" if excluded else "acc_overall")
        since, filler = None, NOBODY
        if vacant and not excluded:
            since, filler = self.vacancies.since(role), self.vacancies.filler(role)
            reason, citations = (
                self._vacancy(organization, stand, since_words(since), filler, answers=liability is not None),
                _cited("clear_bearer"),
            )
        return Answerer(
            organization=self.ids[organization],
            role=self.role_ids[role],
            name=self.naming.role(role),
            liability=None if vacant else liability,
            reason=reason,
            citations=citations,
            is_vacant=vacant,
            vacant_since=since,
            filled_by=self.ids[filler] if filler >= 0 else None,
            is_excluded=excluded,
        )

    def _vacancy(self, organization: int, stand: Stand, since: Text, filler: int, *, answers: bool) -> Text:
        own = self.naming.organizations[organization]
        who = (
            both(self.naming.organizations[filler])
            if filler >= 0
            else Text(zh="上级党组织", en="its superior")
        )
        body = Text(
            zh=f"空缺期间由{own}集体负责，" if answers else "",
            en=f"meanwhile {own} answers as a body, and " if answers else "",
        )
        return Text(
            zh=f"{stand.reason.zh}；岗位{since.zh}空缺，{body.zh}配备岗位由{who.zh}研究",
            en=f"{stand.reason.en}; vacant {since.en}: {body.en}{who.en} sees to filling it",
        )

    def _supervising(self, duty: int, organization: int, over: tuple[int, ...]) -> Iterator[Answerer]:
        due = self.states.managing_due(duty)
        found = self.degrees.failed_supervision(duty, organization, over, due)
        objecting = self.degrees.decided(duty, organization, due)[1] if found else {}
        for where, role, entry in found:
            reason = Text(
                zh=f"{entry.on}的监督记录为“{entry.words.zh}”，履行情况待核实",
                en=f"the record of its supervision on {entry.on} says {entry.words.en!r}, to be verified",
            )
            citations = _cited("four_way_split", "acc_what_is_pursued")
            if role < 0:
                name = both(self.naming.organizations[where])
                yield Answerer(self.ids[where], None, name, Liability.SUPERVISORY, reason, citations)
            elif role not in objecting:
                made = self._answerer(organization, Stand(role, reason), Liability.SUPERVISORY)
                yield made if made.is_vacant else attrs.evolve(made, citations=citations)

    # --- what else there is to say ----------------------------------------------------------

    def _breaks(self, duty: int, organization: int, relation: str) -> Iterator[Statement]:
        """Yield where the chain itself is broken at a step; the path goes on along the line all the same."""
        cascade = self.cascade
        name, title = self.naming.organizations[organization], cascade.duties.values[duty].title
        if (
            relation != GUIDES
            and len(self.chain.tables["assignments"])  # without any list nothing is broken that one could see
            and cascade.expected[duty, organization]
            and not cascade.declared[duty, organization]
        ):
            if cascade.keeps_list[organization]:
                text = Text(
                    zh=f"{name}的清单中未见“{title}”", en=f"the list of {name} does not show {title!r}"
                )
                yield Statement("not-declared", text, _cited("hand_over"))
            else:
                text = Text(zh=f"未见{name}本组织的清单", en=f"no list of {name} itself was found")
                yield Statement("no-list", text, _cited("hand_over"))
        needs = list(self.chain.organization_kinds.values())[self.chain.kind[organization]].needs
        has_roles = len(self.chain.tables["roles"]) > 0
        if has_roles and relation != GUIDES and needs is not None and self.chain.head(organization) < 0:
            label = self.chain.role_kinds[needs].label if needs in self.chain.role_kinds else both(needs)
            text = Text(zh=f"{name}未设{label.zh}岗位", en=f"{name} has no role of {label.en}")
            yield Statement("no-head", text, _cited("secretary_first_responsible", "clear_bearer"))

    def _notes(self, duty: int, organization: int, relation: str, asked: int) -> Iterator[Statement]:
        if relation != OWNS:
            return
        if asked != organization:
            yield self._of_asked(organization, asked)
        executors = self._executors(duty, organization)
        if executors.zh:
            text = Text(
                zh=f"具体承办：{executors.zh}；不在领导班子内，仅作注明",
                en=f"carried out by {executors.en}: outside the leading body, noted only",
            )
            yield Statement("executor", text, _cited("acc_what_is_pursued", "direct_disciplinary"))

    def _of_asked(self, organization: int, asked: int) -> Statement:
        kinds = list(self.chain.organization_kinds.values())
        names = self.naming.organizations
        needs = kinds[self.chain.kind[asked]].needs
        wanted = (needs,) if needs else ("administrative_head", "deputy_head", "secretary")
        head = next((role for kind in wanted if (role := self.chain.role_of_kind(kind, asked)) >= 0), -1)
        who = both("") if head < 0 else self.naming.role(head)
        text = Text(
            zh=f"{names[asked]}不单列责任，由{names[organization]}起算"
            + (f"；其负责岗位为{who.zh}" if who.zh else ""),
            en=f"{names[asked]} owns no failure, "
            f"the path begins at {names[organization]}"
            + (f"; it is headed by its {who.en}" if who.en else ""),
        )
        return Statement("asked", text, _cited("group_owns_no_failure", "acc_objects"))

    def _executors(self, duty: int, organization: int) -> Text:
        """Return roles outside the body that are assigned the duty, and units that help with it."""
        cascade = self.cascade
        rows = cascade.rows
        here = rows.of(duty, organization)
        held = zip(rows.role[here].tolist(), rows.responsibility[here].tolist(), strict=True)
        roles = sorted(
            {role for role, word in held if role >= 0 and word not in _ASIDE and not self.chain.in_body[role]}
        )
        units = self.chain.hierarchy.children(organization)
        units = units[cascade.helped[duty, units]]
        names = [both(self.naming.organizations[unit]) for unit in units.tolist()]
        every = [self.naming.role(role) for role in roles] + names
        return Text(zh=listed((one.zh for one in every), "zh"), en=listed((one.en for one in every), "en"))


@cache
def _cited(*keys: str) -> tuple[Citation, ...]:
    return tuple(rulebook().citation(key) for key in keys)
