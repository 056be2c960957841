"""Duties and who bears them, off lists of responsibilities and of tasks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from dangjian_chain.formats.office.bearers import Bearers, Target, items_of
from dangjian_chain.formats.office.deadlines import cycle_of
from dangjian_chain.formats.office.drafts import Cell, Draft, cell_at, made
from dangjian_chain.formats.office.names import bare, is_department
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.organizations import plain_id
from dangjian_chain.formats.office.posts import Posts
from dangjian_chain.formats.office.tables import Table, words_of
from dangjian_chain.formats.words import cell_words, lookup

_LEADING = frozenset({"work_committee", "leading_members_group", "committee", "general_branch"})
"""Kinds of organizations that have others below them."""

_LONGEST_TITLE = 40
_OF_BODIES = frozenset({"principal", "supervisory", "concrete", "supporting"})
"""Responsibilities that a body can bear."""

_CLAUSE = re.compile(r"[。；;\n]")
_PART = re.compile(r"[，,：:]")
_NUMBER = re.compile(r"^\s*(?:[0-9]{1,3}[.、．)）]|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳])\s*")
_PERSONS = {"first": "first", "direct": "direct", "role": ""}
"""The columns of responsible persons, and the responsibility that each says."""

_TEXTS = ("how", "why", "standard", "check", "indicator")
_PLAIN = ("area", "nature", "weight", "cycle", "due")


@define
class Row:
    """One row of a list: its duty, and the places of what it says."""

    table: Table
    row: int
    title: str
    what: str
    unit: str | None
    is_titled: bool
    id: str = ""

    def cell(self, name: str) -> Cell | None:
        """Return what a field holds."""
        return cell_at(self.table, self.row, name)

    def words(self, name: str) -> str:
        """Return what a field holds as words, blank for nothing."""
        cell = self.cell(name)
        found = "" if cell is None else words_of(cell[0])
        return "" if found in cell_words("nothing") else found

    @property
    def bearer(self) -> str:
        """What says who bears it, to tell rows of one duty from duties of one heading."""
        return "|".join(self.words(name) for name in ("bearer", "unit", "department"))


@define
class Duties:
    """
    Takes in lists of duties.

    Parameters
    ----------
    posts : Posts
    notes : Notes
    performed_by : mapping of str to tuple of str
        What a person says of who performs a duty, by its title.
    """

    posts: Posts
    notes: Notes
    performed_by: Mapping[str, tuple[str, ...]]
    rows: list[Row] = field(factory=list)
    duties: Draft = field(factory=lambda: Draft("duties"))
    assignments: Draft = field(factory=lambda: Draft("assignments"))
    units: dict[str, tuple[Table, int]] = field(factory=dict)
    _seen: set[tuple[str, ...]] = field(factory=set)
    _first: dict[str, Row] = field(factory=dict)

    def take(self, table: Table, unit: str) -> None:
        """Take in the rows of a list; `settle` makes duties of them."""
        found = self.posts.organizations.names.find(unit).id if unit else None
        for row in table.rows:
            title, what = cell_at(table, row, "title"), cell_at(table, row, "what")
            said = title or what
            words = "" if said is None else words_of(said[0])
            whole = "" if what is None else words_of(what[0])
            self.rows.append(
                Row(table, row, _NUMBER.sub("", words), _NUMBER.sub("", whole), found, title is not None)
            )

    def settle(self) -> None:
        """Make the duties and the assignments of all rows."""
        self._name()
        bearers = Bearers(self.posts, self.notes)
        known: dict[str, dict[str, Cell]] = {}
        for row in self.rows:
            self._duty(row, known)
        self._parents(known)
        for row in self.rows:
            if row.id:
                self._assign(row, bearers)
        self._origins(known)
        self._say_performed_by(known)

    # --- duties --------------------------------------------------------------------------

    def _name(self) -> None:
        """Give each row the id of its duty: its title, or its content where the title is a heading over several."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            groups[bare(row.title)].append(row)
        for key, rows in groups.items():
            if key and _is_heading(rows):
                for row in rows:
                    if row.what:
                        row.table.sections = {
                            **row.table.sections,
                            row.row: row.table.sections.get(row.row) or row.title,
                        }
                        self._say_heading(row)
                        row.title = row.what
        by_title: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self.rows:
            short = row.title if row.is_titled and len(row.title) <= _LONGEST_TITLE else _short(row.title)
            if not short:
                continue
            contents = by_title[plain_id(short)]
            content = bare(row.title if len(row.title) > len(short) else short)
            number = contents.setdefault(content, len(contents) + 1)
            if len(row.title) > len(short) + 1:
                self._say_short(row, short)
            row.title = short if number == 1 else f"{short}（{number}）"
            row.id = plain_id(row.title)
            self._first.setdefault(row.id, row)

    def _say_short(self, row: Row, short: str) -> None:
        place = row.table.place(row.row, row.table.column("title" if row.is_titled else "what"))
        zh, en = f"内容较长，事项名称取“{short}”", f"a long content, called {short!r}"
        self.notes.once("short-title", place, zh, en)

    def _say_heading(self, row: Row) -> None:
        place = row.table.place(row.row, row.table.column("title"))
        zh = f"“{row.title}”下有几项内容，读作类别，各项内容为责任事项"
        en = f"{row.title!r} stands over several contents: read as an area, each content as a duty"
        self.notes.once("heading", place, zh, en)

    def _duty(self, row: Row, known: dict[str, dict[str, Cell]]) -> None:
        if row.id in known:
            self._fill(known[row.id], row)
            return
        place = (row.table, row.row)
        source = row.cell("title") or row.cell("what")
        if not row.id:
            zh, en = "未写责任事项，这一行未读入", "no duty is named, the row was not read"
            self.notes.once("no-title", row.table.place(row.row), zh, en)
            return
        known[row.id] = self.duties.add(
            *place, {"id": made(row.id, *place, source), "title": made(row.title, *place, source)}
        )
        self._fill(known[row.id], row)

    def _fill(self, cells: dict[str, Cell], row: Row) -> None:
        """Fill in what a row says of a duty and no earlier row has said."""
        what = row.cell("what") or (row.cell("title") if len(row.words("title")) > _LONGEST_TITLE else None)
        if what is not None:
            cells.setdefault("what", what)
        for name in (*_TEXTS, *_PLAIN):
            cell = row.cell(name)
            if cell is not None and cells.setdefault(name, cell) is not cell:
                self._join(cells, name, cell)
        heading = row.table.sections.get(row.row)
        if heading and "area" not in cells:
            cells["area"] = made(heading, row.table, row.row)
        self._cycle(cells, row)
        origin = row.words("origin")
        if origin:
            found = self.posts.organizations.names.find(origin)
            if found.id is not None:
                cells.setdefault("origin", made(found.id, row.table, row.row, row.cell("origin")))
            else:
                text = row.table.place(row.row, row.table.column("origin"))
                self.notes.once(
                    "origin",
                    text,
                    f"“{origin}”不是这些表中的组织，不作起点",
                    f"{origin!r} is no organization here, no origin",
                )

    def _join(self, cells: dict[str, Cell], name: str, cell: Cell) -> None:
        """Let what several rows say of one duty stand together; where it cannot, the first holds. Either is noted."""
        held, new = words_of(cells[name][0]), words_of(cell[0])
        if new in {"", *cell_words("nothing"), *held.split("；")}:
            return
        if name in {*_TEXTS, "due"}:
            cells[name] = (f"{held}；{new}", *cells[name][1:])
            place = cell[1].place(cell[2], cell[3])
            zh, en = (
                f"同一事项几行写法不同，合为“{held}；{new}”",
                f"rows of one duty differ, joined: {held}; {new}",
            )
            self.notes.once("joined", place, zh, en)
        else:
            self.notes.differs(cell, cells[name])

    def _cycle(self, cells: dict[str, Cell], row: Row) -> None:
        due = cells.get("due")
        stated = cells.get("cycle")
        if due is None or (stated is not None and words_of(stated[0]) not in cell_words("nothing")):
            return
        cycle = cycle_of(words_of(due[0])) if isinstance(due[0], str) else None
        if cycle is not None:
            cells["cycle"] = made(cycle, row.table, row.row, due)
            place = due[1].place(due[2], due[3])
            self.notes.once(
                "rhythm", place, f"“{due[0]}”读作频次 {cycle}", f"{due[0]!r} read as the rhythm {cycle!r}"
            )

    def _origins(self, known: Mapping[str, dict[str, Cell]]) -> None:
        """Let a class on the lists of committees alone mean what is theirs: the duty starts at them."""
        names = self.posts.organizations.names
        top = self.posts.organizations.top
        classes = {cells["duty"][0] for cells in self.assignments.rows if cells["organization"][0][:1] == "@"}
        units: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in self.rows:
            units[row.id].setdefault(row.unit or "", row)
        for duty in classes:
            leads = all(
                names.kind(unit) in _LEADING and (top is None or unit != top.id) for unit in units[duty]
            )
            if leads and "origin" not in known[duty]:
                row = next(iter(units[duty].values()))
                known[duty]["origin"] = made("；".join(sorted(units[duty])), row.table, row.row)

    def _parents(self, known: Mapping[str, dict[str, Cell]]) -> None:
        for row in self.rows:
            parent = plain_id(row.words("parent"))
            if row.id and parent in known and parent != row.id:
                known[row.id].setdefault("parent", made(parent, row.table, row.row, row.cell("parent")))

    def _say_performed_by(self, known: Mapping[str, dict[str, Cell]]) -> None:
        for title, kinds in self.performed_by.items():
            cells = known.get(plain_id(title))
            if cells is not None and kinds:
                _, table, row, _ = cells["id"]
                cells["performed_by"] = made("；".join(kinds), table, row)

    # --- assignments -----------------------------------------------------------------------

    def _assign(self, row: Row, bearers: Bearers) -> None:
        bodies, vague = self._bodies(row, bearers)
        text = "；".join(filter(None, (row.words(name) for name in _PERSONS)))
        targets, whole = self._persons(row, bearers, bodies or self._own(row))
        responsibility = self._responsibility(row)
        named = [target for target in (*targets, *bodies) if target.role]
        others = [target for target in targets if not target.role]
        plain = [body for body in bodies if not body.role]
        declares_body = responsibility == "principal" or not named
        unsaid = "、".join(vague) if whole else text
        for target in named:
            own = target.responsibility or ("" if responsibility == "principal" else responsibility)
            self._add(row, target, own, unsaid)
        for target in (plain or others) if declares_body else ():
            self._add(row, target, responsibility if responsibility in _OF_BODIES else "", unsaid)
        covered = {target.organization for target in named}
        for target in () if declares_body or not text else plain:
            if not covered & self._same(target):
                self._add(row, target, "", text)
        if not bodies and not targets:
            self._borne_by_own(row, unsaid)
        self._beside(row, bearers, bodies or self._own(row))

    def _persons(self, row: Row, bearers: Bearers, bodies: Sequence[Target]) -> tuple[list[Target], bool]:
        """Return the posts that the columns of responsible persons name, and whether all of it was understood."""
        found: list[Target] = []
        whole = True
        for name, responsibility in _PERSONS.items():
            text = row.words(name)
            if text:
                targets, understood = bearers.persons(text, bodies, self._place(row, name))
                whole &= understood
                found += [
                    Target(
                        one.organization, one.role, one.responsibility or responsibility if one.role else ""
                    )
                    for one in targets
                ]
        return list(dict.fromkeys(found)), whole

    def _borne_by_own(self, row: Row, text: str) -> None:
        """Let whose list it is bear a duty whose row names nobody, and say so."""
        for target in self._own(row):
            self._add(row, target, "", text)
            name = self.posts.organizations.names.name(target.organization)
            place = row.table.place(row.row)
            zh, en = f"未写由谁承担，读作{name}", f"nobody is named, read as {name!r}"
            self.notes.once("own", place, zh, en)

    def _bodies(self, row: Row, bearers: Bearers) -> tuple[list[Target], list[str]]:
        for name in ("bearer", "unit", "department"):
            text = row.words(name)
            if text:
                targets, vague = bearers.bodies(text, row.unit, self._place(row, name))
                return [self._known(row, target) for target in targets], vague
        return [], []

    def _same(self, target: Target) -> set[str]:
        """Return an organization, and the classes that it is of."""
        kind = self.posts.organizations.names.kind(target.organization)
        return {target.organization} if target.is_class else {target.organization, "@*", f"@{kind}"}

    def _own(self, row: Row) -> list[Target]:
        """Return whose list it is, where a row names nobody: the unit of the table, else the top."""
        top = self.posts.organizations.top
        own = row.unit or (None if top is None else top.id)
        return [] if own is None else [Target(own)]

    def _known(self, row: Row, target: Target) -> Target:
        """Note a department that no roster holds."""
        name = target.organization
        names = self.posts.organizations.names
        if is_department(name) and not target.is_class and name not in names and not names.find(name).ids:
            self.units.setdefault(name, (row.table, row.row))
        return target

    def _beside(self, row: Row, bearers: Bearers, bodies: Sequence[Target]) -> None:
        """Take in who is named beside the bearer: the leader in charge, the department, those who help."""
        leaders, _ = bearers.persons(
            row.words("leader"), self._led_from(bodies), self._place(row, "leader"), is_kept=False
        )
        for target in leaders:
            above = all(body.organization != target.organization for body in bodies)
            self._add(
                row, target, target.responsibility or "portfolio", "", function="manage" if above else ""
            )
        if row.words("bearer"):
            self._units(row, bearers, "unit", "concrete")
        if any(row.words(name) for name in ("bearer", "unit")):
            self._units(row, bearers, "department", "concrete")
        self._units(row, bearers, "supporting", "supporting")

    def _led_from(self, bodies: Sequence[Target]) -> Sequence[Target]:
        """Return where the leader in charge stands: in the committees of the row, else in all of them."""
        names = self.posts.organizations.names
        led = [
            Target(body.organization)
            for body in bodies
            if body.organization == "@committee" or names.kind(body.organization) == "committee"
        ]
        return led or [Target("@committee")]

    def _units(self, row: Row, bearers: Bearers, name: str, responsibility: str) -> None:
        text = row.words(name)
        if text:
            targets, vague = bearers.bodies("、".join(items_of(text)), row.unit, self._place(row, name))
            if vague:
                self.notes.vague(self._place(row, name), "、".join(vague))
            for target in targets:
                self._add(row, self._known(row, target), responsibility, "")

    def _responsibility(self, row: Row) -> str:
        return lookup("responsibility").get(bare(row.words("responsibility")), row.words("responsibility"))

    def _place(self, row: Row, name: str) -> str:
        return row.table.place(row.row, row.table.column(name))

    def _add(self, row: Row, target: Target, responsibility: str, text: str, *, function: str = "") -> None:
        key = (row.id, target.organization, target.role, responsibility, function)
        if not target.organization or key in self._seen:
            return
        self._seen.add(key)
        place = (row.table, row.row)
        said = row.cell("responsibility") if responsibility == row.words("responsibility") else None
        cells = {
            "duty": made(row.id, *place),
            "organization": made(target.organization, *place),
            "role": made(target.role or None, *place),
            "responsibility": made(responsibility or None, *place, said),
            "function": made(function or None, *place),
            "bearer_text": made(text or None, *place),
        }
        wording = self._wording(row, target)
        if wording is not None:
            cells["wording"] = wording
        self.assignments.add(*place, cells)

    def _wording(self, row: Row, target: Target) -> Cell | None:
        """Return what a row says in its own words of a duty whose first row says something else."""
        first = self._first[row.id]
        if target.is_class or first is row or not row.what or bare(row.what) == bare(first.what):
            return None
        return row.cell("what")


def _is_heading(rows: Sequence[Row]) -> bool:
    """Whether one title stands over several contents of one bearer, so that each content is a duty."""
    contents: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.what and row.is_titled:
            contents[id(row.table), row.bearer].add(bare(row.what))
    return any(len(several) > 1 for several in contents.values())


def _short(text: str) -> str:
    """
    Return a title for a long content: its first sentence or clause that is short enough.

    Examples
    --------
    >>> _short("每季度召开1次党员大会，" + "听取支部委员会工作报告，讨论决定重要事项，" * 2)
    '每季度召开1次党员大会'
    """
    whole = " ".join(text.split())
    if len(whole) <= _LONGEST_TITLE:
        return whole.rstrip("。；;")
    first = _CLAUSE.split(whole)[0]
    if len(first) > _LONGEST_TITLE:
        first = _within(_PART.split(first))
    return first.strip() if len(first) <= _LONGEST_TITLE else f"{whole[:_LONGEST_TITLE]}…"


def _within(parts: Sequence[str]) -> str:
    """Return as many of the first clauses as are short enough together, at least one."""
    found = parts[0]
    for part in parts[1:]:
        if len(found) + len(part) + 1 > _LONGEST_TITLE // 2:
            break
        found = f"{found}，{part}"
    return found


def declared_by(duties: Duties) -> Iterator[tuple[str, list[str]]]:
    """Yield each duty that is declared by single organizations alone, with where."""
    found: dict[str, list[str]] = defaultdict(list)
    classes: set[str] = set()
    for cells in duties.assignments.rows:
        duty, organization = cells["duty"][0], cells["organization"][0]
        responsibility = cells.get("responsibility")
        if organization.startswith("@"):
            classes.add(duty)
        elif responsibility is None or responsibility[0] not in {"supporting", "supervisory", "concrete"}:
            found[duty].append(organization)
    for duty, organizations in found.items():
        if duty not in classes:
            yield duty, list(dict.fromkeys(organizations))
