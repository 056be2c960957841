"""Results of appraisals as records, and ledgers of rectification."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dangjian_chain.formats.office.deadlines import day_of
from dangjian_chain.formats.office.drafts import Cell, Draft, cell_at, made
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.posts import Posts
from dangjian_chain.formats.office.posts_of import post_of
from dangjian_chain.formats.office.tables import Table, words_of
from dangjian_chain.formats.words import cell_words
from dangjian_chain.period import read_day

_GRADED = re.compile(r"([\u4e00-\u9fff]{1,5})[（(]([0-9]{1,3}(?:\.[0-9]+)?)(?:分)?[)）]")
_LEDGER = ("problem", "source", "measure", "due", "progress", "verified_by")
_LONGEST_ID = 24
_WORDS = re.compile("[前底末改季半初]|长期|持续|立即|立行")


class Results:
    """
    Takes in results and ledgers.

    Parameters
    ----------
    posts : Posts
    notes : Notes
    """

    def __init__(self, posts: Posts, notes: Notes) -> None:
        self._posts = posts
        self._notes = notes
        self.records = Draft("records")
        self.ledger = Draft("ledger")
        self._ids: dict[str, int] = {}

    # --- results -------------------------------------------------------------------------

    def take_results(self, table: Table, unit: str, year: int | None) -> None:
        """Take in the results of a table; a row without score and grade is left out, and so is one without a year."""
        for row in table.rows:
            organization = self._organization(table, row, unit)
            score, grade = self._score(table, row)
            if organization is None:
                continue
            place = table.place(row)
            if score is None and grade is None:
                self._notes.once(
                    "no-result", place, "没有得分和等次，未读入", "neither score nor grade, not read"
                )
                continue
            on = cell_at(table, row, "on") or (
                None if year is None else made(read_day(str(year)), table, row)
            )
            if on is None:
                zh = "未见考核年度，未读入；请在标题中写明年度，或在读表对应中写 year"
                self._notes.once(
                    "no-year",
                    place,
                    zh,
                    "no year is known, not read; name it in the title, or in the mapping",
                )
                continue
            self._record(table, row, organization, {"on": on, "score": score, "grade": grade}, year)

    def _record(
        self, table: Table, row: int, organization: Cell, cells: Mapping[str, Cell | None], year: int | None
    ) -> None:
        kept = {name: cell for name, cell in cells.items() if cell is not None}
        kept |= {"organization": organization, "kind": made("appraised", table, row)}
        if year is not None:
            kept["period"] = made(str(year), table, row)
        by = cell_at(table, row, "by")
        if by is not None:
            found = self._posts.organizations.names.find(words_of(by[0]))
            kept["by"] = made(found.id or words_of(by[0]), table, row, by)
        evidence = cell_at(table, row, "evidence")
        if evidence is not None:
            kept["evidence"] = evidence
        self.records.add(table, row, kept)

    def _score(self, table: Table, row: int) -> tuple[Cell | None, Cell | None]:
        """Return score and grade, also where one cell holds both: 优秀(95)."""
        score, grade = (self._said(cell_at(table, row, name)) for name in ("score", "grade"))
        for cell in (score, grade):
            both = (
                _GRADED.fullmatch(words_of(cell[0]))
                if cell is not None and isinstance(cell[0], str)
                else None
            )
            if cell is not None and both is not None:
                place = cell[1].place(cell[2], cell[3])
                zh = f"“{cell[0]}”读作等次 {both[1]}、得分 {both[2]}"
                self._notes.once(
                    "word", place, zh, f"{cell[0]!r} read as grade {both[1]!r} and score {both[2]}"
                )
                return made(both[2], table, row, cell), made(both[1], table, row, cell)
        return score, grade

    @staticmethod
    def _said(cell: Cell | None) -> Cell | None:
        return None if cell is None or cell[0] in cell_words("nothing") else cell

    def _organization(self, table: Table, row: int, unit: str) -> Cell | None:
        cell = cell_at(table, row, "organization")
        if cell is None:
            return None
        text = words_of(cell[0])
        names = self._posts.organizations.names
        under = names.find(unit).id if unit else None
        kinds = ("branch",) if "支部" in table.headers[table.column("organization") or 0] else ()
        found = names.find(text, under, kinds)
        place = table.place(row, cell[3])
        if found.id is None:
            if found.ids:
                self._notes.ambiguous(place, text, [names.label(id_) for id_ in found.ids])
            else:
                self._notes.unresolved(place, text, found.near)
        elif not found.is_literal:
            self._notes.name(place, text, names.name(found.id))
        return made(found.id or text, table, row, cell)

    # --- ledgers -------------------------------------------------------------------------

    def take_ledger(self, table: Table, unit: str, year: int | None) -> None:
        """Take in the problems of a ledger."""
        top = self._posts.organizations.top
        above = self._posts.organizations.names.find(unit).id if unit else None
        for row in table.rows:
            organization = self._organization(table, row, unit)
            organization = organization or self._of_unit(table, row)
            if organization is None:
                own = above or (None if top is None else top.id)
                organization = None if own is None else made(own, table, row)
            cells = {name: cell for name in _LEDGER if (cell := cell_at(table, row, name)) is not None}
            self._due(cells, year)
            closed = cell_at(table, row, "closed_on")
            if closed is not None and words_of(closed[0]) not in {"是", "否", "已销号", "未销号"}:
                cells["closed_on"] = closed
            for name, source in (("leader", "leader"), ("unit", "unit"), ("role", "person")):
                cell = cell_at(table, row, source)
                if cell is not None:
                    cells[name] = self._bearer(cell, name, "" if organization is None else organization[0])
            if organization is not None:
                cells["organization"] = organization
            cells["id"] = made(self._id(table, row, organization), table, row)
            self.ledger.add(table, row, cells)

    def _due(self, cells: dict[str, Cell], year: int | None) -> None:
        """Read a deadline in words as its day where it has one; where it has none it is no day, and left out."""
        due = cells.get("due")
        if due is None or not isinstance(due[0], str) or _WORDS.search(due[0]) is None:
            return
        place = due[1].place(due[2], due[3])
        day = day_of(due[0], year)
        if day is not None:
            cells["due"] = made(day, due[1], due[2], due)
            self._notes.once("partial-date", place, f"“{due[0]}”读作 {day}", f"{due[0]!r} read as {day}")
        elif due[0] not in cell_words("nothing"):
            del cells["due"]
            self._notes.once(
                "no-day", place, f"“{due[0]}”不是日期，未读取", f"{due[0]!r} is no day, not read"
            )

    def _of_unit(self, table: Table, row: int) -> Cell | None:
        """Return the unit that mends a problem, where no column says whose problem it is."""
        cell = cell_at(table, row, "unit")
        names = self._posts.organizations.names
        found = None if cell is None else names.find(words_of(cell[0]))
        if cell is None or found is None or found.id is None or names.kind(found.id) == "unit":
            return None
        if not found.is_literal:
            self._notes.name(table.place(row, cell[3]), words_of(cell[0]), names.name(found.id))
        return made(found.id, table, row, cell)

    def _bearer(self, cell: Cell, name: str, organization: str) -> Cell:
        text = words_of(cell[0])
        if name == "unit":
            return (self._posts.organizations.names.find(text).id or text, *cell[1:])
        if name == "role":
            held = [role for _, role in self._posts.roles_of_person(text, [organization])]
            post = post_of(text)
            if not held and post is not None:
                kind, whose = self._posts.place_of(post, organization or None)
                held = [role for role in [f"{whose}.{kind}"] if self._posts.has(role)]
            return (held[0] if held else text, *cell[1:])
        return cell

    def _id(self, table: Table, row: int, organization: Cell | None) -> str:
        stated = cell_at(table, row, "id")
        if stated is not None:
            return words_of(stated[0])
        whose = "" if organization is None else words_of(organization[0])
        problem = "".join(words_of(table.cell(row, "problem")).split())[:_LONGEST_ID]
        id_ = f"{whose}·{problem}"
        self._ids[id_] = self._ids.get(id_, 0) + 1
        return id_ if self._ids[id_] == 1 else f"{id_}~{self._ids[id_]}"
