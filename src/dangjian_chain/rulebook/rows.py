"""Rows: the tables of data files, each read when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")

_HEAD = re.compile(r"^\[(\w+)\][ \t]*$", re.MULTILINE)
_DATA = "data"


class Rows(Mapping[str, Made], Generic[Made]):
    """
    What the tables of one folder of data files say, by their names.

    Reading TOML takes half a millisecond a kilobyte, so a file is cut at the heads of its tables
    and only those are read that somebody asks for.
    """

    def __init__(self, folder: str, make: Callable[[str, str, dict[str, Any]], Made]) -> None:
        self._folder = folder
        self._make = make
        self._made: dict[str, Made] = {}

    @cached_property
    def _blocks(self) -> dict[str, tuple[str, str]]:
        """The file's name and the words of each table."""
        from importlib import resources  # noqa: PLC0415 - loaded when the rulebook is first asked

        found: dict[str, tuple[str, str]] = {}
        folder = resources.files("dangjian_chain.rulebook") / _DATA / self._folder
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            name = file.name.removesuffix(".toml")
            for key, block in tables(file.read_text(encoding="utf-8")):
                if key in found:
                    message = f"{key} stands in {found[key][0]} and in {name}"
                    raise ValueError(message)
                found[key] = name, block
        return found

    def __getitem__(self, key: str) -> Made:
        if key not in self._made:
            import tomllib  # noqa: PLC0415 - the same

            name, block = self._blocks[key]
            self._made[key] = self._make(key, name, tomllib.loads(block))
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)

    def __contains__(self, key: object) -> bool:
        return key in self._blocks


class Layered(Mapping[str, Made], Generic[Made]):
    """What is changed or added, over what was there."""

    def __init__(self, changed: Mapping[str, Made], base: Mapping[str, Made]) -> None:
        self._changed = changed
        self._base = base

    def __getitem__(self, key: str) -> Made:
        return self._changed[key] if key in self._changed else self._base[key]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._base, *self._changed]))

    def __len__(self) -> int:
        return len({*self._base, *self._changed})

    def __contains__(self, key: object) -> bool:
        return key in self._changed or key in self._base


def tables(words: str) -> Iterator[tuple[str, str]]:
    r"""
    Return the tables of a file, each as its name and its words.

    Examples
    --------
    >>> list(tables("[a]\nb = 1\n[c]\nd = 2\n"))
    [('a', '\nb = 1\n'), ('c', '\nd = 2\n')]
    """
    heads = list(_HEAD.finditer(words))
    ends = [*(head.start() for head in heads[1:]), len(words)]
    return ((head[1], words[head.end() : end]) for head, end in zip(heads, ends, strict=True))
