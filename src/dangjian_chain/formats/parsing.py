"""Parsing: the columns of a sheet by their types, with everything wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import define, field

from dangjian_chain.errors import Problem
from dangjian_chain.formats.cell_bearers import bearers, conditions
from dangjian_chain.formats.cell_classes import Known, organization_or_class, role_or_kind
from dangjian_chain.formats.cell_days import day, last_day
from dangjian_chain.formats.cell_persons import Holder, holders, person
from dangjian_chain.formats.cells import CellError, CellReader, Note
from dangjian_chain.formats.headers import Meaning
from dangjian_chain.formats.no_rows import rows_of_no_data
from dangjian_chain.formats.plain_columns import plain_column, plain_texts
from dangjian_chain.formats.sheet import Sheet, Trouble, problem
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
    Use,
)
from dangjian_chain.text import Text, masked

Parse = Callable[[Any], Any]

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
    ("records", "use"): (Use, "use", Text(zh="运用方式", en="use")),
    ("changes", "kind"): (ChangeKind, "change_kind", Text(zh="变动类型", en="kind of change")),
    ("kinds", "of"): (KindOf, "kind_of", Text(zh="种类", en="what it is a kind of")),
}
_NOTES: Mapping[str, Text] = {
    "nothing": Text(zh="“{raw}”读作未填写", en="{raw!r} read as nothing entered"),
    "number-as-text": Text(zh="数字读作文字，如 {raw}", en="numbers read as text, such as {raw}"),
    "as-text": Text(zh="数和日期读作文字，如 {raw}", en="numbers and dates read as text, such as {raw}"),
    "normal-form": Text(zh="“{raw}”读作 {read}", en="{raw!r} read as {read!r}, in its normal form"),
    "partial-date": Text(
        zh="只有年月或写法不同的日期，如“{raw}”读作 {read}",
        en="dates known in part or written otherwise, such as {raw!r} read as {read}",
    ),
    "last-day": Text(
        zh="为在任最后一天，止期加一天，如 {raw} 读作 {read}",
        en="the last day in force, one day added, such as {raw} read as {read}",
    ),
    "word": Text(zh="“{raw}”读作 {read}", en="{raw!r} read as {read}"),
    "mark": Text(zh="“{raw}”读作 {read}", en="{raw!r} read as {read}"),
    "implied": Text(zh="“{raw}”另读作 {read}", en="{raw!r} read as {read} besides"),
    "repeat": Text(zh="“{raw}”读作与上一行相同", en="{raw!r} read as the row above"),
    "vacancy": Text(zh="“{raw}”读作岗位空缺", en="{raw!r} read as vacant"),
}
_ONCE = frozenset({"number-as-text", "as-text", "partial-date", "last-day"})
"""Readings of which one example stands for a column."""


@define
class Parsed:
    """
    The columns of a sheet by attribute, what is wrong by row, and what was not literal.

    `holders` and `posts` are the columns whose cells name who holds a role; posts
    by position, each with the kinds of roles it is.
    """

    sheet: Sheet
    values: dict[str, list[Any]] = field(factory=dict)
    position: dict[str, int] = field(factory=dict)
    troubles: dict[int, list[Problem]] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    understood: list[Understood] = field(factory=list)
    holders: list[tuple[Holder, ...] | None] | None = None
    posts: list[tuple[tuple[str, ...], list[tuple[Holder, ...] | None]]] = field(factory=list)
    dropped: set[int] = field(factory=set)

    def blame(self, row: int, header: int | None, trouble: Trouble) -> None:
        """Note that a cell, or a whole row, cannot be read; a cell is blamed once."""
        place = self.sheet.spot(row, header)
        known = self.troubles.setdefault(row, [])
        if (row, None) not in self.sheet.broken or header is None:
            known += (
                [Problem(trouble.code, place, trouble.text)]
                if all(each.place != place for each in known)
                else []
            )

    def note(self, code: str, header: int | None, raw: object, read: object = "", row: int = -1) -> None:
        """Note a reading that was not literal."""
        words = {"raw": raw, "read": read}
        text = _NOTES[code].format(words)
        hidden = Text(zh=masked(text.zh), en=masked(text.en))
        self.understood.append(Understood(code, self.sheet.spot(row, header), hidden))

    def noting(self, header: int) -> Note:
        """Return what notes the readings of a column, each once, or one example of those that are alike."""
        seen: set[tuple[str, str]] = set()

        def note(code: str, raw: object, read: object) -> None:
            key = (code, "" if code in _ONCE else str(raw))
            if key not in seen:
                seen.add(key)
                self.note(code, header, raw, read)

        return note

    def kept(self) -> Sequence[int]:
        """Return the rows that are data and can be read."""
        every = range(len(self.sheet.rows))
        if not self.dropped and not self.troubles:
            return every
        return [row for row in every if row not in self.dropped and row not in self.troubles]


def parsed(
    sheet: Sheet, cells: CellReader, meanings: Sequence[tuple[int, Meaning]], known: Known | None = None
) -> Parsed:
    """
    Return a sheet's columns, parsed by type.

    Parameters
    ----------
    sheet : Sheet
    cells : CellReader
    meanings : sequence of (int, Meaning)
        The positions of headers, with what each means; one may mean two things.
    known : Known, optional
        What the cells of assignments may name.
    """
    result = Parsed(sheet)
    for (row, header), trouble in sheet.broken.items():
        if header is None:
            result.blame(row, None, trouble)
    for position, meaning in meanings:
        _take(result, cells, position, meaning, known or Known())
    _drop_rows(result)
    _settle_persons(result)
    _require(result)
    for row in result.dropped:
        result.troubles.pop(row, None)
    return result


def _take(result: Parsed, cells: CellReader, position: int, meaning: Meaning, known: Known) -> None:
    if meaning.column is not None:
        is_last = meaning.use == "last-day"
        parse = partial(last_day, cells) if is_last else _parser(cells, result.sheet, meaning.column, known)
        _take_column(result, cells, position, meaning.column, parse)
    elif meaning.use == "holder":
        result.holders = _holders(result, cells, position)
    elif meaning.use == "post":
        result.posts.append((meaning.posts, _holders(result, cells, position)))
    else:
        header = result.sheet.headers[position]
        text = Text(zh=f"列“{header}”未读取", en=f"the column {header!r} was not read")
        result.understood.append(Understood("unread", result.sheet.spot(-1, position), text))


def _take_column(result: Parsed, cells: CellReader, position: int, column: Column, parse: Parse) -> None:
    values = _column(result, cells, position, parse)
    if column.default is not None:
        values = [column.default if value is None else value for value in values]
    result.values[column.attribute] = values
    result.position[column.attribute] = position


def _parser(cells: CellReader, sheet: Sheet, column: Column, known: Known) -> Parse:
    if (sheet.collection, column.name) in _CHOICES:
        vocabulary, section, what = _CHOICES[sheet.collection, column.name]
        if column.cell == "choices":
            return lambda raw: cells.choices(raw, vocabulary, section, what)
        return lambda raw: cells.choice(raw, vocabulary, section, what)
    if column.cell == "kind":
        kinds = cells.organization_kinds if sheet.collection == "organizations" else cells.role_kinds
        return lambda raw: cells.kind(raw, kinds)
    if column.name == "unit_type":
        return lambda raw: cells.open_choice(raw, "unit_types")
    if column.cell == "flag":
        return partial(cells.flag, section=f"flags_of_{column.name}")
    plain: Mapping[str, Parse] = {
        "id": cells.id,
        "ids": cells.ids,
        "text": cells.text,
        "words": cells.words,
        "kinds": cells.kinds,
        "count": cells.count,
        "number": cells.number,
        "cycle": cells.cycle,
        "person": partial(person, cells) if sheet.is_table else cells.id,
        "class": partial(organization_or_class, cells, known),
        "post": partial(role_or_kind, cells, known),
        "day": partial(day, cells),
        "last-day": partial(day, cells),
        "conditions": partial(conditions, cells),
        "bearers": partial(bearers, cells),
    }
    return plain[column.cell]


# --- one column ----------------------------------------------------------------------


def _column(result: Parsed, cells: CellReader, position: int, parse: Parse) -> list[Any]:
    cells.note = result.noting(position)
    raws = result.sheet.cells[position]
    for (row, header), trouble in result.sheet.broken.items():
        if header == position:
            result.blame(row, position, trouble)
    is_text = parse in {cells.id, cells.text}
    texts = plain_texts(cells, raws) if is_text else None
    if texts is not None:
        return texts
    distinct = distinct_cells(raws)
    if distinct is not None and is_text:
        plain = plain_column(cells, raws, distinct)
        if plain is not None:
            return plain
    try:
        values = [parse(raw) for raw in raws] if distinct is None else _by_word(parse, distinct, raws)
    except CellError:
        values = _one_by_one(result, parse, position)
    if result.sheet.is_table:
        _repeat(result, distinct or raws, values, position)
    return values


def _holders(result: Parsed, cells: CellReader, position: int) -> list[tuple[Holder, ...] | None]:
    values = _column(result, cells, position, partial(holders, cells))
    _note_vacancies(result, position, values)
    return values


def _note_vacancies(result: Parsed, position: int, values: Sequence[Any]) -> None:
    """Note each vacancy where it stands: each is a reading of its own."""
    for row, value in enumerate(values):
        if value == ():
            result.note("vacancy", position, result.sheet.cells[position][row], row=row)


def distinct_cells(raws: Sequence[Any]) -> dict[Any, None] | None:
    """Return the distinct cells in order, `None` where unlike ones could be taken for the same (1, 1.0, True)."""
    types = set(map(type, raws)) - {type(None)}
    return dict.fromkeys(raws) if len(types) <= 1 and types <= {str, int, float} else None


def _by_word(parse: Parse, distinct: Mapping[Any, None], raws: Sequence[Any]) -> list[Any]:
    known = {raw: parse(raw) for raw in distinct}
    return [known[raw] for raw in raws]


def _one_by_one(result: Parsed, parse: Parse, position: int) -> list[Any]:
    values: list[Any] = []
    for row, raw in enumerate(result.sheet.cells[position]):
        try:
            values.append(parse(raw))
        except CellError as error:
            values.append(None)
            if not (result.sheet.is_table and _is_repeat(raw)):
                result.blame(row, position, error.trouble)
    return values


def _is_repeat(raw: object) -> bool:
    return isinstance(raw, str) and raw.strip() in cell_words("repeats")


def _repeat(
    result: Parsed, distinct: Sequence[Any] | Mapping[Any, None], values: list[Any], position: int
) -> None:
    """Let 同上 repeat the cell above."""
    if not any(map(_is_repeat, distinct)):
        return
    raws = result.sheet.cells[position]
    for row, raw in enumerate(raws):
        if not _is_repeat(raw):
            continue
        above = row - 1
        if above < 0 or raws[above] in {None, ""} or _is_blamed(result, above, position):
            values[row] = None
            text = Text(zh=f"“{raw}”上面没有可以重复的内容", en=f"{raw!r} has nothing above to repeat")
            result.blame(row, position, Trouble("nothing-above", text))
        else:
            values[row] = values[above]
            result.note("repeat", position, raw, row=row)


def _is_blamed(result: Parsed, row: int, position: int) -> bool:
    place = result.sheet.spot(row, position)
    return any(each.place == place for each in result.troubles.get(row, ()))


# --- rows ------------------------------------------------------------------------------


def _drop_rows(result: Parsed) -> None:
    """Drop rows of tables that are no data: blank ones, rows of sums, feet."""
    if not result.sheet.is_table:
        return
    required = [column for column in columns_of(COLLECTIONS[result.sheet.collection]) if column.required]
    lead = next((result.values[each.attribute] for each in required if each.attribute in result.values), None)
    blank, words = rows_of_no_data(result.sheet.cells, lead)
    for row, word in words.items():
        text = Text(zh=f"“{word}”一行不作数据读取", en=f"the row {word!r} is not read as data")
        result.understood.append(
            Understood("sums" if word in cell_words("sums") else "foot", result.sheet.spot(row, None), text)
        )
    result.dropped |= {*blank, *words}


def _settle_persons(result: Parsed) -> None:
    """Take a vacancy for no appointment, and a mark beside a name for what it says."""
    if (
        result.sheet.collection != "appointments"
        or "person" not in result.values
        or not result.sheet.is_table
    ):
        return
    held: list[Holder | tuple[()] | None] = result.values["person"]
    _note_vacancies(result, result.position["person"], held)
    result.dropped |= {row for row, holder in enumerate(held) if holder == ()}
    result.values["person"] = [holder.person if isinstance(holder, Holder) else None for holder in held]
    acting = {row for row, holder in enumerate(held) if isinstance(holder, Holder) and holder.acting}
    if acting:
        stated = result.values.get("acting") or [False] * len(held)
        result.values["acting"] = [value or row in acting for row, value in enumerate(stated)]


def _require(result: Parsed) -> None:
    for column in columns_of(COLLECTIONS[result.sheet.collection]):
        if not column.required:
            continue
        zh, en = f"“{column.zh}”（{column.name}）未填写", f"{column.name} is not filled in"
        trouble = Trouble("missing-value", Text(zh=zh, en=en))
        values = result.values.get(column.attribute)
        if values is None and result.sheet.is_table:
            zh, en = f"缺少“{column.zh}”（{column.name}）一列", f"the column {column.name} is missing"
            result.problems.append(problem("missing-column", result.sheet.source, zh, en))
            continue
        position = result.position.get(column.attribute)
        for row in range(len(result.sheet.rows)) if values is None else _blanks(values):
            if row not in result.dropped:
                result.blame(row, position, trouble)


def _blanks(values: Sequence[Any]) -> list[int]:
    return [row for row, value in enumerate(values) if value is None]
