"""What of a cascade is shown: the landing curve, one role's list, the reasons of one pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click
from attrs import frozen

from dangjian_chain.cli.language import language
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.reports.documents import (
    DUTY_COLUMNS,
    cascade_document,
    duty_list_document,
    duty_rows,
    explanation_document,
    json_bytes,
)
from dangjian_chain.reports.landing_curve import LISTED, landing_curve
from dangjian_chain.reports.pair_table import pair_table
from dangjian_chain.reports.role_list import role_list
from dangjian_chain.reports.sheet import csv_bytes
from dangjian_chain.text import Text

_NOT_REACHED = Text(zh="尚未衔接到位，或清单外的", en="Not reached, or outside the list")
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

    def render(self, cascade: Cascade) -> str | bytes:
        """Return what is asked for, in its form."""
        if self.why is not None:
            return _why(cascade, *self.why, self.form)
        if self.role is not None:
            return _role(cascade, self.role, self.form)
        return _landing(cascade, self)


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
    for collection, id_ in (("duties", duty), ("organizations", organization)):
        if id_ is not None:
            cascade.chain.tables[collection].position(id_)
    if view.form == "text" and duty is None and organization is None:
        return landing_curve(cascade, language(), listed=None if view.whole else LISTED)
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
    curve = landing_curve(cascade, language(), duty=duty)
    open_pairs = [pair for pair in pairs if _is_open(pair)]
    if not open_pairs:
        return curve
    return f"{curve}\n{_NOT_REACHED.of(language())}\n{pair_table(open_pairs, cascade.chain, language())}"


def _is_open(pair: Mapping[str, Any]) -> bool:
    """Whether a pair is expected and not reached, or declared where nothing is to be carried."""
    carried = pair["performs"] or pair["manages"]
    return bool(pair["expected"] and not pair["reached"]) or bool(pair["declared"] and not carried)


def _rows(columns: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of columns."""
    return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
