"""`init`: a starter folder that passes `check`."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import PATH
from dangjian_chain.cli.output import emit
from dangjian_chain.formats.descriptions import COLLECTION_DESCRIPTIONS, COLUMN_DESCRIPTIONS
from dangjian_chain.formats.read import read
from dangjian_chain.formats.replacing import replace_files, unwritable
from dangjian_chain.formats.spelled import Spelled, spelled
from dangjian_chain.formats.table_cells import header
from dangjian_chain.formats.write_csv import csv_text
from dangjian_chain.text import Lang, Text

_NOT_EMPTY = Text(zh="文件夹中已有内容", en="the folder is not empty")
_MADE = Text(
    zh="已新建：{folder}\n下一步：dangjian-chain check {folder}",
    en="made: {folder}\nnext: dangjian-chain check {folder}",
)


@command(
    "init",
    Text(
        zh="FOLDER 须是新的或空的。里面是一个虚构的小单位，核对无缺，可逐张表换成本单位的。",
        en="FOLDER must be new or empty. It gets a small fictional unit without gaps, to be replaced table by table.",
    ),
)
@click.argument("folder", metavar="FOLDER", type=PATH)
@option(
    "--form",
    "inside",
    type=click.Choice(["yaml", "csv"]),
    default="yaml",
    show_default=True,
    words=Text(
        zh="YAML（带注释）或 CSV（用电子表格打开，列的说明在 README.md）。",
        en="YAML with comments, or CSV for spreadsheets with the columns explained in README.md.",
    ),
)
def init(folder: Path, inside: str) -> None:
    """Make a starter folder."""
    with writing(folder):
        if folder.is_dir() and any(folder.iterdir()):
            raise unwritable(folder, _NOT_EMPTY)
        replace_files(folder, starter(inside, language()), gone=())
    emit(_MADE.of(language()).format(folder=folder) + "\n")


def starter(form: str, lang: Lang) -> dict[str, bytes]:
    """Return the files of the starter folder, by name."""
    with as_file(files("dangjian_chain.cli") / "starter" / lang) as folder:
        if form == "yaml":
            return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        collections = list(spelled(read(folder)))
        readme = (folder / "README.md").read_text("utf-8") + _columns(collections, lang)
    tables = {f"{one.name}.csv": csv_text(one, lang).encode("utf-8-sig") for one in collections}
    return {**tables, "README.md": readme.encode()}


def _columns(collections: list[Spelled], lang: Lang) -> str:
    """Return what each table and each of its columns holds."""
    lines = []
    for one in collections:
        lines += ["", f"## {one.name}.csv", "", COLLECTION_DESCRIPTIONS[one.name].of(lang), ""]
        lines += ["| 列 | 说明 |" if lang == "zh" else "| column | meaning |", "|---|---|"]
        for column in one.columns:
            words = COLUMN_DESCRIPTIONS[one.name][column.name].of(lang).replace("|", "\\|")
            lines.append(f"| {header(column, lang)} | {words} |")
    return "\n".join(lines) + "\n"
