"""Compute a responsibility chain: who carries what, where it falls short, who answers."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
from dangjian_chain.gaps import Cause, Gap, GapReport, NotChecked, Rule, detect_gaps, rule, rules
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
from dangjian_chain.text import Text

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dangjian_chain.formats import chain_from_document, from_frames, read, read_text, write

_LATE = ("chain_from_document", "from_frames", "read", "read_text", "write")
"""Readers and writers, loaded when the first is asked for: with them an import takes a quarter longer."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function or a module
    if name != "formats" and name not in _LATE:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    formats = import_module("dangjian_chain.formats")
    globals().update({late: getattr(formats, late) for late in _LATE})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})


def _from_frames(**frames: Any) -> ResponsibilityChain:  # noqa: ANN401 - frames of any library
    """Return the chain of data frames; see `dangjian_chain.from_frames`."""
    return import_module("dangjian_chain.formats").from_frames(**frames)


# Readers and analyses stand above the model; users look for these on the class.
ResponsibilityChain.from_frames = staticmethod(_from_frames)
ResponsibilityChain.answers_to = answers_to
ResponsibilityChain.answers_for = answers_for

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
    "Cause",
    "ChainError",
    "Change",
    "Collection",
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
    "Record",
    "RecordKind",
    "RecordsCover",
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
    "Text",
    "Understood",
    "UnitType",
    "UnknownNameError",
    "UnreadableDocumentError",
    "UnwritableError",
    "accountability_paths",
    "answers_for",
    "answers_to",
    "chain_from_document",
    "changed_paths",
    "detect_gaps",
    "from_frames",
    "paths_through",
    "propagate",
    "read",
    "read_text",
    "rule",
    "rules",
    "write",
]
