"""Schemes: what a class of organizations is appraised by, as a unit's own file or from its duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import written
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.vocabulary import Function, Stage, Use
from dangjian_chain.rulebook.toml_file import bytes_of, words_of
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain

SCHEMA = "dangjian-chain-scheme/1"
OUT_OF = 10_000
"""The scale of a score where the scheme does not say: 100 points, in hundredths."""
NO_VALUES: Mapping[str, int] = MappingProxyType({})

STAGE_OF: Mapping[Function, Stage] = MappingProxyType(
    {Function.PERFORM: Stage.PERFORM, Function.MANAGE: Stage.ACCOUNT}
)
"""The stage of an indicator that does not say: own doing is performing, seeing to the level below is holding to account."""


@frozen
class Indicator:
    """
    One thing that is appraised; points in hundredths.

    Parameters
    ----------
    id : str
    title : Text
    duties : tuple of str
        The duties it is tied to; none is an indicator that DJ414 speaks of.
    weight : int
        The points it can give.
    method : Method
    function : Function
        Own performance, or management of the level below; never both.
    stage : Stage
    target : int
        Of a count.
    per : int
        What one missing costs, of a deduction.
    levels : tuple of (int, int)
        At least how often (of shares, how many percent), and the points for it; rising.
    is_by_share : bool
        Whether the levels are percents of what is wanted.
    out_of : int
        The scale of a score, in hundredths.
    values : mapping
        What each grade of a vote is worth, in hundredths of a percent.
    role : str or None
        The kind of role whose results count; `None` for those of the body.
    place : str
        Where it stands in its file.
    """

    id: str
    title: Text
    duties: tuple[str, ...]
    weight: int
    method: Method
    function: Function = Function.PERFORM
    stage: Stage = Stage.PERFORM
    target: int = 0
    per: int = 0
    levels: tuple[tuple[int, int], ...] = ()
    is_by_share: bool = False
    out_of: int = OUT_OF
    values: Mapping[str, int] = field(default=NO_VALUES, hash=False)
    role: str | None = None
    place: str = field(default="", eq=False)

    @property
    def manages(self) -> bool:
        """Whether it is about the level below."""
        return self.function is Function.MANAGE


@frozen
class Bonus:
    """
    Points beside the full marks for each elective duty done, or each award; capped.

    Parameters
    ----------
    title : Text
    duties : tuple of str
        Elective duties (自选动作): never missed, and counted here when done.
    use : Use or None
        In place of duties: records of the use of results, such as an award.
    points, cap : int
        For each, and in all; hundredths.
    """

    title: Text
    duties: tuple[str, ...]
    use: Use | None
    points: int
    cap: int


@frozen
class Veto:
    """
    What bars the best band, by the unit's own decision: a duty not done, or a grade.

    Parameters
    ----------
    title : Text
    duties : tuple of str
    grades : tuple of str
    """

    title: Text
    duties: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()


@frozen
class Thresholds:
    """
    From how many points on each band begins, in hundredths of the scheme's own marks.

    Parameters
    ----------
    advanced, qualified : int or None
        `None` leaves it to the rulebook, which has no general figure.
    programmes : mapping of Band to str
        The duty that is the programme of a band.
    """

    advanced: int | None = None
    qualified: int | None = None
    programmes: Mapping[Band, str] = field(factory=lambda: MappingProxyType({}), hash=False)


@frozen(repr=False)
class Scheme:
    """
    What one class of organizations is appraised by.

    Parameters
    ----------
    id : str
    name : Text
    kinds : tuple of str
        The kinds of organizations it is for (`for` in the file).
    indicators : tuple of Indicator
    conditions : Conditions
        What else an organization must be, as in a duty.
    full_marks : int
        The sum of the weights, in hundredths.
    bonuses : tuple of Bonus
    vetoes : tuple of Veto
    bands : Thresholds

    Examples
    --------
    >>> scheme = Scheme.from_bytes('''
    ... schema = "dangjian-chain-scheme/1"
    ... id = "branches"
    ... name = "示例支部考核"
    ... for = ["branch"]
    ... full_marks = 10
    ... [[indicators]]
    ... id = "K1"
    ... title = "支部党员大会"
    ... duty = "Z01"
    ... weight = 10
    ... method = "ratio"
    ... '''.encode())
    >>> scheme, scheme.indicators[0].method
    (<Scheme branches: 1 indicators, 10.00 points, for branch>, <Method.RATIO: 'ratio'>)
    """

    id: str
    name: Text
    kinds: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    conditions: Conditions = field(factory=Conditions)
    full_marks: int = OUT_OF
    bonuses: tuple[Bonus, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    bands: Thresholds = field(factory=Thresholds)

    @classmethod
    def read(cls, path: str | Path) -> Scheme:
        """
        Return the scheme in a TOML file.

        Raises
        ------
        UnreadableDocumentError
            With everything that is wrong in it; weights that do not sum to the full marks are wrong.
        """
        return cls.from_bytes(bytes_of(path), Path(path).name)

    @classmethod
    def from_bytes(cls, data: bytes, source: str = "scheme.toml") -> Scheme:
        """Return the scheme in the bytes of a TOML file; see `read`."""
        from dangjian_chain.appraisal.scheme_reading import scheme_of  # noqa: PLC0415 - it imports this module

        return scheme_of(words_of(data, source), source)

    @staticmethod
    def of_duties(chain: ResponsibilityChain) -> tuple[Scheme, ...]:
        """Return what the duties' own weights and indicators are: a scheme for each kind of organization."""
        from dangjian_chain.appraisal.scheme_of_duties import schemes_of_duties  # noqa: PLC0415 - it imports this module

        return schemes_of_duties(chain.arrays)

    @property
    def duties(self) -> tuple[str, ...]:
        """Every duty that its indicators are tied to, in id order."""
        return tuple(sorted({duty for each in self.indicators for duty in each.duties}))

    def __repr__(self) -> str:
        return (
            f"<Scheme {self.id}: {len(self.indicators)} indicators, {written(self.full_marks)} points, "
            f"for {', '.join(self.kinds)}>"
        )


def schemes_given(scheme: Scheme | str | Path | Iterable[Scheme | str | Path]) -> tuple[Scheme, ...]:
    """Return the schemes that an argument means: one, a file, or several of them."""
    if isinstance(scheme, Scheme):
        return (scheme,)
    if isinstance(scheme, str | Path):
        return (Scheme.read(scheme),)
    return tuple(found for each in scheme for found in schemes_given(each))
