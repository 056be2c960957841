"""Gaps: findings of rules, with what a person needs to verify and mend them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from dangjian_chain.explanation import Explanation
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.rule import Rule
    from dangjian_chain.period import Day


_BETWEEN = "\x1f"


@frozen(order=False, repr=False)
class Gap:
    """
    One finding, to be verified by a person (待核实); a comparison, never an accusation.

    Parameters
    ----------
    rule : Rule
    organization, organization_name : str
        Where it is; blank for the chain as a whole.
    unit, unit_name : str
        The nearest committee at or above it; blank for none.
    level : int or None
        The organization's level.
    subject_kind, subject : str
        The row to change: a collection's name in the singular, and its id or key.
    duty : str
        The duty it is about; blank for none.
    since : date or PartialDate or None
    message, remedy : Text
    citation : Text
        Its basis, with verification status.
    place : str
        Where the row was read; blank where it was not read from a document.
    details : mapping
        The placeholders' values.
    fingerprint : str
        Sixteen hex digits over code, organization, subject kind, subject and duty.
    follows_from : str
        The fingerprint of the gap that this one follows from; blank for a cause.
    columns : tuple of str
        The columns of the row to change that it is about, the most telling first;
        none for the row as a whole.
    """

    rule: Rule
    organization: str
    organization_name: str
    unit: str
    unit_name: str
    level: int | None
    subject_kind: str
    subject: str
    duty: str
    since: Day | None
    message: Text
    remedy: Text
    citation: Text
    place: str = field(eq=False)
    details: Mapping[str, str] = field(eq=False, repr=False)
    fingerprint: str
    follows_from: str = ""
    columns: tuple[str, ...] = field(default=(), eq=False, repr=False)

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    @property
    def stage(self) -> Stage:
        """The rule's stage."""
        return self.rule.stage

    @property
    def message_zh(self) -> str:
        """What was compared and not found, in Chinese."""
        return self.message.zh

    @property
    def message_en(self) -> str:
        """What was compared and not found, in English."""
        return self.message.en

    @property
    def remedy_zh(self) -> str:
        """The next step and the way out, in Chinese."""
        return self.remedy.zh

    @property
    def remedy_en(self) -> str:
        """The next step and the way out, in English."""
        return self.remedy.en

    def __repr__(self) -> str:
        duty = f" of duty {self.duty}" if self.duty else ""
        return f"<Gap {self.code} {self.name}: {self.subject_kind} {self.subject}{duty}>"

    def explain(self) -> Explanation:
        """Return what was compared and not found, where, on what ground, and below it the next step."""
        place = Text(zh=f"出处：{self.place}", en=f"place: {self.place}") if self.place else None
        claim = Text(zh=f"{self.code} {self.message.zh}", en=f"{self.code} {self.message.en}")
        step = Text(zh=f"下一步：{self.remedy.zh}", en=f"next step: {self.remedy.en}")
        return Explanation(claim, fact=place, ground=self.citation, children=(Explanation(step),))

    def say(self, lang: Lang = "zh") -> str:
        """Return code, message and remedy as one line."""
        return f"{self.code} {self.message.of(lang)}{' ' if lang == 'en' else ''}{self.remedy.of(lang)}"


def fingerprint(code: str, organization: str, subject_kind: str, subject: str, duty: str) -> str:
    """
    Return the stable mark of a gap: no names, dates, places, counts or messages.

    Examples
    --------
    >>> fingerprint("DJ002", "D1", "organization", "D1", "")
    '8ae7cf102c40e5d8'
    """
    import hashlib  # noqa: PLC0415 - loaded with the first gap

    joined = _BETWEEN.join((code, organization, subject_kind, subject, duty))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
