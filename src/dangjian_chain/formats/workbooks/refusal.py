"""Why a workbook is not read: what is said, and at which sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dangjian_chain.formats.places import letters_of
from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.text import Text

ENCRYPTED = Trouble(
    "encrypted-workbook",
    Text(zh="工作簿设有打开密码，请去掉密码后再试", en="it is protected by a password; save it without"),
)
TOO_LARGE = Trouble(
    "too-large",
    Text(
        zh="内容过多（各表一共最多 15 万行、130 万格），或在很远处有内容，请删去表格以外的行列，或分成几份",
        en="too large (150,000 rows and 1,300,000 cells at most in all sheets), or filled far out; "
        "delete the rows and columns beyond the table, or split it",
    ),
)


class RefusedWorkbookError(ValueError):
    """
    A workbook that is not read.

    Parameters
    ----------
    trouble : Trouble
        Why.
    sheet : str, optional
        The name of the sheet, where one is to blame.
    cell : tuple of int, optional
        Its row and column from 0, where one is to blame.
    """

    def __init__(
        self, trouble: Trouble, sheet: str | None = None, cell: tuple[int, int] | None = None
    ) -> None:
        super().__init__(trouble.text.en)
        self.trouble = trouble
        self.sheet = sheet
        self.cell = cell

    def place(self, source: str) -> str:
        """Return where it is, as people find it."""
        if self.sheet is None:
            return source
        if self.cell is None:
            return f"{source} {self.sheet}"
        row, column = self.cell
        return f"{source} {self.sheet}!{letters_of(column)}{row + 1}"


@contextmanager
def blamed(sheet: str) -> Iterator[None]:
    """Let what is refused within be put down to a sheet."""
    try:
        yield
    except RefusedWorkbookError as error:
        raise RefusedWorkbookError(error.trouble, sheet, error.cell) from error


def damaged(zh: str = "", en: str = "") -> Trouble:
    """
    Return that a workbook does not open, with what is wrong in it where that is known.

    Examples
    --------
    >>> damaged("缺少部件 a.xml", "the part a.xml is missing").text.zh
    '工作簿打不开，可能已损坏（缺少部件 a.xml），请用表格软件打开，另存后再试'
    """
    return Trouble(
        "not-a-workbook",
        Text(
            zh=f"工作簿打不开，可能已损坏{f'（{zh}）' if zh else ''}，请用表格软件打开，另存后再试",
            en="the workbook cannot be opened, it may be damaged"
            f"{f' ({en})' if en else ''}; open it with a spreadsheet program and save it anew",
        ),
    )


def other(zh: str, en: str) -> Trouble:
    """
    Return that a file is no workbook, but something else.

    Examples
    --------
    >>> other("网页", "a web page").text.en
    'its content is no workbook but a web page; open it with a spreadsheet program and save it as .xlsx'
    """
    return Trouble(
        "not-a-workbook",
        Text(
            zh=f"内容不是工作簿，而是{zh}，请用表格软件打开，另存为 .xlsx",
            en=f"its content is no workbook but {en}; open it with a spreadsheet program and save it as .xlsx",
        ),
    )
