"""A sheet of the template that is filled in: lists, messages, checks, sample, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.page import Cell
from dangjian_chain.reports.template_checks import tint
from dangjian_chain.reports.template_formats import AGAIN, OPEN, SAMPLE, CellFormat, Formats, Sheet
from dangjian_chain.reports.template_options import sample_name
from dangjian_chain.reports.template_said import Said
from dangjian_chain.reports.template_table import HEADER, PREPARED, Field, Look, Need, Strictness, Table
from dangjian_chain.text import Lang, Text

_A4 = 9
_LINE = 15.0
_FIRST, _LAST = HEADER + 1, HEADER + PREPARED

_CHECK = Text(zh="检查：", en="Check: ")
_OTHERWISE = Text(zh="请核对一下", en="Please look again")
_STOPPED = Text(
    zh="请从列表里选。点“取消”可恢复原样。",
    en="Please choose from the list. 'Cancel' restores what was there.",
)
_WARNED = Text(
    zh="列表里没有这一项。名称请与“党组织一览”一致；确实要这样写的，点“是”。",
    en="The list does not hold this. Names should be as in 党组织一览; if it is meant so, answer 'Yes'.",
)


def fill_table(sheet: Sheet, table: Table, place: int, formats: Formats, lang: Lang) -> None:
    """Write a table at its place among the tables."""
    _head(sheet, table, place, formats, lang)
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, field.width)
        sheet.data_validation(_FIRST, column, _LAST, column, _validation(field, lang))
    _rows(sheet, table, formats)
    _tints(sheet, table, formats)
    _settings(sheet, table)


# --- what stands in it ---------------------------------------------------------------


def _head(sheet: Sheet, table: Table, place: int, formats: Formats, lang: Lang) -> None:
    last = len(table.fields) - 1
    whole = sum(field.width for field in table.fields)
    sheet.merge_range(0, 0, 0, last, table.title.of(lang), formats.title())
    sheet.set_row(0, 30)
    note = table.note.of(lang)
    sheet.merge_range(1, 0, 1, last, note, formats.of(text_wrap=True))
    sheet.set_row(1, _LINE * lines_in(note, whole) + 3)
    sheet.merge_range(2, 0, 2, last, "", formats.of(text_wrap=True))
    said = Said(table, place, _CHECK)
    sheet.write_formula(2, 0, said.formula(lang), formats.of(text_wrap=True), said.now(lang))
    sheet.set_row(2, _LINE * lines_in(said.now(lang), whole) + 3)
    for column, field in enumerate(table.fields):
        sheet.write_string(HEADER, column, field.header, formats.header(is_needed=field.need is Need.NEEDED))
    lines = max(lines_in(field.header, field.width) for field in table.fields)
    sheet.set_row(HEADER, _LINE * lines + 6)


def _rows(sheet: Sheet, table: Table, formats: Formats) -> None:
    looks = [_cell(field, formats) for field in table.fields]
    blank: Sequence[Cell] = [None] * len(looks)
    for line in range(_FIRST, _LAST + 1):
        cells = table.sample[line - _FIRST] if line - _FIRST < len(table.sample) else blank
        if cells is not blank:
            sheet.set_row(line, _height(cells, table))
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell, look)
            elif cell is None:
                sheet.write_blank(line, column, None, look)
            else:
                sheet.write_number(line, column, cell, look)


def _height(cells: Sequence[Cell], table: Table) -> float:
    lines = (
        lines_in("" if cell is None else str(cell), field.width)
        for cell, field in zip(cells, table.fields, strict=True)
    )
    return _LINE * max(lines) + 3


def _cell(field: Field, formats: Formats) -> CellFormat:
    """Return the look of a field's cells; short text stays text, so that 007 and 2024.10 stay as typed."""
    match field.look:
        case Look.TEXT:
            return formats.framed(num_format="@")
        case Look.NUMBER:
            return formats.framed(align="center")
        case Look.LONG:
            return formats.framed()


# --- lists and messages ------------------------------------------------------------------


def _validation(field: Field, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = {
        "validate": "any",
        "ignore_blank": True,
        "input_title": field.header if lang == "zh" else f"{field.header} {field.english}",
        "input_message": _message(field, lang),
    }
    if field.choice is not None:
        strictness = field.choice.strictness
        found |= {
            "validate": "list",
            "source": f"={field.choice.source}",
            "show_error": strictness is not Strictness.TAKE,
            "error_type": "stop" if strictness is Strictness.STOP else "warning",
            "error_title": _OTHERWISE.of(lang),
            "error_message": (_STOPPED if strictness is Strictness.STOP else _WARNED).of(lang),
        }
    return found


def _message(field: Field, lang: Lang) -> str:
    example = f"例：{field.example}" if lang == "zh" else f"Example: {field.example}"
    return f"{field.meaning.of(lang)}\n{example}"


# --- checks ------------------------------------------------------------------------------


def _tints(sheet: Sheet, table: Table, formats: Formats) -> None:
    """Tint what is to be completed or looked at again, then what is still the sample."""
    for check in sorted(table.checks, key=lambda one: one.is_open):
        column = table.place(check.field)
        look = formats.tint(bg_color=OPEN if check.is_open else AGAIN)
        condition = {"type": "formula", "criteria": tint(check, table), "format": look}
        sheet.conditional_format(_FIRST, column, _LAST, column, condition)
    row, key = f"ROW()-ROW($A${HEADER + 1})", table.letter(table.key)
    kept = f"INDEX({sample_name(table)},{row},"
    same = f'=(A{HEADER + 2}&""={kept}COLUMN())&"")*((A{HEADER + 2}<>"")+(${key}{HEADER + 2}={kept}{table.place(table.key) + 1}))>0)'
    look = formats.tint(bg_color=SAMPLE, font_color="#404040")
    last = len(table.fields) - 1
    condition = {"type": "formula", "criteria": same, "format": look}
    sheet.conditional_format(_FIRST, 0, HEADER + len(table.sample), last, condition)


# --- settings ----------------------------------------------------------------------------


def _settings(sheet: Sheet, table: Table) -> None:
    last = len(table.fields) - 1
    sheet.freeze_panes(_FIRST, 1)
    sheet.autofilter(HEADER, 0, _LAST, last)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.repeat_rows(HEADER)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&9&P / &N")
    sheet.ignore_errors(
        {"number_stored_as_text": f"A{HEADER + 2}:{table.letter(table.fields[-1].id)}{_LAST + 1}"}
    )
