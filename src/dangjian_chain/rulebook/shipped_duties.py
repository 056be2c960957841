"""The duties that ship with the library, and whom they are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from dangjian_chain.rulebook.catalogue import NOTHING, REQUIRED, CatalogueDuty, Scope


@cache
def shipped_catalogue() -> Mapping[str, CatalogueDuty]:
    """Return the duties that ship with the library, on or not, by key."""
    from dangjian_chain.rulebook.catalogue_reading import catalogue_of  # noqa: PLC0415 - loaded when words are wanted

    return _once(duty for name, words in _files() for duty in catalogue_of(words, name))


@cache
def shipped_scopes() -> Mapping[str, Scope]:
    """
    Return whom the shipped duties are for, by key.

    Reading TOML takes half a millisecond a kilobyte, and most of it is words that a rule
    which finds nothing never prints; so only the lines of a scope are read.
    """
    import tomllib  # noqa: PLC0415 - loaded when the catalogue is asked for

    return _once(
        Scope(
            key=row["key"],
            performed_by=tuple(row["performed_by"]),
            citations=tuple(row["citations"]),
            nature=row.get("nature", REQUIRED),
            unit_types=tuple(row.get("unit_types", ())),
            conditions=row.get("conditions", NOTHING),
            offered=row.get("offered", False),
        )
        for _, words in _files()
        for row in tomllib.loads("\n".join(_SCOPE.findall(words)))["duties"]
    )


_SCOPE = re.compile(
    r"^\[\[duties\]\]$|^(?:key|performed_by|citations|nature|unit_types|conditions|offered) = .*$",
    re.MULTILINE,
)


def _files() -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each data file."""
    from importlib import resources  # noqa: PLC0415 - loaded when the catalogue is asked for

    folder = resources.files("dangjian_chain.rulebook") / "data" / "catalogue"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        yield file.name, file.read_text(encoding="utf-8")


_Keyed = TypeVar("_Keyed", CatalogueDuty, Scope)


def _once(every: Iterable[_Keyed]) -> Mapping[str, _Keyed]:
    found: dict[str, _Keyed] = {}
    for each in every:
        if each.key in found:
            message = f"{each.key} stands twice in the catalogue"
            raise ValueError(message)
        found[each.key] = each
    return MappingProxyType(found)
