"""Errors: documents that cannot be read, and calls that cannot be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from attrs import frozen

from dangjian_chain.text import Lang, Text, masked


class ChainError(Exception):
    """The root of every error this library raises on purpose."""


@frozen
class Problem:
    """
    One thing wrong in a document, with the place where a person finds it.

    Parameters
    ----------
    code : str
        A short stable name, such as `unreadable-date`.
    place : str
        File and line and column, workbook and sheet and cell, or path.
    text : Text
        What is wrong and what would be right.
    """

    code: str
    place: str
    text: Text

    def say(self, lang: Lang) -> str:
        """Return place and words as one line; long runs of digits are masked."""
        mark = "：" if lang == "zh" else ": "
        return f"{self.place}{mark}{masked(self.text.of(lang))}"

    def __str__(self) -> str:
        return f"{self.place}: {masked(self.text.zh)} | {masked(self.text.en)}"


class DocumentProblemError(ChainError):
    """One problem of a document, as a member of an `UnreadableDocumentError`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem

    @property
    def place(self) -> str:
        """Where it is."""
        return self.problem.place

    @property
    def code(self) -> str:
        """Its short stable name."""
        return self.problem.code


class UnreadableDocumentError(ExceptionGroup[DocumentProblemError], ChainError):
    """Everything wrong in the documents of one reading; nothing was loaded."""

    exceptions: tuple[DocumentProblemError, ...]
    annotate: Callable[..., None]
    """
    Write a copy of the workbook that could not be read, with what is wrong on its cells.

    `error.annotate(source, target, lang="zh")`; see "Comments on your own workbook" among the how-tos.
    Workbooks are written by a room above this one, which puts it here.
    """

    def __new__(cls, problems: Sequence[Problem]) -> Self:
        """Make the group from its problems, in the order of the documents."""
        count = len(problems)
        shown = "\n".join(f"  {problem}" for problem in problems)
        made = super().__new__(
            cls,
            f"{count} 处无法读取，未载入任何内容 | {count} problem(s), nothing was loaded\n{shown}",
            [DocumentProblemError(problem) for problem in problems],
        )
        made.problems = tuple(problems)
        return made

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)

    def derive(self, excs: Sequence[BaseException]) -> UnreadableDocumentError:  # type: ignore[override]
        """Return a group of some of the problems."""
        return UnreadableDocumentError([exc.problem for exc in excs if isinstance(exc, DocumentProblemError)])


def halves(message: str) -> Text:
    """
    Return the two languages of an error that says both, Chinese first.

    Examples
    --------
    >>> halves("无法写入 | cannot be written").en, halves("only English").zh
    ('cannot be written', 'only English')
    """
    parts = message.split(_SEPARATOR)
    if len(parts) % 2:
        return Text(zh=message, en=message)
    middle = len(parts) // 2
    return Text(zh=_SEPARATOR.join(parts[:middle]), en=_SEPARATOR.join(parts[middle:]))


_SEPARATOR = " | "
"""Between the two languages of a message that says both."""


class UnwritableError(ChainError):
    """Output that could not be written; what was there before is untouched."""


class UnknownNameError(ChainError, KeyError):
    """
    A name asked for that the chain does not know, with the nearest that it knows.

    `nearest` and the words of the error are worked out when they are asked for.
    """

    def __init__(
        self,
        what: str,
        name: str,
        known: Iterable[str],
        called: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.what = what
        self.name = name
        self._known = known
        self._called = called or {}
        super().__init__(what, name)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What people call those of the nearest that were found by it."""
        near = nearest(self.name, filter(None, self._called))
        return {id_: label for label in near for id_ in self._called[label]}

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """The names most like it, best first, then those that people call so."""
        return tuple(dict.fromkeys([*nearest(self.name, self._known), *self.labels]))

    def __str__(self) -> str:
        hints = [
            f"{near!r} ({self.labels[near]})" if near in self.labels else repr(near) for near in self.nearest
        ]
        hint = f"; did you mean {', '.join(hints)}?" if hints else ""
        return f"there is no {self.what} {self.name!r}{hint}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.what, self.name, list(self._known), dict(self._called))


class MissingDayError(ChainError, TypeError):
    """An analysis was asked without a day."""

    def __init__(self) -> None:
        super().__init__("say the day: pass at=date(…), or a chain that has been chain.at(day)")


class MissingExtraError(ChainError, ImportError):
    """A capability was asked for whose library is not installed."""

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(
            f"这项功能需要 {library}，请运行 pip install 'dangjian-chain[{extra}]' | "
            f"this needs {library}: pip install 'dangjian-chain[{extra}]'"
        )
        self.extra = extra


_SHORT = 3
_CLOSE, _CLOSE_IF_SHORT = 0.6, 0.5


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """
    Return the names most like `name`, best first.

    Examples
    --------
    >>> nearest("brnch", ["branch", "committee"])
    ['branch']
    """
    import difflib  # noqa: PLC0415 - loaded when a name is not known

    every = sorted(set(known))
    folded = {word.casefold(): word for word in every}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=limit, cutoff=_CLOSE)
    if not close and len(name) <= _SHORT:
        close = difflib.get_close_matches(name.casefold(), list(folded), n=limit, cutoff=_CLOSE_IF_SHORT)
    return [folded[word] for word in close]
