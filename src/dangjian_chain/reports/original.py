"""A workbook that a copy is made of: what it holds, what keeps it from being copied, and whether the copy reads as it does."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from dangjian_chain.errors import UnwritableError
from dangjian_chain.formats.decoding import content_of
from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.formats.replacing import unwritable
from dangjian_chain.formats.workbook_whole import what_is_lost
from dangjian_chain.reports.converted import CONVERTED, Place, converted
from dangjian_chain.text import Text

_MOMENT = timedelta(milliseconds=2)
_CONVERTED = Text(
    zh="这是由“{name}”转换来的副本：内容都在，字体、颜色、数字格式、公式等原来的样子没有保留；原表未动。",
    en="This is a converted copy of {name!r}: its content is here, its look (fonts, colors, number formats, formulas) is not; "
    "the workbook itself is untouched.",
)


@frozen
class Original:
    """
    A workbook that a copy is made of.

    Parameters
    ----------
    name : str
        Of the file, as places have it.
    data : bytes
        As .xlsx.
    cells : mapping
        What is to be read from every copy, by place.
    titles : mapping of str to str
        What sheets are called in `data`, by what they are called in the file, where it was converted.
    note : Text or None
        What readers of the copy should know.
    """

    name: str
    data: bytes
    cells: Mapping[Place, object]
    titles: Mapping[str, str] | None = None
    note: Text | None = None


def original(source: Path, target: Path) -> Original:
    """
    Return the workbook that a copy is made of.

    Raises
    ------
    UnwritableError
        If the copy could not keep all of it, or may not stand at `target`.
    UnreadableDocumentError
        If the workbook cannot be opened.
    MissingExtraError
        If the extra `excel` is not installed.
    """
    data = content_of(source)
    _check_target(source, target)
    if source.suffix.lower() in CONVERTED:
        made = converted(source, data)
        note = Text(_CONVERTED.zh.format(name=source.name), _CONVERTED.en.format(name=source.name))
        return Original(source.name, made.data, made.cells, made.titles, note)
    lost = what_is_lost(data, source.suffix)
    if lost:
        raise refused(source, target, lost)
    try:
        return Original(source.name, data, cells_of(data))
    except ValueError as error:
        raise broken(source, target, error) from error


def _check_target(source: Path, target: Path) -> None:
    if os.path.realpath(source) == os.path.realpath(target):
        raise unwritable(
            target,
            Text(
                zh="副本和原表是同一处，请另写一处", en="the copy would replace the workbook, write elsewhere"
            ),
        )
    if target.suffix.lower() != ".xlsx":
        raise unwritable(
            target, Text(zh="副本的名称应以 .xlsx 结尾", en="the name of the copy must end in .xlsx")
        )


def refused(source: Path, target: Path, lost: Sequence[Text]) -> UnwritableError:
    """Return the error that says what a copy could not keep."""
    zh, en = "、".join(what.zh for what in lost), ", ".join(what.en for what in lost)
    return unwritable(
        target,
        Text(
            zh=f"副本无法完整保留“{source.name}”中的内容：{zh}；可另存一份，去掉后再试，或只看核对清单",
            en=f"a copy could not keep all of {source.name!r}: {en}; save one without it, or use the list alone",
        ),
    )


def broken(source: Path, target: Path, error: Exception) -> UnwritableError:
    """Return the error that says that something in a workbook was met with an error."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return refused(
        source,
        target,
        [Text(zh=f"无法照原样另存的内容（{what}）", en=f"what cannot be saved as it is ({what})")],
    )


def read_otherwise(before: Mapping[Place, object], after: Mapping[Place, object]) -> str:
    """Return the first cell of the sheets that were there that reads otherwise in the copy; blank for none."""
    sheets = {sheet for sheet, _, _ in before}
    added = (cell for cell in after if cell[0] in sheets and cell not in before)
    for cell in (*before, *added):
        if not _is_same(before.get(cell), after.get(cell)):
            sheet, row, column = cell
            return f"{sheet}!{letters_of(column)}{row + 1}"
    return ""


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) <= _MOMENT
    if isinstance(one, timedelta) and isinstance(other, timedelta):
        return abs(one - other) <= _MOMENT
    return type(one) is type(other) and one == other
