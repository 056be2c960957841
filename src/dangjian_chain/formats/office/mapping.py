"""The mapping: how office tables are read, as a person can look at it and correct it."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.office.forms import UNREAD, Form, forms
from dangjian_chain.formats.options import OptionError
from dangjian_chain.formats.words import lookup
from dangjian_chain.text import Lang, Text

SCHEMA = "dangjian-chain-mapping/1"
NAMES = ("读表对应.yaml", "mapping.yaml")
"""What the file is called, in Chinese and in English."""

_KEYS = ("schema", "top", "unit_type", "year", "tables", "names", "performed_by")
_TABLE_KEYS = ("file", "sheet", "header", "as", "unit", "year", "columns")
_LEFT_OUT = ("不读", "none", "not read")


@frozen
class TableMapping:
    """
    How one table is read.

    Parameters
    ----------
    file, sheet : str
    header : tuple of int
        The rows of its headers, from 1.
    form : str or None
        The id of its form; `None` for a table that is left out.
    unit : str
        The organization that its rows stand under where they do not say so; blank for the top.
    year : int or None
        The year that results are of.
    columns : mapping of str to str
        The field of each header; `UNREAD` for one that is not read.
    """

    file: str
    sheet: str
    header: tuple[int, ...]
    form: str | None
    unit: str = ""
    year: int | None = None
    columns: MappingOf[str, str] = field(factory=dict)


@frozen
class Mapping:
    """
    How the tables of some workbooks are read.

    Parameters
    ----------
    top : str
        The organization at the top, by its name; blank where the tables say it.
    unit_type : str
        The type of every unit that states none; blank for none.
    year : int or None
    tables : tuple of TableMapping
    names : mapping of str to str
        Names as tables write them, and the organizations that they mean.
    performed_by : mapping of str to tuple of str
        The kinds of organizations that perform a duty, by its title.
    """

    top: str = ""
    unit_type: str = ""
    year: int | None = None
    tables: tuple[TableMapping, ...] = ()
    names: MappingOf[str, str] = field(factory=dict)
    performed_by: MappingOf[str, tuple[str, ...]] = field(factory=dict)

    def of(self, file: str, sheet: str) -> list[TableMapping]:
        """Return what is said of the tables of a sheet."""
        return [table for table in self.tables if (table.file, table.sheet) == (file, sheet)]

    def names_file(self, file: str) -> bool:
        """Whether it says how tables of a file are read."""
        return any(table.file == file for table in self.tables)

    def answered(self, top: str | None, unit_type: str | None) -> Mapping:
        """
        Return it with the two questions answered, where an answer is given.

        Raises
        ------
        OptionError
            If a unit type is nearly a known one.
        """
        if unit_type and unit_type not in _unit_types() and nearest(unit_type, _unit_types()):
            raise OptionError("unit_type", unit_type, _unit_types())
        return evolve(self, top=top or self.top, unit_type=_unit_type(unit_type or "") or self.unit_type)

    def to_yaml(self, lang: Lang = "zh") -> str:
        """Return it as the YAML of a mapping file, with words on how to correct it."""
        from dangjian_chain.formats.dumping import yaml_text  # noqa: PLC0415 - loaded when one is written

        said: dict[str, Any] = {"schema": SCHEMA, "top": self.top, "unit_type": _label(self.unit_type, lang)}
        if self.year is not None:
            said["year"] = self.year
        said["tables"] = [_table_document(table, lang) for table in self.tables]
        said["names"] = dict(self.names)
        said["performed_by"] = {title: list(kinds) for title, kinds in self.performed_by.items()}
        return _HEAD.of(lang) + yaml_text(said)


_HEAD = Text(
    zh="# 读表对应：程序怎样读这些表。改完保存，以后的命令照此读取。\n"
    "# top 最上级组织；unit_type 单位类型（机关、事业单位、国有企业、野外项目组、离退休）。\n"
    "# tables 每张表一段：as 读作什么（党组织、岗位人员、责任清单、考核结果、整改台账，或 不读），\n"
    "#   header 表头在第几行（两行表头写 [3, 4]），unit 这张表是哪个单位的，columns 每列读作什么，不要的写 不读。\n"
    "# names 表中的写法和它指的组织；performed_by 各事项由哪类组织直接落实（删去一行即不采用）。\n",
    en="# How the program reads these tables. Correct it and save; later commands follow it.\n"
    "# top: the organization at the top. unit_type: organ, public_institution, soe, field_team, retired.\n"
    "# tables: one entry a table; as: organizations, posts, duties, results, ledger or none;\n"
    "#   header: the row of the headers ([3, 4] for two); unit: whose table it is; columns: what each is, or none.\n"
    "# names: how tables write an organization, and which it is. performed_by: the kinds that perform a duty.\n",
)


def _table_document(table: TableMapping, lang: Lang) -> dict[str, Any]:
    form = None if table.form is None else forms()[table.form]
    said: dict[str, Any] = {
        "file": table.file,
        "sheet": table.sheet,
        "header": table.header[0] if len(table.header) == 1 else list(table.header),
        "as": _LEFT_OUT[0 if lang == "zh" else 1] if form is None else form.label.of(lang),
    }
    if table.unit:
        said["unit"] = table.unit
    if table.year is not None:
        said["year"] = table.year
    if form is not None:
        said["columns"] = {
            header: (_LEFT_OUT[0 if lang == "zh" else 1] if name == UNREAD else form.label_of(name).of(lang))
            for header, name in table.columns.items()
        }
    return said


def _unit_types() -> set[str]:
    known = lookup("unit_types")
    return {*known, *known.values()}


def _unit_type(word: str) -> str:
    return lookup("unit_types").get(word.strip(), word.strip())


def _label(unit_type: str, lang: Lang) -> str:
    if lang == "en":
        return unit_type
    return next((word for word, value in lookup("unit_types").items() if value == unit_type), unit_type)


# --- reading it ------------------------------------------------------------------------


class MappingReader:
    """Reads a mapping file; `problems` holds everything wrong in it."""

    def __init__(self, data: object, source: str, place: Any) -> None:
        self._data = data
        self._source = source
        self._place = place
        self.problems: list[Problem] = []

    def mapping(self) -> Mapping:
        """Return the mapping; what is wrong stands in `problems`."""
        data = self._data if isinstance(self._data, dict) else {}
        if not isinstance(self._data, dict):
            self._blame((), "读表对应应为“项：值”的形式", "the mapping file should be a mapping")
        elif data.get("schema") != SCHEMA:
            self._blame(("schema",), f"schema 应为 {SCHEMA}", f"schema should be {SCHEMA}")
        for key in data:
            if key not in _KEYS:
                self._blame((key, ""), *_unknown(str(key), _KEYS))
        tables = data.get("tables") or []
        if not isinstance(tables, list):
            self._blame(("tables",), "tables 应为列表", "tables should be a list")
            tables = []
        return Mapping(
            top=_text(data.get("top")),
            unit_type=self._type(_text(data.get("unit_type"))),
            year=self._year(data.get("year"), ("year",)),
            tables=tuple(
                table for number, one in enumerate(tables) if (table := self._table(one, number)) is not None
            ),
            names=self._texts(data.get("names"), ("names",)),
            performed_by=self._kinds(data.get("performed_by")),
        )

    def _type(self, word: str) -> str:
        near = [] if word in _unit_types() else nearest(word, _unit_types())
        if near:
            self._blame(("unit_type",), *_unknown(word, list(_unit_types())))
        return _unit_type(word)

    def _blame(self, path: tuple[Any, ...], zh: str, en: str) -> None:
        self.problems.append(Problem("unreadable-mapping", self._place(path), Text(zh=zh, en=en)))

    def _table(self, one: object, number: int) -> TableMapping | None:
        path = ("tables", number)
        if not isinstance(one, dict):
            self._blame(path, "每张表应为“项：值”的形式", "a table is a mapping")
            return None
        for key in [key for key in one if key not in _TABLE_KEYS]:
            self._blame((*path, key, ""), *_unknown(str(key), _TABLE_KEYS))
        form = self._form(one.get("as"), path)
        header = one.get("header")
        rows = [_number(row) for row in (header if isinstance(header, list) else [header])]
        if not rows or not all(rows):
            self._blame(
                (*path, "header"),
                "header 应为表头的行号，如 3 或 [3, 4]",
                "header is a row, such as 3 or [3, 4]",
            )
            rows = [1]
        columns = self._texts(one.get("columns"), (*path, "columns"))
        return TableMapping(
            _text(one.get("file")),
            _text(one.get("sheet")),
            tuple(rows),
            None if form is None else form.id,
            _text(one.get("unit")),
            self._year(one.get("year"), (*path, "year")),
            {} if form is None else self._columns(form, columns, path),
        )

    def _form(self, word: object, path: tuple[Any, ...]) -> Form | None:
        if word in _LEFT_OUT:
            return None
        for form in forms().values():
            if word in {form.id, form.label.zh, form.label.en}:
                return form
        known = [form.label.zh for form in forms().values()] + list(forms())
        self._blame((*path, "as"), *_unknown(_text(word), known))
        return None

    def _columns(self, form: Form, columns: MappingOf[str, str], path: tuple[Any, ...]) -> dict[str, str]:
        found = {}
        for header, word in columns.items():
            name = UNREAD if word in _LEFT_OUT else form.named(word)
            if name is None:
                labels = [label.zh for label in form.labels.values()]
                self._blame((*path, "columns", header), *_unknown(word, labels))
            else:
                found[header] = name
        return found

    def _kinds(self, data: object) -> dict[str, tuple[str, ...]]:
        known = lookup("organization_kinds")
        found = {}
        if data is not None and not isinstance(data, dict):
            zh, en = "performed_by 应为“事项：类别”的形式", "performed_by is a mapping of duties to kinds"
            self._blame(("performed_by",), zh, en)
        for title, several in (data or {}).items() if isinstance(data, dict) else ():
            kinds = [_text(kind) for kind in (several if isinstance(several, list) else [several])]
            for kind in kinds:
                if kind not in known and kind not in known.values():
                    self._blame(("performed_by", title), *_unknown(kind, [*known, *set(known.values())]))
            found[_text(title)] = tuple(known.get(kind, kind) for kind in kinds)
        return found

    def _texts(self, data: object, path: tuple[Any, ...]) -> dict[str, str]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self._blame(path, f"{path[-1]} 应为“项：值”的形式", f"{path[-1]} is a mapping")
            return {}
        return {_text(name): _text(value) for name, value in data.items()}

    def _year(self, data: object, path: tuple[Any, ...]) -> int | None:
        if data is None:
            return None
        year = _number(data)
        if 1900 < year < 2200:  # noqa: PLR2004 - years of our days
            return year
        self._blame(path, "year 应为四位年份", "year has four digits")
        return None


def _number(value: object) -> int:
    """Return a row or a year; 0 for what is none."""
    text = _text(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


_DIGITS = 8


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _unknown(word: str, known: Sequence[str]) -> tuple[str, str]:
    near = nearest(word, known)
    zh = f"不认识“{word}”" + (f"，是否为{'、'.join(near)}" if near else "")
    return zh, f"unknown: {word!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def is_mapping(data: object) -> bool:
    """Whether a document is a mapping file."""
    return isinstance(data, dict) and data.get("schema") == SCHEMA


def mapping_of(data: object, path: Path, place: Any) -> tuple[Mapping, list[Problem]]:
    """Return the mapping of a document, and everything wrong in it."""
    reader = MappingReader(data, path.name, place)
    return reader.mapping(), reader.problems
