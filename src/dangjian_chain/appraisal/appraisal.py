"""Appraisals: the scores of organizations and roles in a period, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.appraisal.opinions import SetAside
from dangjian_chain.appraisal.points import HUNDRED, Points
from dangjian_chain.appraisal.reasons import why
from dangjian_chain.appraisal.scores import IndicatorScore, Place, RoleScore, Score, StageScore
from dangjian_chain.appraisal.sheet import CODE
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.frame import frame_of
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vocabulary import Function, Responsibility, Stage
from dangjian_chain.propagation.bearing import CODE as RESPONSIBILITY
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.facts import Facts
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.appraisal.sheet import Sheet
    from dangjian_chain.explanation import Explanation
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.period import Period
    from dangjian_chain.rulebook import DatedRulebook
    from dangjian_chain.typing import Bools, Objects

BEARING = (Responsibility.FIRST, Responsibility.DIRECT)
"""Whose points a duty's points are, besides the body's."""


COLUMNS = (
    "organization",
    "organization_name",
    "kind",
    "scheme",
    "indicator",
    "title_zh",
    "title_en",
    "duty",
    "function",
    "stage",
    "method",
    "points",
    "known",
    "full",
    "appraiser",
)


class Appraisal:
    """
    The scores of a period; made by `appraise`.

    A figure of which nothing is known is `None`, never zero, and the total says
    of how many points something is known. Classes are never ranked against each other.
    """

    def __init__(  # noqa: PLR0913 - what it was asked and what was found
        self,
        chain: ResponsibilityChain,
        period: Period,
        facts: Facts,
        sheets: Sequence[Sheet],
        rules: DatedRulebook,
        notes: Sequence[Text],
    ) -> None:
        self._chain = chain
        self._period = period
        self._facts = facts
        self._sheets = tuple(sheets)
        self._rules = rules
        self._notes = tuple(notes)
        self._names = Naming(chain.arrays)

    @property
    def chain(self) -> ResponsibilityChain:
        """The chain on its day."""
        return self._chain

    @property
    def period(self) -> Period:
        """The period appraised."""
        return self._period

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """What was appraised by."""
        return tuple(sheet.scheme for sheet in self._sheets)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What could not be appraised, and why."""
        return self._notes

    @property
    def facts(self) -> Facts:
        """What was due and done as arrays; for analyses, not public."""
        return self._facts

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The schemes applied, as arrays; for analyses, not public."""
        return self._sheets

    @property
    def rules(self) -> DatedRulebook:
        """The rulebook on the day; for analyses, not public."""
        return self._rules

    # --- organizations -------------------------------------------------------------

    @cached_property
    def _sheet_of(self) -> dict[int, Sheet]:
        return {
            organization: sheet
            for sheet in self._sheets
            for organization in np.flatnonzero(sheet.bound).tolist()
        }

    @cached_property
    def by_organization(self) -> Mapping[str, Score]:
        """The score of every organization of the classes, by id."""
        ids = self._chain.tables["organizations"].ids
        return {ids[organization]: self._score(organization) for organization in sorted(self._sheet_of)}

    def _score(self, organization: int) -> Score:
        sheet, arrays = self._sheet_of[organization], self._chain.arrays
        indicators, cells = sheet.scheme.indicators, sheet.cells
        manages = np.array([indicators[row].manages for row in cells.indicator], dtype=bool)
        above = int(arrays.hierarchy.line[organization])
        names = self._names.organizations
        return Score(
            organization=self._id(organization),
            name=names[organization],
            kind=list(arrays.organization_kinds)[arrays.kind[organization]],
            scheme=sheet.scheme.id,
            points=cells.points(slice(None), organization),
            own=cells.points(~manages, organization),
            managed=cells.points(manages, organization),
            bonus=int(sheet.bonus[:, organization].sum()),
            stages=tuple(
                (stage, cells.points(chosen, organization)) for stage, chosen in _by_stage(sheet).items()
            ),
            appraiser=self._id(above) if above >= 0 else "",
            appraiser_name=names[above] if above >= 0 else "",
            vetoes=tuple(veto.title for veto in sheet.scheme.vetoes if sheet.vetoed(veto, organization)),
        )

    def _id(self, organization: int) -> str:
        return str(self._chain.tables["organizations"].ids[organization])

    def of(self, organization: str) -> Score:
        """
        Return the score of an organization.

        Raises
        ------
        UnknownNameError
            If the chain has no such organization, or no scheme binds it.
        """
        return self.by_organization[self._id(self._bound(organization))]

    def _bound(self, organization: str) -> int:
        position = self._chain.tables["organizations"].position(organization)
        if position not in self._sheet_of:
            known = [self._id(each) for each in self._sheet_of]
            raise UnknownNameError("organization", organization, known)
        return position

    def indicators(self, organization: str) -> tuple[IndicatorScore, ...]:
        """Return the score of each indicator that applies to an organization, in the order of its scheme."""
        position = self._bound(organization)
        sheet = self._sheet_of[position]
        ids, cells, found = sheet.facts.cascade.duties.ids, sheet.cells, []
        for number, indicator in enumerate(sheet.scheme.indicators):
            parts = np.flatnonzero(cells.indicator == number)
            points = cells.points(parts, position)
            if points != Points():
                duties = tuple(
                    (ids[cells.duty[part]], cells.points(np.array([part]), position))
                    for part in parts.tolist()
                    if cells.duty[part] >= 0
                )
                found.append(IndicatorScore(organization, sheet.scheme.id, indicator, points, duties))
        return tuple(found)

    # --- duties, roles, stages -------------------------------------------------------------

    def of_duty(self, duty: str) -> Mapping[str, Points]:
        """Return what a duty gives in each organization, by id; both functions and every indicator together."""
        position = self._chain.tables["duties"].position(duty)
        found = {}
        for organization in sorted(self._sheet_of):
            cells = self._sheet_of[organization].cells
            points = cells.points(cells.duty == position, organization)
            if points != Points():
                found[self._id(organization)] = points
        return found

    def of_role(self, role: str) -> RoleScore:
        """
        Return the points of what a role bears as first or direct; what several bear counts for each of them.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        position = self._chain.tables["roles"].position(role)
        bearers = self._facts.cascade.bearers
        chosen = (bearers.role == position) & np.isin(
            bearers.responsibility, [RESPONSIBILITY[word] for word in BEARING]
        )
        borne = zip(
            *(getattr(bearers, name)[chosen].tolist() for name in ("organization", "duty", "function")),
            strict=True,
        )
        parts = [part for place in sorted(set(borne)) for part in self._borne(*place)]
        total = sum((points for *_, points in parts), Points())
        owner = int(self._chain.arrays.role_organization[position])
        return RoleScore(role, self._id(owner) if owner >= 0 else "", total, tuple(parts))

    def _borne(self, organization: int, duty: int, function: int) -> list[tuple[str, str, Function, Points]]:
        sheet = self._sheet_of.get(organization)
        if sheet is None:
            return []
        found = []
        for part in np.flatnonzero(sheet.cells.duty == duty).tolist():
            indicator = sheet.scheme.indicators[sheet.cells.indicator[part]]
            points = sheet.cells.points(np.array([part]), organization)
            if CODE[indicator.function] == function and points != Points():
                found.append((indicator.id, self._facts.cascade.duties.ids[duty], indicator.function, points))
        return found

    @cached_property
    def stages(self) -> tuple[StageScore, ...]:
        """The points of each class by stage; of each organization they are in its score."""
        found = []
        for sheet in self._sheets:
            bound = sheet.bound
            for stage, chosen in _by_stage(sheet).items():
                held = (sheet.cells.gained, sheet.cells.lost, sheet.cells.open)
                points = Points(*(int(array[chosen][:, bound].sum()) for array in held))
                found.append(StageScore(sheet.scheme.id, stage, points, int(bound.sum())))
        return tuple(found)

    def ranking(self, kind: str) -> tuple[Place, ...]:
        """
        Return the organizations of one class, the best first.

        Parameters
        ----------
        kind : str
            The id of a scheme, or a kind of organization that one scheme is for.

        Raises
        ------
        UnknownNameError
            If no scheme, or more than one, is for it: classes are never ranked against each other.
        """
        named = [scheme for scheme in self.schemes if scheme.id == kind]
        fitting = named or [scheme for scheme in self.schemes if kind in scheme.kinds]
        if len(fitting) != 1:
            raise UnknownNameError("class", kind, [scheme.id for scheme in fitting or self.schemes])
        scores = [score for score in self.by_organization.values() if score.scheme == fitting[0].id]
        scores.sort(key=lambda score: (not _is_ranked(score), -_level(score), score.organization))
        levels = [_level(score) for score in scores]
        return tuple(
            Place(levels.index(level) + 1 if _is_ranked(score) else None, score)
            for score, level in zip(scores, levels, strict=True)
        )

    # --- why --------------------------------------------------------------------------------

    @cached_property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The records that no indicator counted though they are about it: scores out of range, two for one thing."""
        return tuple(_set_aside(self._sheets, self._chain.tables["organizations"].ids))

    def why(self, organization: str, indicator: str | None = None) -> Explanation:
        """
        Return the arithmetic of a score, down to counts and the keys of records.

        Parameters
        ----------
        organization : str
        indicator : str, optional
            One indicator alone.

        Raises
        ------
        UnknownNameError
            If no scheme binds the organization, or its scheme has no such indicator.
        """
        return why(self, self._sheet_of[self._bound(organization)], organization, indicator)

    # --- tables ------------------------------------------------------------------------------

    def columns(self) -> dict[str, list[Any]]:
        """
        Return the columns of `to_frame` as lists of plain values, without a data frame library.

        One row for each organization and indicator that applies to it, points as numbers,
        `None` where nothing is known.
        """
        parts = [_columns(sheet, self._names.organizations) for sheet in self._sheets]
        rows = [
            (number, row) for number, part in enumerate(parts) for row in range(len(part["organization"]))
        ]
        rows.sort(key=lambda at: (parts[at[0]]["organization"][at[1]], at))
        return {name: [parts[number][name][row] for number, row in rows] for name in COLUMNS}

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return one row for each organization and indicator; see `columns`."""
        return frame_of(self.columns(), backend)

    def __len__(self) -> int:
        return len(self._sheet_of)

    def __repr__(self) -> str:
        held = [sheet.cells for sheet in self._sheets]
        gained, lost, open_ = (
            sum(int(getattr(cells, name).sum()) for cells in held) for name in ("gained", "lost", "open")
        )
        known, full = (gained + lost) / HUNDRED, (gained + lost + open_) / HUNDRED
        return (
            f"<Appraisal {self._period.start} to {self._period.end}: {len(self)} organizations, "
            f"{len(self._sheets)} schemes, {known:.2f} of {full:.2f} points known>"
        )


def _columns(sheet: Sheet, names: Objects) -> dict[str, list[Any]]:
    """Return the columns of one scheme, by organization and indicator."""
    arrays = sheet.facts.cascade.chain
    gained, lost, open_ = sheet.by_indicator
    organization, number = np.nonzero((gained + lost + open_).T)
    ids, kinds, line = (
        arrays.tables["organizations"].ids,
        list(arrays.organization_kinds),
        arrays.hierarchy.line,
    )
    indicators = [sheet.scheme.indicators[row] for row in number.tolist()]
    known = (gained + lost)[number, organization].tolist()
    points = gained[number, organization].tolist()
    whole = open_[number, organization].tolist()
    where = organization.tolist()
    return {
        "organization": [ids[row] for row in where],
        "organization_name": [names[row] for row in where],
        "kind": [kinds[code] for code in arrays.kind[organization].tolist()],
        "scheme": [sheet.scheme.id] * len(where),
        "indicator": [indicator.id for indicator in indicators],
        "title_zh": [indicator.title.zh for indicator in indicators],
        "title_en": [indicator.title.en for indicator in indicators],
        "duty": [";".join(indicator.duties) for indicator in indicators],
        "function": [indicator.function.value for indicator in indicators],
        "stage": [indicator.stage.value for indicator in indicators],
        "method": [indicator.method.value for indicator in indicators],
        "points": [held / HUNDRED if of else None for held, of in zip(points, known, strict=True)],
        "known": [of / HUNDRED for of in known],
        "full": [(of + more) / HUNDRED for of, more in zip(known, whole, strict=True)],
        "appraiser": [None if above < 0 else ids[above] for above in line[organization].tolist()],
    }


def _by_stage(sheet: Sheet) -> dict[Stage, Bools]:
    """Return which parts belong to each stage that the scheme has, in the order of stages."""
    stages = [indicator.stage for indicator in sheet.scheme.indicators]
    of_parts = [stages[row] for row in sheet.cells.indicator.tolist()]
    return {
        stage: np.array([held is stage for held in of_parts], dtype=bool)
        for stage in Stage
        if stage in of_parts
    }


def _set_aside(sheets: Sequence[Sheet], ids: Sequence[str]) -> list[SetAside]:
    return [
        SetAside(key, ids[organization], sheet.scheme.id, indicator.id, reason)
        for sheet in sheets
        for indicator in sheet.scheme.indicators
        if not indicator.method.is_counted and not sheet.is_orphan(indicator)
        for organization, opinion in sheet.given(indicator).items()
        for key, reason in opinion.aside
    ]


def _is_ranked(score: Score) -> bool:
    return score.points.is_known and score.points != Points()


def _level(score: Score) -> Fraction:
    """Return the part of its points that an organization has: of what does not apply there are none."""
    full = score.points.gained + score.points.lost + score.points.open
    return Fraction(score.points.gained + score.bonus, full) if full else Fraction(0)
