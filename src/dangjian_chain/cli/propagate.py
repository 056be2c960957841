"""`propagate`: what every organization and role must carry."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.cascade_view import View
from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    PATH,
    at_option,
    form_option,
    input_argument,
    output_option,
    read_chain,
    reading_options,
    today_or,
)
from dangjian_chain.cli.output import emit, tell
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.formats.write import write
from dangjian_chain.propagation.cascade import propagate as cascade_of
from dangjian_chain.text import Text

_ADOPTED = Text(zh="已写入按责任分解补全分工的责任链", en="written, with the expected bearers assigned")


@command(
    "propagate",
    Text(
        zh="默认给出传导率：每一级应列入、已列入、已衔接到位各多少。",
        en="By default the landing curve: how many are expected, declared and reached on each level.",
    ),
)
@input_argument
@at_option
@option(
    "--role", metavar="ROLE", words=Text(zh="一个岗位的责任清单。", en="The responsibility list of a role.")
)
@option("--duty", metavar="DUTY", words=Text(zh="只看一个责任事项。", en="One duty only."))
@option("--organization", metavar="ORG", words=Text(zh="只看一个组织。", en="One organization only."))
@option(
    "--why",
    nargs=2,
    metavar="DUTY ORG",
    words=Text(
        zh="为什么这个组织承担（或不承担）这个事项。", en="Why the organization carries the duty, or why not."
    ),
)
@option(
    "--adopt",
    type=PATH,
    metavar="OUT",
    words=Text(
        zh="另写一份责任链，分工按应承担的岗位补全；形式由名称决定。",
        en="Write the chain with the expected bearers as its assignments; its form follows from the name.",
    ),
)
@option(
    "--all",
    "whole",
    is_flag=True,
    words=Text(zh="事项全部列出。", en="List all duties that are not reached."),
)
@reading_options
@form_option("text", "json", "csv")
@output_option
def propagate(  # noqa: PLR0913 - one parameter an option
    source: Path,
    at: date | None,
    output: Path | None,
    adopt: Path | None,
    *,
    set_aside: bool,
    keep_first: bool,
    **view: Any,  # noqa: ANN401 - the fields of View
) -> None:
    """Hand the duties of a chain down and show what is asked for."""
    wanted = View(**view)
    wanted.check()
    refuse_same(source, output)
    refuse_same(source, adopt)
    with Progress() as progress:
        chain = read_chain(source, progress, set_aside=set_aside, keep_first=keep_first)
        progress.step(Text(zh="正在分解 …", en="handing down …"))
        cascade = cascade_of(chain, today_or(at))
        result = wanted.render(cascade)
        if adopt is not None:
            with writing(adopt):
                write(cascade.adopt(), adopt)
    emit(result, output)
    if adopt is not None:
        tell(f"{adopt}{'：' if language() == 'zh' else ': '}{_ADOPTED.of(language())}")
