"""What tests of rules ask: which gaps there are, and which rows they are about."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from dangjian_chain.gaps import Gap, GapReport, detect_gaps
from dangjian_chain.testing import chain_of
from tests.contract import FOUNDATION

AT = date(2026, 9, 30)
"""The day that tests ask about."""

Key = tuple[str, str, str, str]
"""Organization, subject kind, subject and duty: what one gap is counted by, besides its code."""


def report(*parts: str, at: date = AT) -> GapReport:
    """Return the gaps of a document written in parts, each indented as it stands."""
    return detect_gaps(chain_of("\n".join(dedent(part) for part in parts)), at=at)


def found(code: str, *parts: str, at: date = AT) -> list[Key]:
    """Return what the gaps of one rule are counted by, in their order."""
    return [
        (gap.organization, gap.subject_kind, gap.subject, gap.duty) for gap in report(*parts, at=at).of(code)
    ]


def subjects(code: str, *parts: str, at: date = AT) -> list[str]:
    """Return the subjects of the gaps of one rule, in their order."""
    return [gap.subject for gap in report(*parts, at=at).of(code)]


def codes(*parts: str, at: date = AT) -> list[str]:
    """Return the code of every gap of the foundation's rules, in their order."""
    return [gap.code for gap in report(*parts, at=at) if gap.code in FOUNDATION]


def only(code: str, *parts: str, at: date = AT) -> Gap:
    """Return the one gap of a rule."""
    (gap,) = report(*parts, at=at).of(code)
    return gap


def causes(gaps: GapReport) -> list[tuple[str, int]]:
    """Return each gap that follows from no other, and how many follow from it."""
    return [(cause.gap.code, len(cause.following)) for cause in gaps.causes]


def not_checked(*parts: str) -> dict[str, str]:
    """Return why each rule that could not apply did not, by code."""
    return {entry.code: entry.reason.en for entry in report(*parts).coverage if entry.code}
