"""Compute a responsibility chain: who carries what, where it falls short, who answers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dangjian_chain.errors import (
    ChainError,
    MissingDayError,
    MissingExtraError,
    Problem,
    UnknownNameError,
    UnreadableDocumentError,
    UnwritableError,
)
from dangjian_chain.explanation import Explanation
from dangjian_chain.gaps import (
    Cause,
    Common,
    CommonGaps,
    Gap,
    GapReport,
    NotChecked,
    Rule,
    detect_gaps,
    rule,
    rules,
)
from dangjian_chain.model import (
    Appointment,
    Assignment,
    Bearers,
    Change,
    Collection,
    Conditions,
    DuplicateIdError,
    Duty,
    Function,
    Hierarchy,
    Kind,
    LedgerItem,
    LeftOut,
    Liability,
    Nature,
    Node,
    Organization,
    Outcome,
    Record,
    RecordKind,
    RecordsCover,
    Responsibility,
    ResponsibilityChain,
    Role,
    Severity,
    Stage,
    State,
    Symptom,
    Understood,
    UnitType,
)
from dangjian_chain.period import PartialDate, Period
from dangjian_chain.propagation import (
    Bearer,
    BearerList,
    Cascade,
    DutyItem,
    DutyList,
    Landing,
    LandingRow,
    propagate,
)
from dangjian_chain.rulebook import Profile
from dangjian_chain.text import Text

__version__ = "0.1.0"

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from dangjian_chain.accountability import (
        AccountabilityPath,
        AccountabilityPaths,
        Answerer,
        PathChange,
        PathChanges,
        PathStep,
        Standing,
        Standings,
        Statement,
        accountability_paths,
        answers_for,
        answers_to,
        changed_paths,
        paths_through,
    )
    from dangjian_chain.formats import chain_from_document, from_frames, read, read_text, write
    from dangjian_chain.formats.office.understanding import Understanding, understand
    from dangjian_chain.performance.term import Term
    from dangjian_chain.performance.terms import Terms, terms
    from dangjian_chain.text import Lang

_LATE = {
    "accountability": (
        "AccountabilityPath",
        "AccountabilityPaths",
        "Answerer",
        "PathChange",
        "PathChanges",
        "PathStep",
        "Standing",
        "Standings",
        "Statement",
        "accountability_paths",
        "answers_for",
        "answers_to",
        "changed_paths",
        "paths_through",
    ),
    "formats": ("chain_from_document", "from_frames", "read", "read_text", "write"),
    "formats.catalogue": ("Catalogue", "CatalogueDuty", "catalogue"),
    "formats.office.understanding": ("Understanding", "understand"),
    "performance.term": ("Term",),
    "performance.terms": ("Terms", "terms"),
    "reports.reporting": ("Report", "report"),
    "reports.verification": ("Verification", "read_verifications"),
    "reports.verified": ("Verified",),
}
"""Rooms loaded when a name of theirs is first asked for: with them an import takes a third longer."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function, a class or a module
    room = next((room for room, names in _LATE.items() if name in (room, *names)), None)
    if room is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    loaded = import_module(f"dangjian_chain.{room}")
    globals().update({late: getattr(loaded, late) for late in _LATE[room]})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *(name for names in _LATE.values() for name in names)})


def _from_frames(**frames: Any) -> ResponsibilityChain:  # noqa: ANN401 - frames of any library
    """Return the chain of data frames; see `dangjian_chain.from_frames`."""
    return import_module("dangjian_chain.formats").from_frames(**frames)


def _answers_to(
    chain: ResponsibilityChain, role: str, at: date | None = None
) -> tuple[tuple[str, str | None, str], ...]:
    """Return to whom a role answers, duty by duty; see `dangjian_chain.answers_to`."""
    return import_module("dangjian_chain.accountability").answers_to(chain, role, at)


def _answers_for(
    chain: ResponsibilityChain, role: str, at: date | None = None
) -> tuple[tuple[str, str | None, str], ...]:
    """Return for whom a role answers, duty by duty; see `dangjian_chain.answers_for`."""
    return import_module("dangjian_chain.accountability").answers_for(chain, role, at)


def _annotate(
    report: GapReport, source: str | PathLike[str], target: str | PathLike[str], *, lang: Lang = "zh"
) -> None:
    """Write a copy of the workbook that was read, with the gaps on its cells."""
    import_module("dangjian_chain.reports.annotated").annotate_gaps(report, source, target, lang=lang)


def _annotate_problems(
    error: UnreadableDocumentError,
    source: str | PathLike[str],
    target: str | PathLike[str],
    *,
    lang: Lang = "zh",
) -> None:
    """Write a copy of the workbook that could not be read, with what is wrong on its cells."""
    import_module("dangjian_chain.reports.annotated").annotate_problems(
        error.problems, source, target, lang=lang
    )


def _to_excel(gaps: GapReport, path: str | PathLike[str], **how: Any) -> None:  # noqa: ANN401 - of `gaps_to_excel`
    """Write the list to verify as a workbook; see `dangjian_chain.reports.reporting.gaps_to_excel`."""
    import_module("dangjian_chain.reports.reporting").gaps_to_excel(gaps, path, **how)


# Readers and analyses stand above the model; users look for these on the class.
ResponsibilityChain.from_frames = staticmethod(_from_frames)
ResponsibilityChain.answers_to = _answers_to
ResponsibilityChain.answers_for = _answers_for
GapReport.to_excel = _to_excel
GapReport.annotate = _annotate
UnreadableDocumentError.annotate = _annotate_problems

__all__ = [
    "AccountabilityPath",
    "AccountabilityPaths",
    "Answerer",
    "Appointment",
    "Assignment",
    "Bearer",
    "BearerList",
    "Bearers",
    "Cascade",
    "Catalogue",
    "CatalogueDuty",
    "Cause",
    "ChainError",
    "Change",
    "Collection",
    "Common",
    "CommonGaps",
    "Conditions",
    "DuplicateIdError",
    "Duty",
    "DutyItem",
    "DutyList",
    "Explanation",
    "Function",
    "Gap",
    "GapReport",
    "Hierarchy",
    "Kind",
    "Landing",
    "LandingRow",
    "LedgerItem",
    "LeftOut",
    "Liability",
    "MissingDayError",
    "MissingExtraError",
    "Nature",
    "Node",
    "NotChecked",
    "Organization",
    "Outcome",
    "PartialDate",
    "PathChange",
    "PathChanges",
    "PathStep",
    "Period",
    "Problem",
    "Profile",
    "Record",
    "RecordKind",
    "RecordsCover",
    "Report",
    "Responsibility",
    "ResponsibilityChain",
    "Role",
    "Rule",
    "Severity",
    "Stage",
    "Standing",
    "Standings",
    "State",
    "Statement",
    "Symptom",
    "Term",
    "Terms",
    "Text",
    "Understanding",
    "Understood",
    "UnitType",
    "UnknownNameError",
    "UnreadableDocumentError",
    "UnwritableError",
    "Verification",
    "Verified",
    "accountability_paths",
    "answers_for",
    "answers_to",
    "catalogue",
    "chain_from_document",
    "changed_paths",
    "detect_gaps",
    "from_frames",
    "paths_through",
    "propagate",
    "read",
    "read_text",
    "read_verifications",
    "report",
    "rule",
    "rules",
    "terms",
    "understand",
    "write",
]
