"""Listings: immutable sequences of values, of which a slice is one of the same kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, Self, TypeVar, overload

import numpy as np

T_co = TypeVar("T_co", covariant=True)


class Listing(Sequence[T_co], Generic[T_co]):
    """
    What an analysis lists, in its order.

    `_chosen` is what is listed: the values themselves, or what `_made` makes them
    of when they are asked for, such as positions; `_of` is the listing of a part of it.

    Examples
    --------
    >>> class Words(Listing[str]):
    ...     def __init__(self, words):
    ...         self._chosen = tuple(words)
    ...     def _of(self, chosen):
    ...         return Words(chosen)
    >>> words = Words(["甲", "乙", "丙"])
    >>> words[0], list(words[1:]), isinstance(words[1:], Words)
    ('甲', ['乙', '丙'], True)
    """

    _chosen: Any

    def _of(self, chosen: Any) -> Self:  # noqa: ANN401 - a part of what is listed
        """Return the listing of a part."""
        raise NotImplementedError

    def _made(self, one: Any) -> T_co:  # noqa: ANN401 - one of what is listed
        """Return the value of one of what is listed."""
        made: T_co = one
        return made

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> T_co | Self:
        if isinstance(index, slice):
            return self._of(self._chosen[index])
        return self._made(self._chosen[index])

    def __iter__(self) -> Iterator[T_co]:
        chosen = self._chosen.tolist() if isinstance(self._chosen, np.ndarray) else self._chosen
        return map(self._made, chosen)
