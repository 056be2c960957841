"""A collection as CSV: a cell that a spreadsheet or a reader would mistake is marked."""

from __future__ import annotations

from dangjian_chain.formats.spelled import Spelled
from dangjian_chain.formats.table_cells import header, table_rows
from dangjian_chain.text import Lang


def csv_text(collection: Spelled, language: Lang) -> str:
    """
    Return a collection as CSV, to be saved as UTF-8 with a BOM, so that Excel opens it.

    Lines end in a line feed on every system.

    Raises
    ------
    UnspellableError
        If a table cannot hold one of its values.
    """
    rows = [
        [header(column, language) for column in collection.columns],
        *([_word(cell) for cell in row] for row in table_rows(collection, formulas=True)),
    ]
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _word(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def _quoted(word: str) -> str:
    """Return a field as RFC 4180 has it; the `csv` module forgets a lone carriage return."""
    return '"' + word.replace('"', '""') + '"' if any(mark in word for mark in ',"\r\n') else word
