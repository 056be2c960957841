"""Small .ods workbooks, written out: `=` before an error, `|2x3` behind what spans columns and rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from html import escape

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def ods(hidden: Sequence[str] = (), **sheets: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook of some sheets."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}" table:style-name="ta{1 + (name in hidden)}">'
        + "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
        for name, rows in sheets.items()
    )
    styles = "".join(
        f'<style:style style:name="ta{number}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for number, shown in ((1, "true"), (2, "false"))
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} xmlns:calcext="urn:x" '
            f'office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return held.getvalue()


def _cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'
    words, _, span = str(cell).partition("|")
    columns, _, rows = span.partition("x")
    spans = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"' if span else ""
    if words.startswith("="):
        note = "<office:annotation><text:p>批注</text:p></office:annotation>"
        return (
            f'<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"{spans}>'
            f"{note}<text:p>#N/A</text:p></table:table-cell>"
        )
    text = f"<text:p>{escape(words)}</text:p>" if words else ""
    kind = ' office:value-type="string"' if words else ""
    return f"<table:table-cell{kind}{spans}>{text}</table:table-cell>"
