"""`due`: what is due from whom by when, the loop, the burden, and who is due for re-election."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.due_views import VIEWS, Asked
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
    reading_options,
    today_or,
)
from dangjian_chain.cli.output import emit, emit_pages
from dangjian_chain.cli.places import check_workbook, refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.performance.due_period import stated_period
from dangjian_chain.period import earliest
from dangjian_chain.text import Text

_TAKEN: Mapping[str, tuple[str, ...]] = {
    "--period": ("", "--burden", "--loop"),
    "--under": ("", "--burden", "--loop"),
    "--role": ("",),
    "--duty": ("", "--loop"),
    "--days": ("",),
    "--all": ("", "--burden", "--loop"),
    "--why": ("", "--loop"),
    "--records": ("",),
    "--months": ("--terms",),
    "--profile": ("--terms",),
}
"""Which results an option is for; blank for what is due."""
_ONE = Text(
    zh="{names} 各是一种结果，一次只写一个", en="{names} are different results; ask for one at a time"
)
_WITH = Text(zh="{name} 随 {view} 使用", en="{name} goes with {view}")
_WITHOUT = Text(zh="{name} 不与 {view} 同用", en="{name} does not go with {view}")
_NOT_IN = Text(zh="{view} 的结果没有 {form} 形式", en="{view} gives no result as {form}")
_PERIOD = Text(
    zh="时段请写成年、半年、季度或月，如 2026、2026年第三季度",
    en="a period is a year, a half-year, a quarter or a month, such as 2026 or 2026Q3",
)
_YEAR = Text(zh="--burden 按年计，时段请写成年，如 2026", en="--burden is of a year; write one, such as 2026")


@command(
    "due",
    Text(
        zh="先说明哪些记录没有载齐、不作判断，再列到期未见记录的、快到期的，最后按单位计数；没有记录不等于没有开展。"
        "--loop 列出从明确承担到整改闭合各环节的比例，--burden 列出一年要记多少、合并登记能少多少，"
        "--terms 列出换届时间：已届满的在前，没有填写换届时间的组织只计数，不作判断。",
        en="What cannot be judged is said first, then what is past its day without a record, what falls due next, and counts by "
        "unit; no record is not no deed. --loop shows how many duties are closed stage by stage, --burden what is to be "
        "recorded in a year and how few events would do, --terms who is due for re-election: those ended first, and "
        "organizations without an election date are counted alone.",
    ),
)
@input_argument
@option(
    "--period",
    metavar="PERIOD",
    words=Text(
        zh="时段，如 2026、2026年第三季度；默认核对日所在的年。",
        en="What falls due in it, such as 2026 or 2026Q3; the year of the day by default.",
    ),
)
@at_option
@option(
    "--under", metavar="ID", words=Text(zh="一个组织及以下各级。", en="An organization and all below it.")
)
@option("--role", metavar="ID", words=Text(zh="一个岗位承担的。", en="What a role bears."))
@option("--duty", metavar="ID", words=Text(zh="一项责任事项。", en="One duty."))
@option(
    "--days",
    type=click.IntRange(min=0),
    metavar="N",
    words=Text(zh="列出几天之内到期的；默认30。", en="What falls due within so many days; 30 by default."),
)
@option(
    "--all",
    "is_all",
    is_flag=True,
    words=Text(
        zh="按组织全部列出，不只列前20组。", en="List every group, by organization, not the first 20."
    ),
)
@option(
    "--why",
    nargs=2,
    metavar="DUTY ORGANIZATION",
    words=Text(
        zh="一个组织的一项责任为什么这样判断：逐个时段列出记录；随 --loop 的，逐个环节。",
        en="Why a duty in an organization counts as it does: span by span; with --loop stage by stage.",
    ),
)
@option(
    "--loop",
    is_flag=True,
    words=Text(
        zh="责任闭环：各环节的比例和最先停在哪一环。",
        en="The loop: rates by stage, and the first open stages.",
    ),
)
@option(
    "--burden",
    is_flag=True,
    words=Text(
        zh="一年要记多少，合并登记少多少，哪些材料可不再要求。",
        en="What is to be recorded in a year, before and after sharing events.",
    ),
)
@option(
    "--records",
    type=PATH,
    metavar="FILE",
    words=Text(
        zh="另有大量记录的，写 Parquet 文件，不必读进来。",
        en="A large set of records beside those of INPUT: Parquet, counted where it lies.",
    ),
)
@option("--terms", is_flag=True, words=Text(zh="列出换届时间。", en="List terms."))
@option(
    "--months",
    type=click.IntRange(min=0),
    metavar="N",
    words=Text(
        zh="列出几个月之内应换届的；默认按规定的提醒期限。",
        en="Those due within so many months; by default as many as the rulebook reminds ahead.",
    ),
)
@profile_option
@reading_options
@form_option("text", "json", "csv", "xlsx")
@output_option
def due(  # noqa: PLR0913 - one parameter an option
    source: Path,
    period: str | None,
    at: date | None,
    under: str | None,
    role: str | None,
    duty: str | None,
    days: int | None,
    why: tuple[str, str] | None,
    records: Path | None,
    months: int | None,
    profiles: tuple[Path, ...],
    form: str,
    output: Path | None,
    *,
    is_all: bool,
    loop: bool,
    burden: bool,
    terms: bool,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Show what is due, or what is asked for in its place."""
    view = _view({"--terms": terms, "--burden": burden, "--loop": loop})
    given = {
        "--period": period,
        "--under": under,
        "--role": role,
        "--duty": duty,
        "--days": days,
        "--all": is_all or None,
        "--why": why,
        "--records": records,
        "--months": months,
        "--profile": profiles or None,
    }
    _check_options(view, [name for name, value in given.items() if value is not None])
    name = view if why is None else f"{view} --why".strip()
    _check_form(name, form, output)
    day = today_or(at)
    span, year = _period(period, day, view)
    for read in (source, *profiles, *filter(None, [records])):
        refuse_same(read, output)
    with Progress() as progress:
        own = read_profiles(profiles)
        chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first).at(day)
        asked = Asked(
            chain=chain,
            day=day,
            period=span,
            year=year,
            under=under,
            role=role,
            duty=duty,
            days=days,
            months=months,
            why=why,
            records=records,
            profiles=own,
            is_all=is_all,
        )
        result = VIEWS[name](asked)
        made = result.pages() if form == "xlsx" else getattr(result, form)()
    if form == "xlsx" and output is not None:
        emit_pages(made, output)
    else:
        emit(made, output)


def _view(given: Mapping[str, bool]) -> str:
    """Return which result is asked for."""
    names = [name for name, value in given.items() if value]
    if len(names) > 1:
        mark = "、" if language() == "zh" else ", "
        raise click.UsageError(_ONE.of(language()).format(names=mark.join(names)))
    return names[0] if names else ""


def _check_options(view: str, given: list[str]) -> None:
    """Refuse an option that the result does not know, rather than let it change nothing."""
    for name in given:
        views = _TAKEN[name]
        if view not in views:
            words = _WITHOUT if view else _WITH
            raise click.UsageError(words.of(language()).format(name=name, view=view or views[0]))


def _check_form(name: str, form: str, output: Path | None) -> None:
    if not hasattr(VIEWS[name], "pages" if form == "xlsx" else form):
        raise click.UsageError(_NOT_IN.of(language()).format(view=name, form=form))
    check_workbook(form, output)


def _period(words: str | None, day: date, view: str) -> tuple[int | str | None, int]:
    """Return the period asked for, and its year."""
    if words is None:
        return None, day.year
    meant = stated_period(words)
    if meant is None or meant.start is None:
        raise click.UsageError(_PERIOD.of(language()))
    year = earliest(meant.start).year
    if view == "--burden" and meant != stated_period(str(year)):
        raise click.UsageError(_YEAR.of(language()))
    return words, year
