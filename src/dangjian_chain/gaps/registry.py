"""The registry: finds our rules beside it, and those of others by their entry points."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache

from dangjian_chain.errors import ChainError, UnknownNameError
from dangjian_chain.gaps import rules as room
from dangjian_chain.gaps.rule import Rule

GROUP = "dangjian_chain.rules"
"""The entry-point group under which other packages offer a `Rule`, or several."""


class DuplicateRuleError(ChainError):
    """Two rules have one code."""


@cache
def rules() -> dict[str, Rule]:
    """
    Return every rule by code, in the order of codes.

    Raises
    ------
    DuplicateRuleError
        If another package offers a code that is taken.
    """
    found: dict[str, Rule] = {}
    for rule in (*_own(), *_of_others()):
        if rule.code in found:
            message = f"rule code {rule.code} is taken twice"
            raise DuplicateRuleError(message)
        found[rule.code] = rule
    return dict(sorted(found.items()))


def _own() -> list[Rule]:
    names = sorted(module.name for module in pkgutil.iter_modules(room.__path__))
    return [importlib.import_module(f"{room.__name__}.{name}").RULE for name in names]


def _of_others() -> list[Rule]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it loads much, and only rules need it

    found: list[Rule] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        offered = entry.load()
        found += [offered] if isinstance(offered, Rule) else list(offered)
    return found


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
        if code.startswith(chosen) and not (left and code.startswith(left))
    ]


def _prefixes(codes: Iterable[str] | str | None) -> tuple[str, ...]:
    if codes is None:
        return ()
    several = codes.split(",") if isinstance(codes, str) else codes
    return tuple(code.strip().upper() for code in several if code.strip())
