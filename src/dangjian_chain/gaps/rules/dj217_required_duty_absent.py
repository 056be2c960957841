"""DJ217 required-duty-absent: 规定的责任事项未列入."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.cited import Reading
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.rulebook import Place
from dangjian_chain.rulebook.catalogue import REQUIRED, Scope, stands_in_a_provision
from dangjian_chain.rulebook.shipped_duties import shipped_catalogue, shipped_scopes
from dangjian_chain.text import Text, both
from dangjian_chain.typing import Bools

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW, _SHOWN = 5, 3


def find(context: Context) -> Iterator[Hit]:
    basis, where = _Basis(context), _Where(context)
    for key, scope in sorted(shipped_scopes().items()):
        if scope.nature != REQUIRED or scope.offered or basis.has(scope):
            continue
        here = where.of(scope)
        types = where.types(here)
        facts = scope.basis(context.rules, types) if types else ()
        if stands_in_a_provision(context.rules.book, facts):
            yield _hit(context, key, facts, np.flatnonzero(here & where.bound(facts)))


def _hit(context: Context, key: str, facts: tuple[str, ...], here: NDArray[np.intp]) -> Hit:
    duty = shipped_catalogue()[key]
    first = context.rules.citation(facts[0])
    by_reference = Text(zh="（参照执行）", en=" (by reference)") if first.by_reference else both("")
    return Hit(
        organization="",
        subject_kind="duty",
        subject=key,
        words={
            "duty": duty.title,
            "organizations": _listed(context, here),
            "basis": Text(
                zh=first.place.say("zh") + by_reference.zh, en=first.place.say("en") + by_reference.en
            ),
            "fact": facts[0],
            "what": duty.what,
        },
        citations=facts,
    )


def _listed(context: Context, here: NDArray[np.intp]) -> Text:
    """Return names as a sentence lists them; of a country's branches only those that it prints are looked up."""
    if len(here) <= _FEW:
        return context.name_list(here.tolist())
    names = [str(name) for name in context.names[here[:_SHOWN]]]
    return Text(
        zh=f"{'、'.join(names)}等{len(here)}个", en=f"{', '.join(names)} and {len(here) - _SHOWN} more"
    )


class _Basis:
    """What the duties of a chain give as their basis."""

    def __init__(self, context: Context) -> None:
        self._book = context.rules.book
        reading = Reading(self._book)
        self._facts: set[str] = set()
        self._articles: set[tuple[str, int | None]] = set()
        for words in set(filter(None, context.table("duties").column("why").tolist())):
            facts = reading.facts(words)
            self._facts.update(fact.key for fact in facts)
            places = [place for fact in facts for place in (fact.place, *fact.also)]
            exact = {(place.instrument.code, place.article) for place in places}
            codes = {code for code, _ in exact}
            for cited in reading.of(words):
                named = cited.instrument.code, cited.article
                # Beside a key its provision stands for readers; what else that article says is not meant.
                if named not in exact and (named[0] not in codes or cited.article is not None):
                    self._articles.add(named)

    def has(self, scope: Scope) -> bool:
        """Whether a duty cites one of its facts: by key, or by the instrument and article it stands in."""
        return any(key in self._facts or self._names(key) for key in scope.citations)

    def _names(self, key: str) -> bool:
        fact = self._book.citation(key)
        return any(self._names_place(place) for place in (fact.place, *fact.also))

    def _names_place(self, place: Place) -> bool:
        """Whether a text names a place; one whose article is not known may be any that is not known to be another."""
        code = place.instrument.code
        if place.article is not None:
            return any((code, article) in self._articles for article in _articles(place))
        named = {article for each, article in self._articles if each == code}
        return place.instrument.is_text and any((code, article) not in self._elsewhere for article in named)

    @cached_property
    def _elsewhere(self) -> set[tuple[str, int | None]]:
        """Articles of which the catalogue knows what they say."""
        facts = [self._book.citation(key) for scope in shipped_scopes().values() for key in scope.citations]
        places = [place for fact in facts for place in (fact.place, *fact.also)]
        return {(place.instrument.code, article) for place in places for article in _articles(place)}


def _articles(place: Place) -> range:
    return (
        range(0) if place.article is None else range(place.article, (place.to_article or place.article) + 1)
    )


class _Where:
    """Where a duty of the catalogue belongs: reachable organizations of its kind and type, conditions known to hold."""

    def __init__(self, context: Context) -> None:
        self._figures = context.figures
        self._rules = context.rules
        self._arrays = context.arrays
        self._roles = context.has(Data.ROLES)
        self._known: dict[tuple[str, str], Bools] = {}
        types = context.figures.unit_types
        stated = is_stated(types)
        self._here = context.figures.alive & context.arrays.hierarchy.reachable & stated
        self._of_type: dict[str, Bools] = {
            each: np.equal(types, each)  # a comparison of each that numpy makes in C
            for each in sorted(set(types[stated].tolist()))
        }

    def of(self, scope: Scope) -> Bools:
        """Return the organizations that it is for; shape (n,)."""
        here = self._here & self._figures.of_kind(*scope.performed_by)
        if scope.unit_types:
            here &= self._of(scope.unit_types)
        return here & self._holds(scope.conditions)

    def types(self, here: Bools) -> list[str]:
        """Return the types of unit of some organizations."""
        return [each for each, mask in self._of_type.items() if (here & mask).any()]

    def bound(self, facts: tuple[str, ...]) -> Bools:
        """Return the organizations whose type of unit one of these facts binds; shape (n,)."""
        cited = [self._rules.citation(fact) for fact in facts]
        return self._of(each for each in self._of_type if any(fact.binds(each) for fact in cited))

    def _of(self, types: Iterable[str]) -> Bools:
        none = np.zeros(len(self._here), dtype=bool)
        return np.logical_or.reduce([none, *(self._of_type.get(each, none) for each in types)])

    def _holds(self, conditions: Mapping[str, object]) -> Bools:
        holds = np.ones(len(self._here), dtype=bool)
        for name, wanted in conditions.items():
            key = (name, str(wanted))
            if key not in self._known:
                self._known[key] = self._condition(name, wanted)
            holds &= self._known[key]
        return holds

    def _condition(self, name: str, wanted: object) -> Bools:
        """Return where a condition is known to hold; shape (n,)."""
        figures = self._figures
        if name == "has_committee":
            return (self._arrays.has_committee == wanted) & self._roles
        if name == "has_groups":
            has = np.zeros(len(self._here), dtype=bool)
            above = self._arrays.hierarchy.superior
            has[above[figures.of_kind("group") & figures.alive & (above >= 0)]] = True
            return has == wanted
        if name in {"temporary", "joint"}:
            flags = self._arrays.tables["organizations"].column(name)
            return is_stated(flags) & (figures.flag(name) == wanted)
        number = float(str(wanted))
        full = figures.full_members
        return full >= number if name == "min_full_members" else full <= number


RULE = Rule(
    code="DJ217",
    name="required-duty-absent",
    severity=Severity.NOTE,
    citations=("res20_principles", "clear_bearer"),
    title=Text(zh="规定的责任事项未列入", en="A duty that the provisions ask for, on no list"),
    message=Text(
        zh="经核对，责任事项中未见以{basis}为依据的“{duty}”；该事项适用于{organizations}。",
        en="No duty was found that rests on {basis}, such as {duty!r}; it is for {organizations}.",
    ),
    explanation=Text(
        zh="把规则库的责任目录同本单位的责任事项比对：目录中某个事项的依据已经启用、在核对日施行，名册中又有适用的"
        "组织（类别、单位类型相符，适用条件成立），而没有一个责任事项以它的依据为制度依据，列出一次。制度依据一栏"
        "写规则库中的名称，或者写文件名称和条号，都算；条号未查明的，写出文件名称即可。单位类型没有填写的组织不作判断，"
        "依据待查证的事项不在此列。《党委（党组）落实全面从严治党主体责任规定》第四条要求责任覆盖各领域、各方面、"
        "各环节，基层党组织参照执行；逐项比对出自责任链的定义。",
        en="Compares the catalogue of duties in the rulebook with those of the chain: where what a duty of the "
        "catalogue rests on is on and in force, where an organization is there that it is for (its kind, its type of "
        "unit, its conditions), and no duty names that basis, it is listed once. A key of the rulebook will do as a "
        "basis, and so will the title with the article, or the title alone where the article is not known. "
        "Organizations without a type of unit are not judged, and duties that rest on facts from memory are left out. "
        "Art. 4 of the Principal Responsibility Provisions asks for full coverage and binds primary organizations by "
        "reference; to compare duty by duty follows from the definition of a chain.",
    ),
    remedy=Text(
        zh="建议先核对是否已列入别的事项，是的，在该事项的制度依据中写明 {fact}（{basis}）；"
        "确未列入的，可以从责任目录中取用：{what}",
        en="See first whether another duty covers it; if so, add {fact} ({basis}) to its basis. If not, it may be "
        "taken from the catalogue: {what}",
    ),
    bad="""\
organizations:
- {id: J1, name: 示例纪委, kind: discipline_commission, unit_type: public_institution}
duties:
- {id: S1, title: 纪委日常监督, why: 示例办法}
""",
    good="""\
organizations:
- {id: J1, name: 示例纪委, kind: discipline_commission, unit_type: public_institution}
duties:
- {id: S1, title: 纪委日常监督, why: four_way_split}
""",
    find=find,
    needs=(Data.DUTIES,),
    reads=("duties.why", "organizations.unit_type"),
    columns=("why",),
    symptom=Symptom.DILUTED,
)
