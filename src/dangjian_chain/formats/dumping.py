"""Documents as text: YAML and JSON that any reader takes for the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

_SETTINGS: Mapping[str, Any] = {
    "allow_unicode": True,
    "default_flow_style": False,
    "sort_keys": False,
    "width": 2**30,
}
_OTHER_WORDS = re.compile(
    r"[yYnN]|0o[0-7]+|[-+]?(?:\d[\d_]*\.?|\.\d)[\d_]*(?:[eE][-+]?\d+)?|[-+]?0x[0-9a-fA-F_]+"
)
"""What YAML 1.2, or the letter of YAML 1.1, takes for a flag or a number and PyYAML does not."""


def yaml_text(document: object) -> str:
    """
    Return a document as YAML: keys in their order, long text on one line.

    Text that YAML 1.1 or 1.2 would take for a number, a date, a flag or nothing
    stands in quotes.

    Examples
    --------
    >>> print(yaml_text({"roles": [{"id": "010", "title": "书记", "portfolio": ["党员教育", "no"]}]}), end="")
    roles:
    - id: '010'
      title: 书记
      portfolio: [党员教育, 'no']
    """
    import yaml  # noqa: PLC0415 - loaded when a YAML document is written

    text: str = yaml.dump(document, Dumper=_dumper("CSafeDumper"), **_SETTINGS)
    if "\\U" in text:  # libyaml writes rare characters as escapes, which nobody can read
        text = yaml.dump(document, Dumper=_dumper("SafeDumper"), **_SETTINGS)
    return text


def json_text(document: object) -> str:
    """
    Return a document as JSON, dates as text.

    Examples
    --------
    >>> print(json_text({"schema": "dangjian-chain/1"}), end="")
    {
      "schema": "dangjian-chain/1"
    }
    """
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=date.isoformat) + "\n"


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if not text.isprintable():
        style = "|" if _reads_well_as_block(text) else '"'
    elif _OTHER_WORDS.fullmatch(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list_node(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    """Return a list of plain items on one line, one of mappings on lines of their own."""
    flow = not any(isinstance(item, Mapping) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


def _reads_well_as_block(text: str) -> bool:
    """Whether a literal block shows the text exactly, without marks for odd spaces."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line == line.strip() and line.isprintable() for line in lines)
        and lines[0] != "" != lines[-1]
    )


@cache
def _dumper(name: str) -> Any:
    import yaml  # noqa: PLC0415

    base = getattr(yaml, name, yaml.SafeDumper)
    dumper = type("Dumper", (base,), {"ignore_aliases": lambda *_: True})
    dumper.add_representer(str, _text_node)  # type: ignore[attr-defined]
    dumper.add_representer(list, _list_node)  # type: ignore[attr-defined]
    return dumper
