"""Words that people use in tables, as data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> dict[str, Any]:
    """Return one of the data files beside this module: `headers` or `values`."""
    data = resources.files("dangjian_chain.formats.words") / f"{name}.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def lookup(section: str) -> dict[str, str]:
    """Return the value that each word of a section of `values` means."""
    return {word: value for value, several in words("values").get(section, {}).items() for word in several}


@cache
def cell_words(name: str) -> frozenset[str]:
    """Return the words of cells that mean nothing, a vacancy, and so on."""
    return frozenset(words("values")["cells"][name])


@cache
def patterns(section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the forms of words of a section, each with the value it means, in their order."""
    return tuple((re.compile(pattern), value) for pattern, value in words("values")["patterns"][section])
