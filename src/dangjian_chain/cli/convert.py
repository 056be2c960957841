"""`convert`: a chain in another form of file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import PATH, input_argument, read_chain, reading_options
from dangjian_chain.cli.output import emit
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.formats.write import write
from dangjian_chain.reports.reading_notes import reading_notes
from dangjian_chain.text import Text


@command(
    "convert",
    Text(
        zh="OUTPUT 的名称决定形式：.yaml、.json、.xlsx，或文件夹（名称不带点）。那里原有的内容会被替换。",
        en="The name of OUTPUT decides its form: .yaml, .json, .xlsx, or a folder (a name without a dot). "
        "What is there is replaced.",
    ),
)
@input_argument
@click.argument("target", metavar="OUTPUT", type=PATH)
@option(
    "--form",
    "inside",
    type=click.Choice(["csv", "yaml"]),
    default="csv",
    show_default=True,
    words=Text(zh="文件夹中放什么文件。", en="What a folder holds."),
)
@option(
    "--headers",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    words=Text(zh="表格表头用英文列名还是中文。", en="Headers of tables: the names of columns, or Chinese."),
)
@option(
    "--quiet", is_flag=True, words=Text(zh="不列出读入和写入的情况。", en="Say nothing of what was read.")
)
@reading_options
def convert(source: Path, target: Path, inside: Any, headers: Any, *, quiet: bool, **how: bool) -> None:  # noqa: ANN401
    """Read a chain and write it."""
    refuse_same(source, target)
    with Progress() as progress:
        chain = read_chain(source, progress, **how)
        progress.step(Text(zh="正在写入 …", en="writing …"))
        with writing(target):
            write(chain, target, form=inside, language=headers)
    if not quiet:
        emit(reading_notes(chain, language()) + f"{_written(target)}\n")


def _written(target: Path) -> str:
    return f"已写入：{target}" if language() == "zh" else f"written: {target}"
