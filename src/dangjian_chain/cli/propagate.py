"""`propagate`: what every organization and role must carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from dangjian_chain.cli.bilingual import command, option
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
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.formats.write import write
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.cascade import propagate as cascade_of
from dangjian_chain.reports.documents import (
    DUTY_COLUMNS,
    cascade_document,
    duty_list_document,
    duty_rows,
    explanation_document,
    json_bytes,
)
from dangjian_chain.reports.landing_curve import landing_curve
from dangjian_chain.reports.pair_table import pair_table
from dangjian_chain.reports.role_list import role_list
from dangjian_chain.reports.sheet import csv_bytes
from dangjian_chain.text import Text

_NOT_REACHED = Text(zh="尚未衔接到位，或清单外的", en="Not reached, or outside the list")
_ADOPTED = Text(zh="已写入按责任分解补全分工的责任链", en="written, with the expected bearers assigned")
_ONE = Text(
    zh="--role、--why 与 --duty、--organization 只能用其中一种",
    en="use one of --role, --why, or --duty and --organization",
)
_NO_CSV = Text(zh="--why 的结果是一棵树，没有 CSV 形式", en="--why gives a tree, which has no form as CSV")


@frozen
class View:
    """What of a cascade is asked for."""

    role: str | None
    why: tuple[str, str] | None
    duty: str | None
    organization: str | None
    form: str
    whole: bool

    def check(self) -> None:
        """Refuse what cannot be had together."""
        if sum((self.role is not None, self.why is not None, bool(self.duty or self.organization))) > 1:
            raise click.UsageError(_ONE.of(language()))
        if self.why is not None and self.form == "csv":
            raise click.UsageError(_NO_CSV.of(language()))


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
        result = _result(cascade, wanted)
        if adopt is not None:
            with writing(adopt):
                write(cascade.adopt(), adopt)
    emit(result, output)
    if adopt is not None:
        tell(f"{adopt}{'：' if language() == 'zh' else ': '}{_ADOPTED.of(language())}")


def _result(cascade: Cascade, view: View) -> str | bytes:
    if view.why is not None:
        return _why(cascade, *view.why, view.form)
    if view.role is not None:
        return _role(cascade, view.role, view.form)
    return _landing(cascade, view)


def _why(cascade: Cascade, duty: str, organization: str, form: str) -> str | bytes:
    tree = cascade.why(duty, organization)
    if form == "json":
        return json_bytes(explanation_document(tree, duty=duty, organization=organization, cascade=cascade))
    return tree.to_text(language()) + "\n"


def _role(cascade: Cascade, role: str, form: str) -> str | bytes:
    duties = cascade.list_for(role)
    if form == "json":
        return json_bytes(duty_list_document(duties, cascade))
    if form == "csv":
        return csv_bytes(DUTY_COLUMNS, duty_rows(duties))
    return role_list(duties, language())


def _landing(cascade: Cascade, view: View) -> str | bytes:
    duty, organization = view.duty, view.organization
    _check_known(cascade, "duty", duty)
    _check_known(cascade, "organization", organization)
    columns = cascade.columns()
    pairs = [
        pair
        for pair in _rows(columns)
        if duty in {None, pair["duty"]} and organization in {None, pair["organization"]}
    ]
    if view.form == "csv":
        return csv_bytes(list(columns), pairs)
    if view.form == "json":
        landing = list(cascade.landing) if duty is None else cascade.landing.of(duty)
        bearers = cascade.bearers.of(duty=duty, organization=organization)
        return json_bytes(cascade_document(cascade, pairs, landing, bearers))
    if organization is not None:
        return pair_table(pairs, cascade.chain, language())
    curve = landing_curve(cascade, language(), duty=duty, **({"listed": None} if view.whole else {}))
    open_pairs = [pair for pair in pairs if pair["expected"] != pair["reached"]]
    if duty is None or not open_pairs:
        return curve
    return f"{curve}\n{_NOT_REACHED.of(language())}\n{pair_table(open_pairs, cascade.chain, language())}"


def _rows(columns: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of columns."""
    return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))


def _check_known(cascade: Cascade, what: str, id_: str | None) -> None:
    """Refuse an id that the chain does not know."""
    table = cascade.chain.tables["duties" if what == "duty" else "organizations"]
    if id_ is not None and id_ not in table.positions:
        raise UnknownNameError(what, id_, table.ids)
