"""YAML documents: every scalar stays text, every value keeps its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from dangjian_chain.errors import Problem
from dangjian_chain.formats.sheet import problem

if TYPE_CHECKING:
    import yaml

Marks = dict[tuple[Any, ...], tuple[int, int]]
"""Line and column, from 1, by the path to a value; by the path and `""` those of its key."""

DEEPEST = 40
"""How deep a document may be nested."""

_ALIASES = 200
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _RefusedError(Exception):
    """What makes a document unfit to be read to its end."""

    def __init__(self, code: str, event: Any, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.mark, self.zh, self.en = code, event.start_mark, zh, en


def composed(text: str, source: str) -> tuple[Any, Marks, list[Problem]]:
    r"""
    Return the data of a YAML document as text, lists and mappings, with its places.

    A plain scalar stays text: what it is depends on the column it stands in.
    Only null is taken for nothing. Tags, aliases of aliases or many of them, deep
    nesting and more than one document are refused.

    Examples
    --------
    >>> composed("id: 010\nname: ~\n", "a.yaml")[0]
    {'id': '010', 'name': None}
    """
    import yaml  # noqa: PLC0415 - loaded when a YAML document is read

    builder = _Builder(source)
    try:
        for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except _RefusedError as refused:
        place = f"{source}:{refused.mark.line + 1}:{refused.mark.column + 1}"
        return None, {}, [problem(refused.code, place, refused.zh, refused.en)]
    except yaml.YAMLError as error:
        return None, {}, [_syntax(error, source, text)]
    return builder.data, builder.marks, builder.problems


def _syntax(error: yaml.YAMLError, source: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "syntax"
    line = text.count("\n", 0, getattr(error, "position", 0)) + 1
    place = f"{source}:{line}" if mark is None else f"{source}:{mark.line + 1}:{mark.column + 1}"
    zh = f"不是可读的 YAML（{what}），请检查缩进、引号和冒号"
    return problem("unreadable-yaml", place, zh, f"not readable as YAML: {what}")


@define
class _Open:
    """A list or mapping that is being read, and the key its next value belongs to."""

    container: Any
    path: tuple[Any, ...]
    key: Any = None
    has_key: bool = False
    is_left_out: bool = False


class _Builder:
    """Makes plain data of events, without recursion."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.data: Any = None
        self.marks: Marks = {}
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Any] = {}
        self._anchored: list[int] = []
        self._aliases = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event of a document; raise what is refused."""
        handle = getattr(self, f"_{type(event).__name__}", None)
        if handle is not None:
            handle(event)

    def _DocumentStartEvent(self, event: Any) -> None:  # noqa: N802 - called by the name of its event
        self._documents += 1
        if self._documents > 1:
            raise _RefusedError(
                "several-documents", event, "一个文件中只能有一份文档", "one file holds one document"
            )

    def _ScalarEvent(self, event: Any) -> None:  # noqa: N802
        self._check_tag(event)
        value = None if event.implicit[0] and event.value in _NULLS else event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = value
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.container, dict) and not top.has_key:
            self._begin(top, event)
        else:
            self._put(value, event)

    def _AliasEvent(self, event: Any) -> None:  # noqa: N802
        self._aliases += 1
        if self._anchored or self._aliases > _ALIASES:
            raise _RefusedError(
                "too-many-aliases",
                event,
                "引用（*）过多，或引用中又有引用",
                "too many aliases, or aliases of aliases",
            )
        if event.anchor not in self._anchors:
            raise _RefusedError(
                "unreadable-yaml",
                event,
                f"没有可引用的“{event.anchor}”",
                f"there is no anchor {event.anchor!r}",
            )
        self._put(self._anchors[event.anchor], event)

    def _SequenceStartEvent(self, event: Any) -> None:  # noqa: N802
        self._enter([], event)

    def _MappingStartEvent(self, event: Any) -> None:  # noqa: N802
        self._enter({}, event)

    def _SequenceEndEvent(self, event: Any) -> None:  # noqa: N802
        del event
        self._open.pop()
        if self._anchored and self._anchored[-1] == len(self._open):
            self._anchored.pop()

    _MappingEndEvent = _SequenceEndEvent

    def _enter(self, container: Any, event: Any) -> None:
        self._check_tag(event)
        if len(self._open) >= DEEPEST:
            raise _RefusedError(
                "too-deep",
                event,
                f"层次过深，最多 {DEEPEST} 层",
                f"nested too deeply, {DEEPEST} levels at most",
            )
        path = self._put(container, event)
        if event.anchor is not None:
            self._anchors[event.anchor] = container
            self._anchored.append(len(self._open))
        self._open.append(_Open(container, path))

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(
                "tag", event, f"不读取带标签的内容（{event.tag}）", f"tags are not read ({event.tag})"
            )

    def _begin(self, top: _Open, event: Any) -> None:
        """Take a scalar as the key of the next value."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        top.key, top.has_key = event.value, True
        top.is_left_out = event.value in top.container
        if top.is_left_out:
            place = f"{self.source}:{mark[0]}:{mark[1]}"
            zh, en = f"键“{event.value}”重复", f"the key {event.value!r} stands twice"
            self.problems.append(problem("duplicate-key", place, zh, en))
        else:
            self.marks[*top.path, event.value, ""] = mark

    def _put(self, value: Any, event: Any) -> tuple[Any, ...]:
        """Put a value where it belongs; return its path."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self._open:
            self.data = value
            self.marks[()] = mark
            return ()
        top = self._open[-1]
        if isinstance(top.container, list):
            path = (*top.path, len(top.container))
            top.container.append(value)
        elif not top.has_key:
            raise _RefusedError("unreadable-key", event, "键应为文字", "a key should be text")
        else:
            path = (*top.path, top.key)
            top.has_key = False
            if top.is_left_out:
                return path
            top.container[top.key] = value
        self.marks[path] = mark
        return path
