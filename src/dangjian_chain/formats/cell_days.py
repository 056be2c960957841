"""Days in cells: the four ways to write them, months and years, and what only looks like a day."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dangjian_chain.formats.cells import CellError, CellReader, shown
from dangjian_chain.period import DateTextError, Day, PartialDate, read_day

_CLOCK = re.compile(r"(.*\S)[\sT]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)")
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:\.0+)?)?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])")
_POINT_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0?[2-9]|01|1[12])")
_TENTH = re.compile(r"((?:19|20)[0-9]{2})\.1")


def day(cells: CellReader, raw: object) -> Day | None:
    """Return a date with the precision it is written in."""
    if isinstance(raw, datetime):
        if raw.time() != time.min:
            raise _unreadable(raw, "带有时刻，请只写日期", "it has a time of day; write the date")
        return raw.date()
    if isinstance(raw, date | PartialDate):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = _number(raw)
    elif raw is not None and not isinstance(raw, str):
        raise _unreadable(raw, "请写成 2026-11-23 或 2026年11月23日", "write 2026-11-23 or 2026年11月23日")
    text = cells.plain(raw)
    if text is None:
        return None
    found = _written(text)
    if cells.is_table and (isinstance(found, PartialDate) or text != raw):
        cells.note("partial-date", text, str(found))
    return found


def last_day(cells: CellReader, raw: object) -> Day | None:
    """Return the first day no longer in force, of a cell that states the last one in force."""
    stated = day(cells, raw)
    if isinstance(stated, PartialDate):
        stated = stated.last
    if stated is None or stated == date.max:
        return stated
    cells.note("last-day", stated, str(stated + timedelta(days=1)))
    return stated + timedelta(days=1)


def _unreadable(raw: object, zh: str, en: str) -> CellError:
    return CellError(
        "unreadable-date", f"“{shown(raw)}”不是日期：{zh}", f"{shown(raw)!r} is not a date: {en}"
    )


def _written(text: str) -> Day:
    words = text
    if found := _CLOCK.fullmatch(text):
        if not _MIDNIGHT.fullmatch(found[2]):
            raise _unreadable(text, "带有时刻，请只写日期", "it has a time of day; write the date")
        words = found[1]
    try:
        return read_day(words)
    except DateTextError as error:
        if _SERIAL.fullmatch(text):
            raise _serial(text) from None
        raise _unreadable(text, error.zh, error.en) from None


def _serial(raw: object) -> CellError:
    zh = "可能是表格软件的日期序号，请把单元格设为日期，或写成 2026-11-23"
    return _unreadable(
        raw, zh, "perhaps a spreadsheet's serial number; make the cell a date, or write 2026-11-23"
    )


def _number(raw: float) -> str:
    """Return what was typed where a number can only be a year, or a year and a month."""
    text = shown(int(raw) if raw == raw // 1 else raw)
    if _YEAR.fullmatch(text) or _YEAR_MONTH.fullmatch(text) or _POINT_MONTH.fullmatch(text):
        return text
    if tenth := _TENTH.fullmatch(text):
        zh, en = f"可读作 {tenth[1]}年1月 或 {tenth[1]}年10月", f"it may be {tenth[1]}-01 or {tenth[1]}-10"
        raise _unreadable(raw, f"{zh}，请设为文本", f"{en}; make the cell text")
    if _SERIAL.fullmatch(text):
        raise _serial(raw)
    raise _unreadable(shown(raw), "这是数，请写成 2026-11-23", "this is a number; write 2026-11-23")
