"""Appraisal: schemes, scores with their arithmetic, bands of organizations."""

from dangjian_chain.appraisal.appraisal import Appraisal
from dangjian_chain.appraisal.appraising import SeveralSchemesError, appraise
from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.bands import Banded, Bands, Move, bands
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import Points
from dangjian_chain.appraisal.scheme import Indicator, Scheme
from dangjian_chain.appraisal.scores import IndicatorScore, Place, RoleScore, Score, StageScore

__all__ = [
    "Appraisal",
    "Band",
    "Banded",
    "Bands",
    "Indicator",
    "IndicatorScore",
    "Method",
    "Move",
    "Place",
    "Points",
    "RoleScore",
    "Scheme",
    "Score",
    "SeveralSchemesError",
    "StageScore",
    "appraise",
    "bands",
]
