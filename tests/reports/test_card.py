"""Rules for people."""

import attrs
import pytest

from dangjian_chain.gaps import rules
from dangjian_chain.model.vocabulary import Symptom
from dangjian_chain.reports.card import rule_card, rule_table
from dangjian_chain.reports.layout import width
from dangjian_chain.rulebook import Override, Profile, rulebook
from dangjian_chain.text import Lang, Text
from tests.goldens import assert_golden
from tests.reports.small import BARE, DAY, MISSING, VACANT

LONG = attrs.evolve(
    MISSING,
    citations=("hand_over", "secretary_first_responsible"),
    explanation=Text(
        "上级已列入的事项，与下级清单逐项对照。" * 6, "Compares what is handed down with the lists. " * 6
    ),
    reading={"bad_rows": "set-aside"},
    reads=("organizations.covers", "roles.stand_in"),
    parameters=("branch_max_members", "committee_min_members", "reports_upward_per_year"),
    symptom=Symptom.DILUTED,
    is_on=False,
    profile='schema = "dangjian-chain-profile/1"\n',
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_of_a_rule(lang: Lang) -> None:
    assert_golden(f"card.{lang}.txt", rule_card(LONG, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_of_rules(lang: Lang) -> None:
    assert_golden(f"rules.{lang}.txt", rule_table([MISSING, BARE, attrs.evolve(VACANT, is_on=False)], lang))


def test_a_card_of_a_day_shows_the_numbers_of_the_day() -> None:
    """And those of a profile, where one is given."""
    override = Override(Text("示例口径", "Example"), "branch_max_members", 30.0, Text("理由", "a reason"))
    profile = Profile(Text("示例口径", "Example"), Text("理由", "a reason"), overrides=(override,))
    book = rulebook().with_profile(profile)
    before, after = (rule_card(LONG, "en", each.on(DAY)) for each in (rulebook(), book))

    assert "Numbers it compares with (2026-09-30)" in before
    assert "(branch_max_members): 50 members" in before
    assert "(branch_max_members): 30 members" in after


def test_a_rule_without_words_has_no_empty_sections() -> None:
    bare = attrs.evolve(BARE, citations=(), explanation=Text("", ""), bad="", good="", needs=())

    assert [line for line in rule_card(bare, "en").splitlines() if line and not line.startswith(" ")] == [
        "DJ105 Nobody bears it (bare)",
        "severity: warning",
        "stage: define",
        "status: preview: its meaning may still change",
        "since version: 0.1.0",
        "Message",
        "Next step",
    ]


@pytest.mark.parametrize("code", list(rules()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_has_a_card(code: str, lang: Lang) -> None:
    text = rule_card(rules()[code], lang).split("例子" if lang == "zh" else "example")[0]

    assert text.startswith(code)
    assert max(width(line) for line in text.splitlines()) <= 100
