"""Intake: office workbooks become sheets of our own collections, and it is said how they were understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from typing import Any

from attrs import define, evolve, field, frozen

from dangjian_chain.formats.office.bearers import items_of
from dangjian_chain.formats.office.csv_grid import CsvGrid
from dangjian_chain.formats.office.drafts import Draft, made
from dangjian_chain.formats.office.duties import Duties, declared_by
from dangjian_chain.formats.office.forms import UNREAD, Form, forms, personal_headers, plain_header
from dangjian_chain.formats.office.mapping import Mapping, TableMapping
from dangjian_chain.formats.office.names import Names, bare, kind_of, stem
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.organizations import Organizations
from dangjian_chain.formats.office.own_files import is_own_list
from dangjian_chain.formats.office.posts import Posts
from dangjian_chain.formats.office.posts_of import parts_of, post_of
from dangjian_chain.formats.office.results import Results
from dangjian_chain.formats.office.tables import Table, tables_of, words_of
from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.read_workbook import Grid
from dangjian_chain.formats.sheet import Found
from dangjian_chain.formats.words import cell_words, words
from dangjian_chain.text import Text

_YEAR = re.compile(r"(20[0-9]{2})\s*年?")
_DATED = re.compile(r"(20[0-9]{2})\s*年(?:度|全年)?(?!\s*[0-9]{1,2}\s*月)")
_COMMITTEES = ("党委", "党组", "党总支", "工委")
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
    """A sheet or a file that was not read, and why: `hidden`, `no-table`, `said`, `blank`, `own`, `plain`."""

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
    readings: list[TableReading] = field(factory=list)
    left_alone: list[LeftAlone] = field(factory=list)
    notes: Notes = field(init=False)
    proposed: dict[str, tuple[str, ...]] = field(factory=dict)
    is_plain: bool = False
    top: str = ""
    tops: list[str] = field(factory=list)
    _units: dict[int, str] = field(factory=dict)
    _years: dict[int, int | None] = field(factory=dict)

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

    def leave(self, file: str, sheet: str, why: str) -> None:
        """Note that a sheet, or a file, is not read, and why."""
        self.left_alone.append(LeftAlone(file, sheet, why))
        zh, en = {
            "hidden": ("隐藏的工作表未读取", "the sheet is hidden and was not read"),
            "no-table": ("没有认出的表，未读取", "no table was recognized, the sheet was not read"),
            "said": ("按读表对应不读", "not read, as the mapping says"),
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
        self.tables.append(table)
        self._repeat(table)
        self._units[id(table)] = said.unit if said is not None and said.unit else ""
        self._years[id(table)] = (None if said is None else said.year) or self.mapping.year
        self._note_table(table)
        self._note_unread(table, columns)
        self.readings.append(
            TableReading(
                table.file,
                table.sheet,
                tuple(row + 1 for row in table.header),
                form,
                tuple(columns),
                len(table.rows),
                tuple((table.place(skipped.row), skipped.text) for skipped in table.skipped),
                self._units[id(table)],
                self._years[id(table)],
            )
        )

    def _columns(self, table: Table, form: Form, said: MappingOf[str, str]) -> Iterator[ColumnReading]:
        """Yield how each column is understood, and let the table read those that are."""
        seen: set[str] = set()
        for column, (header, parent) in enumerate(zip(table.headers, table.parents, strict=True)):
            if not header:
                continue
            whole = " ".join((f"{parent}/{header}" if parent and parent != header else header).split())
            name = said.get(whole, said.get(" ".join(header.split()), form.field_of(header, parent)))
            is_twice = bool(name) and name in seen and not str(name).startswith(("post:", "since:"))
            is_personal = plain_header(header) in personal_headers()
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
        self._find_units()
        for table in self._of("organizations"):
            organizations.collect(table, self._units[id(table)])
        self._mention(organizations)
        organizations.settle(self.mapping.top, self._bodies())
        self.top = "" if organizations.top is None else organizations.top.name
        self.tops = organizations.candidates()
        posts = Posts(organizations, self.notes)
        posts.take_wide()
        for table in self._of("posts"):
            posts.take_persons(table, self._units[id(table)])
        duties = Duties(posts, self.notes, self.mapping.performed_by)
        for table in self._of("duties"):
            duties.take(table, self._units[id(table)])
        duties.settle()
        results = Results(posts, self.notes)
        for table in self._of("results"):
            results.take_results(table, self._units[id(table)], self._year(table))
        for table in self._of("ledger"):
            results.take_ledger(table, self._units[id(table)], self._year(table))
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

    def _of(self, form: str) -> list[Table]:
        return [table for table in self.tables if table.form is not None and table.form.id == form]

    def _with_units(self, draft: Draft, organizations: Organizations, duties: Duties) -> Draft:
        """Add the departments that lists of duties name and no roster holds."""
        top = organizations.top
        for name, (table, row) in sorted(duties.units.items()):
            above = self._units[id(table)]
            superior = (organizations.names.find(above).id if above else None) or (
                None if top is None else top.id
            )
            cells = {"id": name, "name": name, "kind": kind_of(name) or "unit", "superior": superior}
            draft.add(table, row, {key: made(value, table, row) for key, value in cells.items()})
            self.notes.unit(table.place(row), name)
        return draft

    # --- whose table it is -----------------------------------------------------------------

    def _find_units(self) -> None:
        """Find out whose table each is: by a note above it, by the name of its sheet, by its title."""
        names = self._every_name()
        for table in self.tables:
            if not self._units[id(table)]:
                self._units[id(table)] = _unit_of(table, names) or ""

    def _every_name(self) -> Names:
        named: dict[str, str] = {}
        for table in self._of("organizations"):
            column = table.column("name")
            for row in table.rows:
                name = "" if column is None else words_of(table.grid[row][column])
                if name:
                    named.setdefault(bare(name), kind_of(name) or "unit")
        if self.mapping.top:
            named.setdefault(bare(self.mapping.top), kind_of(self.mapping.top) or "committee")
        return Names(((key, key, kind, None) for key, kind in named.items()), self.mapping.names)

    def _mention(self, organizations: Organizations) -> None:
        """Let units of tables, and organizations that only tables of persons name, be organizations too."""
        known = {entry.key for entry in organizations.entries}
        for table in self.tables:
            unit = self._units[id(table)]
            names = Names((key, key, kind_of(key) or "unit", None) for key in known if key)
            if (
                unit
                and kind_of(unit) is not None
                and names.find(unit).id is None
                and not names.find(unit).ids
            ):
                organizations.mention(unit, "committee", table, max(table.header[0] - 1, 0), "")
                known.add(bare(unit))
        for table in self._of("posts"):
            self._mention_owners(organizations, table, known)

    def _mention_owners(self, organizations: Organizations, table: Table, known: set[str]) -> None:
        column = table.column("organization")
        if column is None:
            return
        unit = self._units[id(table)]
        names = Names((key, key, kind_of(key) or "unit", None) for key in known if key)
        default = "branch" if "支部" in table.headers[column] else "unit"
        for row in table.rows:
            text = words_of(table.grid[row][column])
            key = bare(text)
            if not text or text in cell_words("nothing") or key in known:
                continue
            known.add(key)
            match = names.find(text)
            if not match.ids and bare(stem(text)) and (kind_of(text) is not None or default == "branch"):
                organizations.mention(text, default, table, row, unit)

    def _bodies(self) -> Iterator[tuple[str, Table, int]]:
        """Yield the committees that lists of duties name as bearers."""
        for table in self._of("duties"):
            for name in ("bearer", "unit"):
                for row in table.rows:
                    for item in items_of(words_of(table.cell(row, name))):
                        plain = bare(item)
                        if plain.endswith(_COMMITTEES) and not plain.startswith("各"):
                            yield plain, table, row

    def _year(self, table: Table) -> int | None:
        """Return the year that a table is of: as a person says, else by its title, its sheet, its file."""
        said = self._years[id(table)]
        if said is not None:
            return said
        for words_ in (*table.above, table.sheet, table.file):
            found = _DATED.search(words_) or _YEAR.search(words_)
            if found is not None:
                return int(found[1])
        return None

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
                    self._units[id(table)],
                    self._year(table) if reading.form.id == "results" else None,
                    {column.header: column.field for column in reading.columns if column.field is not None}
                    | {column.header: UNREAD for column in reading.columns if column.field is None},
                )
                for table, reading in zip(self.tables, self.readings, strict=True)
            )
            + tuple(
                TableMapping(one.file, one.sheet, (1,), None)
                for one in self.left_alone
                if one.why in {"said", "hidden"}
            ),
            names={**{text: "" for _, text, _ in self.notes.questions}, **self.mapping.names},
            performed_by={**self.proposed, **self.mapping.performed_by},
        )


def _unit_of(table: Table, names: Names) -> str | None:
    """Return whose table it is, `None` where nothing around it says so."""
    labels = words("office")["above"]["unit"]
    for words_ in table.above:
        for label in labels:
            found = re.search(rf"(?:^|\s){label}(?:[（(][^（()）]*[)）])?\s*[：:]\s*([^\s：:]+)", words_)
            if found is not None:
                named = names.find(found[1])
                return names.name(named.id) if named.id is not None else found[1]
    sheet = names.find(table.sheet, kinds=("committee", "general_branch"))
    if sheet.id is not None and names.kind(sheet.id) in {"committee", "general_branch", "work_committee"}:
        return names.name(sheet.id)
    for words_ in table.above:
        plain = bare(words_)
        inside = [
            id_
            for kind in ("committee", "general_branch")
            for id_ in names.of_kind(kind)
            if stem(id_) in plain
        ]
        if inside:
            return names.name(max(inside, key=lambda id_: len(stem(id_))))
    return None


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
