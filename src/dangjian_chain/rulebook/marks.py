"""Marks: the lines of a TOML file, which its parser does not tell."""

from __future__ import annotations

import re

from attrs import frozen

Path = tuple[str | int, ...]


@frozen
class Marks:
    r"""
    A file's words, to find the line of a value in.

    Examples
    --------
    >>> marks = Marks("unit.toml", 'name = "甲"\n[[overrides]]\nvalue = 3\n')
    >>> marks.place(("overrides", 0, "value"), 1)
    'unit.toml:3 overrides[0].value'
    """

    source: str
    words: str

    def place(self, path: Path, rows: int = 0) -> str:
        """Return the place of a value; `rows` is how many tables its collection has."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        line = self._line(path, rows)
        mark = self.source if line is None else f"{self.source}:{line}"
        return f"{mark} {steps.lstrip('.')}".rstrip()

    def _line(self, path: Path, rows: int) -> int | None:
        if len(path) == 1:
            return self._assigned(str(path[0]), 0, self._head(0))
        heads = list(
            re.finditer(rf"^[ \t]*\[\[\s*{re.escape(str(path[0]))}\s*\]\]", self.words, re.MULTILINE)
        )
        if len(heads) != rows or not isinstance(path[1], int):
            return None
        start = heads[path[1]].end()
        own = self._line_of(heads[path[1]].end())
        key = str(path[2]) if len(path) > 2 else ""  # noqa: PLR2004 - collection, number, key
        return self._assigned(key, start, self._head(start)) or own

    def _assigned(self, key: str, start: int, end: int) -> int | None:
        """Return the line on which a key is given between two positions."""
        pattern = re.compile(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*[=.]', re.MULTILINE)
        found = pattern.search(self.words, start, end) if key else None
        return None if found is None else self._line_of(found.end())

    def _head(self, start: int) -> int:
        """Return where the next table begins."""
        found = re.compile(r"^[ \t]*\[", re.MULTILINE).search(self.words, start)
        return len(self.words) if found is None else found.start()

    def _line_of(self, position: int) -> int:
        return self.words.count("\n", 0, position) + 1
