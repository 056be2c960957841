"""`explain`: a rule, or a name of the rulebook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    at_option,
    form_option,
    output_option,
    profile_option,
    read_profiles,
    today_or,
)
from dangjian_chain.cli.output import emit
from dangjian_chain.cli.places import refuse_same
from dangjian_chain.reports.card import rule_card
from dangjian_chain.reports.documents import json_bytes, rules_document
from dangjian_chain.reports.look_up import look_up
from dangjian_chain.reports.rulebook_document import rulebook_document
from dangjian_chain.reports.rulebook_pages import found_pages
from dangjian_chain.rulebook import rulebook_with
from dangjian_chain.text import Text


@command(
    "explain",
    Text(
        zh="NAME 是核对项的编号或英文名称（DJ106、nothing-kept-above）、制度的代号或名称（BRA18）、"
        "参数（branch_max_members）或者依据（branch_term）。说明核对什么、依据何在、核对日的取值、口径有无改动。",
        en="NAME is the code or name of a rule (DJ106, nothing-kept-above), the code or title of an instrument (BRA18), "
        "a parameter (branch_max_members) or a fact (branch_term). Says what is compared and on what ground, what a "
        "number comes to on the day, and which profile changed it.",
    ),
)
@click.argument("name", metavar="NAME")
@at_option
@profile_option
@form_option("text", "json")
@output_option
def explain(name: str, at: date | None, profiles: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Show the card of a rule, or the page of a name of the rulebook."""
    for profile in profiles:
        refuse_same(profile, output)
    rules = rulebook_with(read_profiles(profiles)).on(today_or(at))
    found = look_up(name, rules.book)
    if form == "json":
        document = rules_document(found.rules, rules) if found.rules else rulebook_document(found, rules)
        emit(json_bytes(document), output)
    elif found.rules:
        emit("\n".join(rule_card(rule, language(), rules) for rule in found.rules), output)
    else:
        emit(found_pages(found, rules, language()), output)
