"""`office`: from a folder of office workbooks to the lists, the annotated copies and a page, in one go."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import INPUT, NoResultError, reading, writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import PATH, at_option, today_or, top_options
from dangjian_chain.cli.output import emit, tell
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.formats.office.understanding import Understanding

_PLACE = Text(
    zh="把存放表格的文件夹（或几份表）拖到这里，按回车",
    en="Drag the folder of the tables, or some of them, in here and press Enter",
)
_NO_PLACE = Text(
    zh="请写出存放表格的文件夹，或几份工作簿", en="name the folder of the tables, or some workbooks"
)
_TOP = Text(zh="最上级组织是哪一个？", en="Which organization is at the top?")
_UNIT_TYPE = Text(zh="单位类型是什么？", en="Of which type are the units?")
_CHOOSE = Text(
    zh="写序号或名称；不清楚的直接按回车", en="a number or a name; just Enter where it is not known"
)
_DONE = Text(zh="读入{tables}张表。写在：{folder}", en="{tables} tables were read. Written to {folder}")
_VERIFY = Text(zh="待核实{count}项，起因{causes}项", en="to verify: {count}, causes: {causes}")
_PAGE = Text(zh="先看这一页：{page}", en="look at this page first: {page}")
_UNIT_TYPES = ("organ", "public_institution", "soe", "field_team", "retired")
_LABELS = ("机关", "事业单位", "国有企业", "野外项目组", "离退休")


@command(
    "office",
    Text(
        zh="PLACE 是存放表格的文件夹，或几份 .xlsx、.xls、.et、.ods 工作簿。"
        "在旁边的“核对结果”里写出：读表情况（网页）、核对清单、每份表的批注副本；原表不动。"
        "看不出来的两件事（最上级组织、单位类型）会问一次，答案记在读表对应里。"
        "填过核实情况的核对清单放着不动，下次读回。",
        en="PLACE is the folder of the tables, or some .xlsx, .xls, .et or .ods workbooks. "
        "Into 'results' beside them go: a page of what was understood, the lists, and an annotated copy of each table; "
        "the tables are not touched. What cannot be seen (the organization at the top, the type of the units) is asked "
        "once and kept in the mapping file. Leave lists that were filled in where they are: they are read back.",
    ),
)
@click.argument("places", metavar="[PLACE]...", nargs=-1, type=PATH)
@at_option
@top_options
@option(
    "-o",
    "--output",
    "target",
    type=PATH,
    metavar="FOLDER",
    words=Text(zh="结果写进这个文件夹。", en="The folder that the results go into."),
)
@option(
    "--ask/--no-ask",
    "asks",
    default=None,
    words=Text(
        zh="在屏幕上提问，或不问；默认有人在屏幕前才问。",
        en="Ask at the screen, or do not; by default where somebody is there.",
    ),
)
def office(  # noqa: PLR0913 - one parameter an option
    places: tuple[Path, ...],
    at: date | None,
    top: str,
    unit_type: str,
    target: Path | None,
    *,
    asks: bool | None,
) -> None:
    """Write what a folder of office workbooks comes to."""
    is_asked = sys.stdin is not None and sys.stdin.isatty() if asks is None else asks
    _office(places or _asked_places(asks=is_asked), today_or(at), top, unit_type, target, asks=is_asked)


def _office(  # noqa: PLR0913 - what was asked for, spelled out
    places: Sequence[Path], day: date, top: str, unit_type: str, target: Path | None, *, asks: bool
) -> None:
    from dangjian_chain.formats.office.mapping import NAMES  # noqa: PLC0415 - only where workbooks are read
    from dangjian_chain.formats.office.understanding import understand  # noqa: PLC0415 - the same
    from dangjian_chain.reports.office_results import FOLDER, OfficeResults  # noqa: PLC0415 - the same

    with reading(places[0]):
        found = understand(*places, top=top, unit_type=unit_type)
        if asks and (found.asks_top or found.asks_unit_type):
            top, unit_type = _answers(found, top, unit_type)
            found = understand(*places, top=top, unit_type=unit_type)
    beside = places[0] if places[0].is_dir() else places[0].parent
    mapping = found.source or beside / NAMES[0 if language() == "zh" else 1]
    results = OfficeResults(found, target or beside / FOLDER.of(language()), day, language())
    with writing(results.folder):
        if found.tables and (found.source is None or top or unit_type):
            found.write(mapping, language())
        page = results.write(mapping.name)
    for name, what in results.warned:
        tell(f"{name}{'：' if language() == 'zh' else ': '}{what}")
    _say(results.folder, page, found, results.report)
    if found.problems:
        raise NoResultError(INPUT, found.problems)


def _say(folder: Path, page: Path, found: Understanding, report: object) -> None:
    lang = language()
    lines = [_DONE.of(lang).format(tables=len(found.tables), folder=folder)]
    if report is not None:
        listed = report.to_verify  # type: ignore[attr-defined]  # a Report, loaded late
        lines.append(_VERIFY.of(lang).format(count=len(listed), causes=len(listed.causes)))
    lines.append(_PAGE.of(lang).format(page=page))
    emit("\n".join(lines) + "\n")


# --- questions -------------------------------------------------------------------------


def _asked_places(*, asks: bool) -> tuple[Path, ...]:
    if not asks:
        raise click.UsageError(_NO_PLACE.of(language()))
    said = click.prompt(_PLACE.of(language()), default="", show_default=False).strip()
    found = tuple(Path(part) for part in _dragged(said))
    if not found:
        raise click.UsageError(_NO_PLACE.of(language()))
    return found


def _dragged(said: str) -> list[str]:
    r"""
    Return the paths of a line that was dragged into the window: in quotes where they have spaces.

    Examples
    --------
    >>> _dragged('"C:\\党建 材料（1）" C:\\花名册.xlsx')
    ['C:\\党建 材料（1）', 'C:\\花名册.xlsx']
    """
    alone = said.strip().strip("\"'")
    if alone and Path(alone).exists():
        return [alone]
    try:
        parts = shlex.split(said, posix=False)
    except ValueError:
        parts = said.split()
    return [part.strip("\"'") for part in parts if part.strip("\"'")]


def _answers(found: Understanding, top: str, unit_type: str) -> tuple[str, str]:
    if found.asks_top and not top:
        top = _ask(_TOP, found.tops[:9], found.tops[:9])
    if found.asks_unit_type and not unit_type:
        shown = _LABELS if language() == "zh" else _UNIT_TYPES
        unit_type = _ask(_UNIT_TYPE, shown, _UNIT_TYPES)
    return top, unit_type


def _ask(question: Text, shown: Sequence[str], values: Sequence[str]) -> str:
    """Return the answer to a question: one of those shown, by its number, or what was typed."""
    tell(question.of(language()))
    for number, one in enumerate(shown, start=1):
        tell(f"  {number} {one}")
    said = str(click.prompt(_CHOOSE.of(language()), default="", show_default=False, err=True)).strip()
    if said.isdigit() and 0 < int(said) <= len(values):
        return values[int(said) - 1]
    return said if any(map(str.isalpha, said)) else ""
