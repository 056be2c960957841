"""What lies on an office's desk: the files that are read together, and the mapping beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import define, field

from dangjian_chain.errors import Problem, nearest
from dangjian_chain.formats.decoding import text_of
from dangjian_chain.formats.document_source import Document
from dangjian_chain.formats.office.csv_grid import CsvGrid, csv_grid
from dangjian_chain.formats.office.intake import Intake, LeftAlone
from dangjian_chain.formats.office.mapping import NAMES, SCHEMA, is_mapping, mapping_of
from dangjian_chain.formats.office.mapping import Mapping as TableMappings
from dangjian_chain.formats.office.own_files import own_files
from dangjian_chain.formats.plain_workbook import is_plain, plain_sheets
from dangjian_chain.formats.read_workbook import WORKBOOKS, Grid, grids_of
from dangjian_chain.formats.sheet import Found, problem
from dangjian_chain.formats.yaml_source import composed
from dangjian_chain.text import Text

READABLE = (*WORKBOOKS, ".csv")


@define
class Desk:
    """
    Files that are read together.

    Parameters
    ----------
    files : list of Path
        In the order of their names.
    mapping : Mapping
    source : Path, optional
        The mapping file, where there is one.
    problems : list of Problem
        What is wrong with it.
    is_folder : bool
        Whether the files are those of a folder, which nobody chose one by one.
    others : tuple of str
        What else lies in the folders and is not read.
    """

    files: list[Path]
    mapping: TableMappings = field(factory=TableMappings)
    source: Path | None = None
    problems: list[Problem] = field(factory=list)
    is_folder: bool = False
    others: tuple[str, ...] = ()

    def intake(
        self, top: str = "", unit_type: str = "", opened: Mapping[Path, Sequence[Grid]] | None = None
    ) -> Intake:
        """
        Return what the files hold, with what is wrong in them.

        Parameters
        ----------
        top, unit_type : str
            What a person answers; blank for nothing.
        opened : mapping of Path to sequence of Grid, optional
            The sheets of files that are open already.
        """
        intake = Intake(self.mapping.answered(top, unit_type))
        intake.found.problems += [*self.problems, *_same_names(self.files)]
        if intake.found.problems:
            return intake
        held = self._open(intake, opened or {})
        own = own_files(held) if self.is_folder else set()
        for file, grids in held.items():
            if file in own:
                intake.leave(file.name, "", "own")
                continue
            if is_plain(grids) and not self.mapping.names_file(file.name):
                self._plain(intake, file.name, grids)
                continue
            before = len(intake.tables)
            intake.add(file.name, grids)
            told = any(one.file == file.name for one in intake.left_alone)
            if len(intake.tables) == before and not told:
                intake.left_alone.append(LeftAlone(file.name, "", "no-table"))
        for name in self.others:
            intake.leave(name, "", "other")
        self._missing(intake, held)
        intake.settle()
        return intake

    def _plain(self, intake: Intake, file: str, grids: Sequence[Grid | CsvGrid]) -> None:
        """Take in a workbook of our own columns where it is the only file."""
        if len(self.files) == 1:
            intake.found.add(plain_sheets(grids, file))
            intake.is_plain = True
        else:
            intake.leave(file, "", "plain")

    def _open(
        self, intake: Intake, opened: Mapping[Path, Sequence[Grid]]
    ) -> dict[Path, Sequence[Grid | CsvGrid]]:
        """Return the sheets of every file that opens; the others are blamed."""
        held: dict[Path, Sequence[Grid | CsvGrid]] = {}
        for file in self.files:
            if file in opened:
                held[file] = opened[file]
                continue
            grids, found = _guarded(file)
            intake.found.add(found)
            if not found.problems:
                held[file] = grids
        return held

    def _missing(self, intake: Intake, held: Mapping[Path, Sequence[Grid | CsvGrid]]) -> None:
        """Blame the mapping for files, sheets and headers that are not there."""
        if self.source is None:
            return
        beside = sorted(file.name for file in self.source.parent.iterdir() if is_office_file(file))
        titles = {file.name: [grid.title for grid in grids] for file, grids in held.items()}
        for table in self.mapping.tables:
            if table.file not in beside:
                self._blame(
                    intake,
                    "file",
                    f"文件“{table.file}”",
                    f"the file {table.file!r}",
                    nearest(table.file, beside),
                )
            elif table.file in titles and table.sheet not in titles[table.file]:
                near = nearest(table.sheet, titles[table.file])
                zh, en = (
                    f"“{table.file}”的工作表“{table.sheet}”",
                    f"the sheet {table.sheet!r} of {table.file!r}",
                )
                self._blame(intake, "sheet", zh, en, near)
            elif table.file in titles and table.form is not None and not intake.has_headers(table):
                rows = "、".join(map(str, table.header))
                zh = f"“{table.file}”的工作表“{table.sheet}”第{rows}行的表头"
                self._blame(
                    intake,
                    "headers",
                    zh,
                    f"the headers in row {rows} of {table.sheet!r} in {table.file!r}",
                    [],
                )

    def _blame(self, intake: Intake, what: str, zh: str, en: str, near: Sequence[str]) -> None:
        place = "" if self.source is None else self.source.name
        zh = f"读表对应中的{zh}不在这里" + (f"，是否为{'、'.join(near)}" if near else "")
        en = f"{en} of the mapping is not here" + (f"; did you mean {', '.join(near)}?" if near else "")
        intake.found.problems.append(problem(f"mapped-{what}-missing", place, zh, en))


def _same_names(files: Sequence[Path]) -> list[Problem]:
    """Return what is wrong where files of several folders have one name: no place could tell them apart."""
    counts = Counter(file.name for file in files)
    zh = "有几份文件同名，出处无法区分；请改名，或分开读取"
    en = "several files have this name, so that no place could tell them apart; rename them, or read them apart"
    return [problem("same-file-name", name, zh, en) for name, count in counts.items() if count > 1]


def _guarded(file: Path) -> tuple[Sequence[Grid | CsvGrid], Found]:
    try:
        return csv_grid(file) if file.suffix.lower() == ".csv" else grids_of(file)
    except OSError as error:
        what = error.strerror or str(error)
        found = Found().blame(
            "unreadable-file", file.name, f"文件打不开（{what}）", f"the file cannot be opened: {what}"
        )
        return [], found


def is_office_file(file: Path) -> bool:
    """Whether a file may be a table of an office; lock files and hidden ones are none."""
    return (
        file.suffix.lower() in READABLE and not file.name.startswith(("~$", ".", ".~")) and not file.is_dir()
    )


def desk_of(paths: Sequence[Path]) -> Desk:
    """
    Return the desk of some files and folders: a mapping file brings the files that it names.

    A folder brings its workbooks and CSV files, and the mapping file in it.
    """
    files: dict[Path, None] = {}
    source: Path | None = None
    problems: list[Problem] = []
    mapping = TableMappings()
    for path in paths:
        beside = path if path.is_dir() else path.parent
        if path.is_dir():
            files |= dict.fromkeys(sorted(filter(is_office_file, path.iterdir()), key=lambda file: file.name))
        elif not is_mapping_file(path):
            files[path] = None
        found = path if is_mapping_file(path) else mapping_beside(beside) if source is None else None
        if found is not None:
            source = found
            mapping, problems = read_mapping(found)
        if found == path:
            files |= {beside / table.file: None for table in mapping.tables if (beside / table.file).exists()}
    every = sorted(files, key=lambda file: file.name)
    folders = [path for path in paths if path.is_dir()]
    others = sorted(one.name for folder in folders for one in folder.iterdir() if _is_other(one))
    return Desk(every, mapping, source, problems, is_folder=bool(folders), others=tuple(others))


def _is_other(path: Path) -> bool:
    """Whether something in a folder is not read and might have been meant to be."""
    if path.name.startswith(("~$", ".", ".~")) or path.name in {*NAMES, *_RESULTS}:
        return False
    return path.is_dir() or not is_office_file(path)


_RESULTS = ("核对结果", "results")
"""Folders that this program writes into."""


def mapping_beside(folder: Path) -> Path | None:
    """Return the mapping file of a folder, `None` where it has none."""
    return next((folder / name for name in NAMES if (folder / name).is_file()), None)


def is_mapped(path: Path) -> bool:
    """Whether the mapping file beside a workbook says how it is read."""
    beside = mapping_beside(path.parent)
    return beside is not None and any(table.file == path.name for table in read_mapping(beside)[0].tables)


def is_mapping_file(path: Path) -> bool:
    """Whether a file is a mapping, by its schema."""
    if path.suffix.lower() not in {".yaml", ".yml"} or not path.is_file() or path.stat().st_size > _LARGEST:
        return False
    if path.name in NAMES:
        return True
    text, found = text_of(path)
    return not found.problems and SCHEMA in text and is_mapping(composed(text, path.name)[0])


_LARGEST = 2**20


def read_mapping(path: Path) -> tuple[TableMappings, list[Problem]]:
    """Return a mapping, and everything wrong in it."""
    try:
        text, found = text_of(path)
    except OSError as error:
        said = Text(zh=f"读表对应打不开（{error}）", en=f"the mapping cannot be opened: {error}")
        return TableMappings(), [Problem("unreadable-file", path.name, said)]
    if found.problems:
        return TableMappings(), list(found.problems)
    data, marks, problems = composed(text, path.name)
    if problems:
        return TableMappings(), list(problems)

    return mapping_of(data, path, Document(data, path.name, lambda: marks).place)
