"""Duties handed down level by level, each step explained."""

from dangjian_chain.propagation.bearer import Bearer, BearerList
from dangjian_chain.propagation.cascade import Cascade, propagate
from dangjian_chain.propagation.duty_list import DutyItem, DutyList
from dangjian_chain.propagation.landing import Landing, LandingRow

__all__ = ["Bearer", "BearerList", "Cascade", "DutyItem", "DutyList", "Landing", "LandingRow", "propagate"]
