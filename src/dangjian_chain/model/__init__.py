"""What exists: frozen values, collections, and the responsibility chain."""

from dangjian_chain.model.bearers import Bearers
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.collection import Collection
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.document import LeftOut, Understood
from dangjian_chain.model.duty import Assignment, Duty
from dangjian_chain.model.graph import Node
from dangjian_chain.model.hierarchy import Hierarchy
from dangjian_chain.model.kind import Kind
from dangjian_chain.model.organization import Organization
from dangjian_chain.model.record import Change, LedgerItem, Record, RecordsCover
from dangjian_chain.model.role import Appointment, Role
from dangjian_chain.model.table import DuplicateIdError
from dangjian_chain.model.vocabulary import (
    Function,
    Liability,
    Nature,
    Outcome,
    RecordKind,
    Responsibility,
    Severity,
    Stage,
    State,
    Symptom,
    UnitType,
    Use,
)

__all__ = [
    "Appointment",
    "Assignment",
    "Bearers",
    "Change",
    "Collection",
    "Conditions",
    "DuplicateIdError",
    "Duty",
    "Function",
    "Hierarchy",
    "Kind",
    "LedgerItem",
    "LeftOut",
    "Liability",
    "Nature",
    "Node",
    "Organization",
    "Outcome",
    "Record",
    "RecordKind",
    "RecordsCover",
    "Responsibility",
    "ResponsibilityChain",
    "Role",
    "Severity",
    "Stage",
    "State",
    "Symptom",
    "Understood",
    "UnitType",
    "Use",
]
