"""`report`: the lists as a workbook that is printed, filled in and read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import OUTPUT, NoResultError, reading, writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    PATH,
    at_option,
    input_argument,
    profile_option,
    read_chain,
    read_profiles,
    read_schemes,
    reading_options,
    scheme_option,
    today_or,
)
from dangjian_chain.cli.output import tell
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.errors import Problem
from dangjian_chain.reports.reporting import Report
from dangjian_chain.reports.reporting import report as report_of
from dangjian_chain.reports.verification import read_verifications
from dangjian_chain.text import Text

_WORKBOOK = ".xlsx"
_FORM = Text(
    zh="只能写成工作簿，请把 OUTPUT 写成 名称.xlsx", en="a report is a workbook; give OUTPUT a name in .xlsx"
)


@command(
    "report",
    Text(
        zh="OUTPUT 是要写的工作簿（.xlsx）：核对清单、落实情况、责任矩阵，附核对项说明。"
        "“核实情况”填好后，下次用 --verified 读回：属实的形成问题清单，不属实和情况说明的不再列出，直到情况有变。",
        en="OUTPUT is the workbook (.xlsx) to write: the list to verify, how far the duties have come, the matrix of "
        "responsibilities, and what the rules compare. Fill in 'verification' and hand the workbook back by --verified: "
        "confirmed rows become the list of problems, refuted and explained ones do not come back until their facts change.",
    ),
)
@input_argument
@click.argument("target", metavar="OUTPUT", type=PATH)
@at_option
@option(
    "--list",
    "lists",
    multiple=True,
    metavar="ID",
    words=Text(
        zh="另附一个组织或岗位的责任清单，可写多次。",
        en="Add the responsibility list of an organization or a role; may be given several times.",
    ),
)
@option(
    "--verified",
    multiple=True,
    type=PATH,
    metavar="FILE",
    words=Text(
        zh="读回一份填过核实情况的工作簿，可写多次。",
        en="Read back a workbook that was filled in; may be given several times.",
    ),
)
@option(
    "--year",
    type=click.IntRange(1, 9998),
    metavar="YEAR",
    words=Text(
        zh="考核、履责和闭环看哪一年；默认考核看上一年，履责和闭环看核对日所在的年。",
        en="The year of appraisal, of what was due and of the loop; by default the last one for the appraisal, that of the day for the others.",
    ),
)
@scheme_option
@profile_option
@reading_options
def report(  # noqa: PLR0913 - one parameter an option
    source: Path,
    target: Path,
    at: date | None,
    lists: tuple[str, ...],
    verified: tuple[Path, ...],
    year: int | None,
    schemes: tuple[Path, ...],
    profiles: tuple[Path, ...],
    *,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Write the report of a chain as a workbook."""
    if target.suffix.casefold() != _WORKBOOK:
        raise NoResultError(OUTPUT, [Problem("unknown-form", str(target), _FORM)])
    for read in (source, *verified, *schemes, *profiles):
        refuse_same(read, target)
    with Progress() as progress:
        scheme, profile = read_schemes(schemes), read_profiles(profiles)
        chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first)
        with reading(verified[0] if verified else source):
            answers = read_verifications(*verified)
        progress.step(Text(zh="正在核对和写入 …", en="comparing and writing …"))
        made = report_of(
            chain,
            today_or(at),
            lists=lists,
            verified=answers,
            lang=language(),
            scheme=scheme or None,
            year=year,
            profile=profile,
        )
        with writing(target):
            made.to_excel(target)
    tell(_written(target, made))


def _written(target: Path, made: Report) -> str:
    listed, confirmed = len(made.to_verify), len(made.confirmed)
    if language() == "zh":
        return f"已写入：{target}（待核实{listed}项，问题清单{confirmed}项）"
    return f"written: {target} ({listed} to verify, {confirmed} confirmed)"
