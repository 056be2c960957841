"""Whose table it is: the unit that its rows stand under, and the year that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dangjian_chain.formats.office.bearers import items_of
from dangjian_chain.formats.office.names import Names, bare, kind_of, stem
from dangjian_chain.formats.office.organizations import Organizations
from dangjian_chain.formats.office.tables import Table, words_of
from dangjian_chain.formats.words import cell_words, words

_YEAR = re.compile(r"(20[0-9]{2})\s*年?")
_DATED = re.compile(r"(20[0-9]{2})\s*年(?:度|全年)?(?!\s*[0-9]{1,2}\s*月)")
_COMMITTEES = ("党委", "党组", "党总支", "工委")
_LEADING = ("committee", "general_branch", "work_committee")


def find_units(tables: Sequence[Table], top: str, said: Mapping[str, str]) -> None:
    """
    Find out whose table each is: by a note above it, by the name of its sheet, by its title.

    Parameters
    ----------
    tables : sequence of Table
    top : str
        The organization at the top, where a person says it.
    said : mapping of str to str
        Names that a person has explained.
    """
    named = {bare(top): kind_of(top) or "committee"} if top else {}
    for table in tables:
        column = table.column("name") if table.form is not None and table.form.id == "organizations" else None
        for row in table.rows:
            name = "" if column is None else words_of(table.grid[row][column])
            if name:
                named.setdefault(bare(name), kind_of(name) or "unit")
    names = Names(((key, key, kind, None) for key, kind in named.items()), said)
    for table in tables:
        table.unit = table.unit or _unit_of(table, names)
        table.committee = "" if table.unit else _only_committee(table)


def _only_committee(table: Table) -> str:
    """Return the only committee of a roster that does not say what stands under what, blank for none."""
    column = table.column("name")
    if (
        table.form is None
        or table.form.id != "organizations"
        or column is None
        or table.column("superior") is not None
    ):
        return ""
    names = [words_of(table.grid[row][column]) for row in table.rows]
    committees = [name for name in names if kind_of(name) == "committee"]
    return committees[0] if len(committees) == 1 else ""


def _unit_of(table: Table, names: Names) -> str:
    """Return whose table it is, blank where nothing around it says so."""
    for words_ in table.above:
        for label in words("office")["above"]["unit"]:
            found = re.search(rf"(?:^|\s){label}(?:[（(][^（()）]*[)）])?\s*[：:]\s*([^\s：:]+)", words_)
            if found is not None:
                named = names.find(found[1])
                return names.name(named.id) if named.id is not None else found[1]
    sheet = names.find(table.sheet, kinds=_LEADING[:2])
    if sheet.id is not None and names.kind(sheet.id) in _LEADING:
        return names.name(sheet.id)
    for words_ in table.above:
        plain = bare(words_)
        inside = [id_ for kind in _LEADING[:2] for id_ in names.of_kind(kind) if stem(id_) in plain]
        if inside:
            return names.name(max(inside, key=lambda id_: len(stem(id_))))
    return ""


def year_of(table: Table) -> int | None:
    """Return the year that a table is of: as a person says, else by its title, its sheet, its file."""
    if table.year is not None:
        return table.year
    for words_ in (*table.above, table.sheet, table.file):
        found = _DATED.search(words_) or _YEAR.search(words_)
        if found is not None:
            return int(found[1])
    return None


def mention(organizations: Organizations, tables: Sequence[Table]) -> None:
    """Let units of tables, and organizations that only tables of persons name, be organizations too."""
    known = dict.fromkeys(entry.key for entry in organizations.entries if entry.key)
    for table in tables:
        unit = table.unit
        if unit and kind_of(unit) is not None and not _names(known).find(unit).ids:
            organizations.mention(unit, "committee", table, max(table.header[0] - 1, 0), "")
            known[bare(unit)] = None
    for table in tables:
        if table.form is not None and table.form.id == "posts":
            _mention_owners(organizations, table, known)


def _mention_owners(organizations: Organizations, table: Table, known: dict[str, None]) -> None:
    column = table.column("organization")
    if column is None:
        return
    names = _names(known)
    default = "branch" if "支部" in table.headers[column] else "unit"
    first = {table.grid[row][column]: row for row in reversed(table.rows)}
    for row in sorted(first.values()):
        text = words_of(table.grid[row][column])
        key = bare(text)
        if not text or text in cell_words("nothing") or key in known:
            continue
        known[key] = None
        if not names.find(text).ids and stem(text) and (kind_of(text) is not None or default == "branch"):
            organizations.mention(text, default, table, row, table.unit)


def _names(known: Mapping[str, None]) -> Names:
    return Names((key, key, kind_of(key) or "unit", None) for key in known)


def bodies(tables: Sequence[Table]) -> Iterator[tuple[str, Table, int]]:
    """Yield the committees that lists of duties name as bearers, each with its place."""
    for table in tables:
        for name in ("bearer", "unit") if table.form is not None and table.form.id == "duties" else ():
            for row in table.rows:
                for item in items_of(words_of(table.cell(row, name))):
                    plain = bare(item)
                    if plain.endswith(_COMMITTEES) and not plain.startswith("各"):
                        yield plain, table, row
