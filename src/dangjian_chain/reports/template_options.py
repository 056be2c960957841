"""The hidden sheet of the template: what its lists offer, what its checks count, its sample once more."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_chain.formats.places import letters_of
from dangjian_chain.reports.template_checks import count, is_filled
from dangjian_chain.reports.template_choices import BEARERS, LISTS, NAMES
from dangjian_chain.reports.template_formats import Book, Sheet
from dangjian_chain.reports.template_table import HEADER, PREPARED, Table

SHEET = "选项"
COUNTS = ("last", "filled", "open", "again", "sample")
"""What is counted of each table: its last row that is filled, its rows, cells to fill in and to look at, sample rows."""

_COUNTED_FROM = len(LISTS) + 1
_SAMPLE_FROM = _COUNTED_FROM + len(COUNTS) + 2


def counted(place: int, what: str) -> str:
    """
    Return the cell that holds a count of the table at a place.

    Examples
    --------
    >>> counted(0, "filled")
    "'选项'!$N$2"
    """
    return f"'{SHEET}'!${letters_of(_COUNTED_FROM + 1 + COUNTS.index(what))}${place + 2}"


def sample_name(table: Table) -> str:
    """Return the name of the range that holds the sample of a table once more."""
    return f"{table.name}示例"


def fill_options(workbook: Book, sheet: Sheet, tables: Sequence[Table]) -> None:
    """Write the lists, the counts and the samples, and name their ranges; the first table is the roster."""
    sheet.hide()
    roster = tables[0]
    for column, (name, words) in enumerate(LISTS.items()):
        sheet.write_string(0, column, words.heading)
        sheet.set_column(column, column, 16)
        for row, word in enumerate(words.words, start=1):
            sheet.write_string(row, column, word)
        if name == BEARERS:
            _names_below(sheet, column, len(words.words) + 1, roster)
            size = f"{len(words.words)}+{counted(0, 'last')}"
            workbook.define_name(name, f"=OFFSET('{SHEET}'!${letters_of(column)}$1,1,0,{size},1)")
        else:
            workbook.define_name(name, f"={_range(column, 1, 1, len(words.words))}")
    head = f"'{roster.name}'!${roster.letter('name')}${HEADER + 1}"
    workbook.define_name(NAMES, f"=OFFSET({head},1,0,MAX(1,{counted(0, 'last')}),1)")
    _count(sheet, tables)
    _keep_samples(workbook, sheet, tables)


def _range(column: int, row: int, width: int, height: int) -> str:
    first, last = letters_of(column), letters_of(column + width - 1)
    return f"'{SHEET}'!${first}${row + 1}:${last}${row + height}"


def _names_below(sheet: Sheet, column: int, below: int, roster: Table) -> None:
    """Let the organizations of the roster follow the classes, whatever is written there."""
    place = roster.place("name")
    for row in range(PREPARED):
        name = roster.sample[row][place] if row < len(roster.sample) else ""
        formula = f'=IFERROR(INDEX({roster.column("name")},{row + 1})&"","")'
        sheet.write_formula(below + row, column, formula, None, name)


def _count(sheet: Sheet, tables: Sequence[Table]) -> None:
    for place, heading in enumerate(("表", "末行", "已填", "待补", "请核对", "示例")):
        sheet.write_string(0, _COUNTED_FROM + place, heading)
    for row, table in enumerate(tables, start=1):
        sheet.write_string(row, _COUNTED_FROM, table.name)
        size = len(table.sample)
        for what, formula, value in zip(COUNTS, _formulas(table), (size, size, 0, 0, size), strict=True):
            sheet.write_formula(row, _COUNTED_FROM + 1 + COUNTS.index(what), formula, None, value)


def _formulas(table: Table) -> tuple[str, ...]:
    cells = {field.id: table.column(field.id) for field in table.fields}
    filled = is_filled(table.fields).format_map(cells)
    key = table.column(table.key)
    head = f"ROW('{table.name}'!$A${HEADER + 1})"
    return (
        f"=MAX(0,SUMPRODUCT(MAX({filled}*(ROW({key})-{head}))))",
        f"=SUMPRODUCT(--{filled})",
        count((check for check in table.checks if check.is_open), table),
        count((check for check in table.checks if not check.is_open), table),
        f'=SUMPRODUCT(({key}<>"")*ISNUMBER(MATCH({key},INDEX({sample_name(table)},0,{table.place(table.key) + 1}),0)))',
    )


def _keep_samples(workbook: Book, sheet: Sheet, tables: Sequence[Table]) -> None:
    row = 0
    for table in tables:
        sheet.write_string(row, _SAMPLE_FROM, f"“{table.name}”的示例")
        for line, cells in enumerate(table.sample, start=row + 1):
            for column, cell in enumerate(cells, start=_SAMPLE_FROM):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif cell is not None:
                    sheet.write_number(line, column, cell)
        kept = _range(_SAMPLE_FROM, row + 1, len(table.fields), len(table.sample))
        workbook.define_name(sample_name(table), f"={kept}")
        row += len(table.sample) + 2
