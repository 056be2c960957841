"""Intake: office workbooks become sheets of our own collections, and it is said how they were understood."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from typing import Any

from attrs import define, evolve, field, frozen

from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.office.drafts import Draft, made
from dangjian_chain.formats.office.duties import Duties, declared_by
from dangjian_chain.formats.office.forms import UNREAD, Form, forms, personal_headers, plain_header
from dangjian_chain.formats.office.mapping import Mapping, TableMapping
from dangjian_chain.formats.office.names import Names, kind_of
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.organizations import Organizations
from dangjian_chain.formats.office.own_files import is_own_list
from dangjian_chain.formats.office.posts import Posts
from dangjian_chain.formats.office.posts_of import parts_of, post_of
from dangjian_chain.formats.office.results import Results
from dangjian_chain.formats.office.tables import Table, tables_of, words_of
from dangjian_chain.formats.office.whose import bodies, find_units, mention, year_of
from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.read_workbook import Grid
from dangjian_chain.formats.sheet import Found
from dangjian_chain.formats.words import cell_words
from dangjian_chain.text import Text

_DATED = frozenset({"results", "ledger"})
"""Forms whose rows are of a year."""

_NUMBERS = frozenset({"序号", "编号"})


@frozen
class ColumnReading:
    """How one column was understood; `field` is blank for one that is known and not read, `None` for an unknown one."""

    letters: str
    header: str
    field: str | None
    is_personal: bool = False
    is_twice: bool = False


@frozen
class TableReading:
    """How one table was understood."""

    file: str
    sheet: str
    header: tuple[int, ...]
    form: Form
    columns: tuple[ColumnReading, ...]
    rows: int
    skipped: tuple[tuple[str, Text], ...]
    unit: str
    year: int | None


@frozen
class LeftAlone:
    """A sheet or a file that was not read, and why: `hidden`, `no-table`, `said`, `blank`, `own`, `plain`, `other`."""

    file: str
    sheet: str
    why: str


@define
class Intake:
    """
    What office workbooks hold.

    Parameters
    ----------
    mapping : Mapping
        What a person says of them; blank where nobody does.
    """

    mapping: Mapping = field(factory=Mapping)
    found: Found = field(factory=Found)
    tables: list[Table] = field(factory=list)
    left_alone: list[LeftAlone] = field(factory=list)
    notes: Notes = field(init=False)
    proposed: dict[str, tuple[str, ...]] = field(factory=dict)
    is_plain: bool = False
    top: str = ""
    tops: list[str] = field(factory=list)
    _columns_of: list[tuple[ColumnReading, ...]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.notes = Notes(self.found)

    # --- tables --------------------------------------------------------------------------

    def add(self, file: str, grids: Sequence[Grid | CsvGrid]) -> None:
        """Take in the tables of a workbook."""
        for grid in grids:
            said = self.mapping.of(file, grid.title)
            if grid.is_hidden and not said:
                self.leave(file, grid.title, "hidden")
                continue
            if is_own_list(grid):
                self.leave(file, grid.title, "own")
                continue
            if said and all(one.form is None for one in said):
                self.leave(file, grid.title, "said")
                continue
            forced = [tuple(row - 1 for row in one.header) for one in said if one.form is not None]
            tables = list(tables_of(grid, file, forced))
            for table in tables:
                match = next(
                    (one for one in said if tuple(row - 1 for row in one.header) == table.header), None
                )
                self._take(table, match)
            if not any(table.form is not None for table in tables):
                blank = not any(cell != "" for row in grid.rows for cell in row)
                self.leave(file, grid.title, "blank" if blank else "no-table")

    def has_headers(self, said: TableMapping) -> bool:
        """Whether a table stands where a mapping says, with any of the headers that it names."""
        rows = tuple(row - 1 for row in said.header)
        for table in self.tables:
            if (table.file, table.sheet, table.header) == (said.file, said.sheet, rows):
                headers = {" ".join(header.split()) for header in table.headers}
                return not said.columns or bool({name.rsplit("/", 1)[-1] for name in said.columns} & headers)
        return False

    def leave(self, file: str, sheet: str, why: str) -> None:
        """Note that a sheet, or a file, is not read, and why."""
        self.left_alone.append(LeftAlone(file, sheet, why))
        zh, en = {
            "hidden": ("隐藏的工作表未读取", "the sheet is hidden and was not read"),
            "no-table": ("没有认出的表，未读取", "no table was recognized, the sheet was not read"),
            "said": ("按读表对应不读", "not read, as the mapping says"),
            "other": ("不是工作簿或 CSV，未读取", "no workbook and no CSV file, not read"),
            "blank": ("工作表是空的", "the sheet is empty"),
            "plain": ("是本程序的列，请单独读取", "it has the program's own columns; read it by itself"),
            "own": ("是本程序写出的清单或副本，不作原表读取", "this program wrote it; not read as a table"),
        }[why]
        self.found.note("unread", f"{file} {sheet}".strip(), zh, en)

    def _take(self, table: Table, said: TableMapping | None) -> None:
        if said is not None and said.form is not None:
            table.form = forms()[said.form]
        form = table.form
        if form is None or (said is None and form.id == "posts" and not names_posts(table, form)):
            table.form = None
            return
        columns = list(self._columns(table, form, {} if said is None else said.columns))
        if said is None and _counts_things(table):
            table.form, table.fields = None, {}
            return
        self.tables.append(table)
        self._repeat(table)
        table.unit = said.unit if said is not None and said.unit else ""
        table.year = (None if said is None else said.year) or self.mapping.year
        self._note_table(table)
        self._note_unread(table, columns)
        self._columns_of.append(tuple(columns))

    def _columns(self, table: Table, form: Form, said: MappingOf[str, str]) -> Iterator[ColumnReading]:
        """Yield how each column is understood, and let the table read those that are."""
        better = _better(table, form)
        seen = set(better)
        for column, (header, parent) in enumerate(zip(table.headers, table.parents, strict=True)):
            if not header:
                continue
            whole = " ".join((f"{parent}/{header}" if parent and parent != header else header).split())
            name = said.get(whole, said.get(" ".join(header.split()), form.field_of(header, parent)))
            is_twice = bool(name) and name in seen and not str(name).startswith(("post:", "since:"))
            is_personal = plain_header(header) in personal_headers()
            if column in better.values() and whole not in said:
                is_twice = False
            if name and not is_twice:
                table.fields[column] = name
                seen.add(name)
            yield ColumnReading(
                letters_of(column), whole, UNREAD if is_twice else name, is_personal, is_twice
            )

    def _note_unread(self, table: Table, columns: Sequence[ColumnReading]) -> None:
        """Note in one line which columns of a table are not read, personal ones apart."""
        left = [column for column in columns if not column.field and column.header not in _NUMBERS]
        parts = [
            (("未读取的列", "columns not read"), [one for one in left if not one.is_personal]),
            (("个人信息不读", "personal data is never read"), [one for one in left if one.is_personal]),
        ]
        for (zh, en), several in parts:
            if several:
                shown = [f"{one.letters} {one.header}" for one in several]
                place = table.place(table.header[-1])
                self.found.note("unread", place, f"{zh}：{'、'.join(shown)}", f"{en}: {', '.join(shown)}")

    def _repeat(self, table: Table) -> None:
        """Let 同上 repeat the cell above."""
        repeats = cell_words("repeats")
        for column in table.fields:
            cells = {table.grid[row][column] for row in table.rows}
            if not any(type(raw) is str and raw.strip() in repeats for raw in cells):
                continue
            above: Any = None
            for row in table.rows:
                raw = table.grid[row][column]
                if type(raw) is str and raw.strip() in repeats and above not in {None, ""}:
                    table.grid[row][column] = above
                    place = table.place(row, column)
                    self.notes.once("repeat", place, f"“{raw}”读作“{above}”", f"{raw!r} read as {above!r}")
                else:
                    above = raw

    def _note_table(self, table: Table) -> None:
        form = table.form
        assert form is not None  # noqa: S101 - only tables of a form are taken
        place = table.place(table.header[-1])
        zh = f"读作{form.label.zh}，表头在第{'、'.join(str(row + 1) for row in table.header)}行，{len(table.rows)}行数据"
        en = f"read as {form.label.en}: {len(table.rows)} rows below its headers"
        self.found.note("table", place, zh, en)
        for skipped in table.skipped:
            self.found.note(skipped.code, table.place(skipped.row), skipped.text.zh, skipped.text.en)
        for column in sorted(table.merged & set(table.fields)):
            zh, en = "合并单元格按每格内容相同读取", "merged cells read as each holding the same"
            self.found.note("merged", table.place(table.header[-1], column), zh, en)

    # --- what they come to -----------------------------------------------------------------

    def settle(self) -> Found:
        """Return the sheets of our collections, with what was noted."""
        organizations = Organizations(self.notes, self.mapping.names)
        find_units(self.tables, self.mapping.top, self.mapping.names)
        for table in self._of("organizations"):
            organizations.collect(table, table.unit)
        mention(organizations, self.tables)
        organizations.settle(self.mapping.top, bodies(self.tables))
        self.top = "" if organizations.top is None else organizations.top.name
        self.tops = organizations.candidates()
        posts = Posts(organizations, self.notes)
        posts.take_wide()
        for table in self._of("posts"):
            posts.take_persons(table, table.unit)
        posts.settle_stand_ins()
        duties = Duties(posts, self.notes, self.mapping.performed_by)
        for table in self._of("duties"):
            duties.take(table, table.unit)
        duties.settle()
        self._say_years()
        results = Results(posts, self.notes)
        for table in self._of("results"):
            results.take_results(table, table.unit, year_of(table))
        for table in self._of("ledger"):
            results.take_ledger(table, table.unit, year_of(table))
        self.proposed = dict(_proposed(duties, organizations.names))
        drafts = [
            self._with_units(organizations.draft(self.mapping.unit_type), organizations, duties),
            posts.roles,
            posts.appointments,
            duties.duties,
            duties.assignments,
            results.records,
            results.ledger,
        ]
        self.found.sheets += [sheet for draft in drafts if (sheet := draft.sheet()) is not None]
        return self.found

    @property
    def readings(self) -> list[TableReading]:
        """How each table was understood."""
        return [
            TableReading(
                table.file,
                table.sheet,
                tuple(row + 1 for row in table.header),
                table.form,
                columns,
                len(table.rows),
                tuple((table.place(skipped.row), skipped.text) for skipped in table.skipped),
                table.unit,
                year_of(table) if table.form.id in _DATED else None,
            )
            for table, columns in zip(self.tables, self._columns_of, strict=True)
            if table.form is not None
        ]

    def _say_years(self) -> None:
        """Note that lists of several years lie side by side, which all count."""
        years = sorted({year for table in self._of("duties") if (year := year_of(table)) is not None})
        if len(years) > 1:
            said = "、".join(map(str, years))
            zh = f"责任清单有{said}年的，都按现行读取；不用的请移走，或在读表对应中写 不读"
            en = f"there are lists of {said}, and all of them count; move away what is out of use, or map it as none"
            self.notes.once("years", "、".join(sorted({table.file for table in self._of("duties")})), zh, en)

    def _of(self, form: str) -> list[Table]:
        return [table for table in self.tables if table.form is not None and table.form.id == form]

    def _with_units(self, draft: Draft, organizations: Organizations, duties: Duties) -> Draft:
        """Add the departments that lists of duties name and no roster holds."""
        top = organizations.top
        for name, (table, row) in sorted(duties.units.items()):
            above = table.unit
            superior = (organizations.names.find(above).id if above else None) or (
                None if top is None else top.id
            )
            cells = {"id": name, "name": name, "kind": kind_of(name) or "unit", "superior": superior}
            draft.add(table, row, {key: made(value, table, row) for key, value in cells.items()})
            self.notes.unit(table.place(row), name)
        return draft

    # --- the mapping -----------------------------------------------------------------------

    def as_mapping(self) -> Mapping:
        """Return the mapping that says what was understood, for a person to correct."""
        return evolve(
            self.mapping,
            top=self.mapping.top or self.top,
            tables=tuple(
                TableMapping(
                    reading.file,
                    reading.sheet,
                    reading.header,
                    reading.form.id,
                    reading.unit,
                    reading.year,
                    {column.header: column.field for column in reading.columns if column.field is not None}
                    | {column.header: UNREAD for column in reading.columns if column.field is None},
                )
                for reading in self.readings
            )
            + tuple(
                TableMapping(one.file, one.sheet, (1,), None)
                for one in self.left_alone
                if one.why in {"said", "hidden"}
            ),
            names={
                **{text: "" for _, text, _ in self.notes.questions},
                **{text: meant for text, meant in self.mapping.names.items() if meant},
            },
            performed_by=dict(self.mapping.performed_by),
        )


def _better(table: Table, form: Form) -> dict[str, int]:
    """Return, of fields that several columns name, the one that is meant: 党支部名称 beside 单位名称, a year's own grade."""
    found: dict[str, list[int]] = defaultdict(list)
    for column, (header, parent) in enumerate(zip(table.headers, table.parents, strict=True)):
        name = form.field_of(header, parent) if header else None
        if name in {"name", "organization", "score", "grade"}:
            found[str(name)].append(column)
    year = str(year_of(table) or "")
    better: dict[str, int] = {}
    for name, columns in found.items():
        for column in columns if len(columns) > 1 else ():
            whole = f"{table.parents[column]}{table.headers[column]}"
            told = ("支部", "党组织", "党小组") if name in {"name", "organization"} else (year,)
            if any(word and word in whole for word in told):
                better.setdefault(name, column)
    return better


def _counts_things(table: Table) -> bool:
    """Whether a column 单位 holds units of measure."""
    column = table.column("organization")
    words = [] if column is None else [words_of(table.grid[row][column]) for row in table.rows]
    return bool(words) and 2 * sum(word in _MEASURES for word in words) >= len(words)


_MEASURES = frozenset(
    {"次", "人", "分", "个", "场", "名", "元", "万元", "项", "%", "篇", "期", "小时", "学时"}
)


def _proposed(duties: Duties, names: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kinds of which at least half declare a duty themselves, for duties that name no class."""
    for duty, organizations in declared_by(duties):
        found = Counter(kind for each in organizations if (kind := names.kind(each)) not in {None, "unit"})
        kinds = tuple(kind for kind, count in found.items() if kind and 2 * count >= len(names.of_kind(kind)))
        if kinds:
            yield duty, kinds


def names_posts(table: Table, form: Form) -> bool:
    """Whether a table of persons and their titles is one of posts, and no list of telephone numbers."""
    fields = {
        form.field_of(header, parent): column
        for column, (header, parent) in enumerate(zip(table.headers, table.parents, strict=True))
    }
    if fields.keys() & {"kind", "organization", "portfolio", "contacts", "stand_in", "since"}:
        return True
    if "place" in fields or "title" not in fields:
        return False
    titles = [words_of(table.grid[row][fields["title"]]) for row in table.rows]
    return 2 * sum(any(map(post_of, parts_of(title))) for title in titles) > len(titles)


def recognized(grids: Sequence[Grid | CsvGrid]) -> bool:
    """Whether any visible sheet of a workbook holds a table of a form."""
    return any(
        table.form is not None for grid in grids if not grid.is_hidden for table in tables_of(grid, "")
    )
