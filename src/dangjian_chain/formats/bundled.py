"""
The bundled example, a fictional geological bureau, and its full year of records.

`python -m dangjian_chain.formats.bundled examples/geological-bureau` packs the
folder anew into the package's own archive, or into the one named after it.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

from dangjian_chain.formats.replacing import replace_file, replace_files, unwritable
from dangjian_chain.text import Text

_FOLDER = files("dangjian_chain") / "_bundled"
_ARCHIVE = _FOLDER / "geological-bureau.zip"
_YEAR = _FOLDER / "full-year.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def example(path: str | os.PathLike[str]) -> Path:
    """
    Put the bundled example, a fictional geological bureau, into a new folder.

    Parameters
    ----------
    path : path-like
        The folder; it must not exist yet, or be empty.

    Returns
    -------
    Path
        The folder, ready for `read`.

    Raises
    ------
    UnwritableError
        If it holds something already, or cannot be written.
    """
    folder = Path(path)
    if folder.is_dir() and any(folder.iterdir()):
        raise unwritable(path, Text(zh="文件夹中已有内容", en="the folder is not empty"))
    replace_files(folder, example_files(), gone=())
    return folder


def example_files() -> dict[str, bytes]:
    """Return the files of the bundled example by name."""
    return unpacked(_ARCHIVE.read_bytes())


def year_files() -> dict[str, bytes]:
    """Return the files of the bureau's full year of records by name."""
    return unpacked(_YEAR.read_bytes())


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name, sorted."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        return {name: held.read(name) for name in sorted(held.namelist())}


def packed(contents: dict[str, bytes]) -> bytes:
    """Return the archive of files, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(contents):
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            archive.writestr(info, contents[name])
    return made.getvalue()


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name, without hidden ones."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }


if __name__ == "__main__":
    folder, archive = Path(sys.argv[1]), sys.argv[2] if sys.argv[2:] else str(_ARCHIVE)
    replace_file(Path(archive), packed(contents_of(folder)))
