"""The template: a workbook to fill in by people who know Excel and nothing of ids."""

from __future__ import annotations

import io
import re
import zipfile

from dangjian_chain.formats.write_workbook import opened
from dangjian_chain.reports.template_duties import DUTIES
from dangjian_chain.reports.template_formats import Formats
from dangjian_chain.reports.template_guide import NAME, fill_guide
from dangjian_chain.reports.template_options import SHEET, fill_options
from dangjian_chain.reports.template_organizations import ORGANIZATIONS
from dangjian_chain.reports.template_posts import POSTS_TABLE
from dangjian_chain.reports.template_results import RESULTS
from dangjian_chain.reports.template_sheet import fill_table
from dangjian_chain.text import Lang

TABLES = (ORGANIZATIONS, DUTIES, POSTS_TABLE, RESULTS)
"""The tables, in the order of their sheets."""


def template_bytes(lang: Lang = "zh") -> bytes:
    """
    Return a workbook to fill in, the same bytes each time.

    It explains itself, offers lists, checks what is entered by formulas that
    stand beside the tables, and comes with a small fictional unit to be
    written over.

    Parameters
    ----------
    lang : {"zh", "en"}
        Of the explanations and messages; sheets, headers and the words of the
        lists are Chinese, as they are read back.

    Raises
    ------
    MissingExtraError
        If XlsxWriter is not installed.

    Examples
    --------
    >>> template_bytes() == template_bytes()
    True
    """
    held = io.BytesIO()
    with opened(held) as workbook:
        formats = Formats(workbook)
        guide = workbook.add_worksheet(NAME.of(lang))
        for place, table in enumerate(TABLES):
            fill_table(workbook.add_worksheet(table.name), table, place, formats, lang)
        fill_options(workbook, workbook.add_worksheet(SHEET), TABLES)
        fill_guide(guide, TABLES, formats, lang)
    return _growing(held.getvalue())


def _growing(data: bytes) -> bytes:
    """Return the workbook with rows that grow with what is typed: of the tables, no height is held fast."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for part in made.infolist():
            content = made.read(part)
            if part.filename in _TABLE_PARTS:
                content = _HEIGHT.sub(rb"\1", content)
            book.writestr(part, content)
    return held.getvalue()


_TABLE_PARTS = frozenset(f"xl/worksheets/sheet{place}.xml" for place in range(2, len(TABLES) + 2))
_HEIGHT = re.compile(rb'(<row r="(?:[5-9]|\d\d+)"[^>]*?) customHeight="1"')
