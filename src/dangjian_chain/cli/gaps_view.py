"""The form a gap report takes."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from dangjian_chain.cli.language import language
from dangjian_chain.gaps.report import COLUMNS, GapReport
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.reports.checklist import LISTED, checklist
from dangjian_chain.reports.documents import gaps_document, json_bytes
from dangjian_chain.reports.sheet import csv_bytes
from dangjian_chain.text import Lang


@frozen
class View:
    """
    In which form a report is shown.

    Parameters
    ----------
    form : str
    source : Path
        What was read, so that places can be found from here.
    looked : frozenset of str
        The codes of the rules that were asked.
    whole : bool
        Whether a list of text shows every gap.
    """

    form: str
    source: Path
    looked: frozenset[str]
    whole: bool

    def render(self, report: GapReport, chain: ResponsibilityChain) -> str | bytes:
        """Return the report in its form."""
        lang = language()
        match self.form:
            case "json":
                return json_bytes(gaps_document(report, chain))
            case "csv":
                return csv_bytes(COLUMNS, report.rows())
            case "sarif" | "junit" | "github":
                return self._for_platform(report, lang)
            case _:
                return checklist(report, chain, lang, listed=None if self.whole else LISTED)

    def _for_platform(self, report: GapReport, lang: Lang) -> str | bytes:
        from dangjian_chain.reports.file_place import folder_of  # noqa: PLC0415 - each loaded where it is wanted
        from dangjian_chain.reports.github import github_annotations  # noqa: PLC0415 - the same
        from dangjian_chain.reports.junit import junit_bytes  # noqa: PLC0415 - the same
        from dangjian_chain.reports.sarif import sarif_document  # noqa: PLC0415 - the same

        folder = folder_of(self.source)
        if self.form == "junit":
            return junit_bytes(report, lang, looked=self.looked)
        if self.form == "github":
            return github_annotations(report, lang, folder=folder)
        return json_bytes(sarif_document(report, lang, looked=self.looked, folder=folder))
