"""Assembling: from the sheets of all collections to a chain, or to everything wrong in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.formats.cell_classes import Known, role_word
from dangjian_chain.formats.cells import CellReader, implied
from dangjian_chain.formats.codes import superiors_of_codes
from dangjian_chain.formats.headers import Meaning, ids_of_names, resolved
from dangjian_chain.formats.left_out import duplicate, keep_out, repeated, set_aside
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.own_kinds import translate_kinds
from dangjian_chain.formats.parsing import Parsed, distinct_cells, parsed
from dangjian_chain.formats.rosters import Rows, table_of, take_holders, take_posts
from dangjian_chain.formats.sheet import Sheet
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import COLLECTIONS, LeftOut, Understood
from dangjian_chain.model.kind import Kind, kinds_of
from dangjian_chain.model.vocabulary import KindOf
from dangjian_chain.text import Text


class Assembler:
    """Puts one chain together; `chain` raises everything wrong at once."""

    def __init__(
        self, options: ReadOptions, problems: Iterable[Problem] = (), understood: Iterable[Understood] = ()
    ) -> None:
        self._options = options
        self._problems = list(problems)
        self._understood = list(understood)
        self._left_out: list[LeftOut] = []
        self._parsed: dict[str, Parsed] = {}
        self._kept: dict[str, Sequence[int]] = {}
        self._roles = Rows()
        self._appointments = Rows()
        self._further: list[Kind] = []

    def chain(self, sheets: Sequence[Sheet]) -> ResponsibilityChain:
        """
        Return the chain of the sheets, at most one a collection.

        Raises
        ------
        UnreadableDocumentError
            With every problem of every sheet.
        """
        by_name = {sheet.collection: sheet for sheet in sheets}
        for name in COLLECTIONS:
            if name in by_name:
                self._read(by_name[name])
        if self._problems:
            raise UnreadableDocumentError(self._problems)
        more = {"roles": self._roles, "appointments": self._appointments}
        return ResponsibilityChain.of_tables(
            {
                name: table_of(name, self._parsed.get(name), self._kept.get(name, ()), more.get(name, Rows()))
                for name in COLLECTIONS
                if name in self._parsed or (name in more and more[name].values)
            },
            understood=self._understood,
            left_out=self._left_out,
        )

    # --- one sheet -------------------------------------------------------------

    def _read(self, sheet: Sheet) -> None:
        cells = self._cells(sheet)
        meanings, problems = self._meanings(sheet, cells.role_kinds)
        self._problems += problems
        result = parsed(sheet, cells, meanings, self._known(sheet))
        self._parsed[sheet.collection] = result
        finish = getattr(self, f"_finish_{sheet.collection}", None)
        if finish is not None:
            finish(result, cells)
        self._problems += result.problems
        self._understood += result.understood
        self._kept[sheet.collection] = self._settled(result)
        take = getattr(self, f"_take_{sheet.collection}", None)
        if take is not None and not result.problems:
            take(result, self._kept[sheet.collection])

    def _cells(self, sheet: Sheet) -> CellReader:
        organizations = kinds_of(KindOf.ORGANIZATION, self._further)
        of_organizations = {**lookup("organization_kinds"), **_words_of(organizations)}
        of_roles = {**lookup("role_kinds"), **_words_of(kinds_of(KindOf.ROLE, self._further))}
        codes = self._options.kinds_of("organizations", of_organizations, of_roles)
        return CellReader(
            is_table=sheet.is_table,
            organization_kinds={**of_organizations, **codes},
            role_kinds={**of_roles, **self._options.kinds_of("roles", of_roles, of_organizations)},
            leading=[kind.id for kind in organizations.values() if kind.leads],
        )

    def _meanings(
        self, sheet: Sheet, posts: Mapping[str, str]
    ) -> tuple[list[tuple[int, Meaning]], list[Problem]]:
        renamed = self._options.renamed(sheet.collection, sheet.headers)
        meanings, problems = resolved(sheet, posts, wide=self._options.wide, renamed=renamed)
        serves = ids_of_names(sheet, meanings)
        if serves is None:
            return meanings, problems
        header = sheet.headers[serves[0]]
        text = Text(zh=f"没有编号列，以“{header}”为编号", en=f"no column of ids: {header!r} serves")
        self._understood.append(Understood("names-as-ids", sheet.spot(-1, serves[0]), text))
        return [*meanings, serves], problems

    def _known(self, sheet: Sheet) -> Known:
        if sheet.collection != "assignments":
            return Known()
        return Known(
            organizations=self._column("organizations", "id") | self._column("organizations", "name"),
            roles=self._column("roles", "id") | {row["id"] for row in self._roles.values},
        )

    def _column(self, collection: str, name: str) -> set[str]:
        held = self._parsed.get(collection)
        return set() if held is None else set(held.values.get(name, ()))

    # --- rows that stay ----------------------------------------------------------

    def _settled(self, result: Parsed) -> Sequence[int]:
        """Decide on rows that cannot be read and on ids that repeat; return the rows that stay."""
        for row in sorted(result.troubles):
            if self._options.bad_rows == "refuse":
                self._problems += result.troubles[row]
            else:
                self._left_out.append(set_aside(result, row, self._organization(result, row)))
        kept, taken = repeated(result, result.kept())
        for row, first, ordinal in taken:
            found = duplicate(result, row, first)
            if self._options.duplicates == "refuse":
                self._problems.append(found)
            else:
                self._left_out.append(keep_out(result, row, ordinal, found, self._organization(result, row)))
        return kept

    def _organization(self, result: Parsed, row: int) -> str:
        """Return the organization that a row is about, as far as it says; empty for a class."""
        if result.sheet.collection == "appointments":
            role, roles = _value(result, "role", row), self._parsed.get("roles")
            places = (
                {} if roles is None else {id_: place for place, id_ in enumerate(roles.values.get("id", ()))}
            )
            return _value(roles, "organization", places[role]) if roles is not None and role in places else ""
        value = _value(result, "id" if result.sheet.collection == "organizations" else "organization", row)
        return "" if value[:1] == "@" else value

    # --- collections with more to them -------------------------------------------

    def _finish_kinds(self, result: Parsed, cells: CellReader) -> None:
        translate_kinds(result, cells)

    def _take_kinds(self, result: Parsed, kept: Sequence[int]) -> None:
        self._further = [
            Kind(**{name: values[row] for name, values in result.values.items()}) for row in kept
        ]

    def _finish_organizations(self, result: Parsed, cells: CellReader) -> None:
        del cells
        if self._options.code_levels is not None:
            superiors_of_codes(result, self._options.code_levels)
        stated, roots = result.values.get("superior"), self._options.root_ids
        if stated is not None and roots:
            result.values["superior"] = [None if value in roots else value for value in stated]
        for name, of_column in implied().items():
            _imply(result, name, of_column)

    def _take_organizations(self, result: Parsed, kept: Sequence[int]) -> None:
        take_posts(result, kept, self._roles, self._appointments)

    def _take_roles(self, result: Parsed, kept: Sequence[int]) -> None:
        ids = result.values.get("id", ())
        posts = {row["id"] for row in self._roles.values}
        for row in [row for row in kept if posts and ids[row] in posts]:
            zh = f"编号“{ids[row]}”与组织表中以列填写的岗位相同"
            text = Text(
                zh=zh, en=f"the id {ids[row]!r} is that of a post that stands as a column of organizations"
            )
            self._problems.append(Problem("duplicate-id", result.sheet.spot(row, None), text))
        take_holders(result, kept, self._appointments)

    @staticmethod
    def _finish_assignments(result: Parsed, cells: CellReader) -> None:
        """Take bare words of a document for kinds of roles where the organization is a class."""
        roles = result.values.get("role")
        if roles is None or result.sheet.is_table:
            return
        cells.note = result.noting(result.position["role"])
        for row, of_class in enumerate(result.values.get("organization", ())):
            if roles[row] is not None and of_class is not None and of_class[:1] == "@":
                roles[row] = role_word(cells, roles[row])


def _words_of(kinds: Mapping[str, Kind]) -> dict[str, str]:
    labels = {label: kind.id for kind in kinds.values() for label in (kind.label_zh, kind.label_en) if label}
    return {**labels, **{id_: id_ for id_ in kinds}}


def _value(result: Parsed, name: str, row: int) -> str:
    values = result.values.get(name)
    value = None if values is None else values[row]
    return value if isinstance(value, str) else ""


def _imply(result: Parsed, name: str, of_column: Collection[str]) -> None:
    """Fill a flag where the word for the kind says so and nothing else does."""
    position = result.position.get("kind")
    raws = () if position is None else result.sheet.cells[position]
    distinct = distinct_cells(raws)
    if not any(isinstance(raw, str) and raw.strip() in of_column for raw in distinct or raws):
        return
    rows = [row for row, raw in enumerate(raws) if isinstance(raw, str) and raw.strip() in of_column]
    stated = result.values.setdefault(name, [None] * len(raws))
    for row in rows:
        stated[row] = True if stated[row] is None else stated[row]
    for raw in dict.fromkeys(raws[row] for row in rows):
        result.note("implied", position, raw, f"{name}=true")
