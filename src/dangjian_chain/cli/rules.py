"""`rules`: all rules in a table."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import form_option, output_option
from dangjian_chain.cli.output import emit
from dangjian_chain.gaps.registry import rules as known_rules
from dangjian_chain.model.vocabulary import Stage
from dangjian_chain.reports.card import rule_table
from dangjian_chain.reports.documents import json_bytes, rules_document
from dangjian_chain.text import Text

_STAGES = "；".join(f"{stage.value} {stage.label.zh}" for stage in Stage)


@command("rules")
@option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    metavar="STAGE",
    words=Text(
        zh=f"只列一个环节：{_STAGES}。", en=f"One stage only: {', '.join(stage.value for stage in Stage)}."
    ),
)
@form_option("text", "json")
@output_option
def rules(stage: str | None, form: str, output: Path | None) -> None:
    """Show all rules, or those of a stage."""
    found = [rule for rule in known_rules().values() if stage in {None, rule.stage.value}]
    emit(json_bytes(rules_document(found)) if form == "json" else rule_table(found, language()), output)
