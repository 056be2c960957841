"""Common and individual gaps (共性问题、个性问题): what most organizations of a kind share, and what one has alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.asked import Asked
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.gaps.rule import Rule

LEAST = 2
"""Of a single organization nothing is common."""


@frozen(repr=False)
class Common:
    """
    One gap that many organizations of a kind share.

    Parameters
    ----------
    rule : Rule
    kind : str
        The kind of the organizations.
    kind_label : Text
    duty : str
        The duty it is about; blank for none.
    organizations : tuple of str
        Where it is, in id order.
    of : int
        How many organizations of the kind there are.
    gaps : tuple of Gap
    """

    rule: Rule
    kind: str
    kind_label: Text
    duty: str
    organizations: tuple[str, ...]
    of: int
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> float:
        """The part of the organizations of the kind where it is, from 0 to 1."""
        return len(self.organizations) / self.of

    def say(self, lang: Lang = "zh") -> str:
        """Return it as one line, always with both numbers."""
        count, title = len(self.organizations), self.rule.title.of(lang)
        duty = f"“{self.duty}”" if lang == "zh" else f" on {self.duty!r}"
        about = duty if self.duty else ""
        if lang == "zh":
            return f"{self.rule.code} {title}{about}：{self.kind_label.zh}{count}/{self.of}，{self.share:.0%}"
        return f"{self.rule.code} {title}{about}: {count}/{self.of} of kind {self.kind_label.en!r}, {self.share:.0%}"

    def __repr__(self) -> str:
        return f"<Common {self.rule.code} {self.kind} {len(self.organizations)}/{self.of}>"


@frozen
class CommonGaps:
    """
    What is common and what is not.

    Parameters
    ----------
    common : tuple of Common
        The largest share first, then in the order of codes.
    individual : tuple of Gap
        All others, in the order of the report.
    """

    common: tuple[Common, ...]
    individual: tuple[Gap, ...]


def common_gaps(gaps: Sequence[Gap], asked: Asked, share: float) -> CommonGaps:
    """
    Return which gaps at least `share` of the organizations of one kind have alike.

    Alike are gaps of one rule on one duty, or on none; those of the chain as a
    whole are common to nobody.
    """
    grouped: dict[tuple[str, str, str], list[Gap]] = {}
    for gap in gaps:
        kind = asked.kind(gap.organization)
        if kind:
            grouped.setdefault((gap.code, kind, gap.duty), []).append(gap)
    found = [_common(kind, duty, alike, asked) for (_, kind, duty), alike in grouped.items()]
    chosen = [one for one in found if len(one.organizations) >= LEAST and one.share >= share]
    taken = {gap.fingerprint for one in chosen for gap in one.gaps}
    return CommonGaps(
        tuple(sorted(chosen, key=lambda one: (-one.share, one.rule.code, one.kind, one.duty))),
        tuple(gap for gap in gaps if gap.fingerprint not in taken),
    )


def _common(kind: str, duty: str, alike: Sequence[Gap], asked: Asked) -> Common:
    return Common(
        rule=alike[0].rule,
        kind=kind,
        kind_label=asked.kind_label(kind),
        duty=duty,
        organizations=tuple(sorted({gap.organization for gap in alike})),
        # One that a rule speaks of may be out of force itself; a share is never above one.
        of=max(asked.of_kind(kind), len({gap.organization for gap in alike})),
        gaps=tuple(alike),
    )


def grouped_by(keys: Iterable[str], gaps: Sequence[Gap]) -> dict[str, tuple[Gap, ...]]:
    """Return gaps by a key of each, in the order of keys, those without one last under a blank."""
    found: dict[str, list[Gap]] = {}
    for key, gap in zip(keys, gaps, strict=True):
        found.setdefault(key, []).append(gap)
    return {key: tuple(found[key]) for key in sorted(found, key=lambda key: (not key, key))}
