"""What people verified, read back from the workbooks they filled in, so that nobody asks twice."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.period import DateTextError, Day, as_day, earliest, read_day
from dangjian_chain.reports.checklist_pages import (
    FACTS,
    FINGERPRINT,
    REASON,
    UNTIL,
    VERIFICATION,
    list_columns,
)
from dangjian_chain.reports.verified import Verified
from dangjian_chain.text import Lang, Text

_LARGEST = 512 * 2**20
_SPELLED = {spelled: one for one in Verified for spelled in (one.label.zh, one.label.en, one.value)}
_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_HEADERS = {column.header: place for lang in _LANGUAGES for place, column in enumerate(list_columns(lang))}
_NEEDED = {VERIFICATION, FINGERPRINT, FACTS}
_CHOICES = Text(
    zh="、".join(one.label.zh for one in Verified), en=", ".join(one.label.en for one in Verified)
)


@frozen
class Verification:
    """
    What a person said of one row of a list to verify.

    Parameters
    ----------
    fingerprint : str
        That of the gap.
    facts : str
        The mark of what the gap rested on.
    verified : Verified
    reason : str
        Blank for none.
    until : date or PartialDate or None
        The day on which a deferred row comes back.
    cells : tuple of str
        The row as it stood, in the order of the list's columns.
    place : str
        Workbook, sheet and cell.
    """

    fingerprint: str
    facts: str
    verified: Verified
    reason: str
    until: Day | None
    cells: tuple[str, ...]
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is about."""
        return self.fingerprint, self.facts

    def is_over(self, day: date) -> bool:
        """Whether it was put off to this day or an earlier one."""
        return self.until is not None and earliest(self.until) <= day


def read_verifications(*paths: str | os.PathLike[str]) -> tuple[Verification, ...]:
    """
    Return what was filled in under 核实情况 in lists to verify, and in annotated copies.

    They are workbooks that `Report.to_excel`, `GapReport.to_excel` or `GapReport.annotate` wrote.

    Parameters
    ----------
    *paths : path-like
        The workbooks; rows that were not filled in are passed over.

    Returns
    -------
    tuple of Verification

    Raises
    ------
    UnreadableDocumentError
        With every mistake: a workbook that is none of these, a word that cannot be
        chosen, a deferred row without a day, two answers for one row.
    MissingExtraError
        If python-calamine is not installed.
    """
    found: dict[tuple[str, str], Verification] = {}
    problems: list[Problem] = []
    for path in map(Path, paths):
        for one in _read(path):
            if isinstance(one, Problem):
                problems.append(one)
                continue
            other = found.setdefault(one.key, one)
            if (other.verified, other.until) != (one.verified, one.until):
                problems.append(_two_answers(one, other))
    if problems:
        raise UnreadableDocumentError(problems)
    return tuple(found.values())


def _read(path: Path) -> Iterator[Verification | Problem]:
    from dangjian_chain.formats.decoding import content_of  # noqa: PLC0415 - loaded when a file is read
    from dangjian_chain.formats.read_workbook import cells_of  # noqa: PLC0415 - the same

    try:
        cells = cells_of(content_of(path, _LARGEST))
    except UnreadableDocumentError as error:
        yield from error.problems
        return
    except (ValueError, OSError):
        yield Problem(
            "not-a-workbook", path.name, Text(zh="不是能打开的工作簿", en="no workbook that can be opened")
        )
        return
    sheets: dict[str, dict[int, dict[int, Any]]] = defaultdict(lambda: defaultdict(dict))
    for (sheet, row, column), cell in cells.items():
        sheets[sheet][row][column] = cell
    lists = 0
    for name, rows in sheets.items():
        header = next((row for row in sorted(rows) if _places(rows[row]).keys() >= _NEEDED), None)
        if header is not None:
            lists += 1
            yield from _sheet(rows, header, f"{path.name} {name}")
    if not lists:
        yield Problem("no-list-to-verify", path.name, _NO_LIST)


def _places(row: Mapping[int, Any]) -> dict[int, int]:
    """Return where each of our columns stands, by a row that may hold their headers."""
    return {
        _HEADERS[cell]: column for column, cell in row.items() if isinstance(cell, str) and cell in _HEADERS
    }


def _sheet(
    rows: Mapping[int, Mapping[int, Any]], header: int, place: str
) -> Iterator[Verification | Problem]:
    places = _places(rows[header])
    for number in sorted(row for row in rows if row > header):
        cells = [rows[number].get(places.get(column, -1)) for column in range(len(list_columns("zh")))]
        if _words(cells[VERIFICATION]):
            yield _row(cells, f"{place}!{number + 1}")


def _row(cells: Sequence[Any], place: str) -> Verification | Problem:
    words = tuple(map(_words, cells))
    said = _SPELLED.get(words[VERIFICATION])
    if not words[FINGERPRINT] or not words[FACTS]:
        return Problem("unmarked-row", place, _UNMARKED)
    if said is None:
        given = words[VERIFICATION]
        zh = f"核实情况“{given}”不在可选之列，请从{_CHOICES.zh}中选一个"
        return Problem("unknown-verification", place, Text(zh, f"{given!r} is none of {_CHOICES.en}"))
    try:
        until = _until(cells[UNTIL]) if said is Verified.DEFERRED else None
    except DateTextError as error:
        return Problem("unreadable-date", place, Text(f"暂缓至：{error.zh}", f"deferred to: {error}"))
    return Verification(words[FINGERPRINT], words[FACTS], said, words[REASON], until, words, place)


_NO_LIST = Text(
    zh="没有可读回的核对清单：应有“核实情况”一栏和隐藏的标记列，请用本程序写出的工作簿填写",
    en="holds no list to verify: it needs the column 'verification' and the hidden marks; "
    "fill in a workbook that this program wrote",
)
_UNMARKED = Text(
    zh="这一行没有隐藏的标记，无法对应到核对项；自行补充的事项请另列",
    en="the row has lost its hidden mark, or never had one; keep items of your own elsewhere",
)


def _until(cell: object) -> Day:
    """Return the day on which a deferred row comes back."""
    if cell is None or cell == "":
        raise DateTextError(
            zh="暂缓的请填到哪一天，如 2026-10-31；不再列出的请选“情况说明”",
            en="say until when, such as 2026-10-31; a row that should not come back is 'explained'",
        )
    return as_day(cell) or read_day(str(cell))


def _words(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _two_answers(one: Verification, other: Verification) -> Problem:
    return Problem(
        "two-answers",
        one.place,
        Text(
            zh=f"与{other.place}是同一项，核实情况不同，请统一",
            en=f"the same row as {other.place} with another answer; settle on one",
        ),
    )
