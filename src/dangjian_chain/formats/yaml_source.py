"""YAML documents: composed to nodes, so that every value keeps its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dangjian_chain.errors import Problem
from dangjian_chain.formats.sheet import problem

if TYPE_CHECKING:
    import yaml

Marks = dict[tuple[Any, ...], tuple[int, int]]
"""Line and column, from 1, by the path to a value."""

_DEEPEST = 40
_ALIASES = 200
_REPEATED = 100_000
"""How many values aliases may repeat in all."""
_LARGEST = 256 * 2**20


def composed(text: str, source: str) -> tuple[Any, Marks, list[Problem]]:  # noqa: PLR0911 - one refusal a line
    """
    Return the data of a YAML document as text, lists and mappings, with its places.

    A plain scalar stays text: what it is depends on the column it stands in.
    Only null is taken for nothing. Tags, many aliases, deep nesting and more
    than one document are refused.
    """
    import yaml  # noqa: PLC0415 - loaded when a YAML document is read

    if len(text) > _LARGEST:
        return None, {}, [problem("too-large", source, "文件过大", "the file is too large")]
    loader_class: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader = loader_class(text)
    try:
        depth_problem = _scanned(loader_class(text), source)
        if depth_problem is not None:
            return None, {}, [depth_problem]
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, {}, [_syntax(error, source)]
    except (yaml.YAMLError, RecursionError) as error:
        return (
            None,
            {},
            [problem("unreadable-yaml", source, "不是可读的 YAML", f"not readable as YAML: {error}")],
        )
    finally:
        loader.dispose()
    if node is None:
        return {}, {}, []
    builder = _Builder(source)
    try:
        data = builder.value(node, ())
    except _AliasBombError:
        zh, en = "引用（*）展开后过大", "the aliases stand for far too much"
        return None, {}, [problem("too-many-aliases", source, zh, en)]
    return data, builder.marks, builder.problems


def _scanned(loader: Any, source: str) -> Problem | None:
    """Return what makes a document unfit to be composed: depth, aliases, tags, several documents."""
    import yaml  # noqa: PLC0415

    depth = aliases = documents = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            place = f"{source}:{event.start_mark.line + 1}:{event.start_mark.column + 1}"
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    return problem("too-deep", place, "层次过深", "nested too deeply")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                aliases += 1
                if aliases > _ALIASES:
                    return problem("too-many-aliases", place, "引用（*）过多", "too many aliases")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return problem(
                        "several-documents", place, "一个文件中只能有一份文档", "one file holds one document"
                    )
            tag = getattr(event, "tag", None)
            if tag is not None and not isinstance(event, yaml.AliasEvent) and tag != "!":
                return problem("tag", place, f"不读取带标签的内容（{tag}）", f"tags are not read ({tag})")
    finally:
        loader.dispose()
    return None


def _syntax(error: yaml.MarkedYAMLError, source: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = source if mark is None else f"{source}:{mark.line + 1}:{mark.column + 1}"
    what = error.problem or error.context or "syntax"
    return problem(
        "unreadable-yaml",
        place,
        f"不是可读的 YAML（{what}），请检查缩进、引号和冒号",
        f"not readable as YAML: {what}",
    )


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _AliasBombError(Exception):
    """Aliases that stand for far more than was written, or for themselves."""


class _Builder:
    """Makes plain data of nodes; depth and what aliases may grow to are bounded."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: Marks = {}
        self.problems: list[Problem] = []
        self._built: set[int] = set()
        self._open: set[int] = set()
        self._repeated = 0

    def value(self, node: Any, path: tuple[Any, ...]) -> Any:
        """Return the data of a node, noting where it stands."""
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        self._watch(node)
        if node.id == "scalar":
            return None if not node.style and node.value in _NULLS else node.value
        self._open.add(id(node))
        if node.id == "sequence":
            data: Any = [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        else:
            data = self._mapping(node, path)
        self._open.discard(id(node))
        return data

    def _watch(self, node: Any) -> None:
        if id(node) in self._open:
            raise _AliasBombError
        if id(node) in self._built:
            self._repeated += 1
            if self._repeated > _REPEATED:
                raise _AliasBombError
        self._built.add(id(node))

    def _mapping(self, node: Any, path: tuple[Any, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            place = f"{self.source}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
            if key.id != "scalar":
                self.problems.append(problem("unreadable-key", place, "键应为文字", "a key should be text"))
                continue
            if key.value in found:
                self.problems.append(
                    problem(
                        "duplicate-key", place, f"键“{key.value}”重复", f"the key {key.value!r} stands twice"
                    )
                )
                continue
            found[key.value] = self.value(item, (*path, key.value))
            self.marks[(*path, key.value, "")] = (key.start_mark.line + 1, key.start_mark.column + 1)
        return found
