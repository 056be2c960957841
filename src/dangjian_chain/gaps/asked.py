"""What was asked: the chain that rules saw and which of them looked, kept for further questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from dangjian_chain.gaps.applicable import why_not_applicable
from dangjian_chain.gaps.registry import rules
from dangjian_chain.gaps.why_not import why_not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dangjian_chain.explanation import Explanation
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.text import Text


@frozen(eq=False)
class Asked:
    """
    The other side of a report.

    Parameters
    ----------
    context : Context
    looked : frozenset of str
        The codes of the rules that were asked, applicable or not.
    """

    context: Context = field(repr=False)
    looked: frozenset[str]

    def why_not(self, gaps: Sequence[Gap], code: str, subject: str) -> Explanation:
        """Return why a rule says nothing of a row."""
        return why_not(self.context, gaps, self.looked, code, subject)

    def has_looked(self, code: str) -> bool:
        """Return whether a rule was asked and could look; of a blank code, whether all were asked that are on."""
        known = rules()
        if not code:
            return all(each.code in self.looked for each in known.values() if each.is_on)
        return code in self.looked and why_not_applicable(self.context, known[code]) is None

    def band(self, organization: str) -> str:
        """Return the band of an organization, blank where none is entered."""
        table = self.context.table("organizations")
        position = table.positions.get(organization, -1)
        return "" if position < 0 else table.column("band")[position] or ""

    def kind(self, organization: str) -> str:
        """Return the kind of an organization, blank for the chain as a whole."""
        table = self.context.table("organizations")
        position = table.positions.get(organization, -1)
        return "" if position < 0 else str(table.column("kind")[position])

    def kind_label(self, kind: str) -> Text:
        """Return what people call a kind of organization."""
        return self.context.arrays.organization_kinds[kind].label

    def of_kind(self, kind: str) -> int:
        """Return how many organizations of a kind are in force."""
        figures = self.context.figures
        return int((figures.of_kind(kind) & figures.alive).sum())
