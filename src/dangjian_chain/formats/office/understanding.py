"""How office workbooks are understood: to be shown, corrected, and kept as a mapping file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from dangjian_chain.errors import Problem, UnreadableDocumentError
from dangjian_chain.formats.assembling import Assembler
from dangjian_chain.formats.office.desk import Desk, desk_of
from dangjian_chain.formats.office.further import Further, further
from dangjian_chain.formats.office.intake import Intake, LeftAlone, TableReading
from dangjian_chain.formats.office.mapping import Mapping
from dangjian_chain.formats.options import ReadOptions
from dangjian_chain.formats.replacing import replace_file
from dangjian_chain.formats.sheet import Found, problem
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import Understood
from dangjian_chain.text import Lang


@frozen
class OpenName:
    """A name that was not found, or fits several: where, what it says, what it may be."""

    place: str
    text: str
    near: tuple[str, ...]


@frozen(slots=False)
class Understanding:
    """
    How some workbooks of an office are understood.

    Parameters
    ----------
    files : tuple of Path
    tables : tuple of TableReading
        Each table that is read: its file, sheet, rows of headers, form, columns and rows.
    left_alone : tuple of LeftAlone
        Sheets and files that are not read, and why.
    notes : tuple of Understood
        Every reading that was not literal, those of cells aside.
    open_names : tuple of OpenName
    tops : tuple of str
        Organizations that may be the top, where nobody says which is.
    further : tuple of Further
        What one more column would let be checked.
    mapping : Mapping
        The same, as it is kept and corrected.
    source : Path or None
        The mapping file that was followed.
    """

    files: tuple[Path, ...]
    tables: tuple[TableReading, ...]
    left_alone: tuple[LeftAlone, ...]
    notes: tuple[Understood, ...]
    open_names: tuple[OpenName, ...]
    tops: tuple[str, ...]
    further: tuple[Further, ...]
    mapping: Mapping
    source: Path | None
    _found: Found = field(repr=False)

    def read(self, **options: Any) -> ResponsibilityChain:
        """
        Return the chain that the workbooks are so.

        Parameters
        ----------
        duplicates, bad_rows
            As of `read`.

        Raises
        ------
        UnreadableDocumentError
            With everything wrong in all files.
        """
        return Assembler(ReadOptions(**options), self._found.problems, self._found.notes).chain(
            self._found.sheets
        )

    @cached_property
    def _reading(self) -> tuple[ResponsibilityChain | None, tuple[Problem, ...]]:
        try:
            return self.read(), ()
        except UnreadableDocumentError as error:
            return None, error.problems

    @property
    def chain(self) -> ResponsibilityChain | None:
        """The chain that the workbooks are so; `None` where something in them cannot be read."""
        return self._reading[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read."""
        return self._reading[1]

    @property
    def asks_top(self) -> bool:
        """Whether it is open which organization is at the top."""
        return not self.mapping.top and bool(self.tables)

    @property
    def asks_unit_type(self) -> bool:
        """Whether it is open which type the units are of."""
        stated = {name for table in self.tables for column in table.columns if (name := column.field)}
        return not self.mapping.unit_type and "unit_type" not in stated and bool(self.tables)

    def write(self, path: str | os.PathLike[str], lang: Lang = "zh") -> None:
        """
        Write the mapping file, beside its place first and then renamed.

        Parameters
        ----------
        path : path-like
            In the folder of the workbooks; `dc.read(path)` then reads them as it says.
        lang : {"zh", "en"}

        Raises
        ------
        UnwritableError
            If it cannot be written; what was there stays.
        """
        replace_file(Path(path), self.mapping.to_yaml(lang).encode("utf-8"))


def understand(
    path: str | os.PathLike[str], *more: str | os.PathLike[str], top: str = "", unit_type: str = ""
) -> Understanding:
    """
    Return how workbooks of an office are understood, so that it can be looked at before they are read.

    Parameters
    ----------
    path, *more : path-like
        Workbooks, folders of them, or a mapping file.
    top : str
        The organization at the top, by its name; blank where the tables say it.
    unit_type : str
        The type of every unit that states none, such as `public_institution` or 事业单位.

    Returns
    -------
    Understanding

    Raises
    ------
    UnreadableDocumentError
        If a path is not there, or no table is recognized.
    MissingExtraError
        If the extra `excel` is not installed.

    See Also
    --------
    read : reads the same workbooks into a chain.
    """
    paths = [Path(path), *map(Path, more)]
    gone = [each for each in paths if not each.exists()]
    if gone:
        zh, en = "没有这个文件或文件夹", "there is no such file or folder"
        raise UnreadableDocumentError([problem("no-such-file", str(each), zh, en) for each in gone])
    desk = desk_of(paths)
    intake = desk.intake(top, unit_type)
    if not intake.tables and not intake.is_plain:
        raise UnreadableDocumentError(intake.found.problems or [_nothing(paths)])
    if desk.source is None and intake.proposed:
        desk = evolve(desk, mapping=evolve(intake.mapping, performed_by=intake.proposed))
        intake = desk.intake()
    return _understanding(desk, intake)


def _nothing(paths: Sequence[Path]) -> Problem:
    zh = "没有认出的表：没有一行像表头（如 党组织名称、书记；责任事项、责任人）"
    en = "no table was recognized: no row looks like headers (such as 党组织名称, 书记; 责任事项, 责任人)"
    return problem("nothing-to-read", "、".join(sorted(path.name for path in paths)), zh, en)


def _understanding(desk: Desk, intake: Intake) -> Understanding:
    return Understanding(
        files=tuple(desk.files),
        tables=tuple(intake.readings),
        left_alone=tuple(intake.left_alone),
        notes=tuple(intake.found.notes),
        open_names=tuple(OpenName(*question) for question in dict.fromkeys(intake.notes.questions)),
        tops=tuple(intake.tops),
        further=tuple(further(intake.tables)),
        mapping=intake.as_mapping(),
        source=desk.source,
        found=intake.found,
    )
