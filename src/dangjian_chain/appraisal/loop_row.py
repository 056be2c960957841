"""Rows of the loop: a duty in an organization stage by stage, and the rate of a stage in a group."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dangjian_chain.appraisal.loop_stage import Closed, LoopStage


@frozen
class LoopRow:
    """
    One carried duty in one organization, stage by stage.

    Parameters
    ----------
    duty, title, organization, name : str
    stages : mapping of LoopStage to Closed
    first_open : LoopStage or None
        The first stage that is known not to be closed.
    """

    duty: str
    title: str
    organization: str
    name: str
    stages: Mapping[LoopStage, Closed]
    first_open: LoopStage | None


@frozen
class LoopRate:
    """
    One stage in one group.

    Parameters
    ----------
    key, name : str
        Of the level, unit, kind or duty; blank for all.
    stage : LoopStage
    yes, no, unknown : int
        How many pairs of duty and organization.
    """

    key: str
    name: str
    stage: LoopStage
    yes: int
    no: int
    unknown: int

    @property
    def known(self) -> int:
        """Of how many it is known."""
        return self.yes + self.no

    @property
    def rate(self) -> float | None:
        """The share closed of those known; `None` where nothing is."""
        return self.yes / self.known if self.known else None
