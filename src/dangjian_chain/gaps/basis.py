"""The basis of a gap: the provisions it rests on, and a profile's own numbers where they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dangjian_chain.gaps.limit import plain
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.gaps.rule import Hit, Rule
    from dangjian_chain.rulebook import Held, Override


class Bases:
    """States the bases of the hits of one rule; each once, for many hits share theirs."""

    def __init__(self, context: Context, rule: Rule) -> None:
        self._context = context
        self._rule = rule
        self._said: dict[tuple[tuple[str, ...] | None, tuple[Held, ...], str | None], Text] = {}

    def of(self, hit: Hit) -> Text:
        """Return the citations of a hit as a gap states them, each with its verification status."""
        unit_type = self._context.unit_type(hit.organization)
        asked = (hit.citations, hit.held, unit_type)
        found = self._said.get(asked)
        if found is None:
            found = self._said[asked] = self._stated(self._keys(hit, unit_type), hit.held, unit_type)
        return found

    def _keys(self, hit: Hit, unit_type: str | None) -> tuple[str, ...]:
        """Return the facts of a hit: those that bind its type of unit, and those of its numbers."""
        facts = self._rule.citations if hit.citations is None else hit.citations
        book = self._context.rules.book
        binding = [key for key in facts if book.citation(key).binds(unit_type)]
        return tuple(dict.fromkeys([*(binding or facts), *(held.citation for held in hit.held)]))

    def _stated(self, keys: tuple[str, ...], held: tuple[Held, ...], unit_type: str | None) -> Text:
        citations = [self._context.rules.citation(key).of(unit_type) for key in keys]
        own = [_override(one.override, one) for one in held if one.override is not None]
        return Text(
            zh="；".join([*(citation.say("zh") for citation in citations), *(text.zh for text in own)]),
            en="; ".join([*(citation.say("en") for citation in citations), *(text.en for text in own)]),
        )


def _override(override: Override, held: Held) -> Text:
    """Return that a profile's number acts in place of ours, and why."""
    now = plain(override.value)
    if held.former is None:
        instead = Text(zh=f"规定为{now}", en=f"sets {now}")
    else:
        former = plain(held.former)
        instead = Text(zh=f"由{former}改为{now}", en=f"puts {now} in place of {former}")
    return Text(
        zh=f"本单位口径“{override.profile.zh}”{instead.zh}：{override.reason.zh}",
        en=f"the unit's profile {override.profile.en!r} {instead.en}: {override.reason.en}",
    )
