"""`due`: who is due for re-election when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

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
    reading_options,
    today_or,
)
from dangjian_chain.cli.output import emit, tell
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.performance.terms import terms as terms_of
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.sheet import columns_bytes
from dangjian_chain.reports.terms_pages import not_judged, terms_document, terms_page
from dangjian_chain.text import Text

_ONLY_TERMS = Text(
    zh="目前只能列出换届时间，请加 --terms；到期事项随履责一并提供",
    en="only terms can be listed so far, add --terms; due items come with performance",
)


@command(
    "due",
    Text(
        zh="已届满的在前，其余按时间先后。任期按开始之日的规定计；没有填写换届时间的组织只计数，不作判断。",
        en="Those that have ended come first, then by date. A term follows the rule of the day it began; "
        "organizations without an election date are counted, and nothing is concluded about them.",
    ),
)
@input_argument
@option("--terms", is_flag=True, words=Text(zh="列出换届时间。", en="List terms."))
@at_option
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
@form_option("text", "json", "csv")
@output_option
def due(  # noqa: PLR0913 - one parameter an option
    source: Path,
    at: date | None,
    months: int | None,
    profiles: tuple[Path, ...],
    form: str,
    output: Path | None,
    *,
    terms: bool,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Show who is due for re-election when."""
    if not terms:
        raise click.UsageError(_ONLY_TERMS.of(language()))
    refuse_same(source, output)
    with Progress() as progress:
        own = read_profiles(profiles)
        chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first).at(today_or(at))
        found = terms_of(chain, profile=own)
    if form == "json":
        emit(json_bytes(terms_document(found, months)), output)
    elif form == "csv":
        emit(columns_bytes(found.due(months).columns()), output)
        tell(not_judged(found, language()))
    else:
        emit(terms_page(found, chain, language(), months=months), output)
