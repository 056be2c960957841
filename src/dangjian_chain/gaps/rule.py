"""Rules: a query over a chain on a day, and the card that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from dangjian_chain.gaps.data import Data
from dangjian_chain.model.vocabulary import Severity, Stage, Symptom
from dangjian_chain.rulebook import Held
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from attrs import Attribute

    from dangjian_chain.gaps.condition import Condition
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.period import Day


OWN = "DJ"
"""The letters of this library's own codes."""

_CODE = re.compile(rf"({OWN}|(?!{OWN})[A-Z]{{2,6}})[0-59][0-9]{{2}}")


class RuleStatus(StrEnum):
    """Whether a rule's meaning may still change."""

    PREVIEW = "preview"
    STABLE = "stable"


Key: TypeAlias = tuple[str, str, str, str]
"""Code, organization, subject, duty: what a gap may follow from."""

Words: TypeAlias = Mapping[str, object]
"""Values of the placeholders of a message; a `Text` reads differently in each language."""


@frozen
class Hit:
    """
    One finding of a rule, before it becomes a `Gap`.

    Parameters
    ----------
    organization : str
        Where it is; blank for the chain as a whole.
    subject_kind, subject : str
        The row to change.
    duty : str
        The duty it is about, if any.
    words : mapping
        Values of the placeholders of the rule's message and remedy.
    since : date or PartialDate, optional
        Since when, where that is known.
    row : tuple of str, int or str, optional
        Collection and position of the row to change, or its id or key, for its place.
    after : tuple of Key
        Gaps it may follow from, the nearest cause first.
    place : str, optional
        The place, where the row is not in the chain.
    column : str, optional
        The column of the row that it is about, where the rule's `columns` do not say.
    held : tuple of Held
        The numbers of the rulebook that it compared with: their facts are its basis, and
        a profile's own number is said with its reason.
    citations : tuple of str, optional
        Its basis, where that is not the whole of the rule's; without the facts of `held`.
    """

    organization: str
    subject: str
    subject_kind: str = "organization"
    duty: str = ""
    words: Words = field(factory=dict)
    since: Day | None = None
    row: tuple[str, int | str] | None = None
    after: tuple[Key, ...] = ()
    place: str = ""
    column: str = ""
    held: tuple[Held, ...] = ()
    citations: tuple[str, ...] | None = None


def _check_code(_: object, __: Attribute[str], code: str) -> None:
    if not _CODE.fullmatch(code):
        message = (
            f"a code is two to six capital letters ({OWN} alone, or others that do not begin so), "
            f"the digit of a stage (0 to 5, or 9) and two more digits, not {code!r}"
        )
        raise ValueError(message)


@frozen(repr=False)
class Rule:
    """
    A rule: what it looks for, and its card in both languages.

    Parameters
    ----------
    code : str
        `DJ`, the digit of its `Stage`, two digits; never reused. Rules of other
        packages have letters of their own: two to six capitals, never `DJ`.
    name : str
        The defect in a few English words, joined by hyphens.
    severity : Severity
        After the modality of its basis.
    citations : tuple of str
        Keys of the rulebook; none where a rule rests on no provision in it, and its
        explanation says on what.
    title, message, explanation, remedy : Text
        `message` and `remedy` hold placeholders that the hits fill.
    bad, good : str
        Minimal documents: in the first this rule speaks and no other, in the second none.
    reading : mapping
        How the examples are read, where a rule speaks of what was left out: options of `read`.
    at : str
        The day of the examples.
    find : callable
        Yields hits in a fixed order.
    needs : tuple of Data
        Without one of these the rule is not applicable and says so.
    beside : tuple of str
        Codes that cannot but speak in the bad example too, as consequences.
    columns : tuple of str
        The columns of the row to change that it looks at, the most telling first;
        none where it is about the row as a whole.
    reads : tuple of str
        Columns, as `organizations.covers`, without which it is not applicable: one that is
        filled nowhere is data the chain does not have.
    parameters : tuple of str
        The numbers of the rulebook it compares with; where none of them has a value for any
        organization it is not applicable and says why.
    conditions : callable, optional
        Yields what must hold of a row of `over` before it speaks, so that it can say why it does not.
    over : str
        The collection whose rows `conditions` look at.
    symptom : Symptom, optional
        What its gaps are a sign of; none for rules on data alone.
    is_on : bool
        Whether it looks when nobody names it; one that is off looks where its whole code is selected.
    profile : str
        A unit's own profile under which the examples are run, as TOML; none for most.
    scheme : str
        What the examples are appraised by, as TOML; none for most.
    since : str
        The release it appeared in.
    """

    code: str = field(validator=_check_code)
    name: str
    severity: Severity
    citations: tuple[str, ...]
    title: Text
    message: Text
    explanation: Text
    remedy: Text
    bad: str
    good: str
    find: Callable[[Context], Iterable[Hit]] = field(eq=False)
    needs: tuple[Data, ...] = ()
    beside: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    conditions: Callable[[Context], Iterable[Condition]] | None = field(default=None, eq=False)
    over: str = "organizations"
    symptom: Symptom | None = None
    is_on: bool = True
    profile: str = ""
    scheme: str = ""
    reading: Mapping[str, str] = field(factory=dict, hash=False)
    at: str = "2026-09-30"
    status: RuleStatus = RuleStatus.PREVIEW
    since: str = "0.1.0"

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    @property
    def stage(self) -> Stage:
        """The stage of the loop it belongs to."""
        return Stage.of_code(self.code[-len("DJ101") :])

    def say(self, text: Text, words: Words) -> Text:
        """Return one of its texts with the placeholders filled."""
        return text.format(spoken(words, "zh"), spoken(words, "en"))


def spoken(words: Words, lang: Lang) -> dict[str, object]:
    """Return the values of placeholders as they read in a language."""
    return {name: value.of(lang) if isinstance(value, Text) else value for name, value in words.items()}
