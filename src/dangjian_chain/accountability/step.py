"""One step of an accountability path: an organization, what the records say of it, who stands there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.vocabulary import Liability, State
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.period import Day
    from dangjian_chain.rulebook import Citation

OWNS, LEADS, GUIDES = "owns", "leads", "guides"
"""How a step stands to the one below: it owns the failure, leads it, or guides it."""


@frozen
class Statement:
    """
    Something a step says beside its state.

    Parameters
    ----------
    kind : str
        Breaks: `not-declared`, `no-list`, `no-head`. Notes: `executor`,
        `asked`.
    text : Text
    citations : tuple of Citation
        Its grounds, each with its verification status.
    """

    kind: str
    text: Text
    citations: tuple[Citation, ...]

    def ground(self) -> Text:
        """Return the grounds as one text."""
        return grounds(self.citations)


@frozen
class Answerer:
    """
    Who stands on a step, and in what degree; a candidate with reasons, never a verdict.

    Parameters
    ----------
    organization : str
        The step's, or the discipline commission directly below it.
    role : str or None
        `None` for the organization as a body.
    name : Text
        What people call the post, or the body.
    liability : Liability or None
        `None` where nothing but the standing is said: a level that is to be
        asked, a vacant role, one who objected.
    reason : Text
        Why it stands here.
    citations : tuple of Citation
    is_vacant : bool
        Whether nobody holds the role on the day.
    vacant_since : date or PartialDate or None
    filled_by : str or None
        The organization that must see to filling a vacant role.
    is_excluded : bool
        Whether it is shown only because a record says that it objected.
    persons : tuple of str
        The holders of the day, where they were asked for.
    """

    organization: str
    role: str | None
    name: Text
    liability: Liability | None
    reason: Text
    citations: tuple[Citation, ...]
    is_vacant: bool = False
    vacant_since: Day | None = None
    filled_by: str | None = None
    is_excluded: bool = False
    persons: tuple[str, ...] = ()

    def ground(self) -> Text:
        """Return the grounds as one text."""
        return grounds(self.citations)


@frozen
class PathStep:
    """
    One organization on an accountability path.

    Parameters
    ----------
    organization, name : str
        Id and name.
    relation : str
        `owns` for the first step; else `leads` or `guides`, what it does to the step below.
    below : str or None
        The organization of the step below.
    state : State
        Of the first step `performed`, `not_performed` or `unknown`; of the
        others `discharged`, `accountable`, `not_recorded` or `unknown`.
    fact : Text
        What the state rests on.
    citations : tuple of Citation
    answerers : tuple of Answerer
        Without `accountable` nobody above the first step has a liability for
        managing; those of `not_recorded` are whom to ask.
    breaks : tuple of Statement
        Where the chain itself is broken here.
    notes : tuple of Statement
    """

    organization: str
    name: str
    relation: str
    below: str | None
    state: State
    fact: Text
    citations: tuple[Citation, ...]
    answerers: tuple[Answerer, ...]
    breaks: tuple[Statement, ...] = ()
    notes: tuple[Statement, ...] = ()

    def ground(self) -> Text:
        """Return the grounds as one text."""
        return grounds(self.citations)

    def whole_ground(self) -> Text:
        """Return the grounds of the state, the breaks and the notes as one text."""
        statements = (*self.breaks, *self.notes)
        return grounds((*self.citations, *(citation for one in statements for citation in one.citations)))

    @property
    def place(self) -> tuple[str, str, str | None]:
        """What tells the step from others of one pair: organization, relation and the one below."""
        return self.organization, self.relation, self.below

    def liabilities(self) -> tuple[Answerer, ...]:
        """Return those who stand here with a degree of liability, to be verified."""
        return tuple(one for one in self.answerers if one.liability is not None)

    def roles(self) -> tuple[str, ...]:
        """Return the roles that stand here, excluded ones aside."""
        return tuple(one.role for one in self.answerers if one.role is not None and not one.is_excluded)


@cache
def grounds(citations: tuple[Citation, ...]) -> Text:
    """Return citations as one text, each with its verification status."""

    def said(lang: Lang) -> str:
        return ("；" if lang == "zh" else "; ").join(
            dict.fromkeys(one.say_verified(lang) for one in citations)
        )

    return Text(zh=said("zh"), en=said("en"))
