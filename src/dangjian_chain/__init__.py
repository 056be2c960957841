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
    Use,
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
    from collections.abc import Callable
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
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.appraising import appraise
    from dangjian_chain.appraisal.band import Band
    from dangjian_chain.appraisal.bands import Bands, bands
    from dangjian_chain.appraisal.loop import Loop, loop
    from dangjian_chain.appraisal.loop_row import LoopRate, LoopRow
    from dangjian_chain.appraisal.loop_stage import Closed, LoopStage
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.appraisal.work_report import (
        AnswerState,
        NotTallied,
        ReportState,
        VoteForm,
        WorkReport,
    )
    from dangjian_chain.appraisal.work_reports import WorkReports, work_reports
    from dangjian_chain.formats import chain_from_document, from_frames, read, read_text, write
    from dangjian_chain.formats.office.understanding import Understanding, understand
    from dangjian_chain.performance.burden import Burden, OrganizationBurden
    from dangjian_chain.performance.due import DueItems, due
    from dangjian_chain.performance.due_item import DueItem
    from dangjian_chain.performance.due_state import DueState
    from dangjian_chain.performance.landed import Landed, LandedRow
    from dangjian_chain.performance.officers import Officer, Officers, officers
    from dangjian_chain.performance.term import Term
    from dangjian_chain.performance.terms import Terms, terms
    from dangjian_chain.performance.uses import ResultUse, Uses, uses
    from dangjian_chain.rectification.difference import LedgerChange, LedgerDifference, compare_ledgers
    from dangjian_chain.rectification.entry import LedgerEntry
    from dangjian_chain.rectification.ledger import Ledger, ledger
    from dangjian_chain.rectification.state import LedgerState
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
    "appraisal.appraisal": ("Appraisal",),
    "appraisal.appraising": ("appraise",),
    "appraisal.band": ("Band",),
    "appraisal.bands": ("Bands", "bands"),
    "appraisal.loop": ("Loop", "loop"),
    "appraisal.loop_row": ("LoopRate", "LoopRow"),
    "appraisal.loop_stage": ("Closed", "LoopStage"),
    "appraisal.scheme": ("Scheme",),
    "appraisal.work_report": ("AnswerState", "NotTallied", "ReportState", "VoteForm", "WorkReport"),
    "appraisal.work_reports": ("WorkReports", "work_reports"),
    "formats": ("chain_from_document", "from_frames", "read", "read_text", "write"),
    "formats.catalogue": ("Catalogue", "CatalogueDuty", "catalogue"),
    "formats.office.understanding": ("Understanding", "understand"),
    "performance.burden": ("Burden", "OrganizationBurden"),
    "performance.due": ("DueItems", "due"),
    "performance.due_item": ("DueItem",),
    "performance.due_state": ("DueState",),
    "performance.landed": ("Landed", "LandedRow"),
    "performance.officers": ("Officer", "Officers", "officers"),
    "performance.term": ("Term",),
    "performance.terms": ("Terms", "terms"),
    "performance.uses": ("ResultUse", "Uses", "uses"),
    "rectification.difference": ("LedgerChange", "LedgerDifference", "compare_ledgers"),
    "rectification.entry": ("LedgerEntry",),
    "rectification.ledger": ("Ledger", "ledger"),
    "rectification.state": ("LedgerState",),
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
    loaded = _loaded(room)
    globals().update({late: getattr(loaded, late) for late in _LATE[room]})
    return globals()[name]


def _loaded(room: str) -> Any:  # noqa: ANN401 - a module
    """Return a room, with what a room above it draws of its result put on the class."""
    loaded = import_module(f"dangjian_chain.{room}")
    if room in _DRAWN:
        name, drawn = _DRAWN[room]
        for method, (place, function) in drawn.items():
            setattr(getattr(loaded, name), method, _drawing(place, function))
    return loaded


_DRAWN = {
    "appraisal.loop": (
        "Loop",
        {"_repr_html_": ("notebook", "loop_html"), "to_svg": ("loop_figure", "loop_svg")},
    ),
    "performance.burden": ("Burden", {"_repr_html_": ("notebook", "burden_html")}),
    "performance.due": ("DueItems", {"_repr_html_": ("notebook", "due_html")}),
}
"""Results that a notebook shows as tables and pictures, and what draws them, loaded when it is called."""


def _drawing(place: str, function: str) -> Callable[..., str]:
    def drawn(result: object, *given: Any, **how: Any) -> str:  # noqa: ANN401 - of the function
        made: str = getattr(import_module(f"dangjian_chain.reports.{place}"), function)(result, *given, **how)
        return made

    return drawn


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


def _burden(chain: ResponsibilityChain, at: date | None = None, year: int | None = None) -> Burden:
    """Return what records and papers the lists ask of each organization; see `performance.burden`."""
    made: Burden = _loaded("performance.burden").burden(chain, at, year)
    return made


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
ResponsibilityChain.burden = _burden
GapReport.to_excel = _to_excel
GapReport.annotate = _annotate
UnreadableDocumentError.annotate = _annotate_problems

__all__ = [
    "AccountabilityPath",
    "AccountabilityPaths",
    "AnswerState",
    "Answerer",
    "Appointment",
    "Appraisal",
    "Assignment",
    "Band",
    "Bands",
    "Bearer",
    "BearerList",
    "Bearers",
    "Burden",
    "Cascade",
    "Catalogue",
    "CatalogueDuty",
    "Cause",
    "ChainError",
    "Change",
    "Closed",
    "Collection",
    "Common",
    "CommonGaps",
    "Conditions",
    "DueItem",
    "DueItems",
    "DueState",
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
    "Landed",
    "LandedRow",
    "Landing",
    "LandingRow",
    "Ledger",
    "LedgerChange",
    "LedgerDifference",
    "LedgerEntry",
    "LedgerItem",
    "LedgerState",
    "LeftOut",
    "Liability",
    "Loop",
    "LoopRate",
    "LoopRow",
    "LoopStage",
    "MissingDayError",
    "MissingExtraError",
    "Nature",
    "Node",
    "NotChecked",
    "NotTallied",
    "Officer",
    "Officers",
    "Organization",
    "OrganizationBurden",
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
    "ReportState",
    "Responsibility",
    "ResponsibilityChain",
    "ResultUse",
    "Role",
    "Rule",
    "Scheme",
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
    "Use",
    "Uses",
    "Verification",
    "Verified",
    "VoteForm",
    "WorkReport",
    "WorkReports",
    "accountability_paths",
    "answers_for",
    "answers_to",
    "appraise",
    "bands",
    "catalogue",
    "chain_from_document",
    "changed_paths",
    "compare_ledgers",
    "detect_gaps",
    "due",
    "from_frames",
    "ledger",
    "loop",
    "officers",
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
    "uses",
    "work_reports",
    "write",
]
