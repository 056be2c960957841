"""The results of `appraise`: each as text, for programs, as a table, and some as pages of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from dangjian_chain.appraisal.appraisal import Appraisal
from dangjian_chain.appraisal.appraising import appraise
from dangjian_chain.appraisal.bands import Bands, bands
from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.appraisal.work_reports import WorkReports, work_reports
from dangjian_chain.cli.language import language
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.performance.uses import Uses, uses
from dangjian_chain.period import earliest
from dangjian_chain.reports import appraisal_document as documents
from dangjian_chain.reports import appraisal_text as texts
from dangjian_chain.reports.band_text import bands_text
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.sheet import columns_bytes, csv_bytes
from dangjian_chain.reports.use_text import uses_text
from dangjian_chain.reports.vote_text import work_reports_text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.bands import Banded, Move
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.reports.page import Page
    from dangjian_chain.rulebook import Profile


@frozen
class Asked:
    """What the line asks for."""

    chain: ResponsibilityChain
    period: int | str
    schemes: tuple[Scheme, ...]
    profiles: tuple[Profile, ...]
    organizations: tuple[str, ...]
    role: str | None
    why: str | None
    indicator: str | None
    before: str | None
    earlier: ResponsibilityChain | None

    @property
    def year(self) -> int:
        """The year of the period."""
        meant = None if isinstance(self.period, int) else stated_period(self.period)
        if isinstance(self.period, int) or meant is None or meant.start is None:
            return int(self.period)
        return earliest(meant.start).year

    def appraisal(self, chain: ResponsibilityChain | None = None, period: int | None = None) -> Appraisal:
        """Return the appraisal asked for, or the same of another chain or year."""
        return appraise(
            self.chain if chain is None else chain,
            self.period if period is None else period,
            scheme=self.schemes or None,
            profile=self.profiles,
        )

    def bands(self, chain: ResponsibilityChain, appraisal: Appraisal) -> Bands:
        """Return where a chain's organizations stand."""
        return bands(chain, appraisal=appraisal, profile=self.profiles)


class Scores:
    """Scores by class, or of some organizations."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._appraisal = asked.appraisal()
        for organization in asked.organizations:
            self._appraisal.of(organization)

    @cached_property
    def _bands(self) -> Bands:
        return self._asked.bands(self._asked.chain, self._appraisal)

    def text(self) -> str:
        """Return text for people."""
        if self._asked.organizations:
            return texts.sheets_text(self._appraisal, self._asked.organizations, language())
        return texts.scores_text(self._appraisal, language(), self._bands)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.appraisal_document(self._appraisal, self._asked.organizations))

    def csv(self) -> bytes:
        """Return a table, a row for each organization and indicator."""
        return columns_bytes(_kept(self._appraisal.columns(), "organization", self._asked.organizations))

    def pages(self) -> tuple[Page, ...]:
        """Return a page for each class, or for each organization asked for."""
        from dangjian_chain.reports.appraisal_pages import class_pages, sheet_page  # noqa: PLC0415 - loaded where wanted

        if self._asked.organizations:
            return tuple(
                sheet_page(self._appraisal, organization, language())
                for organization in dict.fromkeys(self._asked.organizations)
            )
        return class_pages(self._appraisal, language(), self._bands)


class OfRole:
    """The points of a role."""

    def __init__(self, asked: Asked) -> None:
        self._role = asked.role or ""
        self._appraisal = asked.appraisal()
        self._score = self._appraisal.of_role(self._role)

    def text(self) -> str:
        """Return text for people."""
        return texts.role_text(self._appraisal, self._role, language())

    def json(self) -> bytes:
        """Return a document for programs."""
        held = (
            [self._score.organization] if self._score.organization in self._appraisal.by_organization else []
        )
        return json_bytes(documents.appraisal_document(self._appraisal, held, self._role))

    def csv(self) -> bytes:
        """Return a table, a row for each duty."""
        return csv_bytes(documents.ROLE_COLUMNS, documents.role_rows(self._score))


class Why:
    """The arithmetic of a score."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._tree = asked.appraisal().why(asked.why or "", asked.indicator)

    def text(self) -> str:
        """Return the tree as lines."""
        return self._tree.to_text(language()) + "\n"

    def json(self) -> bytes:
        """Return the tree for programs."""
        asked = self._asked
        return json_bytes(
            documents.reason_document(
                self._tree, asked.chain.day, organization=asked.why, indicator=asked.indicator
            )
        )


class Standing:
    """Bands of organizations, and who moved."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        appraisal = asked.appraisal()
        self._bands = asked.bands(asked.chain, appraisal)
        known = self._bands.by_organization
        for organization in asked.organizations:
            if organization not in known:
                raise UnknownNameError("organization", organization, list(known))
        self._rows: Sequence[Banded] = [
            row for row in self._bands if not asked.organizations or row.organization in asked.organizations
        ]
        self._moves = self._moved(appraisal)

    def _moved(self, appraisal: Appraisal) -> list[Move] | None:
        """Return who moved since an earlier roster, or by the scores of an earlier year, in which the roster has no say."""
        asked = self._asked
        if asked.before is None:
            return None
        if asked.earlier is not None:
            before = asked.bands(asked.earlier, asked.appraisal(asked.earlier, asked.year - 1))
            moves = self._bands.moved(before)
        else:
            bare = asked.chain.with_collection(
                "organizations", [attrs.evolve(one, band=None) for one in asked.chain.organizations.values()]
            )
            before = asked.bands(bare, asked.appraisal(period=int(asked.before)))
            moves = asked.bands(bare, appraisal).moved(before)
        chosen = {row.organization for row in self._rows}
        return [move for move in moves if move.organization in chosen]

    @property
    def _since(self) -> str:
        before = self._asked.before or ""
        if self._asked.earlier is not None or not before:
            return before
        return f"{before}年（按得分）" if language() == "zh" else f"{before}, by scores"

    def text(self) -> str:
        """Return text for people."""
        return bands_text(self._bands, self._rows, language(), self._moves, self._since)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(
            documents.bands_document(self._bands, self._rows, self._moves, self._asked.before or "")
        )

    def csv(self) -> bytes:
        """Return a table, a row for each organization."""
        return columns_bytes(_kept(self._bands.columns(), "organization", self._asked.organizations))


class Used:
    """What results were used for."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._uses: Uses = uses(asked.chain, year=asked.year)
        for organization in asked.organizations:
            asked.chain.tables["organizations"].position(organization)

    def text(self) -> str:
        """Return text for people."""
        return uses_text(self._uses, self._asked.chain, language(), self._asked.organizations)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.uses_document(self._uses, self._asked.organizations))

    def csv(self) -> bytes:
        """Return a table, a row for each result."""
        return columns_bytes(_kept(self._uses.columns(), "organization", self._asked.organizations))


class Reports:
    """Work reports and their votes."""

    def __init__(self, asked: Asked) -> None:
        found = work_reports(asked.chain, asked.year, profile=asked.profiles)
        self._reports: WorkReports = found.to(*asked.organizations) if asked.organizations else found

    def text(self) -> str:
        """Return text for people."""
        return work_reports_text(self._reports, language())

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.work_reports_document(self._reports))

    def csv(self) -> bytes:
        """Return a table, a row for each report."""
        return columns_bytes(self._reports.columns())

    def pages(self) -> tuple[Page, ...]:
        """Return for each superior the form, and the tally where votes are on record."""
        from dangjian_chain.reports.vote_pages import vote_pages  # noqa: PLC0415 - loaded where it is wanted

        return vote_pages(self._reports, language())


class WhyReport:
    """What a work report rests on."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._tree = work_reports(asked.chain, asked.year, profile=asked.profiles).why(asked.why or "")

    def text(self) -> str:
        """Return the tree as lines."""
        return self._tree.to_text(language()) + "\n"

    def json(self) -> bytes:
        """Return the tree for programs."""
        return json_bytes(documents.reason_document(self._tree, self._asked.chain.day, role=self._asked.why))


VIEWS: Mapping[str, Any] = {
    "": Scores,
    "--role": OfRole,
    "--why": Why,
    "--bands": Standing,
    "--uses": Used,
    "--work-reports": Reports,
    "--work-reports --why": WhyReport,
}


def _kept(columns: Mapping[str, Sequence[Any]], name: str, wanted: Sequence[str]) -> dict[str, list[Any]]:
    """Return the rows whose cell of a column is wanted; all of them where nothing is named."""
    rows = [row for row, cell in enumerate(columns[name]) if not wanted or cell in wanted]
    return {column: [cells[row] for row in rows] for column, cells in columns.items()}
