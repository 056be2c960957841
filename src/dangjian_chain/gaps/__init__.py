"""Where a chain falls short: rules, their detection, and the report."""

from dangjian_chain.gaps.common import Common, CommonGaps
from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.detect import detect_gaps
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.plugin import RulePluginError
from dangjian_chain.gaps.registry import rule, rules
from dangjian_chain.gaps.report import Cause, GapReport, NoChainError
from dangjian_chain.gaps.rule import Hit, Rule, RuleStatus

__all__ = [
    "Cause",
    "Common",
    "CommonGaps",
    "Condition",
    "Context",
    "Data",
    "Gap",
    "GapReport",
    "Hit",
    "NoChainError",
    "NotChecked",
    "Rule",
    "RulePluginError",
    "RuleStatus",
    "detect_gaps",
    "rule",
    "rules",
]
