"""Paths by position: from who owns a failure up to where the duty starts, and what stands on each step."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from dangjian_chain.accountability.degrees import Degrees, Stand
from dangjian_chain.accountability.states import States
from dangjian_chain.accountability.step import GUIDES, LEADS, OWNS, Answerer, PathStep, Statement
from dangjian_chain.errors import MissingDayError
from dangjian_chain.kernel import ways as kernel
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vacancy import Vacancies, since_words
from dangjian_chain.model.vocabulary import Function, Liability, Responsibility, State
from dangjian_chain.performance import Evidence
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import CODE
from dangjian_chain.rulebook import rulebook
from dangjian_chain.text import Text, both, listed

if TYPE_CHECKING:
    from dangjian_chain.kernel.ways import Edge, Ways
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.rulebook import Citation
    from dangjian_chain.typing import Bools

_RELATIONS = {kernel.LEADS: LEADS, kernel.GUIDES: GUIDES}
_NOBODY = -1
_ASIDE = (CODE[Responsibility.SUPPORTING], CODE[Responsibility.SUPERVISORY])


class Tracer:
    """
    Everything about paths on one day; each step and each fan of ways is worked out once.

    Made by `ChainArrays.kept`, so that asking for ten thousand paths costs the steps
    that they share.
    """

    def __init__(self, arrays: ChainArrays) -> None:
        if arrays.day is None:
            raise MissingDayError
        self.chain = arrays
        self.cascade = CascadeArrays(arrays)
        self.evidence = Evidence(arrays)
        self.degrees = Degrees(self.cascade, self.evidence)
        self.states = States(self.cascade, self.evidence, self.degrees, arrays.day)
        self.naming = Naming(arrays)
        self.vacancies = Vacancies(arrays, arrays.day)
        self.ids = arrays.tables["organizations"].ids
        self.role_ids = arrays.tables["roles"].ids
        self._ways: dict[tuple[tuple[str, ...], int], Ways] = {}
        self._steps: dict[tuple[int, int, str, int, int], PathStep] = {}

    # --- where there is a path -----------------------------------------------------------

    @cached_property
    def answerable(self) -> Bools:
        """
        Where one can ask who answers, duties × organizations.

        Where a required duty is expected; where it is declared and does not say
        who performs it; and at helpers, whose superior answers.
        """
        cascade = self.cascade
        required = cascade.duties.required[:, np.newaxis]
        unsaid = ~cascade.duties.has_performers & ~cascade.performing.silent
        declared = cascade.declared & cascade.performing.inside & unsaid[:, np.newaxis]
        helpers = cascade.helped & ~self.chain.owns_failure[np.newaxis, :]
        alive = self.chain.hierarchy.in_force[np.newaxis, :]
        return (cascade.expected | ((declared | helpers) & required)) & alive

    def start(self, organization: int) -> int:
        """Return who owns a failure of an organization: itself, else its line superior; -1 for nobody."""
        return (
            organization
            if self.chain.owns_failure[organization]
            else int(self.chain.hierarchy.line[organization])
        )

    # --- ways ------------------------------------------------------------------------------

    @cached_property
    def _guides(self) -> dict[int, list[int]]:
        """Guiding superiors by the one they guide; one that owns no failure stands for its line superior."""
        table = self.chain.tables["organizations"]
        alive = self.chain.hierarchy.in_force
        found: dict[int, list[int]] = {}
        for row, named in enumerate(table.column("guided_by")):
            if named:
                guides = {self.start(guide) for guide in table.find(named) if guide >= 0 and alive[guide]}
                leads = int(self.chain.hierarchy.line[row])
                found[row] = sorted(guides - {row, leads, _NOBODY})
        return found

    def ways(self, duty: int, start: int) -> Ways:
        """Return the ways from a start up to where the duty starts, or where no edge leads on."""
        key = (self.cascade.duties.values[duty].origin, start)
        if key not in self._ways:
            inside = self.cascade.performing.inside[duty]
            line = self.chain.hierarchy.line

            def edges(here: int) -> list[Edge]:
                above = int(line[here])
                if inside[here] and (above < 0 or not inside[above]):
                    return []
                leading = [(above, kernel.LEADS)] if above >= 0 else []
                return leading + [(guide, kernel.GUIDES) for guide in self._guides.get(here, ())]

            self._ways[key] = kernel.Ways(start, edges)
        return self._ways[key]

    def steps(self, duty: int, asked: int, only: Container[int] | None = None) -> Iterator[PathStep]:
        """Yield every step on any way, lower ones first; only those of some organizations."""
        start = self.start(asked)
        ways = self.ways(duty, start)
        if only is None or start in only:
            yield self.step(duty, start, OWNS, _NOBODY, asked)
        for here in ways.order:
            for above, relation in ways.up[here]:
                if only is None or above in only:
                    yield self.step(duty, above, _RELATIONS[relation], here, asked if here == start else here)

    def along(self, duty: int, asked: int, way: kernel.Way) -> Iterator[PathStep]:
        """Yield the steps of one way."""
        start = here = self.start(asked)
        yield self.step(duty, start, OWNS, _NOBODY, asked)
        for above, relation in way:
            yield self.step(duty, above, _RELATIONS[relation], here, asked if here == start else here)
            here = above

    # --- steps -----------------------------------------------------------------------------

    def step(self, duty: int, organization: int, relation: str, below: int, asked: int) -> PathStep:
        """
        Return a step.

        `asked` is the organization asked about, on the first step and on the
        one above it; else the organization below.
        """
        key = (duty, organization, relation, below, asked)
        if key not in self._steps:
            self._steps[key] = self._made(*key)
        return self._steps[key]

    def main(self, duty: int, superior: int, below: int) -> dict[int, Stand]:
        """Return the roles that answer for a superior's management of a duty at one below it."""
        return self.degrees.main(duty, superior, (below,), Function.MANAGE)

    def _made(self, duty: int, organization: int, relation: str, below: int, asked: int) -> PathStep:
        over = tuple(dict.fromkeys(one for one in (below, asked) if one not in {_NOBODY, organization}))
        if relation == OWNS:
            told = self.states.owner(duty, organization, asked)
            performs = bool(self.cascade.performs[duty, organization])
            function = Function.PERFORM if performs else Function.MANAGE
        else:
            told = self.states.superior(duty, organization, over, relation)
            function = Function.MANAGE
        answers = relation == OWNS or told.state is State.ACCOUNTABLE
        manages = relation != GUIDES and bool(self.cascade.manages[duty, organization])
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
        taking, objecting = self.degrees.decided(duty, organization) if answers else ({}, {})
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
        vacant = bool(self.chain.vacant[role])
        reason, citations = stand.reason, _cited("acc_exempt" if excluded else "acc_overall")
        since, filler = None, _NOBODY
        if vacant and not excluded:
            since, filler = self.vacancies.since(role), self.vacancies.filler(role)
            reason, citations = (
                self._vacancy(organization, stand, since_words(since), filler),
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

    def _vacancy(self, organization: int, stand: Stand, since: Text, filler: int) -> Text:
        own = self.naming.organizations[organization]
        who = (
            both(self.naming.organizations[filler])
            if filler >= 0
            else Text(zh="上级党组织", en="its superior")
        )
        return Text(
            zh=f"{stand.reason.zh}；岗位{since.zh}空缺，空缺期间由{own}集体负责，配备岗位由{who.zh}研究",
            en=f"{stand.reason.en}; vacant {since.en}: meanwhile {own} answers as a body, and {who.en} sees to filling it",
        )

    def _supervising(self, duty: int, organization: int, over: tuple[int, ...]) -> Iterator[Answerer]:
        due = self.states.managing_due(duty)
        found = self.degrees.failed_supervision(duty, organization, over, due)
        objecting = self.degrees.decided(duty, organization)[1] if found else {}
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
        if relation != GUIDES and needs is not None and self.chain.head(organization) < 0:
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
            zh=f"{names[asked]}（{kinds[self.chain.kind[asked]].label.zh}）不单列责任，由{names[organization]}起算"
            + (f"；其负责岗位为{who.zh}" if who.zh else ""),
            en=f"{names[asked]} ({kinds[self.chain.kind[asked]].label.en}) owns no failure, "
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

    def holders(self, roles: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return who holds roles on the day."""
        positions = self.chain.tables["roles"].positions
        return {role: tuple(self.chain.persons(positions[role])) for role in roles}


@cache
def _cited(*keys: str) -> tuple[Citation, ...]:
    return tuple(rulebook().citation(key) for key in keys)
