"""Organizations in office tables: brought together from several tables, their superiors found, their ids made."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from dangjian_chain.errors import nearest
from dangjian_chain.formats.office.drafts import Cell, Draft, cell_at, made, says_nothing
from dangjian_chain.formats.office.forms import post_kinds, since_kind
from dangjian_chain.formats.office.names import Names, bare, kind_of, stem
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.tables import Table, words_of
from dangjian_chain.formats.table_cells import is_taken_otherwise
from dangjian_chain.formats.words import cell_words, lookup, words
from dangjian_chain.model.kind import ORGANIZATION_KINDS

_FLAGS = {"temporary": re.compile("临时(?:党)?支部"), "joint": re.compile("联合(?:党)?支部")}
_COUNTED = re.compile(r"([0-9０-９]{1,6})\s*[人名]")
_RANKS = (
    ("work_committee",),
    ("leading_members_group", "committee"),
    ("general_branch",),
    ("branch",),
)
"""Kinds from the highest down, as tops are looked for."""

_BRANCH_HEADERS = ("支部",)
_OF_BODIES = re.compile(r".{0,12}(?:党委|党组|党总支|工委)")


@define
class Entry:
    """
    One organization, as far as the tables say.

    Parameters
    ----------
    name : str
    kind : str
    table, row
        Where it was met first.
    cells : dict
        What its columns hold.
    posts : list
        Kind of role, and the cell that names its holders.
    since : dict
        By kind of role, the cell that says since when.
    unit : str
        The unit whose table it stands in, blank for none.
    superior : str
        The name of its superior as written, blank for none.
    """

    name: str
    kind: str
    table: Table = field(repr=False)
    row: int
    cells: dict[str, Cell] = field(factory=dict, repr=False)
    posts: list[tuple[str, Cell]] = field(factory=list, repr=False)
    since: dict[str, Cell] = field(factory=dict, repr=False)
    unit: str = ""
    superior: str = ""
    above: Entry | None = field(default=None, repr=False)
    id: str = ""

    @property
    def key(self) -> str:
        """What it is called when compared."""
        return bare(self.name)


def plain_id(name: str) -> str:
    """Return a name as an id: in NFC, without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", name))


class Organizations:
    """
    Brings the organizations of all tables together.

    Parameters
    ----------
    notes : Notes
    said : mapping of str to str
        Names that a person has explained.
    """

    def __init__(self, notes: Notes, said: Mapping[str, str]) -> None:
        self._notes = notes
        self._said = said
        self.entries: list[Entry] = []
        self.names = Names((), said)
        self.top: Entry | None = None

    # --- what the tables hold --------------------------------------------------------

    def collect(self, table: Table, unit: str) -> None:
        """Take in the organizations of a table that lists them."""
        for row in table.rows:
            name = cell_at(table, row, "name") or cell_at(table, row, "id")
            if name is None or isinstance(name[0], bool | float):
                self._nameless(table, row, name)
                continue
            self._take(table, row, words_of(name[0]), unit)

    def _nameless(self, table: Table, row: int, name: Cell | None) -> None:
        """Keep a row without a name, so that the reading of our own columns says what is missing."""
        entry = Entry("", "unit", table, row)
        column = table.column("name")
        entry.cells["id"] = name or ("", table, row, table.column("id") if column is None else column)
        self.entries.append(entry)

    def _take(self, table: Table, row: int, name: str, unit: str) -> None:
        entry = Entry(name, _kind(table, row, name), table, row, unit=unit)
        for column, field_name in table.fields.items():
            raw = table.grid[row][column]
            cell: Cell = (raw.strip() if isinstance(raw, str) else raw, table, row, column)
            if cell[0] in {"", None} and (row, column) not in table.broken:
                continue
            if kinds := post_kinds(field_name):
                entry.posts += [(kind, cell) for kind in kinds]
            elif (kind := since_kind(field_name)) is not None:
                entry.since[kind] = cell
            elif field_name != "probationary":
                entry.cells.setdefault(field_name, cell)
        self._counts(entry)
        _full_members(entry, table, row)
        superior = entry.cells.get("superior")
        if superior is not None and isinstance(superior[0], str) and not is_taken_otherwise(superior[0]):
            entry.superior = superior[0]
        self.entries.append(entry)

    def _counts(self, entry: Entry) -> None:
        """Read a count beside its unit, as in 14人, as the count."""
        for name in ("members", "full_members", "staff"):
            cell = entry.cells.get(name)
            found = (
                _COUNTED.fullmatch(cell[0].strip()) if cell is not None and isinstance(cell[0], str) else None
            )
            if cell is not None and found is not None:
                place = cell[1].place(cell[2], cell[3])
                self._notes.once(
                    "word", place, f"“{cell[0]}”读作 {found[1]}", f"{cell[0]!r} read as {found[1]}"
                )
                entry.cells[name] = (found[1], *cell[1:])

    def mention(self, name: str, kind: str, table: Table, row: int, unit: str) -> Entry:
        """Take in an organization that a table of another form names."""
        entry = Entry(name, kind_of(name) or kind, table, row, unit=unit)
        self.entries.append(entry)
        return entry

    # --- how they hang together --------------------------------------------------------

    def settle(self, top: str, bodies: Iterable[tuple[str, Table, int]]) -> None:
        """
        Find superiors and the top, bring together what is one, and make the ids.

        Parameters
        ----------
        top : str
            The name of the top where a person says it, else blank.
        bodies : iterable of (str, Table, int)
            Committees that lists of duties name, each with its place.
        """
        self._above()
        self._bring_together()
        self._under_committees()
        self._find_top(top, list(bodies))
        self._make_ids()
        self.names = Names(
            (
                (entry.id, entry.name, entry.kind, None if entry.above is None else entry.above.id)
                for entry in self.entries
                if entry.name
            ),
            self._said,
        )

    def _above(self) -> None:
        """Find the entry that each names as its superior, or whose table it stands in."""
        by_key: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            by_key[entry.key].append(entry)
        keys = Names(
            ((key, several[0].name, several[0].kind, None) for key, several in by_key.items() if key),
            self._said,
        )
        for entry in list(self.entries):
            wanted = entry.superior or entry.unit
            if not wanted or not entry.name:
                continue
            found = keys.find(
                wanted, kinds=_LEADING if entry.superior else ("committee", "general_branch", *_LEADING)
            )
            key = found.id
            if key == entry.key and not entry.superior:
                continue
            if key is not None:
                entry.above = _nearest_entry(by_key[key], entry)
                if entry.superior and not found.is_literal:
                    self._notes.name(_place(entry, "superior"), wanted, entry.above.name)
            elif entry.superior:
                near = found.near or tuple(keys.name(each) for each in found.ids)
                self._notes.unresolved(_place(entry, "superior"), wanted, near)

    def _bring_together(self) -> None:
        """Let what several tables say of one organization be one."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.key].append(entry)
        gone: dict[int, Entry] = {}
        for key, several in groups.items():
            if key and len(several) > 1:
                gone |= dict(self._merged(several))
        self.entries = [entry for entry in self.entries if id(entry) not in gone]
        for entry in self.entries:
            while entry.above is not None and id(entry.above) in gone:
                entry.above = gone[id(entry.above)]
            if entry.above is entry and not entry.superior:
                entry.above = None

    def _under_committees(self) -> None:
        """Let what stands under nothing stand under the only committee of its table."""
        for entry in self.entries:
            committee = bare(entry.table.committee)
            if (
                committee
                and entry.name
                and entry.above is None
                and not entry.superior
                and entry.key != committee
            ):
                entry.above = next(
                    (one for one in self.entries if one.key == committee and one.table is entry.table), None
                )

    def _merged(self, several: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
        kept: list[Entry] = []
        for entry in several:
            same = [other for other in kept if other.table is not entry.table and _is_one(other, entry)]
            if not same:
                loose = [
                    other for other in kept if other.table is not entry.table and _may_be_one(other, entry)
                ]
                above = {id(other.above) for other in several if other.above is not None}
                same = [] if len(above) > 1 else loose
            if len(same) == 1:
                self._fill(same[0], entry)
                yield id(entry), same[0]
            else:
                kept.append(entry)

    def _fill(self, entry: Entry, other: Entry) -> None:
        """Fill in what another table says of an organization; where both say it, the first holds."""
        for name, cell in other.cells.items():
            held = entry.cells.setdefault(name, cell)
            if held is not cell and name not in {"name", "id"} and words_of(held[0]) != words_of(cell[0]):
                self._notes.differs(cell, held)
        for kind, cell in other.posts:
            others = [held for of_kind, held in entry.posts if of_kind == kind and not says_nothing(held[0])]
            if others and not says_nothing(cell[0]) and words_of(others[0][0]) != words_of(cell[0]):
                self._notes.differs(cell, others[0])
            else:
                entry.posts.append((kind, cell))
        entry.since |= {kind: cell for kind, cell in other.since.items() if kind not in entry.since}
        entry.above = entry.above or other.above
        entry.superior = entry.superior or other.superior
        if entry.kind == "unit":
            entry.kind = other.kind

    # --- the top -------------------------------------------------------------------------

    def _find_top(self, said: str, bodies: Sequence[tuple[str, Table, int]]) -> None:
        loose = [entry for entry in self.entries if entry.above is None and entry.name]
        if said:
            self.top = self._top_said(said, bodies)
        elif loose:
            self.top = _highest([entry for entry in loose if not entry.superior]) or self._dangling(loose)
            if self.top is None or self.top.kind == "branch":
                self.top = self._top_of_lists(bodies) or self.top
            if self.top is not None and self.top.kind == "branch" and len(loose) > 1:
                self.top = None
        elif not self.entries:
            self.top = self._top_of_lists(bodies)
        if self.top is None:
            return
        if self.top.superior and self.top.above is None:
            del self.top.cells["superior"]
            self._notes.outside(self.top.table.place(self.top.row), self.top.superior, self.top.name)
            self.top.superior = ""
        for entry in self.entries:
            if entry is not self.top and entry.above is None and not entry.superior and entry.name:
                entry.above = self.top
        self._notes.top(self.top.table.place(self.top.row), self.top.name)

    def _top_said(self, said: str, bodies: Sequence[tuple[str, Table, int]]) -> Entry:
        key = bare(said)
        found = [entry for entry in self.entries if entry.key == key]
        found = found or [
            entry for entry in self.entries if stem(entry.name) == stem(said) and entry.kind in _LEADING
        ]
        if found:
            return found[0]
        named = next(((table, row) for name, table, row in bodies if bare(name) == key), None)
        if named is not None:
            table, row = named
        else:
            table, row = (self.entries[0].table, self.entries[0].row) if self.entries else (_nowhere(), 0)
            self._notes.new_top(said, nearest(said, (other.name for other in self.entries if other.name)))
        entry = Entry(said, kind_of(said) or "committee", table, row)
        self.entries.append(entry)
        return entry

    def _dangling(self, loose: Sequence[Entry]) -> Entry | None:
        """Return the one organization whose superior none of the tables holds, though others stand under it."""
        leading = {id(entry.above) for entry in self.entries if entry.above is not None}
        found = [entry for entry in loose if entry.superior and id(entry) in leading]
        return found[0] if len(found) == 1 else None

    def _top_of_lists(self, bodies: Sequence[tuple[str, Table, int]]) -> Entry | None:
        """Take for the top the one committee that the lists of duties name and no roster holds."""
        named = {
            bare(name): (name, table, row)
            for name, table, row in reversed(bodies)
            if _OF_BODIES.fullmatch(name)
        }
        higher = {key: one for key, one in named.items() if not _is_level_word(key)}
        if not higher and not any(entry.kind in _RANKS[1] for entry in self.entries):
            higher = named
        if len(higher) != 1:
            return None
        name, table, row = next(iter(higher.values()))
        entry = Entry(name, kind_of(name) or "committee", table, row)
        self.entries.append(entry)
        self._notes.from_list(table.place(row), name)
        return entry

    def candidates(self) -> list[str]:
        """Return the names of those that nothing stands above, the likeliest top first; none where it is known."""
        if self.top is not None:
            return []
        ranks = {kind: rank for rank, kinds in enumerate(_RANKS) for kind in kinds}
        loose = [entry for entry in self.entries if entry.above is None and entry.name]
        return [entry.name for entry in sorted(loose, key=lambda entry: ranks.get(entry.kind, len(_RANKS)))]

    # --- ids -----------------------------------------------------------------------------

    def _make_ids(self) -> None:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.name:
                stated = entry.cells.get("id")
                entry.id = plain_id(words_of(stated[0]) if stated is not None else entry.name)
                groups[entry.id].append(entry)
        for several in groups.values():
            above = {entry.above.name if entry.above is not None else entry.superior for entry in several}
            if len(several) > 1 and len(above) == len(several):
                for entry in several:
                    self._qualify(entry)

    def _qualify(self, entry: Entry) -> None:
        """Give an organization whose name others have too an id that says where it stands."""
        above = entry.superior if entry.above is None else entry.above.name
        if above:
            plain, entry.id = entry.id, f"{plain_id(above)}·{entry.id}"
            place = _place(entry, "name")
            zh, en = (
                f"“{plain}”不止一个，编号读作 {entry.id}",
                f"there are several {plain!r}; its id is {entry.id!r}",
            )
            self._notes.once("same-name", place, zh, en)

    def draft(self, unit_type: str) -> Draft:
        """Return the rows of organizations."""
        draft = Draft("organizations")
        for entry in self.entries:
            cells = {
                name: cell for name, cell in entry.cells.items() if name not in {"superior", "guided_by"}
            }
            if entry.name:
                cells["id"] = made(entry.id, entry.table, entry.row, entry.cells.get("name"))
                cells["name"] = entry.cells.get("name") or made(entry.name, entry.table, entry.row)
            cells |= self._related(entry)
            implied = {"kind": entry.kind, "unit_type": unit_type} | dict.fromkeys(_flags(entry.name), True)
            for name, value in implied.items():
                if value and not _is_filled(cells.get(name)):
                    cells[name] = made(value, entry.table, entry.row)
            draft.add(entry.table, entry.row, cells)
        return draft

    def _related(self, entry: Entry) -> dict[str, Cell]:
        """Return the cells that name other organizations, by their ids."""
        cells: dict[str, Cell] = {}
        stated = entry.cells.get("superior")
        if entry.above is not None:
            cells["superior"] = made(entry.above.id, entry.table, entry.row, stated)
        elif entry.superior and stated is not None:
            cells["superior"] = made(plain_id(entry.superior), entry.table, entry.row, stated)
        for name in ("guided_by", "covers"):
            if name in entry.cells:
                cells[name] = self._several(entry.cells[name], entry)
        return cells

    def _several(self, cell: Cell, entry: Entry) -> Cell:
        """Return a cell of several organizations with those that are known by their ids."""
        if not isinstance(cell[0], str) or cell[0].strip() in cell_words("nothing"):
            return cell
        parts = [part.strip() for part in re.split(r"[;；、，,\n]", cell[0]) if part.strip()]
        above = None if entry.above is None else entry.above.id
        found = [self.names.find(part, above).id or part for part in parts]
        return ("；".join(found), *cell[1:])


_LEADING = tuple(kind for kind, of_kind in ORGANIZATION_KINDS.items() if of_kind.leads)


def _kind(table: Table, row: int, name: str) -> str:
    cell = cell_at(table, row, "kind")
    stated = lookup("organization_kinds").get(words_of(cell[0])) if cell is not None else None
    header = table.headers[table.column("name") or 0]
    default = "branch" if any(word in header for word in _BRANCH_HEADERS) else "unit"
    return stated or kind_of(name) or default


def _full_members(entry: Entry, table: Table, row: int) -> None:
    """Work out the full members where the probationary ones are counted beside all."""
    probationary, members = cell_at(table, row, "probationary"), entry.cells.get("members")
    if probationary is None or members is None or "full_members" in entry.cells:
        return
    try:
        left = int(float(words_of(members[0]))) - int(float(words_of(probationary[0])))
    except ValueError:
        return
    if left >= 0:
        entry.cells["full_members"] = made(left, table, row, probationary)


def _flags(name: str) -> list[str]:
    return [flag for flag, form in _FLAGS.items() if form.search(name)]


def _place(entry: Entry, name: str) -> str:
    cell = entry.cells.get(name)
    return entry.table.place(entry.row) if cell is None else cell[1].place(cell[2], cell[3])


def _nearest_entry(several: Sequence[Entry], entry: Entry) -> Entry:
    """Return of several organizations of one name the one in the same table, else of the same unit, else the first."""
    for fits in (lambda one: one.table is entry.table, lambda one: one.unit == entry.unit):
        if any(map(fits, several)):
            return next(filter(fits, several))
    return several[0]


def _is_one(entry: Entry, other: Entry) -> bool:
    """Whether two of one name stand under the same organization."""
    if entry.above is None or other.above is None:
        alike = entry.above is other.above and entry.table.committee == other.table.committee
        return alike and (bool(entry.table.committee) or not _clash(entry, other))
    return entry.above.key == other.above.key


def _may_be_one(entry: Entry, other: Entry) -> bool:
    """Whether two of one name can be the same, where one of them does not say what it stands under."""
    return (entry.above is None or other.above is None) and not _clash(entry, other)


def _clash(entry: Entry, other: Entry) -> bool:
    """Whether two state another holder of a post, or another number of members."""
    held = {kind: words_of(cell[0]) for kind, cell in entry.posts if not says_nothing(cell[0])}
    for kind, cell in other.posts:
        if kind in held and not says_nothing(cell[0]) and words_of(cell[0]) != held[kind]:
            return True
    counts = [words_of(one.cells["members"][0]) for one in (entry, other) if "members" in one.cells]
    return len(set(filter(None, counts))) > 1


def _highest(loose: Sequence[Entry]) -> Entry | None:
    for kinds in _RANKS:
        found = [entry for entry in loose if entry.kind in kinds]
        if found:
            return found[0] if len(found) == 1 else None
    return loose[0] if len(loose) == 1 else None


def _is_level_word(name: str) -> bool:
    return name in {bare(word) for several in words("office")["levels"].values() for word in several}


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and not says_nothing(cell[0])


def _nowhere() -> Table:
    return Table("", "", (0,), (), (), [], [])
