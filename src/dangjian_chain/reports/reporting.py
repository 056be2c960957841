"""The report of a chain on a day: pages, and the forms they can take."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.appraising import appraise
from dangjian_chain.appraisal.bands import bands
from dangjian_chain.appraisal.loop import loop
from dangjian_chain.gaps.detect import detect_gaps
from dangjian_chain.performance.due import due
from dangjian_chain.propagation.cascade import Cascade, propagate
from dangjian_chain.rectification.ledger import ledger
from dangjian_chain.reports.appraisal_pages import class_page
from dangjian_chain.reports.checklist_pages import checklist_page, coverage_page, rules_page
from dangjian_chain.reports.due_pages import performance_page
from dangjian_chain.reports.landing_pages import landing_page
from dangjian_chain.reports.ledger_pages import ledger_page
from dangjian_chain.reports.list_pages import list_page
from dangjian_chain.reports.loop_pages import loop_page
from dangjian_chain.reports.matrix_pages import matrix_pages
from dangjian_chain.reports.verified_pages import Sifted, said_before, sift, verified_pages

if TYPE_CHECKING:
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.gaps.report import GapReport
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.reports.page import Page
    from dangjian_chain.reports.verification import Verification
    from dangjian_chain.rulebook import Profile
    from dangjian_chain.text import Lang


class Report:
    """What a chain comes to on a day, ready to be given a form; made by `report`."""

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        cascade: Cascade,
        gaps: GapReport,
        sifted: Sifted,
        lists: Sequence[str],
        lang: Lang,
        appraisal: Appraisal | None = None,
        year: int | None = None,
    ) -> None:
        self._cascade = cascade
        self._appraisal = appraisal
        self._gaps = gaps
        self._sifted = sifted
        self._lists = tuple(lists)
        self._lang: Lang = lang
        self._year = year

    @property
    def day(self) -> date:
        """The day."""
        return self._gaps.day

    @property
    def gaps(self) -> GapReport:
        """Everything that was found, verified before or not."""
        return self._gaps

    @property
    def to_verify(self) -> GapReport:
        """What is still to be verified."""
        return self._sifted.remaining

    @property
    def confirmed(self) -> tuple[Gap, ...]:
        """What was confirmed before and is still found, with what follows from it."""
        return tuple(gap for gap, _ in self._sifted.problems)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages: lists to verify and verified, ledger, scores, how far duties have come and were done, the loop, matrices, lists, explanations."""
        lang = self._lang
        return (
            *_lists_of_gaps(self._sifted, lang),
            *self._ledger(),
            *self._scores(),
            landing_page(self._cascade, lang),
            *self._performed(),
            *matrix_pages(self._cascade, lang, self._lists),
            *(list_page(self._cascade, id_, lang) for id_ in self._lists),
            rules_page(self._gaps, lang),
            coverage_page(self._gaps, lang),
        )

    def _ledger(self) -> Iterator[Page]:
        """Yield the rectification ledger, where the chain has one."""
        chain = self._cascade.chain
        if len(chain.ledger):
            yield ledger_page(ledger(chain, gaps=self._gaps), chain, self._lang)

    def _performed(self) -> Iterator[Page]:
        """Yield how far what is due was done, and the loop, where the chain has records."""
        chain = self._cascade.chain
        if len(chain.records):
            yield performance_page(due(chain, self._year), self._lang)
            yield loop_page(loop(chain, self._year), self._lang)

    def _scores(self) -> Iterator[Page]:
        """Yield the scores of each class of which anything is known."""
        appraisal = self._appraisal
        if appraisal is not None and any(row.points.value is not None for row in appraisal.stages):
            standing = bands(appraisal.chain, appraisal=appraisal)
            known = {row.scheme for row in appraisal.stages if row.points.value is not None}
            for scheme in appraisal.schemes:
                if scheme.id in known:
                    yield class_page(appraisal, scheme, self._lang, standing)

    def to_excel(self, path: str | os.PathLike[str]) -> None:
        """
        Write the report as a workbook, whole or not at all; the same bytes for the same chain.

        Parameters
        ----------
        path : path-like

        Raises
        ------
        MissingExtraError
            If XlsxWriter is not installed.
        UnwritableError
            If it cannot be written; what was there stays.
        """
        write_pages(self.pages, path)

    def __repr__(self) -> str:
        return f"<Report on {self.day}: {len(self.pages)} pages, {len(self.to_verify)} to verify>"


def report(  # noqa: PLR0913 - what is wanted in it
    chain: ResponsibilityChain,
    at: date | None = None,
    *,
    lists: Sequence[str] = (),
    verified: Sequence[Verification] = (),
    lang: Lang = "zh",
    scheme: Scheme | str | Path | Iterable[Scheme | str | Path] | None = None,
    year: int | None = None,
    profile: Profile | Iterable[Profile] = (),
) -> Report:
    """
    Return the report of a chain on a day: what is to be verified, how far duties have come, who bears them.

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    lists : sequence of str
        Organizations and roles whose responsibility lists are wanted, by id.
    verified : sequence of Verification
        What people verified before; see `read_verifications`.
    lang : {"zh", "en"}
    scheme : Scheme, path, or iterable of them, optional
        By what organizations are appraised; left out, the weights of the duties, where they have any.
    year : int, optional
        The year appraised, the last whole one ended by the day if not given; and the year of what was
        due and of the loop, that of the day if not given.
    profile : Profile, or iterable of Profile
        The unit's own numbers, the last before all others.

    Raises
    ------
    MissingDayError
        If no day is known.
    UnknownNameError
        If the chain has neither an organization nor a role of an id in `lists`.
    """
    seen = chain.asked(at)
    for id_ in lists:
        if id_ not in seen.tables["roles"].positions:
            seen.tables["organizations"].position(id_)
    gaps = detect_gaps(seen, profile=profile, scheme=() if scheme is None else scheme)
    appraisal = None
    if scheme is not None or seen.tables["duties"].has("weight"):
        appraisal = appraise(seen, gaps.day.year - 1 if year is None else year, scheme=scheme)
    return Report(propagate(seen), gaps, sift(gaps, verified), lists, lang, appraisal, year)


def gaps_to_excel(
    gaps: GapReport,
    path: str | os.PathLike[str],
    *,
    verified: Sequence[Verification] = (),
    lang: Lang = "zh",
) -> None:
    """
    Write a gap report as a workbook to fill in: the list to verify, what its rules compare, what was not checked.

    Parameters
    ----------
    gaps : GapReport
    path : path-like
    verified : sequence of Verification
        What people verified before; see `read_verifications`.
    lang : {"zh", "en"}

    Raises
    ------
    MissingExtraError
        If XlsxWriter is not installed.
    UnwritableError
        If it cannot be written; what was there stays.
    """
    pages = (*_lists_of_gaps(sift(gaps, verified), lang), rules_page(gaps, lang), coverage_page(gaps, lang))
    write_pages(pages, path)


def _lists_of_gaps(sifted: Sifted, lang: Lang) -> Iterator[Page]:
    yield checklist_page(sifted.remaining, lang, before=said_before(sifted, lang))
    yield from verified_pages(sifted, lang)


def write_pages(pages: Sequence[Page], path: str | os.PathLike[str]) -> None:
    """Write pages as a workbook, beside its place first and then renamed."""
    from dangjian_chain.formats.replacing import replace_file  # noqa: PLC0415 - loaded when a file is wanted
    from dangjian_chain.reports.workbook import pages_bytes  # noqa: PLC0415 - the same

    replace_file(Path(path), pages_bytes(pages))
