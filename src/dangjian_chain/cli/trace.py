"""`trace`: who would answer, level by level; candidates with reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from dangjian_chain.accountability.document import paths_document, standings_document
from dangjian_chain.accountability.paths import LIMIT, AccountabilityPaths
from dangjian_chain.accountability.standing import Standings, paths_through
from dangjian_chain.accountability.tracing import accountability_paths
from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    at_option,
    input_argument,
    output_option,
    read_chain,
    reading_options,
    today_or,
)
from dangjian_chain.cli.output import emit, tell
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.foot import FOOT
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.path_page import path_page, standing_page
from dangjian_chain.reports.sheet import columns_bytes
from dangjian_chain.text import Text

_WHAT = Text(
    zh="请写 DUTY 和 ORGANIZATION 两个编号，或者只用 --role", en="say DUTY and ORGANIZATION, or --role alone"
)
_PART = Text(
    zh="共{count}条链条，表中为{listed}条；多条链条不显示人员。",
    en="{count} path(s), {listed} of them in the table; several paths show no persons.",
)
_NO_CHART = Text(
    zh="--role 的结果是一张表，没有 Mermaid 形式", en="--role gives a table, which has no form as Mermaid"
)
_NO_PERSONS = Text(
    zh="--role 列出多条链条，不显示人员；请指明事项和组织",
    en="--role lists many paths and shows no persons; name a duty and an organization",
)


@command(
    "trace",
    Text(
        zh="DUTY、ORGANIZATION 是责任事项和组织的编号。结果是供研判参考的链条，逐级写明事实和依据；"
        "没有记录不等于没有做，不对任何人作判断。",
        en="DUTY and ORGANIZATION are ids. The result is a candidate path, each level with its fact and ground; "
        "absence of a record is not absence of the deed, and nothing is decided about anybody.",
    ),
)
@input_argument
@click.argument("duty", metavar="[DUTY]", required=False)
@click.argument("organization", metavar="[ORGANIZATION]", required=False)
@at_option
@option(
    "--role",
    metavar="ROLE",
    words=Text(
        zh="一个岗位会在哪些链条上、处于何种状态。",
        en="On which paths a role would stand, and in which state.",
    ),
)
@option(
    "--persons",
    is_flag=True,
    words=Text(
        zh="显示当日任职人员（只随单独一条链条）。",
        en="Show the holders of the day (with a single path only).",
    ),
)
@option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    show_default=True,
    metavar="N",
    words=Text(
        zh="最多列出几条链条；条数总是精确的。",
        en="List so many paths at most; their count is exact all the same.",
    ),
)
@reading_options
@option(
    "--as",
    "--format",
    "form",
    type=click.Choice(["text", "json", "mermaid", "csv"]),
    default="text",
    show_default=True,
    words=Text(
        zh="结果的形式：文字、程序用的 JSON、Mermaid 流程图、电子表格能打开的 CSV。",
        en="Form of the result: text, JSON for programs, a Mermaid flow chart, CSV for spreadsheets.",
    ),
)
@output_option
def trace(  # noqa: PLR0913 - one parameter an option
    source: Path,
    duty: str | None,
    organization: str | None,
    at: date | None,
    role: str | None,
    limit: int,
    form: str,
    output: Path | None,
    *,
    persons: bool,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Show paths of a pair, or those that a role stands on."""
    _check(duty, organization, role, form, persons=persons)
    refuse_same(source, output)
    with Progress() as progress:
        chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first)
        if role is not None:
            result = _of_role(paths_through(chain, role, today_or(at)), chain, form)
        else:
            paths = accountability_paths(
                chain,
                duty=duty or "",
                organization=organization or "",
                at=today_or(at),
                limit=limit,
                persons=persons,
            )
            result = _of_pair(paths, form, persons=persons)
    emit(result, output)


def _check(duty: str | None, organization: str | None, role: str | None, form: str, *, persons: bool) -> None:
    """Refuse what cannot be had together."""
    named = sum(one is not None for one in (duty, organization))
    if named != (0 if role is not None else 2):
        raise click.UsageError(_WHAT.of(language()))
    if role is not None and form == "mermaid":
        raise click.UsageError(_NO_CHART.of(language()))
    if role is not None and persons:
        raise click.UsageError(_NO_PERSONS.of(language()))


def _of_pair(paths: AccountabilityPaths, form: str, *, persons: bool) -> str | bytes:
    if form == "json":
        return json_bytes(paths_document(paths))
    if form == "mermaid":
        return paths.to_mermaid(language()) + "\n"
    if form == "csv":
        if paths.truncated or (persons and len(paths) > 1):
            tell(_PART.of(language()).format(count=paths.count, listed=len(paths)))
        if not paths.count:
            tell(" ".join(paths.why_not().to_text(language()).split()))
        return _with_foot(paths.columns(language()))
    return path_page(paths, language(), asked_persons=persons)


def _with_foot(columns: Mapping[str, list[Any]]) -> bytes:
    """Return columns as CSV whose last row holds the foot line: people open it as a page."""
    foot = {
        name: [*cells, FOOT.of(language()) if name == "fact" else None] for name, cells in columns.items()
    }
    return columns_bytes(foot)


def _of_role(standings: Standings, chain: ResponsibilityChain, form: str) -> str | bytes:
    if form == "json":
        return json_bytes(standings_document(standings))
    if form == "csv":
        return _with_foot(standings.columns(language()))
    return standing_page(standings, chain.at(standings.day), language())
