"""Scores: what an appraisal says of organizations, indicators and roles."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.appraisal.points import HUNDRED, Points, written
from dangjian_chain.appraisal.scheme import Indicator
from dangjian_chain.model.vocabulary import Function, Stage
from dangjian_chain.text import Text


@frozen
class IndicatorScore:
    """
    The points of one indicator in one organization.

    Parameters
    ----------
    organization, scheme : str
    indicator : Indicator
    points : Points
    duties : tuple of (str, Points)
        What each duty gives to it; they sum to `points`.
    """

    organization: str
    scheme: str
    indicator: Indicator
    points: Points
    duties: tuple[tuple[str, Points], ...]


@frozen
class Score:
    """
    The points of one organization.

    Parameters
    ----------
    organization, name, kind, scheme : str
    points : Points
        Own performance and management of the level below together.
    own, managed : Points
        The two kept apart.
    bonus : int
        Beside the full marks, in hundredths.
    stages : tuple of (Stage, Points)
        The same points by stage.
    appraiser, appraiser_name : str
        The line superior, who appraises; blank at the top.
    vetoes : tuple of Text
        What bars the best band.
    """

    organization: str
    name: str
    kind: str
    scheme: str
    points: Points
    own: Points
    managed: Points
    bonus: int
    stages: tuple[tuple[Stage, Points], ...]
    appraiser: str
    appraiser_name: str
    vetoes: tuple[Text, ...] = ()

    @property
    def value(self) -> float | None:
        """The points gained, without bonus; `None` where nothing is known."""
        return self.points.value

    @property
    def known(self) -> float:
        """Of how many points something is known."""
        return self.points.known

    @property
    def full(self) -> float:
        """How many points there are for this organization to gain: of what does not apply to it there are none."""
        return self.points.full

    @property
    def total(self) -> float | None:
        """The points gained with bonus; `None` where nothing is known."""
        return None if self.value is None else (self.points.gained + self.bonus) / HUNDRED

    def __str__(self) -> str:
        return f"{self.points}" + (f"+{written(self.bonus)}" if self.bonus else "")


@frozen
class RoleScore:
    """
    The points of what a role bears as first or direct: the person beside the body.

    Parameters
    ----------
    role, organization : str
    points : Points
    parts : tuple of (str, str, Function, Points)
        Indicator, duty, function and points of each part.
    """

    role: str
    organization: str
    points: Points
    parts: tuple[tuple[str, str, Function, Points], ...]


@frozen
class StageScore:
    """
    The points of a class of organizations in one stage.

    Parameters
    ----------
    scheme : str
    stage : Stage
    points : Points
        Of all organizations of the class together.
    organizations : int
        How many they are.
    """

    scheme: str
    stage: Stage
    points: Points
    organizations: int

    @property
    def rate(self) -> float | None:
        """Gained ÷ known; `None` where nothing is known."""
        known = self.points.gained + self.points.lost
        return self.points.gained / known if known else None


@frozen
class Place:
    """
    A place in the ranking of a class.

    Parameters
    ----------
    rank : int or None
        Like scores share one; `None` where not everything is known, for a figure that is missing is not zero.
    score : Score
    """

    rank: int | None
    score: Score
