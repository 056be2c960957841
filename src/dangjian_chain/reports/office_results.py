"""What a folder of office workbooks comes to: the lists, the annotated copies, the page of what was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from dangjian_chain.errors import ChainError, UnreadableDocumentError, UnwritableError, halves
from dangjian_chain.formats.replacing import make_folder
from dangjian_chain.reports.reporting import report as report_of
from dangjian_chain.reports.understanding_page import understanding_page
from dangjian_chain.reports.verification import Verification, read_verifications
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.formats.office.understanding import Understanding
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.reports.reporting import Report

FOLDER = Text(zh="核对结果", en="results")
LISTS = Text(zh="核对清单", en="lists")
PAGE = Text(zh="读表情况", en="understood")
COPY = Text(zh="批注_", en="annotated_")
_MOST_NUMBERS = 99

_WHAT = {
    "lists": Text(
        zh="核对清单（待核实）、落实情况、责任矩阵；在“核实情况”一栏填写，放回原处，下次运行会读回",
        en="the list to verify, how far duties have come, the matrix; fill in 'verification', leave it there, "
        "and the next run reads it back",
    ),
    "copy": Text(
        zh="原表的副本，核对项批注在格子上",
        en="a copy of the table, with what is to be verified on its cells",
    ),
    "errors": Text(
        zh="原表的副本，读不进来的地方批注在格子上",
        en="a copy of the table, with what cannot be read on its cells",
    ),
    "busy": Text(
        zh="原来的“{name}”写不进去（可能正在别处打开），改写到这里",
        en="{name!r} could not be replaced, perhaps it is open elsewhere; written here instead",
    ),
    "unread": Text(
        zh="填过的内容读不回来，原样留着：{why}",
        en="what was filled in cannot be read back and is left as it is: {why}",
    ),
}


@define
class OfficeResults:
    """
    Writes the results of some workbooks into a folder.

    Parameters
    ----------
    understanding : Understanding
    folder : Path
        Made where it is missing.
    day : date
    lang : {"zh", "en"}
    """

    understanding: Understanding
    folder: Path
    day: date
    lang: Lang = "zh"
    written: list[tuple[str, str]] = field(factory=list)
    warned: list[tuple[str, str]] = field(factory=list)
    report: Report | None = None
    _kept: set[str] = field(factory=set)

    def write(self, mapping: str) -> Path:
        """
        Write everything, and return the page.

        Parameters
        ----------
        mapping : str
            The name of the mapping file.

        Raises
        ------
        UnwritableError
            If the folder cannot be made, or nothing be written there.
        """
        make_folder(self.folder)
        chain = self.understanding.chain
        if chain is None:
            self._annotate_problems()
        else:
            self._lists(chain)
            self._annotate_gaps()
        page = understanding_page(self.understanding, self.day, self.written, mapping, self.lang)
        return self._put(f"{PAGE.of(self.lang)}.html", lambda path: _replace(path, page.encode("utf-8")), "")

    # --- lists ---------------------------------------------------------------------------

    def _lists(self, chain: ResponsibilityChain) -> None:
        name = f"{LISTS.of(self.lang)}.xlsx"
        self.report = report_of(chain, self.day, verified=self._verified(), lang=self.lang)
        self._put(name, self.report.to_excel, _WHAT["lists"].of(self.lang))

    def _verified(self) -> Sequence[Verification]:
        """Return what was filled in before, in the list and in the copies; what cannot be read back stays there."""
        good: list[Path] = []
        found: Sequence[Verification] = ()
        starts = (LISTS.of(self.lang), COPY.of(self.lang))
        for path in sorted(path for start in starts for path in self.folder.glob(f"{start}*.xlsx")):
            try:
                found = read_verifications(*good, path)
                good.append(path)
            except UnreadableDocumentError as error:
                if {problem.code for problem in error.problems} != {"no-list-to-verify"}:
                    self._kept.add(path.name)
                    why = "；".join(problem.say(self.lang) for problem in error.problems)
                    self._warn(path.name, _WHAT["unread"].of(self.lang).format(why=why))
        return found

    # --- annotated copies ------------------------------------------------------------------

    def _annotate_gaps(self) -> None:
        from dangjian_chain.reports.annotated import annotate_gaps  # noqa: PLC0415 - loads openpyxl

        if self.report is None:
            return
        gaps = self.report.to_verify
        for file in self._sources():
            if any(gap.place.startswith(f"{file.name} ") for gap in gaps):
                self._copy(file, "copy", partial(annotate_gaps, gaps, file, lang=self.lang))

    def _annotate_problems(self) -> None:
        from dangjian_chain.reports.annotated import annotate_problems  # noqa: PLC0415 - the same

        problems = self.understanding.problems
        for file in self._sources():
            if any(problem.place.startswith(f"{file.name} ") for problem in problems):
                self._copy(file, "errors", partial(annotate_problems, problems, file, lang=self.lang))

    def _sources(self) -> Iterator[Path]:
        read = {table.file for table in self.understanding.tables}
        yield from (
            file for file in self.understanding.files if file.name in read and file.suffix.lower() != ".csv"
        )

    def _copy(self, file: Path, what: str, how: Callable[[Path], None]) -> None:
        name = f"{COPY.of(self.lang)}{file.stem}.xlsx"
        try:
            self._put(name, how, _WHAT[what].of(self.lang))
        except ChainError as error:
            self._warn(file.name, halves(str(error)).of(self.lang))

    def _warn(self, name: str, what: str) -> None:
        self.warned.append((name, what))
        self.written.append((name, what))

    # --- files -----------------------------------------------------------------------------

    def _put(self, name: str, how: Callable[[Path], None], what: str) -> Path:
        """Write a file; where one of its name is open elsewhere, or must stay, under the next number."""
        path = self.folder / name
        if name not in self._kept:
            try:
                how(path)
            except UnwritableError:
                if not path.exists() or _can_be_replaced(path):
                    raise
            else:
                if what:
                    self.written.append((name, what))
                return path
        others = (free for free in _numbered(path) if free.name not in self._kept)
        other = next(free for free in others if not free.exists() or _can_be_replaced(free))
        how(other)
        self.written.append((other.name, what or _WHAT["busy"].of(self.lang).format(name=name)))
        return other


def _numbered(path: Path) -> Iterator[Path]:
    for number in range(2, _MOST_NUMBERS):
        yield path.with_name(f"{path.stem}（{number}）{path.suffix}")


def _can_be_replaced(path: Path) -> bool:
    """Whether no other program has a file open for itself."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def _replace(path: Path, content: bytes) -> None:
    from dangjian_chain.formats.replacing import replace_file  # noqa: PLC0415 - loaded when a file is wanted

    replace_file(path, content)
