"""The annotated copy of a workbook: of what is to be verified, or of what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_chain.cli.failure import INPUT, NoResultError, writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.output import tell
from dangjian_chain.cli.progress import Progress
from dangjian_chain.errors import UnreadableDocumentError
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.report import GapReport

_WRITING = Text(zh="正在写入批注 …", en="writing the comments …")
_WRITTEN = Text(zh="已写入：{place}", en="written: {place}")


def annotate(report: GapReport, source: Path, copy: Path, progress: Progress) -> None:
    """Write the copy with the gaps on its cells, and say so."""
    progress.step(_WRITING)
    with writing(copy):
        report.annotate(source, copy, lang=language())
    tell(_WRITTEN.of(language()).format(place=copy))


@contextmanager
def annotating(source: Path, copy: Path | None, progress: Progress) -> Iterator[None]:
    """Where the input cannot be read, write the copy with what is wrong in it; the exit code stays."""
    try:
        yield
    except NoResultError as failure:
        if copy is None or failure.exit_code != INPUT or not source.is_file():
            raise
        problems = [*failure.problems]
        progress.step(_WRITING)
        try:
            with writing(copy):
                UnreadableDocumentError(problems).annotate(source, copy, lang=language())
        except NoResultError as refused:
            raise NoResultError(INPUT, [*problems, *refused.problems]) from failure
        tell(_WRITTEN.of(language()).format(place=copy))
        raise
