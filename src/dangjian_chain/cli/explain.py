"""`explain`: the card of a rule."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import form_option, output_option
from dangjian_chain.cli.output import emit
from dangjian_chain.gaps.registry import rule
from dangjian_chain.reports.card import rule_card
from dangjian_chain.reports.documents import json_bytes, rules_document
from dangjian_chain.text import Text


@command(
    "explain",
    Text(
        zh="RULE 是编号（DJ106）或英文名称（nothing-kept-above）：核对什么、为什么、依据何在、怎么补正。",
        en="RULE is a code (DJ106) or a name (nothing-kept-above): what it compares and why, on what ground, what to do.",
    ),
)
@click.argument("name", metavar="RULE")
@form_option("text", "json")
@output_option
def explain(name: str, form: str, output: Path | None) -> None:
    """Show the card of a rule."""
    found = rule(name)
    emit(json_bytes(rules_document([found])) if form == "json" else rule_card(found, language()), output)
