"""How a caller wants documents read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import attrs
from attrs import field, frozen, validators

from dangjian_chain.errors import ChainError, nearest
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.model.kind import ROLE_KINDS

Duplicates = Literal["refuse", "keep-first"]
BadRows = Literal["refuse", "set-aside"]


class OptionError(ChainError, ValueError):
    """An option of a reader names something that is not there, or cannot mean anything."""

    def __init__(self, option: str, name: object, known: Iterable[str] = ()) -> None:
        self.option = option
        self.name = name
        self.nearest = tuple(nearest(str(name), known))
        hint = f"; did you mean {', '.join(map(repr, self.nearest))}?" if self.nearest else ""
        super().__init__(f"{option}: {name!r} means nothing here{hint}")


def _mapping(value: Mapping[Any, Any] | None) -> Mapping[Any, Any]:
    return dict(value or {})


def _several(value: Sequence[object]) -> Sequence[object]:
    return (value,) if isinstance(value, str | int) else tuple(value)


def _check_levels(
    options: ReadOptions, attribute: attrs.Attribute[Any], value: Sequence[int] | str | None
) -> None:
    del options, attribute
    if value is not None and not (value if isinstance(value, str) else _are_lengths(value)):
        raise OptionError("code_levels", value)


def _are_lengths(value: Sequence[int]) -> bool:
    return bool(value) and all(type(length) is int and length > 0 for length in value)


@frozen
class ReadOptions:
    """
    Options of every reader.

    Parameters
    ----------
    duplicates : {"refuse", "keep-first"}
        Whether a second row of one id is an error, or left out and spoken of as DJ907.
    bad_rows : {"refuse", "set-aside"}
        Whether an unreadable row is an error, or left out and spoken of as DJ908.
    columns : mapping
        Headers of the source that mean columns of ours (`{"dwmc": "name"}`, or the
        other way round), flat or by collection.
    kinds : mapping
        Codes of the source that mean kinds of ours (`{"01": "committee"}`), flat or by collection.
    roots : sequence
        Values of `superior` that mean there is none.
    code_levels : sequence of int, or str
        Where the id says the hierarchy: its length at each level (`(3, 6, 9)`), the
        widths of its segments (`(4, 2, 2)`), or the mark between them (`"."`).
    wide : bool, optional
        Whether kinds of roles may be columns of organizations; `None` recognizes them.
    top : str
        The organization at the top of workbooks that an office keeps; blank where they say it.
    unit_type : str
        The type of every unit of such workbooks that states none.
    """

    duplicates: Duplicates = field(default="refuse", validator=validators.in_(("refuse", "keep-first")))
    bad_rows: BadRows = field(default="refuse", validator=validators.in_(("refuse", "set-aside")))
    columns: Mapping[Any, Any] = field(factory=dict, converter=_mapping)
    kinds: Mapping[Any, Any] = field(factory=dict, converter=_mapping)
    roots: Sequence[object] = field(default=("",), converter=_several)
    code_levels: Sequence[int] | str | None = field(default=None, validator=_check_levels)
    wide: bool | None = None
    top: str = ""
    unit_type: str = ""

    @property
    def root_ids(self) -> set[str]:
        """Return `roots` as ids are read: whole floats are text without a fraction."""
        whole = (int(root) if isinstance(root, float) and root.is_integer() else root for root in self.roots)
        return {str(root).strip() for root in whole if root is not None} - {""}

    def renamed(self, collection: str, headers: Sequence[str]) -> dict[str, str]:
        """
        Return our column for each header that `columns` renames.

        Raises
        ------
        OptionError
            If a pair names no column of ours.
        """
        ours = _names(collection)
        found: dict[str, str] = {}
        for pairs, known in (
            (self._flat(self.columns), _every_name()),
            (self._own(self.columns, collection), ours),
        ):
            for name, other in pairs.items():
                header, column = _pair(str(name), str(other), headers, known)
                if header in headers and column in ours:
                    found[header] = column
        return found

    def kinds_of(
        self, collection: str, known: Mapping[str, str], others: Mapping[str, str]
    ) -> dict[str, str]:
        """
        Return the kinds that `kinds` gives for a collection, by code.

        Parameters
        ----------
        collection : str
        known, others : mapping of str to str
            The kinds of this and of the other collection by every word for them.

        Raises
        ------
        OptionError
            If a code means no kind.
        """
        flat = self._flat(self.kinds)
        own = self._own(self.kinds, collection)
        for kind in [kind for kind in flat.values() if kind not in known and kind not in others]:
            raise OptionError("kinds", kind, {*known, *others})
        for kind in [kind for kind in own.values() if kind not in known]:
            raise OptionError("kinds", kind, known)
        return {str(code): known[kind] for code, kind in {**flat, **own}.items() if kind in known}

    @staticmethod
    def _flat(mapping: Mapping[Any, Any]) -> dict[Any, Any]:
        return {name: value for name, value in mapping.items() if not isinstance(value, Mapping)}

    @staticmethod
    def _own(mapping: Mapping[Any, Any], collection: str) -> Mapping[Any, Any]:
        own = mapping.get(collection)
        return own if isinstance(own, Mapping) else {}


@cache
def _names(collection: str) -> frozenset[str]:
    names = frozenset(column.name for column in columns_of(COLLECTIONS[collection]))
    if collection == "roles":
        return names | {"holder"}
    return names | lookup("role_kinds").keys() | ROLE_KINDS.keys() if collection == "organizations" else names


def _every_name() -> frozenset[str]:
    return frozenset().union(*map(_names, COLLECTIONS))


def _pair(name: str, other: str, headers: Sequence[str], ours: frozenset[str]) -> tuple[str, str]:
    """Return a header of the source and the column of ours that it means, whichever way round they stand."""
    if other in ours:
        return name, other
    if name in ours and (other in headers or name not in headers):
        return other, name
    raise OptionError("columns", other, ours)
