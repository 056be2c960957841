"""Appraising: a chain's records of a period, by a scheme or by the duties' own weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from dangjian_chain.appraisal.appraisal import Appraisal
from dangjian_chain.appraisal.facts import Facts
from dangjian_chain.appraisal.opinions import Opinions
from dangjian_chain.appraisal.scheme import Scheme, schemes_given
from dangjian_chain.appraisal.scheme_of_duties import schemes_of_duties
from dangjian_chain.appraisal.sheet import Sheet
from dangjian_chain.errors import ChainError, UnknownNameError
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.performance.asked_period import asked_period
from dangjian_chain.period import Period
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.rulebook import Profile, rulebook_with
from dangjian_chain.text import Text


class SeveralSchemesError(ChainError, ValueError):
    """More than one scheme binds an organization: it would have two scores."""

    def __init__(self, organization: str, schemes: Sequence[str]) -> None:
        self.organization = organization
        self.schemes = tuple(schemes)
        super().__init__(
            f"organization {organization!r} is bound by {', '.join(map(repr, schemes))}; name one"
        )


def appraise(  # noqa: PLR0913 - one parameter a question
    chain: ResponsibilityChain,
    period: int | str | Period,
    at: date | None = None,
    *,
    scheme: Scheme | str | Path | Iterable[Scheme | str | Path] | None = None,
    profile: Profile | Iterable[Profile] = (),
    records: object = None,
) -> Appraisal:
    """
    Return the scores of organizations and roles in a period.

    Parameters
    ----------
    chain : ResponsibilityChain
    period : int, str or Period
        A year, words for a year, half-year, quarter or month ("2025年", "2025Q4"), or the days.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`. Records after it are not seen.
    scheme : Scheme, path, or iterable of them, optional
        One for each class of organizations; left out, the duties' own weights and indicators.
    profile : Profile, or iterable of Profile
        The unit's own numbers, for the bands that follow from the scores.
    records : path or data frame, optional
        A large set of records that stays where it lies, as in `due`; scores, votes and uses of
        results are those of the chain alone.

    Returns
    -------
    Appraisal

    Raises
    ------
    MissingDayError
        If no day is known.
    UnreadableDocumentError
        If a scheme's file cannot be read, or its weights do not sum to its full marks.
    SeveralSchemesError
        If two schemes bind one organization.
    ValueError
        If words state no period, or it has an open side or no day.
    UnknownNameError
        If a scheme is for a kind of organization that the chain does not know.

    Examples
    --------
    >>> from dangjian_chain import Duty, Organization, Record, RecordKind, ResponsibilityChain
    >>> chain = ResponsibilityChain(
    ...     organizations=[Organization("D1-01", name="示例支部", kind="branch")],
    ...     duties=[Duty("Z01", "支部党员大会", performed_by=("branch",), cycle="1/quarter", weight=10)],
    ...     records=[Record("D1-01", RecordKind.PERFORMED, date(2025, 2, 1), duty=("Z01",))],
    ... )
    >>> appraisal = appraise(chain, 2025, at=date(2026, 1, 31))
    >>> score = appraisal.of("D1-01")
    >>> score.value, score.known, score.full
    (2.5, 2.5, 10.0)
    """
    seen = chain.asked(at)
    start, end = asked_period(period, seen.day or date.min)
    if start >= end:
        message = f"a period to appraise holds a day, not {start} to {end}"
        raise ValueError(message)
    book = rulebook_with(profile)
    rules = book.on(seen.day or date.min)
    arrays = seen.arrays
    schemes = schemes_of_duties(arrays) if scheme is None else schemes_given(scheme)
    facts = Facts(arrays.kept(CascadeArrays), start, end, records)
    opinions = Opinions(arrays, start, end)
    sheets = [Sheet(each, facts, opinions) for each in schemes]
    _check(sheets)
    notes = [_NO_WEIGHTS] if scheme is None and not schemes else []
    return Appraisal(seen, Period(start, end), facts, sheets, rules, [*notes, *_notes(sheets)])


def _check(sheets: Sequence[Sheet]) -> None:
    """Raise on a scheme for a kind that the chain does not know, and on an organization with two."""
    names = [sheet.scheme.id for sheet in sheets]
    for name in names:
        if names.count(name) > 1:
            message = f"two schemes are called {name!r}"
            raise ValueError(message)
    for sheet in sheets:
        chain = sheet.facts.cascade.chain
        for kind in sheet.scheme.kinds:
            if kind not in chain.organization_kinds:
                raise UnknownNameError("kind", kind, chain.organization_kinds)
        for organization in np.flatnonzero(sum(each.bound.astype(int) for each in sheets) > 1).tolist():
            twice = [each.scheme.id for each in sheets if each.bound[organization]]
            raise SeveralSchemesError(chain.tables["organizations"].ids[organization], twice)


def _notes(sheets: Sequence[Sheet]) -> list[Text]:
    """Return what the schemes leave open: organizations whose class is not known, indicators tied to nothing."""
    notes = []
    for sheet in sheets:
        name, count = sheet.scheme.name, int(sheet.undecided.sum())
        if count:
            notes.append(
                Text(
                    zh=f"“{name.zh}”：{count}个组织的适用条件未填写，未作考核",
                    en=f"{name.en}: in {count} organization(s) what its conditions ask is blank; not appraised",
                )
            )
        orphans = [each for each in sheet.scheme.indicators if sheet.is_orphan(each)]
        if orphans:
            notes.append(
                Text(
                    zh=f"“{name.zh}”：{'、'.join(f'“{each.title.zh}”' for each in orphans)}对应的责任事项不在清单中，未计分",
                    en=f"{name.en}: {', '.join(repr(each.title.en) for each in orphans)}: tied to no duty of the lists, "
                    "not scored",
                )
            )
    return notes


_NO_WEIGHTS = Text(
    zh="责任事项均未填写分值，请给出考核方案", en="no duty has a weight; give a scheme to appraise by"
)
