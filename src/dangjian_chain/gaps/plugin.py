"""Rules of other packages: found by their entry points, and told apart from ours when they fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dangjian_chain.errors import ChainError
from dangjian_chain.gaps.rule import OWN, Rule
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "dangjian_chain.rules"
"""The entry-point group under which other packages offer a `Rule`, or several."""


class RulePluginError(ChainError):
    """
    Rules of another package cannot be used; that package is at fault, not the chain.

    Parameters
    ----------
    package : str
        The package that offers them.
    entry : str
        Its entry point, as its `pyproject.toml` has it.
    fault : Text
        What is wrong with it.
    """

    def __init__(self, package: str, entry: str, fault: Text) -> None:
        self.package = package
        self.entry = entry
        self.fault = fault
        super().__init__(
            f"程序包 {package} 提供的核对项（{entry}）无法使用：{fault.zh}。请更新或卸载该程序包。 | "
            f"the rules of package {package} ({entry}) cannot be used: {fault.en}; "
            "update or uninstall that package"
        )


def with_plugins(own: Iterable[Rule]) -> list[Rule]:
    """
    Return our rules, and after them those that other packages offer.

    Raises
    ------
    RulePluginError
        If a package offers something else than rules, or a code or a name
        that is taken; the first such package is named.
    """
    found = list(own)
    holders = dict.fromkeys((word for rule in found for word in (rule.code, rule.name)), "dangjian-chain")
    for entry in _entries():
        for rule in _offered(entry):
            fault = _taken(rule, holders)
            if fault is not None:
                raise RulePluginError(*_source(entry), fault)
            holders |= dict.fromkeys((rule.code, rule.name), _source(entry)[0])
            found.append(rule)
    return found


@contextmanager
def blaming(rule: Rule) -> Iterator[None]:
    """Turn whatever goes wrong with a rule of another package into its error; what goes wrong with ours stays."""
    try:
        yield
    except Exception as error:
        if rule.code.startswith(OWN):
            raise
        words = _words(error)
        fault = Text(zh=f"{rule.code} 核对时出错（{words}）", en=f"{rule.code} failed ({words})")
        raise RulePluginError(*_source_of(rule), fault) from error


def _source_of(rule: Rule) -> tuple[str, str]:
    """Return where a rule comes from, or what it is called where that cannot be told any more."""
    for entry in _entries():
        # Another package may be broken too; it is not the one to blame here.
        with suppress(RulePluginError):
            if any(each is rule for each in _offered(entry)):
                return _source(entry)
    return rule.code, rule.name


def _entries() -> list[EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it loads much, and only rules need it

    return sorted(entry_points(group=GROUP), key=_source)


def _offered(entry: EntryPoint) -> Iterator[Rule]:
    """Yield the rules of an entry point; whatever its package does wrong is its error."""
    try:
        offered = entry.load()
        several = list(offered) if isinstance(offered, Iterable) else [offered]
    except Exception as error:
        raise RulePluginError(*_source(entry), both(_words(error))) from error
    for each in several:
        if not isinstance(each, Rule):
            kind = type(each).__name__
            fault = Text(zh=f"应为 Rule，实为 {kind}", en=f"it offers {kind}, not a Rule")
            raise RulePluginError(*_source(entry), fault)
        yield each


def _taken(rule: Rule, holders: dict[str, str]) -> Text | None:
    """Return why a rule's code or name is not its own."""
    if rule.code.startswith(OWN):
        return Text(
            zh=f"编号 {rule.code} 以 {OWN} 开头，这两个字母只用于本程序库的核对项",
            en=f"code {rule.code} begins with {OWN}, the letters of this library's own rules",
        )
    word = next((word for word in (rule.code, rule.name) if word in holders), None)
    if word is None:
        return None
    return Text(
        zh=f"{word} 已由 {holders[word]} 的核对项使用", en=f"{word} is taken by a rule of {holders[word]}"
    )


def _source(entry: EntryPoint) -> tuple[str, str]:
    """Return the package of an entry point, and the entry point as it was declared."""
    package = entry.module if entry.dist is None else entry.dist.name
    return package, f"{entry.name} = {entry.value}"


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
