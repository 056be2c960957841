"""Posts and who holds them, off wide rosters and off tables of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from dangjian_chain.formats.office.drafts import Cell, Draft, cell_at, made, says_nothing
from dangjian_chain.formats.office.names import bare, is_department
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.organizations import Entry, Organizations, plain_id
from dangjian_chain.formats.office.posts_of import Post, is_acting, parts_of, post_of, posts_of
from dangjian_chain.formats.office.tables import Table, words_of
from dangjian_chain.formats.words import cell_words
from dangjian_chain.model.kind import ROLE_KINDS, default_seats

_PROBATIONARY = frozenset({"预备党员", "预备", "否"})
_FULL = frozenset({"正式党员", "正式", "是"})


@define
class Posts:
    """
    Takes in posts and holders.

    Parameters
    ----------
    organizations : Organizations
        Settled.
    notes : Notes
    """

    organizations: Organizations
    notes: Notes
    roles: Draft = field(factory=lambda: Draft("roles"))
    appointments: Draft = field(factory=lambda: Draft("appointments"))
    held: dict[str, dict[str, list[str]]] = field(factory=lambda: defaultdict(dict))
    """By organization, by kind of role, who holds such."""
    _rows: dict[str, dict[str, Cell]] = field(factory=dict)
    _holders: dict[tuple[str, str], dict[str, Cell]] = field(factory=dict)
    _leaders: dict[str, int] = field(factory=dict)
    _by_id: dict[str, Entry] = field(factory=dict)
    _persons: dict[str, dict[str, tuple[str, str]]] = field(factory=lambda: defaultdict(dict))
    _stand_ins: list[tuple[dict[str, Cell], Cell]] = field(factory=list)

    # --- wide rosters --------------------------------------------------------------------

    def take_wide(self) -> None:
        """Take in the posts that stand as columns beside organizations."""
        for entry in self.organizations.entries:
            for kind, cell in entry.posts:
                if not says_nothing(cell[0]):
                    self._role(entry.id, kind, cell[1], cell[2])
                    self._appoint(entry.id, kind, cell, {"since": entry.since.get(kind)})

    # --- a person a row ------------------------------------------------------------------

    def take_persons(self, table: Table, unit: str) -> None:
        """Take in the posts of a table that has a row a person, or a row a post."""
        owners = self._owners(table, unit)
        members: dict[str, list[int]] = defaultdict(list)
        stating = [column for name in ("kind", "title") if (column := table.column(name)) is not None]
        person = table.column("person")
        for row in table.rows:
            owner, cells = owners.get(row), table.grid[row]
            if any(cells[column] not in {"", None} for column in stating):
                for text, post in list(self._posts(table, row)):
                    self._take(table, row, owner, text, post)
            if owner is not None and person is not None and cells[person] not in {"", None}:
                members[owner].append(row)
        if _lists_members(table, members):
            self._count(table, members)

    def _owners(self, table: Table, unit: str) -> dict[int, str]:
        """Return by row the organization that it names, or whose table it stands in."""
        column = table.column("organization")
        column = table.column("place") if column is None else column
        names = self.organizations.names
        above = names.find(unit).id if unit else None
        top = self.organizations.top
        default = above or (None if top is None else top.id)
        found: dict[str, str | None] = {}
        owners: dict[int, str] = {}
        for row in table.rows:
            text = "" if column is None else words_of(table.grid[row][column])
            if text not in found:
                match = names.find(text, above) if text else None
                found[text] = default if match is None else match.id or plain_id(text)
                if match is not None and match.id is not None and not match.is_literal:
                    self.notes.name(table.place(row, column), text, names.name(match.id))
                if match is not None and match.id is None:
                    place = table.place(row, column)
                    said = self.notes.ambiguous if match.ids else self.notes.unresolved
                    said(place, text, [names.label(id_) for id_ in match.ids] or match.near)
            owner = found[text]
            if owner is not None:
                owners[row] = owner
        return owners

    def _posts(self, table: Table, row: int) -> Iterator[tuple[str, Post]]:
        """Yield the posts that a row names; its title is one only where no column is for posts."""
        cell = cell_at(table, row, "title" if table.column("kind") is None else "kind")
        parts = [] if cell is None else parts_of(words_of(cell[0]))
        found = [(part, post) for part in parts for post in posts_of(part)]
        known = {part for part, _ in found}
        if found and cell is not None and len(known) < len(set(parts)):
            place = cell[1].place(cell[2], cell[3])
            self.notes.no_post(place, [part for part in parts if part not in known])
        yield from found

    def _take(self, table: Table, row: int, owner: str | None, text: str, post: Post) -> None:
        kind, whose = self.place_of(post, owner)
        column = table.column("kind")
        place = table.place(row, table.column("title") if column is None else column)
        if whose is None:
            self.notes.unresolved(place, text, ())
            return
        role = self._role(whose, kind, table, row, number=self._number(table, row, f"{whose}.{kind}"))
        title = cell_at(table, row, "title")
        if title is not None and not says_nothing(title[0]):
            role.setdefault("title", title)
        seats, stand_in = cell_at(table, row, "seats"), cell_at(table, row, "stand_in")
        if seats is not None:
            role.setdefault("seats", seats)
        if stand_in is not None and not says_nothing(stand_in[0]):
            self._stand_ins.append((role, stand_in))
        self._portfolio(table, row, role)
        person = cell_at(table, row, "person")
        if person is not None:
            more = {name: cell_at(table, row, name) for name in ("since", "until", "acting")}
            if more["acting"] is None and is_acting(text):
                more["acting"] = made("是", table, row)
                self.notes.once("mark", place, f"“{text}”读作代理", f"{text!r} read as acting")
            self._appoint(whose, kind, person, more, role=role["id"][0])

    def _number(self, table: Table, row: int, id_: str) -> int:
        """Return which of several posts of a kind a leader has who is in charge of something: each has one of its own."""
        if default_seats(id_.rpartition(".")[2]) is not None or not any(
            table.cell(row, name) for name in ("portfolio", "contacts")
        ):
            return 1
        self._leaders[id_] = self._leaders.get(id_, 0) + 1
        return self._leaders[id_]

    def _portfolio(self, table: Table, row: int, role: dict[str, Cell]) -> None:
        """Fill in what a leader is in charge of: areas as they stand, organizations by their ids."""
        items: list[str] = []
        first: Cell | None = None
        for name in ("portfolio", "contacts"):
            cell = cell_at(table, row, name)
            if cell is not None and not says_nothing(cell[0]):
                first = first or cell
                named = [self._known(part, cell) for part in parts_of(words_of(cell[0]).rstrip("。"))]
                items += named
                for part in named if name == "contacts" else ():
                    if part not in self.organizations.names:
                        found = self.organizations.names.find(part)
                        self.notes.unresolved(cell[1].place(cell[2], cell[3]), part, found.near)
        if first is not None:
            role.setdefault("portfolio", made("；".join(dict.fromkeys(items)), first[1], first[2], first))

    def _known(self, part: str, cell: Cell) -> str:
        """Return an organization by its id; an area of duties stands as it is."""
        names = self.organizations.names
        found = names.find(part)
        if found.id is not None and not found.is_literal:
            self.notes.name(cell[1].place(cell[2], cell[3]), part, names.name(found.id))
        return found.id or part

    def place_of(self, post: Post, owner: str | None) -> tuple[str, str | None]:
        """
        Return the kind of role, and the organization whose it is, of a post that words name.

        Parameters
        ----------
        post : Post
        owner : str or None
            The organization that the words stand in.
        """
        names = self.organizations.names
        if post.owner:
            named = names.find(post.owner, owner)
            level = post.level
            if named.id is not None and (
                named.is_literal or names.kind(named.id) == (level or names.kind(named.id))
            ):
                return post.kind, named.id
            if named.id is None and not level and is_department(post.owner):
                return post.kind, None
        if post.level == "discipline_commission":
            return self._discipline(post, owner)
        whose = owner
        if post.level and (owner is None or names.kind(owner) != post.level):
            whose = self.level_above(owner, post.level)
        return post.kind, whose

    def _discipline(self, post: Post, owner: str | None) -> tuple[str, str | None]:
        """Return where 纪委书记 stands: in the discipline commission, else among the members of the committee."""
        committee = self.level_above(owner, "committee") or owner
        for entry in self.organizations.entries:
            if (
                entry.kind == "discipline_commission"
                and entry.above is not None
                and entry.above.id == committee
            ):
                return post.kind, entry.id
        return ("discipline_member" if post.kind == "secretary" else post.kind), committee

    def level_above(self, owner: str | None, kind: str) -> str | None:
        """Return the organization of a kind at or above one, else the only one there is."""
        names = self.organizations.names
        for each in self.line_of(owner) if owner is not None else ():
            if names.kind(each) == kind:
                return each
        only = names.of_kind(kind)
        return only[0] if len(only) == 1 else None

    def line_of(self, owner: str) -> Iterator[str]:
        """Yield an organization and those above it, nearest first."""
        by_id = self._entries()
        entry = by_id.get(owner)
        seen: set[str] = set()
        while entry is not None and entry.id not in seen:
            yield entry.id
            seen.add(entry.id)
            entry = entry.above

    def _entries(self) -> dict[str, Entry]:
        if not self._by_id:
            self._by_id = {entry.id: entry for entry in self.organizations.entries}
        return self._by_id

    # --- rows ------------------------------------------------------------------------------

    def _role(self, owner: str, kind: str, table: Table, row: int, *, number: int = 1) -> dict[str, Cell]:
        id_ = f"{owner}.{kind}" if number == 1 else f"{owner}.{kind}~{number}"
        if id_ not in self._rows:
            self._rows[id_] = self.roles.add(
                table,
                row,
                {
                    "id": (id_, table, row, None),
                    "organization": (owner, table, row, None),
                    "kind": (kind, table, row, None),
                },
            )
            self.held[owner].setdefault(kind, [])
        return self._rows[id_]

    def _appoint(
        self, owner: str, kind: str, person: Cell, more: Mapping[str, Cell | None], role: str | None = None
    ) -> None:
        id_ = role or f"{owner}.{kind}"
        raw = person[0]
        for part in parts_of(raw) if isinstance(raw, str) else [raw]:
            key = (id_, words_of(part))
            if key in self._holders:
                for name, cell in more.items():
                    if cell is not None:
                        self._holders[key].setdefault(name, cell)
                continue
            cells = {name: cell for name, cell in more.items() if cell is not None}
            cells |= {
                "role": made(id_, person[1], person[2]),
                "person": made(part, person[1], person[2], person),
            }
            self._holders[key] = self.appointments.add(person[1], person[2], cells)
            if _name(words_of(part)) not in cell_words("vacant"):
                self.held[owner][kind].append(words_of(part))
                self._persons[_name(words_of(part))][id_] = (owner, kind)

    def kinds_that(self, kind: str) -> list[str]:
        """Return the kinds of organizations that have posts of a kind in the tables."""
        names = self.organizations.names
        found = {names.kind(owner) for owner, kinds in self.held.items() if kind in kinds}
        return sorted(each for each in found if each is not None)

    def has(self, role: str) -> bool:
        """Whether the tables hold a role."""
        return role in self._rows

    def roles_of_person(self, person: str, owners: Sequence[str]) -> list[tuple[str, str]]:
        """Return each role that a person holds, with its organization: those in some organizations, else all."""
        found = self._persons.get(_name(person), {})
        near = {role: place for role, place in found.items() if place[0] in owners} or found
        return [(near[role][0], role) for role in sorted(near, key=lambda role: _rank(near[role][1]))]

    def settle_stand_ins(self) -> None:
        """Read who stands in, a person or a post of the same organization, once every table was read."""
        for role, cell in self._stand_ins:
            owner, text = role["organization"][0], words_of(cell[0])
            held = [one for _, one in self.roles_of_person(text, [owner]) if one != role["id"][0]]
            post = post_of(text)
            if not held and post is not None and self.has(f"{owner}.{post.kind}"):
                held = [f"{owner}.{post.kind}"]
            if held:
                role.setdefault("stand_in", made(held[0], cell[1], cell[2], cell))
            else:
                self.notes.nobody(cell[1].place(cell[2], cell[3]), text, is_kept=False)

    # --- members ---------------------------------------------------------------------------

    def _count(self, table: Table, members: Mapping[str, Sequence[int]]) -> None:
        """Count the rows of a roster of members where no table states how many there are."""
        by_id = self._entries()
        column = table.column("member")
        for owner, rows in members.items():
            entry = by_id.get(owner)
            if entry is None:
                continue
            if "members" not in entry.cells:
                entry.cells["members"] = made(len(rows), table, rows[0])
                zh, en = (
                    f"{entry.name}党员{len(rows)}名，由花名册数得",
                    f"{len(rows)} members of {entry.name!r}, counted",
                )
                self.notes.once("counted", table.place(rows[0]), zh, en)
            kinds = [] if column is None else [words_of(table.grid[row][column]) for row in rows]
            if kinds and all(kind in _PROBATIONARY | _FULL for kind in kinds):
                full = sum(kind in _FULL for kind in kinds)
                entry.cells.setdefault("full_members", made(full, table, rows[0]))


def _lists_members(table: Table, members: Mapping[str, Sequence[int]]) -> bool:
    """Whether a table lists members of the Party, not posts alone: it says so, and some of its rows name no post."""
    if table.column("organization") is None or table.column("person") is None:
        return False
    around = " ".join((*table.above, *table.headers, table.sheet, table.file))
    if "党员" not in around or any(word in around for word in _OTHERS):
        return False
    return any(
        post_of(words_of(table.cell(row, "kind") or table.cell(row, "title"))) is None
        for rows in members.values()
        for row in rows
    )


_OTHERS = ("积极分子", "申请人", "发展对象", "职工", "员工", "群众")
"""Words of lists of people who are not, or not all, members."""


def _rank(kind: str) -> int:
    return _ORDER.get(kind, len(_ORDER))


_ORDER = {kind: rank for rank, kind in enumerate(ROLE_KINDS)}


def _name(holder: str) -> str:
    return bare(holder).partition("(")[0]
