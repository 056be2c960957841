"""Places in text files, as other programs point to them: a path, a line, a column."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from attrs import frozen

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[1-9]\d*)(?::(?P<column>[1-9]\d*))?", re.DOTALL)


@frozen
class FilePlace:
    """
    A line of a text file.

    Parameters
    ----------
    path : str
        With slashes, from the folder that the program was started in.
    line : int
    column : int, optional
    """

    path: str
    line: int
    column: int | None = None

    @property
    def uri(self) -> str:
        """
        The path as a relative reference of RFC 3986.

        Examples
        --------
        >>> FilePlace("名册/a b#1.csv", 3).uri, FilePlace("a:b.csv", 3).uri
        ('%E5%90%8D%E5%86%8C/a%20b%231.csv', 'a%3Ab.csv')
        """
        return quote(self.path, safe="/", errors="replace")


def file_place(place: str, folder: str = "") -> FilePlace | None:
    """
    Return the line that a place names; `None` for a place in a workbook, or for none.

    Parameters
    ----------
    place : str
        As gaps have it: `roles.csv:3`.
    folder : str
        What was read lies there, see `folder_of`.

    Examples
    --------
    >>> file_place("roles.csv:3", "lists"), file_place("chain.yaml:2:4")
    (FilePlace(path='lists/roles.csv', line=3, column=None), FilePlace(path='chain.yaml', line=2, column=4))
    >>> file_place("lists.xlsx 岗位!C7") is None
    True
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    path = found["path"].replace("\\", "/")
    column = found["column"]
    return FilePlace(
        f"{folder}/{path}" if folder else path, int(found["line"]), None if column is None else int(column)
    )


def folder_of(source: str | os.PathLike[str]) -> str:
    """
    Return the folder that places of a source are counted from, as a path from here; blank for here.

    Examples
    --------
    >>> folder_of("lists/chain.yaml"), folder_of("chain.yaml")
    ('lists', '')
    """
    path = Path(source)
    folder = path if path.is_dir() else path.parent
    try:
        relative = os.path.relpath(folder)
    except ValueError:  # on another drive there is no way from here
        return ""
    return "" if relative == os.curdir else relative.replace(os.sep, "/")
