"""Why a command has no result, and the exit code that says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dangjian_chain.errors import (
    ChainError,
    Problem,
    UnknownNameError,
    UnreadableDocumentError,
    halves,
)
from dangjian_chain.gaps import RulePluginError
from dangjian_chain.reports.look_up import WHAT
from dangjian_chain.text import Text

GAPS = 1
"""`check` found gaps at or above `--fail-on`."""
USAGE = 2
"""Wrong usage, or a name that nothing has."""
INPUT = 3
"""The input could not be read."""
OUTPUT = 4
"""The output could not be written."""
FAULT = 70
"""A fault of the program, or of a package that adds to it."""
INTERRUPTED = 130
"""Ctrl-C."""
BROKEN_PIPE = 141
"""The reader of the output went away."""

_NOUNS = {
    WHAT: "核对项、制度、参数或者依据",
    "rule": "核对项",
    "instrument": "制度",
    "parameter": "参数",
    "citation": "依据",
    "duty": "责任事项",
    "organization": "组织",
    "role": "岗位",
    "indicator": "考核指标",
}


class NoResultError(Exception):
    """
    A command that ends without a result.

    `as_json` says whether a program asked for the result and reads the problems too.
    """

    def __init__(self, exit_code: int, problems: Sequence[Problem]) -> None:
        super().__init__(exit_code, problems)
        self.exit_code = exit_code
        self.problems = tuple(problems)
        self.as_json = False


@contextmanager
def reading(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what goes wrong in reading `path` into exit code 3."""
    try:
        yield
    except UnreadableDocumentError as error:
        raise NoResultError(INPUT, error.problems) from error
    except ChainError as error:
        raise NoResultError(INPUT, [Problem("unreadable", os.fspath(path), halves(str(error)))]) from error
    except OSError as error:
        raise NoResultError(INPUT, [Problem("unreadable", os.fspath(path), system_words(error))]) from error


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what goes wrong in writing `path` into exit code 4."""
    try:
        yield
    except BrokenPipeError:
        raise
    except ChainError as error:
        raise NoResultError(OUTPUT, [Problem("unwritable", "", halves(str(error)))]) from error
    except OSError as error:
        raise NoResultError(OUTPUT, [Problem("unwritable", os.fspath(path), system_words(error))]) from error


def failure_of(error: Exception) -> NoResultError:
    """Return the failure that an error of a command is."""
    if isinstance(error, NoResultError):
        return error
    if isinstance(error, UnknownNameError):
        return NoResultError(USAGE, [Problem("unknown-name", "", _unknown(error))])
    if isinstance(error, RulePluginError):
        return NoResultError(FAULT, [Problem("rule-plug-in", "", halves(str(error)))])
    if isinstance(error, ChainError):
        return NoResultError(USAGE, [Problem("refused", "", halves(str(error)))])
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return NoResultError(
        FAULT,
        [
            Problem(
                "fault",
                "",
                Text(
                    zh=f"程序内部出错（{words}）。这不是输入的问题，请把命令和这一行反馈给开发者；加 --debug 可看到详情。",
                    en=f"a fault of the program ({words}). Please report the command and this line; --debug shows more.",
                ),
            )
        ],
    )


def system_words(error: OSError) -> Text:
    """Return what the system says."""
    words = error.strerror or str(error)
    return Text(zh=f"系统提示：{words}", en=words)


def _unknown(error: UnknownNameError) -> Text:
    noun = _NOUNS.get(error.what, error.what)
    near = "、".join(
        f"“{name}”" + (f"（{error.labels[name]}）" if name in error.labels else "") for name in error.nearest
    )
    return Text(zh=f"没有{noun}“{error.name}”" + (f"；是否想用{near}？" if near else "。"), en=str(error))
