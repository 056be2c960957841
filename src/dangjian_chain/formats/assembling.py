"""Assembling: from the sheets of all collections to a chain, or to everything wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dangjian_chain.errors import Problem, UnreadableDocumentError, nearest
from dangjian_chain.formats.cells import CellReader, Trouble
from dangjian_chain.formats.codes import superiors_of_codes
from dangjian_chain.formats.headers import Meaning, resolved
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.parsing import Parsed, parsed
from dangjian_chain.formats.sheet import Sheet
from dangjian_chain.formats.words import lookup, words
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS, LeftOut, Understood
from dangjian_chain.model.kind import Kind, kinds_of
from dangjian_chain.model.table import Places, Table
from dangjian_chain.model.vocabulary import KindOf
from dangjian_chain.text import Text, masked

_WITH_IDS = ("organizations", "roles", "duties", "ledger")


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
        self._kept: dict[str, list[int]] = {}
        self._extra: dict[str, list[dict[str, Any]]] = {"roles": [], "appointments": []}
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
        return ResponsibilityChain.of_tables(
            {
                name: self._table(name)
                for name in COLLECTIONS
                if name in self._parsed or self._extra.get(name)
            },
            understood=self._understood,
            left_out=self._left_out,
        )

    # --- one sheet -------------------------------------------------------------

    def _reader(self, sheet: Sheet) -> CellReader:
        words_of = {}
        for of, section, collection in (
            (KindOf.ORGANIZATION, "organization_kinds", "organizations"),
            (KindOf.ROLE, "role_kinds", "roles"),
        ):
            kinds = kinds_of(of, self._further)
            named = {
                name: kind.id for kind in kinds.values() for name in (kind.label_zh, kind.label_en) if name
            }
            words_of[of] = {
                **lookup(section),
                **named,
                **{id_: id_ for id_ in kinds},
                **self._options.kinds_of(collection),
            }
        return CellReader(
            is_table=sheet.is_table,
            organization_kinds=words_of[KindOf.ORGANIZATION],
            role_kinds=words_of[KindOf.ROLE],
        )

    def _read(self, sheet: Sheet) -> None:
        reader = self._reader(sheet)
        renamed = self._options.renamed(sheet.collection, sheet.headers)
        meanings, problems = resolved(sheet, reader.role_kinds, wide=self._options.wide, renamed=renamed)
        self._problems += problems
        self._names_as_ids(sheet, meanings)
        result = parsed(sheet, reader, meanings)
        self._parsed[sheet.collection] = result
        special = getattr(self, f"_of_{sheet.collection}", None)
        if special is not None:
            special(result, reader)
        self._problems += result.problems
        self._understood += result.understood
        self._settle(result)
        if sheet.collection == "kinds":
            self._further = [self._kind(result, row) for row in self._kept["kinds"]]
        if sheet.collection == "organizations":
            self._posts(result, reader)
        if sheet.collection == "roles":
            self._holders(result, reader)

    def _kind(self, result: Parsed, row: int) -> Kind:
        return Kind(**{name: values[row] for name, values in result.values.items()})

    def _settle(self, result: Parsed) -> None:
        """Decide on rows that cannot be read and on ids that repeat."""
        collection = result.sheet.collection
        if result.troubles and self._options.bad_rows == "refuse":
            self._problems += [each for row in sorted(result.troubles) for each in result.troubles[row]]
        elif result.troubles:
            self._left_out += [self._set_aside(result, row) for row in sorted(result.troubles)]
        kept = result.kept()
        if collection in _WITH_IDS and "id" in result.values:
            kept = self._first_of_each(result, kept)
        self._kept[collection] = kept

    def _set_aside(self, result: Parsed, row: int) -> LeftOut:
        sheet = result.sheet
        texts = [each.text for each in result.troubles[row]]
        return LeftOut(
            code="bad-row",
            collection=sheet.collection,
            subject=f"row {sheet.rows[row]}",
            organization=self._organization(result, row),
            place=sheet.spot(row, None),
            text=Text(
                zh=masked("；".join(text.zh for text in texts)),
                en=masked("; ".join(text.en for text in texts)),
            ),
        )

    def _organization(self, result: Parsed, row: int) -> str:
        name = "id" if result.sheet.collection == "organizations" else "organization"
        values = result.values.get(name)
        value = values[row] if values is not None else None
        return value if isinstance(value, str) and value[:1] != "@" else ""

    def _first_of_each(self, result: Parsed, kept: list[int]) -> list[int]:
        ids = result.values["id"]
        if len({ids[row] for row in kept}) == len(kept):
            return kept
        first: dict[str, int] = {}
        count: dict[str, int] = {}
        chosen = []
        for row in kept:
            id_ = ids[row]
            if id_ not in first:
                first[id_] = row
                chosen.append(row)
                continue
            count[id_] = count.get(id_, 1) + 1
            self._duplicate(result, row, first[id_], count[id_])
        return chosen

    def _duplicate(self, result: Parsed, row: int, first: int, ordinal: int) -> None:
        sheet, id_ = result.sheet, result.values["id"][row]
        place, other = sheet.spot(row, None), sheet.spot(first, None)
        differs = [name for name, values in result.values.items() if values[row] != values[first]]
        what_zh = f"不同之处：{'、'.join(differs)}" if differs else "两行内容相同"
        what_en = f"they differ in {', '.join(differs)}" if differs else "the rows are the same"
        text = Text(
            zh=f"编号“{id_}”在 {other} 已出现，{what_zh}",
            en=f"the id {id_!r} stands at {other} already; {what_en}",
        )
        if self._options.duplicates == "refuse":
            self._problems.append(Problem("duplicate-id", place, text))
            return
        self._left_out.append(
            LeftOut(
                code="duplicate-id",
                collection=sheet.collection,
                subject=f"{id_}~{ordinal}",
                organization=self._organization(result, row),
                place=place,
                text=text,
            )
        )

    # --- organizations -----------------------------------------------------------

    def _names_as_ids(self, sheet: Sheet, meanings: dict[int, Meaning]) -> None:
        """Let names serve as ids where a table of organizations or duties has no ids."""
        name = {"organizations": "name", "duties": "title"}.get(sheet.collection)
        held = {
            meaning.column.name: position
            for position, meaning in meanings.items()
            if meaning.column is not None
        }
        if not sheet.is_table or name is None or "id" in held or name not in held:
            return
        header = sheet.headers[held[name]]
        sheet.headers.append(header)
        sheet.cells.append(sheet.cells[held[name]])
        column = next(each for each in columns_of(COLLECTIONS[sheet.collection]) if each.name == "id")
        meanings[len(sheet.headers) - 1] = Meaning("column", column)
        text = Text(zh=f"没有编号列，以“{header}”为编号", en=f"no column of ids: {header!r} serves")
        self._understood.append(Understood("names-as-ids", sheet.source, text))

    def _of_organizations(self, result: Parsed, reader: CellReader) -> None:
        self._roots(result)
        if self._options.code_levels is not None:
            superiors_of_codes(result, self._options.code_levels)
        self._implied(result)
        del reader

    def _roots(self, result: Parsed) -> None:
        superiors = result.values.get("superior")
        roots = {str(root).strip() for root in self._options.roots} - {""}
        if superiors is not None and roots:
            result.values["superior"] = [None if value in roots else value for value in superiors]

    def _implied(self, result: Parsed) -> None:
        """Fill joint and temporary where the word for the kind says so."""
        position = result.position.get("kind")
        if position is None:
            return
        cells = result.sheet.cells[position]
        for name, implied in words("values")["implied"].items():
            said = {
                row
                for row, raw in enumerate(cells)
                if raw.__class__ is str and raw.strip() in implied["words"]
            }
            if said:
                stated = result.values.get(name) or [None] * len(cells)
                result.values[name] = [
                    True if row in said and value is None else value for row, value in enumerate(stated)
                ]

    def _posts(self, result: Parsed, reader: CellReader) -> None:
        """Make roles and appointments of posts that stand as columns of organizations."""
        if not result.posts or "id" not in result.values:
            return
        ids = result.values["id"]
        for row in self._kept["organizations"]:
            for position, kind in result.posts.items():
                raw = result.sheet.cells[position][row]
                holders = reader.holders(raw)
                if holders is None:
                    continue
                role = f"{ids[row]}.{kind}"
                self._extra["roles"].append(
                    {"id": role, "organization": ids[row], "kind": kind, "_row": (result.sheet, row)}
                )
                self._hold(result, row, position, raw, role, holders)

    def _holders(self, result: Parsed, reader: CellReader) -> None:
        """Make appointments of the holders that stand beside roles."""
        if result.holders is None:
            return
        for row in self._kept["roles"]:
            raw = result.sheet.cells[result.holders][row]
            holders = reader.holders(raw)
            if holders is not None:
                self._hold(result, row, result.holders, raw, result.values["id"][row], holders)

    def _hold(  # noqa: PLR0913 - one cell, spelled out
        self, result: Parsed, row: int, position: int, raw: object, role: str, holders: list[tuple[str, bool]]
    ) -> None:
        before = len(result.understood)
        if not holders:
            result.note("vacancy", position, raw, "", row)
        self._understood += result.understood[before:]
        for person, acting in holders:
            self._extra["appointments"].append(
                {"role": role, "person": person, "acting": acting, "_row": (result.sheet, row)}
            )

    # --- appointments --------------------------------------------------------------

    def _of_appointments(self, result: Parsed, reader: CellReader) -> None:
        """Take vacancies for no appointment, and marks beside a name for what they say."""
        position = result.position.get("person")
        if position is None or not result.sheet.is_table:
            return
        persons = result.values["person"]
        acting = result.values.get("acting") or [False] * len(persons)
        for row, raw in enumerate(result.sheet.cells[position]):
            holders = reader.holders(raw) if persons[row] is not None else None
            if holders is None:
                continue
            if not holders:
                result.dropped.add(row)
                result.note("vacancy", position, raw, "", row)
            elif len(holders) > 1:
                text = Text(zh="一行登记一人，请分行填写", en="one row holds one person; use a row for each")
                result.blame(row, position, Trouble("several-persons", text))
            else:
                persons[row] = holders[0][0]
                acting[row] = acting[row] or holders[0][1]
        result.values["acting"] = acting

    # --- assignments ---------------------------------------------------------------

    def _of_assignments(self, result: Parsed, reader: CellReader) -> None:
        organizations = self._known("organizations")
        names = set(filter(None, self._known_column("organizations", "name")))
        roles = self._known("roles")
        seen: set[tuple[str, str]] = set()
        values = result.values.get("organization", [])
        for row, value in enumerate(values):
            if value is not None and value not in organizations:
                values[row] = self._class(result, reader, row, value, names, seen)
        posts = result.values.get("role", [])
        for row, value in enumerate(posts):
            if value is not None and value not in roles:
                posts[row] = self._post(result, reader, row, value, seen)

    def _known(self, collection: str) -> set[str]:
        extra = {row["id"] for row in self._extra.get(collection, ())}
        return set(filter(None, self._known_column(collection, "id"))) | extra

    def _known_column(self, collection: str, name: str) -> Sequence[Any]:
        held = self._parsed.get(collection)
        return held.values.get(name, ()) if held is not None else ()

    def _class(  # noqa: PLR0913
        self,
        result: Parsed,
        reader: CellReader,
        row: int,
        value: str,
        names: set[str],
        seen: set[tuple[str, str]],
    ) -> str:
        """Return the class that a word for several organizations means, else the word."""
        kinds = reader.organization_kinds
        position = result.position["organization"]
        if value[:1] == "@":
            name = value[1:]
            if name == "*" or kinds.get(name) == name:
                return value
            if name in kinds:
                return self._noted(result, position, value, f"@{kinds[name]}", seen)
            near = nearest(name, kinds)
            hint = f"@{near[0]}" if near else "@branch"
            trouble = Trouble(
                "unknown-class",
                Text(
                    zh=f"没有“{value}”这类组织，是否为 {hint}",
                    en=f"there is no class {value!r}; did you mean {hint}?",
                ),
            )
            result.blame(row, position, trouble)
            return value
        if value in names:
            return value
        named = lookup("classes").get(value)
        if named is None and value[:1] == "各" and value[1:] in kinds:
            named = f"@{kinds[value[1:]]}"
        if named is None and value in kinds:
            named = f"@{kinds[value]}"
        return value if named is None else self._noted(result, position, value, named, seen)

    def _post(
        self, result: Parsed, reader: CellReader, row: int, value: str, seen: set[tuple[str, str]]
    ) -> str:
        """Return the kind of role that a word means, as `@secretary`, else the word."""
        kinds = reader.role_kinds
        position = result.position["role"]
        name = value.removeprefix("@")
        if name in kinds and (value[:1] == "@" or value in kinds):
            found = f"@{kinds[name]}"
            return found if found == value else self._noted(result, position, value, found, seen)
        if value[:1] == "@":
            near = nearest(name, kinds)
            hint = f"@{near[0]}" if near else "@secretary"
            trouble = Trouble(
                "unknown-kind",
                Text(
                    zh=f"没有“{value}”这类岗位，是否为 {hint}",
                    en=f"there is no kind of role {value!r}; did you mean {hint}?",
                ),
            )
            result.blame(row, position, trouble)
        return value

    def _noted(self, result: Parsed, position: int, raw: str, read: str, seen: set[tuple[str, str]]) -> str:
        if (raw, read) not in seen:
            seen.add((raw, read))
            result.note("word", position, raw, read)
        return read

    # --- tables ----------------------------------------------------------------------

    def _table(self, name: str) -> Table[Any]:
        make = COLLECTIONS[name]
        result = self._parsed.get(name)
        extra = self._extra.get(name, [])
        if result is None:
            return self._of_extra(make, extra)
        kept = self._kept[name]
        whole = len(kept) == len(result.sheet.rows)
        values = {
            attribute: held if whole else [held[row] for row in kept]
            for attribute, held in result.values.items()
        }
        rows = result.sheet.rows if whole else [result.sheet.rows[row] for row in kept]
        places = Places(result.sheet.source, rows)
        if not extra:
            return Table.of_columns(make, values, places)
        taken = set(values.get("id", ()))
        extra = [row for row in extra if row.get("id") not in taken] if name == "roles" else extra
        for column in columns_of(make):
            more = [row.get(column.attribute, column.default) for row in extra]
            if column.attribute in values or any(row.get(column.attribute) is not None for row in extra):
                values[column.attribute] = [
                    *values.get(column.attribute, [column.default] * len(kept)),
                    *more,
                ]
        sources = [result.sheet.source] * len(kept) + [row["_row"][0].source for row in extra]
        numbers = [*rows, *(row["_row"][0].rows[row["_row"][1]] for row in extra)]
        return Table.of_columns(make, values, Places(sources, numbers))

    def _of_extra(self, make: type, extra: list[dict[str, Any]]) -> Table[Any]:
        names = [
            column.attribute for column in columns_of(make) if any(column.attribute in row for row in extra)
        ]
        values = {name: [row[name] for row in extra] for name in names}
        sources = [row["_row"][0].source for row in extra]
        return Table.of_columns(
            make, values, Places(sources, [row["_row"][0].rows[row["_row"][1]] for row in extra])
        )
