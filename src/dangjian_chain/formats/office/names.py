"""Names of organizations as people write them: found among those that the tables hold."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from attrs import frozen

from dangjian_chain.errors import nearest
from dangjian_chain.formats.words import words

_KEPT = 2**16
"""How many names are remembered."""

_SHORTEST = 2
"""Characters that a part of a name must have to be looked for in others."""


@frozen
class Match:
    """
    What a name means.

    Parameters
    ----------
    ids : tuple of str
        One where it is known; several where it fits several; none where it fits none.
    near : tuple of str
        Names that come near, where it fits none.
    is_literal : bool
        Whether it stands so, but for spaces.
    """

    ids: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    is_literal: bool = False

    @property
    def id(self) -> str | None:
        """The one organization that is meant, if any."""
        return self.ids[0] if len(self.ids) == 1 else None


@lru_cache(_KEPT)
def bare(name: str) -> str:
    """
    Return a name without spaces and differences of width.

    Examples
    --------
    >>> bare("第一 党支部（机关）") == bare("第一党支部(机关)")
    True
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))


def kind_of(name: str) -> str | None:
    """
    Return the kind of organization that a name ends with, by the longest word that fits.

    Examples
    --------
    >>> [kind_of(name) for name in ("勘查院党总支", "测绘分队党支部", "局党建工作领导小组", "财务科")]
    ['general_branch', 'branch', 'working_group', None]
    """
    return _endings().get(_ending_of(bare(name)))


@lru_cache(_KEPT)
def stem(name: str) -> str:
    """
    Return a name without what says its kind.

    Examples
    --------
    >>> stem("中共青岭地质大队委员会"), stem("勘查院党支部"), stem("党支部")
    ('青岭地质大队', '勘查院', '党支部')
    """
    plain = bare(name).removeprefix("中共").removeprefix("中国共产党")
    return plain.removesuffix(_ending_of(plain)) or plain


@lru_cache(_KEPT)
def _ending_of(plain: str) -> str:
    """Return the longest word for a kind that a name ends with, blank for none."""
    endings = _endings()
    return next((plain[-size:] for size in range(_longest(), 0, -1) if plain[-size:] in endings), "")


@cache
def _endings() -> Mapping[str, str]:
    return {word: kind for kind, several in words("office")["endings"].items() for word in several}


@cache
def _longest() -> int:
    return max(map(len, _endings()))


def is_department(plain: str) -> bool:
    """
    Whether a name that no roster holds is that of a department: 财务科, and not a person's or a branch's.

    Examples
    --------
    >>> [is_department(name) for name in ("财务科", "党群工作部", "第九党支部", "庚")]
    [True, True, False, False]
    """
    long_enough = len(plain) > 1
    return (
        long_enough
        and kind_of(plain) is None
        and plain.endswith(tuple(words("office")["departments"]["endings"]))
    )


class Names:
    """
    The organizations by their names.

    Parameters
    ----------
    named : iterable of (str, str, str, str or None)
        Id, name, kind and superior of each.
    said : mapping of str to str
        What a person says that a name means: the name, or the id, of an organization.
    """

    def __init__(
        self, named: Iterable[tuple[str, str, str, str | None]], said: Mapping[str, str] | None = None
    ) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._kinds: dict[str, str] = {}
        self._superiors: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._by_ending: dict[str, dict[str, None]] = defaultdict(dict)
        self._found: dict[tuple[str, str | None, tuple[str, ...]], Match] = {}
        self._said = {bare(name): bare(meant) for name, meant in (said or {}).items() if meant}
        for id_, name, kind, superior in named:
            self._names[id_] = name
            self._kinds[id_] = kind
            self._superiors[id_] = superior
            for spelled in dict.fromkeys((bare(name), bare(id_))):
                self._by_name[spelled].append(id_)
            self._by_stem[stem(name)].append(id_)
            for whole in {bare(name), stem(name)}:
                for start in range(len(whole) - _SHORTEST + 1):
                    self._by_ending[whole[start:]][id_] = None

    def name(self, id_: str) -> str:
        """Return the name of an organization, its id where it has none."""
        return self._names.get(id_, id_)

    def label(self, id_: str) -> str:
        """Return the name of an organization, its id where others are called the same."""
        name = self.name(id_)
        return id_ if len(self._by_name.get(bare(name), ())) > 1 else name

    def kind(self, id_: str) -> str | None:
        """Return the kind of an organization."""
        return self._kinds.get(id_)

    def of_kind(self, kind: str) -> list[str]:
        """Return the organizations of a kind."""
        return [id_ for id_, of_id in self._kinds.items() if of_id == kind]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._names

    def find(self, text: str, under: str | None = None, kinds: Sequence[str] = ()) -> Match:
        """
        Return what a name means.

        Parameters
        ----------
        text : str
        under : str, optional
            The organization whose own and direct subordinates are meant where several fit.
        kinds : sequence of str
            The kinds that are meant where several fit.
        """
        key = (text, under, tuple(kinds))
        if key not in self._found:
            self._found[key] = self._find(text, under, kinds)
        return self._found[key]

    def _find(self, text: str, under: str | None, kinds: Sequence[str]) -> Match:
        plain = bare(text)
        plain = self._said.get(plain, plain)
        if plain in self._by_name:
            return Match(self._narrowed(self._by_name[plain], under, kinds), is_literal=True)
        found = self._by_stem.get(stem(plain), []) if len(stem(plain)) >= _SHORTEST else []
        stated = kind_of(plain)
        if stated is not None:
            found = [id_ for id_ in found if self._kinds[id_] == stated]
        found = found or self._ending(plain, stated)
        if found:
            return Match(self._narrowed(found, under, kinds))
        return Match(near=tuple(nearest(plain, self._by_name)) if len(plain) >= _SHORTEST else ())

    def _ending(self, plain: str, stated: str | None) -> list[str]:
        """Return the organizations whose names end with a name, or whose stems do with its stem."""
        part = stem(plain)
        if len(part) < _SHORTEST or part in _LEVEL_WORDS:
            return []
        found = {**self._by_ending.get(plain, {}), **self._by_ending.get(part, {})}
        return [
            id_
            for id_ in found
            if (stated is None or self._kinds[id_] == stated)
            and (bare(self._names[id_]).endswith(plain) or stem(self._names[id_]).endswith(part))
        ]

    def _narrowed(self, ids: Sequence[str], under: str | None, kinds: Sequence[str]) -> tuple[str, ...]:
        found = list(dict.fromkeys(ids))
        for fits in (
            lambda id_: under is not None and (id_ == under or self._superiors.get(id_) == under),
            lambda id_: self._kinds.get(id_) in kinds,
        ):
            if len(found) > 1 and any(map(fits, found)):
                found = list(filter(fits, found))
        return tuple(found)


_LEVEL_WORDS = frozenset({"党", "机关", "大队", "支部", "党支部"})
"""Stems that say too little to look for them in others."""
