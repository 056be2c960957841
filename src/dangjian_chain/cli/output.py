"""Where results go: standard output or a file, whatever the console can show."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.language import language
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.reports.page import Page

_CONSOLE = "-"
_WRITTEN = Text(zh="已写入：{place}", en="written: {place}")


def emit(result: str | bytes, target: Path | None = None) -> None:
    """
    Write a result to a file, whole or not at all, or to standard output.

    Text for people comes in the encoding of the console; bytes are for programs
    and stay as they are.
    """
    if target is None or str(target) == _CONSOLE:
        with writing("stdout"):
            click.echo(result, nl=False)
            flush()
        return
    from dangjian_chain.formats.replacing import replace_file  # noqa: PLC0415 - only where a file is wanted

    with written(target):
        replace_file(target, result if isinstance(result, bytes) else result.encode("utf-8", "replace"))


def emit_pages(pages: Sequence[Page], target: Path) -> None:
    """Write pages as a workbook, whole or not at all."""
    from dangjian_chain.reports.reporting import write_pages  # noqa: PLC0415 - loaded where it is wanted

    with written(target):
        write_pages(pages, target)


@contextlib.contextmanager
def written(target: Path) -> Iterator[None]:
    """Turn what goes wrong in writing a file into exit code 4, and say where it is once it is there."""
    with writing(target):
        yield
    tell(_WRITTEN.of(language()).format(place=target))


def tell(words: str) -> None:
    """Write a line for the person at the console, beside the result; if nobody can be told, go on."""
    with contextlib.suppress(OSError):
        click.echo(words, err=True)


def prepare_streams() -> None:
    """Let the console show what it can and a mark for the rest; one without Chinese speaks UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            with contextlib.suppress(LookupError, TypeError, ValueError):
                ascii_only = "支".encode(stream.encoding, "replace") == b"?"
                stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


def flush() -> None:
    """Hand on what has been written so far."""
    if sys.stdout is not None:
        sys.stdout.flush()


def fall_silent() -> None:
    """Write the rest nowhere: the one who reads has gone, or there is no room."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
