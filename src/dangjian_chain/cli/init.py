"""`init`: a starter folder that passes `check`, a template, or a mapping of the workbooks that are there."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.explained_columns import columns_explained
from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.from_catalogue import DEFAULT_TYPE, catalogue_starter
from dangjian_chain.cli.language import language
from dangjian_chain.cli.launcher import FILES, launcher_files, python_here
from dangjian_chain.cli.options import PATH, at_option, profile_option, read_profiles, today_or, top_options
from dangjian_chain.cli.output import emit
from dangjian_chain.cli.understanding import map_workbooks
from dangjian_chain.formats.read import read
from dangjian_chain.formats.replacing import make_folder, replace_file, replace_files, unwritable
from dangjian_chain.formats.spelled import spelled
from dangjian_chain.formats.write_csv import csv_text
from dangjian_chain.text import Lang, Text

_LAUNCHED = Text(
    zh="已写入：{folder} 中的 {files}\n把存放表格的文件夹拖到上面就行；结果写在那个文件夹的“核对结果”里。",
    en="written to {folder}: {files}\ndrop the folder of the tables on it; the results go into a folder inside that one.",
)
_ONE_THING = Text(
    zh="--from、--catalogue、--excel、--launcher 一次用一个",
    en="one of --from, --catalogue, --excel and --launcher at a time",
)
_ONE_PLACE = Text(
    zh="请写一个位置：新文件夹，或（加 --excel）新的 .xlsx 文件；读现有的表请用 --from",
    en="give one place: a new folder or, with --excel, a new .xlsx file; --from looks at tables that are there",
)
_XLSX = Text(zh="模板的名称应以 .xlsx 结尾", en="the name of a template must end in .xlsx")
_THERE = Text(zh="文件已存在，请另写一个名称", en="the file is there already, write another name")
_NOT_EMPTY = Text(zh="文件夹中已有内容", en="the folder is not empty")
_TOOK = Text(
    zh="责任事项取自责任目录，按{day}施行的规定\n",
    en="duties from the catalogue, by the provisions in force on {day}\n",
)
_MADE = Text(
    zh="已新建：{folder}\n下一步：dangjian-chain check {folder}",
    en="made: {folder}\nnext: dangjian-chain check {folder}",
)


@command(
    "init",
    Text(
        zh="PLACE 是新的或空的文件夹：里面放一个虚构的小单位，核对无缺，可逐张表换成本单位的。"
        "加 --catalogue，责任事项取自责任目录，各岗位的清单齐全。加 --excel，PLACE 是新的 .xlsx 文件：一份带下拉选项和填写说明的模板。加 --launcher，PLACE 是放启动文件的文件夹。\n\n"
        "加 --from，则读单位现有的表：列出怎样读懂每张表，写一个可以改的读表对应，以后照它读取；原表不动。",
        en="PLACE is a new or empty folder: it gets a small fictional unit without gaps, to be replaced table by table. "
        "With --catalogue, the duties come from the catalogue and every role has its list. "
        "With --excel, PLACE is a new .xlsx file: a template with drop-down lists and a sheet of explanations. With --launcher, PLACE is the folder for the launcher.\n\n"
        "With --from, the workbooks that a unit has are looked at: how each table is understood is shown, and kept "
        "in a mapping file that can be corrected and is followed from then on. The workbooks are not touched.",
    ),
)
@click.argument("places", metavar="[PLACE]...", nargs=-1, type=PATH)
@option(
    "--from",
    "source",
    type=PATH,
    metavar="FILE",
    words=Text(
        zh="读这份工作簿（或文件夹），后面可再写几份。",
        en="Look at this workbook, or folder; more may follow.",
    ),
)
@option(
    "--catalogue",
    "types",
    is_flag=False,
    flag_value=DEFAULT_TYPE,
    default=None,
    metavar="[TYPES]",
    words=Text(
        zh="责任事项取自责任目录；TYPES 是单位类型，几个用逗号分开，不写为事业单位。写在 PLACE 后面。",
        en="Take the duties from the catalogue; TYPES are types of unit, joined by commas, public_institution "
        "if none is given. Stands after PLACE.",
    ),
)
@at_option
@profile_option
@option(
    "--excel",
    "as_template",
    is_flag=True,
    words=Text(zh="写一份 Excel 填写模板。", en="Write a template workbook to fill in."),
)
@option(
    "--launcher",
    "as_launcher",
    is_flag=True,
    words=Text(
        zh="在 PLACE 写一个启动文件：把存放表格的文件夹拖上去就行，不用命令行。",
        en="Write into PLACE a file to drop a folder of tables on, for those without a command line.",
    ),
)
@option(
    "--form",
    "inside",
    type=click.Choice(["yaml", "csv"]),
    default="yaml",
    show_default=True,
    words=Text(
        zh="文件夹里放 YAML（带注释）或 CSV（用电子表格打开，列的说明在 README.md）。",
        en="In the folder: YAML with comments, or CSV for spreadsheets with the columns explained in README.md.",
    ),
)
@top_options
@option(
    "-o",
    "--output",
    "target",
    type=PATH,
    metavar="FILE",
    words=Text(
        zh="读表对应写到这里；默认在第一份工作簿旁边。",
        en="Where the mapping file goes; by default beside the first workbook.",
    ),
)
def init(  # noqa: PLR0913 - one parameter an option
    places: tuple[Path, ...],
    source: Path | None,
    types: str | None,
    at: date | None,
    profiles: tuple[Path, ...],
    inside: str,
    top: str,
    unit_type: str,
    target: Path | None,
    *,
    as_template: bool,
    as_launcher: bool,
) -> None:
    """Make a starter folder or a template, or map the workbooks that are there."""
    if sum((source is not None, types is not None, as_template, as_launcher)) > 1:
        raise click.UsageError(_ONE_THING.of(language()))
    if source is not None:
        map_workbooks([source, *places], target, top, unit_type)
        return
    if len(places) != 1:
        raise click.UsageError(_ONE_PLACE.of(language()))
    if as_launcher:
        _launcher(places[0])
    elif as_template:
        _template(places[0])
    elif types is not None:
        on = today_or(at)
        made = catalogue_starter(inside, types, on, read_profiles(profiles), language())
        _folder(places[0], made, _TOOK.of(language()).format(day=on))
    else:
        _folder(places[0], starter(inside, language()))


def _folder(folder: Path, made: dict[str, bytes], told: str = "") -> None:
    with writing(folder):
        if folder.is_dir() and any(folder.iterdir()):
            raise unwritable(folder, _NOT_EMPTY)
        replace_files(folder, made, gone=())
    emit(told + _MADE.of(language()).format(folder=folder) + "\n")


def _launcher(folder: Path) -> None:
    with writing(folder):
        make_folder(folder)
        for name, content in launcher_files(python_here()).items():
            replace_file(folder / name, content)
    emit(_LAUNCHED.of(language()).format(files="、".join(FILES), folder=folder) + "\n")


def _template(place: Path) -> None:
    from dangjian_chain.reports.template import template_bytes  # noqa: PLC0415 - only where one is wanted

    with writing(place):
        if place.suffix.casefold() != ".xlsx":
            raise unwritable(place, _XLSX)
        if place.exists():
            raise unwritable(place, _THERE)
        replace_file(place, template_bytes(language()))
    emit(_MADE.of(language()).format(folder=place) + "\n")


def starter(form: str, lang: Lang) -> dict[str, bytes]:
    """Return the files of the starter folder, by name."""
    with as_file(files("dangjian_chain.cli") / "starter" / lang) as folder:
        if form == "yaml":
            return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        collections = list(spelled(read(folder)))
        readme = (folder / "README.md").read_text("utf-8") + columns_explained(collections, lang)
    tables = {f"{one.name}.csv": csv_text(one, lang).encode("utf-8-sig") for one in collections}
    return {**tables, "README.md": readme.encode()}
