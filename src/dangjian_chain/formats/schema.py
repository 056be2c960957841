"""
The JSON Schema of the one-document form, made from the columns of the model.

`python -m dangjian_chain.formats.schema` prints it; the committed file beside
this one is what it prints. It describes documents as `write` makes them and as
the pages show them; the reader also takes the other spellings of tables.
"""

from __future__ import annotations

import json
import sys
import typing
from typing import Any

from dangjian_chain.formats.descriptions import COLLECTION_DESCRIPTIONS, COLUMN_DESCRIPTIONS
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.cycle import OTHER, PERIODS
from dangjian_chain.model.document import COLLECTIONS, SCHEMA, TITLES
from dangjian_chain.model.kind import ORGANIZATION_KINDS, ROLE_KINDS
from dangjian_chain.model.vocabulary import Responsibility, UnitType, Word
from dangjian_chain.text import Text

Schema = dict[str, Any]

_HOLDER = Text(
    zh="现任的人员，是一条长期任职的简写；空缺可写“空缺”。",
    en="Who holds it: short for one open appointment.",
)


def json_schema() -> Schema:
    """
    Return the JSON Schema (2020-12) of the one-document form.

    Returns
    -------
    dict
        Names, required columns, types and vocabularies, described in both
        languages. Kinds are examples, not a closed list: `kinds` may add more.

    Examples
    --------
    >>> json_schema()["properties"]["schema"]
    {'const': 'dangjian-chain/1', 'description': '文件格式。 The format of the document.'}
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": SCHEMA,
        "description": _said(Text(zh="一条党建责任链。", en="A responsibility chain.")),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "schema": {
                "const": SCHEMA,
                "description": _said(Text(zh="文件格式。", en="The format of the document.")),
            },
            **{name: _collection(name, make) for name, make in COLLECTIONS.items()},
        },
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def vocabulary_of(make: type, column: Column) -> type[Word]:
    """Return the closed vocabulary that a column's cells are taken from."""
    hint = typing.get_type_hints(make)[column.attribute]
    parts = (hint, *typing.get_args(hint))
    return next(part for part in parts if isinstance(part, type) and issubclass(part, Word))


def _said(text: Text) -> str:
    return f"{text.zh} {text.en}"


def _collection(name: str, make: type) -> Schema:
    columns = columns_of(make)
    properties = {
        column.name: {
            **_type(make, column),
            "title": column.zh,
            "description": _said(COLUMN_DESCRIPTIONS[name][column.name]),
        }
        for column in columns
    }
    if name == "roles":
        properties["holder"] = {"$ref": "#/$defs/text", "title": "现任", "description": _said(_HOLDER)}
    return {
        "title": TITLES[name].zh,
        "description": _said(COLLECTION_DESCRIPTIONS[name]),
        "type": "array",
        "items": {
            "type": "object",
            "required": [column.name for column in columns if column.required],
            "additionalProperties": False,
            "properties": properties,
        },
    }


def _type(make: type, column: Column) -> Schema:
    if column.cell in _REFERENCES:
        return {"$ref": f"#/$defs/{_REFERENCES[column.cell]}"}
    if column.cell == "kind":
        return {"$ref": f"#/$defs/{make.__name__.lower()}_kind"}
    if column.cell == "text" and column.attribute == "unit_type":
        return {"$ref": "#/$defs/unit_type"}
    if column.cell == "text":
        return {"$ref": "#/$defs/text"}
    words: Schema = {"enum": _values(vocabulary_of(make, column))}
    return {"anyOf": [words, {"type": "array", "items": words}]} if column.cell == "choices" else words


_REFERENCES = {
    "id": "id",
    "ids": "ids",
    "words": "words",
    "kinds": "organization_kinds",
    "flag": "flag",
    "count": "count",
    "number": "number",
    "day": "day",
    "last-day": "day",
    "cycle": "cycle",
    "conditions": "conditions",
    "bearers": "bearers",
    "class": "organization_or_class",
    "post": "role_or_kind",
    "person": "text",
}


def _values(words: type[Word]) -> list[str]:
    return [word.value for word in words]


def _list_of(name: str) -> Schema:
    """Return a list, which may be written as a cell holds it, and one item as itself."""
    item = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _definitions() -> Schema:
    text = {"type": "string", "minLength": 1}
    kind_of_role = {"$ref": "#/$defs/role_kind"}
    joint = {"type": "array", "items": kind_of_role, "minItems": 1}
    periods = "|".join(PERIODS)
    return {
        "text": text,
        "words": _list_of("text"),
        "id": {"type": ["string", "integer"], "minLength": 1},
        "ids": _list_of("id"),
        "organization_kind": {**text, "examples": list(ORGANIZATION_KINDS)},
        "organization_kinds": _list_of("organization_kind"),
        "role_kind": {**text, "examples": list(ROLE_KINDS)},
        "organization_or_class": {"$ref": "#/$defs/id", "examples": ["D1", "@branch", "@committee", "@*"]},
        "role_or_kind": {"$ref": "#/$defs/id", "examples": ["D1-02.sj", "@secretary"]},
        "unit_type": {**text, "examples": _values(UnitType)},
        "alternatives": {
            "anyOf": [
                {"type": "null"},
                kind_of_role,
                {"type": "array", "items": {"anyOf": [kind_of_role, joint]}},
            ],
            "description": _said(
                Text(
                    zh="岗位类别，按先后顺序；a+b 为共同负责。",
                    en="Kinds of roles in order of preference; a+b are responsible together.",
                )
            ),
        },
        "flag": {"enum": [True, False, "yes", "no", "是", "否"]},
        "count": {"type": "integer", "minimum": 0},
        "number": {"type": "number"},
        "day": {
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "minimum": 1000,
            "maximum": 9999,
            "description": _said(
                Text(
                    zh="日期，如 2026-11-23；只知道月份或年份的写 2026-11 或 2026。",
                    en="A day, 2026-11-23; where only the month or the year is known, 2026-11 or 2026.",
                )
            ),
        },
        "cycle": {
            "type": "string",
            "anyOf": [{"enum": list(OTHER)}, {"pattern": rf"^([1-9]\d{{0,3}}/)?({periods})$"}],
            "examples": ["1/month", "4/year", *OTHER],
        },
        "conditions": {
            "type": ["object", "string"],
            "additionalProperties": False,
            "examples": ["min_full_members=7; temporary=false"],
            "properties": {
                "unit_type": _list_of("unit_type"),
                "min_full_members": {"$ref": "#/$defs/count"},
                "max_full_members": {"$ref": "#/$defs/count"},
                "has_committee": {"$ref": "#/$defs/flag"},
                "has_groups": {"$ref": "#/$defs/flag"},
                "temporary": {"$ref": "#/$defs/flag"},
                "joint": {"$ref": "#/$defs/flag"},
            },
        },
        "bearers": {
            "type": ["object", "string"],
            "additionalProperties": False,
            "examples": ["principal; first=secretary; direct=deputy_secretary|organization_member"],
            "properties": {word: {"$ref": "#/$defs/alternatives"} for word in _values(Responsibility)},
        },
    }


if __name__ == "__main__":
    sys.stdout.write(schema_text())
