"""Places of input and output: that they are not one, and that a workbook is called one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dangjian_chain.cli.failure import OUTPUT, NoResultError
from dangjian_chain.cli.language import language
from dangjian_chain.errors import Problem
from dangjian_chain.text import Text

_SAME = Text(
    zh="输出和输入是同一处，原有内容（包括注释）会丢失；请另写一处",
    en="output and input are the same place, and what is there, comments among it, would be lost; write elsewhere",
)
_WORKBOOK = ".xlsx"
_NEEDS_FILE = Text(
    zh="--format xlsx 要写明写到哪里：-o 名称.xlsx", en="--format xlsx needs a file: -o name.xlsx"
)
_FORM = Text(zh="工作簿的名称请写成 名称.xlsx", en="a workbook is wanted; give the file a name in .xlsx")


def refuse_same(source: Path, target: Path | None) -> None:
    """Refuse to write over what is read."""
    if target is not None and os.path.realpath(source) == os.path.realpath(target):
        raise NoResultError(OUTPUT, [Problem("same-place", str(target), _SAME)])


def check_workbook(form: str, target: Path | None) -> None:
    """Refuse a workbook that goes nowhere, or into a file that is not called one."""
    if form != _WORKBOOK.removeprefix("."):
        return
    if target is None:
        raise click.UsageError(_NEEDS_FILE.of(language()))
    if target.suffix.casefold() != _WORKBOOK:
        raise NoResultError(OUTPUT, [Problem("unknown-form", str(target), _FORM)])
