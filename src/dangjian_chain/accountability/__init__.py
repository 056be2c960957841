"""Who answers: accountability paths with reasons; candidates to be verified, never verdicts."""

from dangjian_chain.accountability.answering import answers_for, answers_to
from dangjian_chain.accountability.changes import PathChange, PathChanges, changed_paths
from dangjian_chain.accountability.path import AccountabilityPath
from dangjian_chain.accountability.paths import AccountabilityPaths
from dangjian_chain.accountability.standing import Standing, Standings, paths_through
from dangjian_chain.accountability.step import Answerer, PathStep, Statement
from dangjian_chain.accountability.tracing import accountability_paths

__all__ = [
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
]
