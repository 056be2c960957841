"""How the cells of the template look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.page import TINTS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Book: TypeAlias = "Workbook"
Sheet: TypeAlias = "Worksheet"
CellFormat: TypeAlias = "Format"
"""What the writer of workbooks opened, and the types of its parts."""

OPEN, AGAIN, SAMPLE = (f"#{TINTS[one]}" for one in (Severity.WARNING, Severity.ERROR, Severity.NOTE))
"""The grounds of cells to fill in, to look at again, and of the sample."""

NEEDED = "#D6D6D6"
"""The ground of headers whose columns must be filled in."""

_OTHER = "#F2F2F2"
_LINES = "#A6A6A6"


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Book) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], CellFormat] = {}

    def of(self, **properties: Any) -> CellFormat:  # noqa: ANN401 - of any kind
        """Return text in the type of the reports, with further properties."""
        return self._of({"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", **properties})

    def tint(self, **properties: Any) -> CellFormat:  # noqa: ANN401 - of any kind
        """Return what a condition adds to a cell, nothing else."""
        return self._of(properties)

    def title(self) -> CellFormat:
        """Return the title of a sheet."""
        return self.of(font_name="黑体", font_size=16, align="center")

    def header(self, *, is_needed: bool = False) -> CellFormat:
        """Return a header, darker where its column must be filled in."""
        return self.of(
            font_name="黑体",
            text_wrap=True,
            align="center",
            border=1,
            border_color=_LINES,
            bg_color=NEEDED if is_needed else _OTHER,
        )

    def framed(self, **properties: Any) -> CellFormat:  # noqa: ANN401 - of any kind
        """Return a cell with lines around it that wraps."""
        return self.of(text_wrap=True, border=1, border_color=_LINES, **properties)

    def _of(self, properties: dict[str, Any]) -> CellFormat:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
