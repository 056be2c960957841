"""Words that people use in tables, as data."""

from __future__ import annotations

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
    return {word: value for value, several in words("values")[section].items() for word in several}


@cache
def cell_words(name: str) -> frozenset[str]:
    """Return the words of cells that mean nothing, a vacancy, and so on."""
    return frozenset(words("values")["cells"][name])
