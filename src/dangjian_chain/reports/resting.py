"""Who rests on what in the rulebook: facts of an instrument, rules and parameters of a fact."""

from __future__ import annotations

from dangjian_chain.gaps.registry import rules as known_rules
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.rulebook import Citation, Parameter, Place, Rulebook

_LAST = 1_000


def facts_in(code: str, book: Rulebook) -> tuple[tuple[Place, Citation], ...]:
    """Return the facts of an instrument in the order of their places; those that say it elsewhere too."""
    found = [
        (place, fact)
        for fact in book.citations.values()
        for place in (fact.place, *fact.also)
        if place.instrument.code == code
    ]
    return tuple(sorted(found, key=_order))


def _order(placed: tuple[Place, Citation]) -> tuple[int, ...]:
    place, _ = placed
    parts = (place.article, place.paragraph, place.item)
    chapter = _LAST if place.chapter is None else place.chapter
    article = _LAST if place.article is None else place.article
    return (article, chapter if place.article is None else 0, *(part or 0 for part in parts[1:]))


def facts_of(parameter: Parameter) -> tuple[str, ...]:
    """
    Return the keys of the facts that a parameter's numbers come from.

    Examples
    --------
    >>> from dangjian_chain.rulebook import rulebook
    >>> facts_of(rulebook().parameter("committee_min_members"))
    ('organ_committee_threshold', 'soe_committee_threshold')
    """
    stated = [value.citation for value in parameter.values]
    others = [*stated, *(override.citation for override in parameter.overridden)]
    return tuple(dict.fromkeys([parameter.citation, *filter(None, others)]))


def parameters_on(fact: str, book: Rulebook) -> tuple[Parameter, ...]:
    """Return the parameters whose numbers come from a fact."""
    return tuple(parameter for parameter in book.parameters.values() if fact in facts_of(parameter))


def rules_comparing(parameter: str) -> tuple[Rule, ...]:
    """Return the rules that compare with a parameter."""
    return tuple(rule for rule in known_rules().values() if parameter in rule.parameters)


def rules_on(fact: str, book: Rulebook) -> tuple[Rule, ...]:
    """Return the rules that cite a fact, or compare with a number that comes from it."""
    keys = {parameter.key for parameter in parameters_on(fact, book)}
    return tuple(
        rule
        for rule in known_rules().values()
        if fact in rule.citations or not keys.isdisjoint(rule.parameters)
    )
