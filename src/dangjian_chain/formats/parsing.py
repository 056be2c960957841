"""Parsing: the columns of a sheet by their types, with everything wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, field

from dangjian_chain.errors import Problem
from dangjian_chain.formats.cells import CellError, CellReader, Trouble
from dangjian_chain.formats.headers import Meaning
from dangjian_chain.formats.sheet import Sheet, problem
from dangjian_chain.formats.words import cell_words
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.document import COLLECTIONS, Understood
from dangjian_chain.model.vocabulary import (
    ChangeKind,
    Function,
    KindOf,
    Nature,
    Outcome,
    RecordKind,
    Responsibility,
)
from dangjian_chain.text import Text

_CHOICES: Mapping[tuple[str, str], tuple[Any, str, Text]] = {
    ("assignments", "responsibility"): (
        Responsibility,
        "responsibility",
        Text(zh="责任类型", en="responsibility"),
    ),
    ("assignments", "function"): (Function, "function", Text(zh="承担方式", en="function")),
    ("duties", "nature"): (Nature, "nature", Text(zh="任务性质", en="nature")),
    ("records", "kind"): (RecordKind, "record_kind", Text(zh="记录类型", en="kind of record")),
    ("records_cover", "kind"): (RecordKind, "record_kind", Text(zh="记录类型", en="kind of record")),
    ("records", "outcome"): (Outcome, "outcome", Text(zh="结论", en="outcome")),
    ("changes", "kind"): (ChangeKind, "change_kind", Text(zh="变动类型", en="kind of change")),
    ("kinds", "of"): (KindOf, "kind_of", Text(zh="种类", en="what it is a kind of")),
}
_NOTES: Mapping[str, Text] = {
    "nothing": Text(zh="“{raw}”读作未填写", en="{raw!r} read as nothing entered"),
    "number-as-text": Text(zh="数字读作文字，如 {raw}", en="numbers read as text, such as {raw}"),
    "word": Text(zh="“{raw}”读作 {read}", en="{raw!r} read as {read}"),
    "mark": Text(zh="“{raw}”读作 {read}", en="{raw!r} read as {read}"),
    "repeat": Text(zh="“{raw}”读作与上一行相同", en="{raw!r} read as the row above"),
    "vacancy": Text(zh="“{raw}”读作岗位空缺", en="{raw!r} read as vacant"),
}
_UNCACHED = frozenset({"id", "text", "person", "count"})


@define
class Parsed:
    """
    The columns of a sheet, by attribute, and what is wrong by row.

    `holders` and `posts` keep the raw cells of columns that hold persons.
    """

    sheet: Sheet
    values: dict[str, list[Any]] = field(factory=dict)
    position: dict[str, int] = field(factory=dict)
    troubles: dict[int, list[Problem]] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    understood: list[Understood] = field(factory=list)
    holders: int | None = None
    posts: dict[int, str] = field(factory=dict)
    dropped: set[int] = field(factory=set)

    def blame(self, row: int, header: int | None, trouble: Trouble) -> None:
        """Note that a cell, or a whole row, cannot be read."""
        place = self.sheet.spot(row, header)
        self.troubles.setdefault(row, []).append(Problem(code=trouble.code, place=place, text=trouble.text))

    def note(self, code: str, header: int | None, raw: object, read: object, row: int = -1) -> None:
        """Note a reading that was not literal."""
        words = {"raw": raw, "read": read}
        place = self.sheet.spot(row, header)
        text = Text(zh=_NOTES[code].zh.format_map(words), en=_NOTES[code].en.format_map(words))
        self.understood.append(Understood(code=code, place=place, text=text))

    def kept(self) -> list[int]:
        """Return the rows that are data and can be read."""
        return [
            row for row in range(len(self.sheet.rows)) if row not in self.dropped and row not in self.troubles
        ]


def parsed(sheet: Sheet, reader: CellReader, meanings: Mapping[int, Meaning]) -> Parsed:
    """Return a sheet's columns, parsed by type."""
    result = Parsed(sheet)
    for position, meaning in meanings.items():
        if meaning.use == "unread":
            _leave_unread(result, position)
        elif meaning.use == "holder":
            result.holders = position
        elif meaning.use == "post":
            result.posts[position] = meaning.post
        elif meaning.column is not None:
            _parse_column(result, reader, position, meaning.column, last_day=meaning.use == "last-day")
    _drop_rows(result)
    _require(result)
    return result


def _leave_unread(result: Parsed, position: int) -> None:
    header = result.sheet.headers[position]
    text = Text(zh=f"列“{header}”未读取", en=f"the column {header!r} was not read")
    result.understood.append(Understood("unread", result.sheet.source, text))


def _parser(reader: CellReader, collection: str, column: Column, *, last_day: bool) -> Callable[[Any], Any]:
    if last_day:
        return reader.last_day
    if column.cell in {"choice", "outcome"} and (collection, column.name) in _CHOICES:
        vocabulary, section, what = _CHOICES[collection, column.name]
        return lambda raw: reader.choice(raw, vocabulary, section, what)
    if column.cell == "kind":
        known = reader.organization_kinds if collection == "organizations" else reader.role_kinds
        return lambda raw: reader.kind(raw, known)
    plain: dict[str, Callable[[Any], Any]] = {
        "id": reader.id,
        "class": reader.id,
        "post": reader.id,
        "person": reader.id,
        "ids": reader.ids,
        "text": reader.text,
        "words": reader.words,
        "kinds": reader.kinds,
        "flag": reader.flag,
        "count": reader.count,
        "number": reader.number,
        "day": reader.day,
        "last-day": reader.day,
        "cycle": reader.cycle,
        "conditions": reader.conditions,
        "bearers": reader.bearers,
    }
    return plain[column.cell]


def _parse_column(
    result: Parsed, reader: CellReader, position: int, column: Column, *, last_day: bool
) -> None:
    sheet = result.sheet
    seen: dict[tuple[str, str], tuple[object, object]] = {}

    def note(code: str, raw: object, read: object) -> None:
        key = (code, "" if code == "number-as-text" else str(raw))
        seen.setdefault(key, (raw, read))

    reader.note = note
    parse = _parser(reader, sheet.collection, column, last_day=last_day)
    cells = sheet.cells[position]
    try:
        values = [parse(raw) for raw in cells] if column.cell in _UNCACHED else _remembered(parse, cells)
    except CellError:
        values = _one_by_one(result, parse, cells, position)
    if sheet.is_table:
        _repeat(result, values, position)
    if column.default is not None:
        default = column.default
        values = [default if value is None else value for value in values]
    result.values[column.attribute] = values
    result.position[column.attribute] = position
    for (code, _), (raw, read) in seen.items():
        result.note(code, position, raw, read)


def _remembered(parse: Callable[[Any], Any], cells: Sequence[Any]) -> list[Any]:
    known: dict[str, Any] = {}
    values = []
    for raw in cells:
        if raw.__class__ is str:
            if raw not in known:
                known[raw] = parse(raw)
            values.append(known[raw])
        else:
            values.append(parse(raw))
    return values


def _one_by_one(
    result: Parsed, parse: Callable[[Any], Any], cells: Sequence[Any], position: int
) -> list[Any]:
    values: list[Any] = []
    for row, raw in enumerate(cells):
        try:
            values.append(parse(raw))
        except CellError as error:
            values.append(None)
            if not (isinstance(raw, str) and raw.strip() in cell_words("repeats")):
                result.blame(row, position, error.trouble)
    return values


def _repeat(result: Parsed, values: list[Any], position: int) -> None:
    """Let 同上 repeat the cell above."""
    repeats = cell_words("repeats")
    cells = result.sheet.cells[position]
    for row in [row for row, raw in enumerate(cells) if raw.__class__ is str and raw in repeats]:
        values[row] = values[row - 1] if row else None
        result.note("repeat", position, cells[row], "", row)


def _drop_rows(result: Parsed) -> None:
    """Drop rows that are no data: blank ones, and rows of sums in a table."""
    lead = _lead(result)
    sums = cell_words("sums") if result.sheet.is_table else frozenset()
    for row, value in enumerate(lead):
        if value is None and all(_is_blank(cells[row]) for cells in result.sheet.cells):
            result.dropped.add(row)
        elif sums and any(
            isinstance(cells[row], str) and cells[row].strip() in sums for cells in result.sheet.cells[:2]
        ):
            result.dropped.add(row)
            text = Text(zh="合计行，不作数据读取", en="a row of sums, not read as data")
            result.understood.append(Understood("sums", result.sheet.spot(row, None), text))
    for row in result.dropped:
        result.troubles.pop(row, None)


def _lead(result: Parsed) -> Sequence[Any]:
    """Return the column by which blank rows and rows of sums are recognized."""
    if not result.sheet.is_table:
        return []
    columns = columns_of(COLLECTIONS[result.sheet.collection])
    required = [
        result.values[column.attribute]
        for column in columns
        if column.required and column.attribute in result.values
    ]
    if not required:
        return [None] * len(result.sheet.rows)
    return required[0]


def _is_blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _require(result: Parsed) -> None:
    for column in columns_of(COLLECTIONS[result.sheet.collection]):
        if not column.required:
            continue
        values = result.values.get(column.attribute)
        if values is None:
            _missing_column(result, column)
            continue
        position = result.position[column.attribute]
        for row in [row for row, value in enumerate(values) if value is None]:
            if row not in result.dropped and not _is_troubled(result, row, position):
                trouble = Trouble(
                    "missing-value",
                    Text(zh=f"“{column.zh}”（{column.name}）未填写", en=f"{column.name} is not filled in"),
                )
                result.blame(row, position, trouble)


def _is_troubled(result: Parsed, row: int, position: int) -> bool:
    place = result.sheet.spot(row, position)
    return any(each.place == place for each in result.troubles.get(row, ()))


def _missing_column(result: Parsed, column: Column) -> None:
    sheet = result.sheet
    if sheet.is_table:
        result.problems.append(
            problem(
                "missing-column",
                sheet.source,
                f"缺少“{column.zh}”（{column.name}）一列",
                f"the column {column.name} is missing",
            )
        )
        return
    for row in range(len(sheet.rows)):
        trouble = Trouble(
            "missing-value",
            Text(zh=f"“{column.zh}”（{column.name}）未填写", en=f"{column.name} is not filled in"),
        )
        result.blame(row, None, trouble)
