"""`check`: where the chain falls short."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.annotating import annotate, annotating
from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import GAPS
from dangjian_chain.cli.gaps_view import View
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    PATH,
    at_option,
    form_option,
    input_argument,
    output_option,
    profile_option,
    read_chain,
    read_profiles,
    read_schemes,
    reading_options,
    scheme_option,
    today_or,
)
from dangjian_chain.cli.output import emit, written
from dangjian_chain.cli.places import check_workbook, refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.gaps.detect import detect_gaps
from dangjian_chain.gaps.registry import selected
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.reports.checklist import LISTED
from dangjian_chain.text import Text

_WORKBOOK = "xlsx"


@command(
    "check",
    Text(
        zh="INPUT 是文件夹、YAML 或 JSON 文件、工作簿。结果是核对清单，由人核实后才作数；未见不等于未做。",
        en="INPUT is a folder, a YAML or JSON file, or a workbook. The result is a list to be verified by people: "
        "what was not found may well have been done.",
    ),
)
@input_argument
@at_option
@option(
    "--select",
    multiple=True,
    metavar="CODES",
    words=Text(zh="只核对这些编号开头的，如 DJ1,DJ503。", en="Only rules that begin so, such as DJ1,DJ503."),
)
@option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    words=Text(zh="不核对这些编号开头的。", en="Not the rules that begin so."),
)
@option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.ERROR),
    show_default=True,
    words=Text(
        zh="有这一程度（或更重）的事项时以 1 退出：应核改、建议完善、提示。",
        en="Exit with 1 where a gap is this grave or graver.",
    ),
)
@option(
    "--all",
    "whole",
    is_flag=True,
    words=Text(
        zh=f"全部列出，而不是事项较多时只列最要紧的{LISTED}项起因。",
        en=f"List all gaps; of more than {LISTED} only the {LISTED} gravest causes are shown otherwise.",
    ),
)
@option(
    "--annotate",
    "copy",
    type=PATH,
    metavar="COPY.xlsx",
    words=Text(
        zh="INPUT 是工作簿时，另写一份副本：每个事项在所在的单元格加批注、着色，并加一张带链接、可填核实情况的清单；"
        "读不进来的，批注在出错的单元格上。.xls、.et、.ods 转换后再写。原表不动。",
        en="Of a workbook write a copy as well: each gap a comment on its cell, tinted, and a sheet of them all with "
        "links, to be filled in; where it cannot be read, comments on the cells in error. .xls, .et and .ods are "
        "converted. INPUT is not touched.",
    ),
)
@profile_option
@scheme_option
@reading_options
@form_option("text", "json", "csv", "sarif", "junit", "github", "xlsx")
@output_option
def check(  # noqa: PLR0913 - one parameter an option
    source: Path,
    at: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    profiles: tuple[Path, ...],
    schemes: tuple[Path, ...],
    form: str,
    output: Path | None,
    copy: Path | None,
    *,
    whole: bool,
    set_aside: bool,
    keep_first: bool,
) -> int:
    """Check a chain and return the exit code."""
    check_workbook(form, output)
    for read in (source, *profiles, *schemes):
        refuse_same(read, output)
        refuse_same(read, copy)
    if copy is not None:
        refuse_same(copy, output)
    chosen, left = ",".join(select), ",".join(ignore)
    with Progress() as progress:
        profile, scheme = read_profiles(profiles), read_schemes(schemes)
        with annotating(source, copy, progress):
            chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first)
        report = detect_gaps(
            chain,
            today_or(at),
            select=chosen,
            ignore=left,
            profile=profile,
            scheme=scheme,
            progress=progress.rule,
        )
        if copy is not None:
            annotate(report, source, copy, progress)
    if form == _WORKBOOK and output is not None:
        with written(output):
            report.to_excel(output, lang=language())
    else:
        view = View(form, source, frozenset(rule.code for rule in selected(chosen, left)), whole=whole)
        emit(view.render(report, chain), output)
    return GAPS if report.reaches(Severity(fail_on)) else 0
