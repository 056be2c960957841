"""The registry: finds our rules beside it, and those of others by their entry points."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import rules as room
from dangjian_chain.gaps.plugin import with_plugins
from dangjian_chain.gaps.rule import Rule


@cache
def rules() -> dict[str, Rule]:
    """
    Return every rule by code, in the order of codes: ours, and those of other packages.

    Raises
    ------
    RulePluginError
        If what another package offers cannot be used.
    """
    return {rule.code: rule for rule in sorted(with_plugins(_own()), key=lambda rule: rule.code)}


def _own() -> list[Rule]:
    names = sorted(module.name for module in pkgutil.iter_modules(room.__path__))
    return [importlib.import_module(f"{room.__name__}.{name}").RULE for name in names]


def rule(code: str) -> Rule:
    """Return one rule by code or name; raise `UnknownNameError` naming the nearest."""
    known = rules()
    if code.upper() in known:
        return known[code.upper()]
    named = {each.name: each for each in known.values()}
    if code in named:
        return named[code]
    raise UnknownNameError("rule", code, [*known, *named])


def selected(select: Iterable[str] | str | None, ignore: Iterable[str] | str | None) -> list[Rule]:
    """
    Return the rules whose codes begin with one of `select` and with none of `ignore`.

    A rule that is off by default is among them where its whole code is in `select`.

    Raises
    ------
    UnknownNameError
        If a prefix fits no rule.
    """
    known = rules()
    chosen = _prefixes(select) or ("",)
    left = _prefixes(ignore)
    for prefix in (*chosen, *left):
        if not any(code.startswith(prefix) for code in known):
            raise UnknownNameError("rule", prefix, known)
    return [
        each
        for code, each in known.items()
        if code.startswith(chosen) and not (left and code.startswith(left)) and (each.is_on or code in chosen)
    ]


def _prefixes(codes: Iterable[str] | str | None) -> tuple[str, ...]:
    if codes is None:
        return ()
    several = codes.split(",") if isinstance(codes, str) else codes
    return tuple(code.strip().upper() for code in several if code.strip())
