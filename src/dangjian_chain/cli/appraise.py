"""`appraise`: scores of organizations and roles, bands, use of results, and work reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.appraise_views import VIEWS, Asked
from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
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
from dangjian_chain.cli.output import emit, emit_pages
from dangjian_chain.cli.places import check_workbook, refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.text import Text

_ONE = Text(
    zh="{names} 各是一种结果，一次只写一个", en="{names} are different results; ask for one at a time"
)
_NOT_IN = Text(zh="{name} 的结果没有 {form} 形式", en="{name} gives no result as {form}")
_WITH_WHY = Text(zh="--indicator 随 --why 使用", en="--indicator goes with --why")
_WITH_BANDS = Text(zh="--before 随 --bands 使用", en="--before goes with --bands")
_PERIOD = Text(
    zh="时段请写成年、半年、季度或月，如 2025、2025年第三季度",
    en="a period is a year, a half-year, a quarter or a month, such as 2025 or 2025Q3",
)


@command(
    "appraise",
    Text(
        zh="不写 --scheme 的，按责任事项自己的分值。先说明哪些记录没有计入；得分只在同类组织之间比较，"
        "没有记录的不计为零分，并写明得分有多少有记录可依。结果供考核单位核对，不代替考核。",
        en="Without --scheme by the weights of the duties themselves. What is not counted is said first; scores are compared "
        "within a class alone, what is not on record is no zero, and of how many points something is known is said. "
        "The results are for the one who appraises to check.",
    ),
)
@input_argument
@option(
    "--period",
    metavar="PERIOD",
    words=Text(
        zh="考核的时段，如 2025、2025年第三季度；默认上一年。",
        en="What is appraised, such as 2025 or 2025Q3; the year before by default.",
    ),
)
@at_option
@scheme_option
@profile_option
@option(
    "--organization",
    "organizations",
    multiple=True,
    metavar="ID",
    words=Text(
        zh="只看一个组织：它的各项得分；随 --work-reports 的，是向它述职的。可写多次。",
        en="One organization: what each indicator gives; with --work-reports those who report to it. May be repeated.",
    ),
)
@option(
    "--role",
    metavar="ID",
    words=Text(
        zh="一个岗位作为第一责任人、直接责任人的得分。", en="The points of a role as first or direct."
    ),
)
@option(
    "--why",
    metavar="ID",
    words=Text(
        zh="一个组织的得分怎么算出来；随 --work-reports 的，是一个岗位的述职。",
        en="The arithmetic of an organization's score; with --work-reports what a role's report rests on.",
    ),
)
@option(
    "--indicator",
    metavar="ID",
    words=Text(zh="--why 只看一项指标。", en="With --why, one indicator alone."),
)
@option(
    "--work-reports",
    is_flag=True,
    words=Text(zh="述职评议：谁向谁述职，测评票数。", en="Work reports: who reports to whom, and the votes."),
)
@option(
    "--bands",
    is_flag=True,
    words=Text(zh="分类定级：先进、达标、后进。", en="Bands: advanced, qualified, backward."),
)
@option(
    "--before",
    metavar="OLD",
    words=Text(
        zh="与前期相比谁升谁降：前期的 INPUT，或者年份（按两年的得分）。",
        en="Who moved since: an earlier INPUT, or a year, by the scores of both years.",
    ),
)
@option("--uses", is_flag=True, words=Text(zh="结果运用。", en="What results were used for."))
@reading_options
@form_option("text", "json", "csv", "xlsx")
@output_option
def appraise(  # noqa: PLR0913 - one parameter an option
    source: Path,
    period: str | None,
    at: date | None,
    schemes: tuple[Path, ...],
    profiles: tuple[Path, ...],
    organizations: tuple[str, ...],
    role: str | None,
    why: str | None,
    indicator: str | None,
    before: str | None,
    form: str,
    output: Path | None,
    *,
    work_reports: bool,
    bands: bool,
    uses: bool,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Show scores, or what is asked for in their place."""
    name = _view({"--role": role, "--work-reports": work_reports, "--bands": bands, "--uses": uses}, why)
    _check_usage(name, form, output, indicator, before)
    day = today_or(at)
    span = _period(period, day)
    for read in (source, *schemes, *profiles, *([] if before is None else [Path(before)])):
        refuse_same(read, output)
    with Progress() as progress:
        chosen = read_schemes(schemes)  # one whose weights do not add up is told before anything is scored
        own = read_profiles(profiles)
        how = {"set_aside": set_aside, "keep_first": keep_first}
        chain = read_chain(source, progress, **how).at(day)
        earlier = None
        if before is not None and not before.isdigit():
            earlier = read_chain(Path(before), progress, **how).at(day)
        asked = Asked(
            chain=chain,
            period=span,
            schemes=chosen,
            profiles=own,
            organizations=organizations,
            role=role,
            why=why,
            indicator=indicator,
            before=before,
            earlier=earlier,
        )
        view = VIEWS[name](asked)
        result = view.pages() if form == "xlsx" else getattr(view, form)()
    if form == "xlsx" and output is not None:
        emit_pages(result, output)
    else:
        emit(result, output)


def _view(given: dict[str, object], why: str | None) -> str:
    """Return which result is asked for."""
    names = [name for name, value in given.items() if value]
    if why is not None and names != ["--work-reports"]:
        names.append("--why")
    if len(names) > 1:
        raise click.UsageError(
            _ONE.of(language()).format(names="、".join(names) if language() == "zh" else ", ".join(names))
        )
    if why is not None:
        return "--why" if "--why" in names else "--work-reports --why"
    return names[0] if names else ""


def _check_usage(
    name: str, form: str, output: Path | None, indicator: str | None, before: str | None
) -> None:
    if indicator is not None and name != "--why":
        raise click.UsageError(_WITH_WHY.of(language()))
    if before is not None and name != "--bands":
        raise click.UsageError(_WITH_BANDS.of(language()))
    if not hasattr(VIEWS[name], "pages" if form == "xlsx" else form):
        raise click.UsageError(_NOT_IN.of(language()).format(name=name, form=form))
    check_workbook(form, output)


def _period(words: str | None, day: date) -> int | str:
    """Return the period asked for; a year is a number."""
    if words is None:
        return day.year - 1
    if words.isdigit() and stated_period(words) is not None:
        return int(words)
    if stated_period(words) is None:
        raise click.UsageError(_PERIOD.of(language()))
    return words
