"""The cards of all rules: their examples are run, their texts complete, in tone and honest about their basis."""

from __future__ import annotations

import difflib
import re
from datetime import date
from operator import attrgetter
from string import Formatter

import pytest

from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.gaps import GapReport, Rule, detect_gaps, rules
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.rulebook import Citation, Modality, Profile, Status, rulebook
from dangjian_chain.testing import chain_of

RULES = list(rules().values())
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])

SEVERITIES = {
    Severity.ERROR: [
        *("DJ001", "DJ002", "DJ003", "DJ004", "DJ006", "DJ008"),
        *("DJ101", "DJ102", "DJ103", "DJ105", "DJ106", "DJ112", "DJ125"),
        *("DJ501", "DJ503", "DJ507", "DJ906", "DJ907", "DJ908"),
    ],
    Severity.WARNING: [
        *("DJ005", "DJ104", "DJ107", "DJ108", "DJ109", "DJ110", "DJ126"),
        *("DJ502", "DJ901", "DJ902", "DJ904"),
    ],
}
NEVER = (
    *("错误", "违规", "不合格", "失职", "不作为", "问题线索", "责令", "追究"),
    *("甩锅", "一签了之", "突击补", "和稀泥", "倒数", "最差", "必须"),
    *("系统判定", "命中", "告警", "字段", "空值", "节点"),
)
NOT_IN_MESSAGES = (*NEVER, "问责", "应当", "violat", "guilt", "fault", " must ")


def speaking(rule: Rule, document: str) -> GapReport:
    """Return the gaps of an example, on its day and under its profile; a rule that is off is named."""
    profile = Profile.from_bytes(rule.profile.encode()) if rule.profile else ()
    scheme = Scheme.from_bytes(rule.scheme.encode()) if rule.scheme else ()
    select = None if rule.is_on else ["DJ", rule.code]
    return detect_gaps(
        chain_of(document, **rule.reading),
        at=date.fromisoformat(rule.at),
        profile=profile,
        scheme=scheme,
        select=select,
    )


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@each_rule
def test_in_the_bad_example_the_rule_speaks_and_no_other(rule: Rule):
    """Once, and beside it only what follows by necessity."""
    gaps = speaking(rule, rule.bad)

    assert {gap.code for gap in gaps} == {rule.code, *rule.beside}
    assert len(gaps.of(rule.code)) == 1


@each_rule
def test_in_the_good_example_no_rule_speaks(rule: Rule):
    """The repair removes the gap and adds none."""
    assert list(speaking(rule, rule.good)) == []


@each_rule
def test_the_good_example_is_the_smallest_repair(rule: Rule):
    """One place is changed, two where two lines are missing."""
    changes = difflib.ndiff(rule.bad.splitlines(), rule.good.splitlines())

    assert len([line for line in changes if line[:1] in "+-"]) <= 2


@each_rule
def test_examples_read_without_a_remark_and_name_nobody(rule: Rule):
    """Nothing but the schema left out needs to be understood, and every organization is made up."""
    chain = chain_of(rule.good, **rule.reading)

    assert [entry for entry in chain.understood if entry.code != "schema"] == []
    assert all("示例" in chain.organizations[id_].name for id_ in chain.organizations)


@each_rule
def test_every_text_exists_in_both_languages(rule: Rule):
    """Two sentences at least explain a rule, and end as sentences do."""
    for text in (rule.title, rule.message, rule.explanation, rule.remedy):
        assert text.en
        assert re.search(r"[一-鿿，。：]", text.zh)
        assert not re.search(r"[一-鿿]", text.en.replace("党政同责", ""))
    assert rule.explanation.zh.count("。") >= 2
    assert rule.explanation.zh.endswith("。")
    assert rule.explanation.en.endswith(".")
    assert rule.message.zh.endswith("。")


@each_rule
def test_placeholders_are_the_same_in_both_languages_and_all_filled(rule: Rule):
    """Nobody reads a brace."""
    gap = speaking(rule, rule.bad).of(rule.code)[0]
    said = [gap.message_zh, gap.message_en, gap.remedy_zh, gap.remedy_en]

    assert placeholders(rule.message.zh) == placeholders(rule.message.en) or rule.code == "DJ107"
    assert placeholders(rule.remedy.zh) == placeholders(rule.remedy.en)
    assert placeholders(rule.message.zh) | placeholders(rule.remedy.zh) <= gap.details.keys()
    assert not [text for text in said if not text or "{" in text or "}" in text or "None" in text]


@each_rule
def test_no_message_sounds_like_a_charge(rule: Rule):
    """What was compared and not found; never what somebody failed to do."""
    gap = speaking(rule, rule.bad).of(rule.code)[0]
    said = (
        f"{rule.title.zh} {rule.title.en} {rule.remedy.zh} {rule.remedy.en} {gap.message_zh} {gap.message_en}"
    )

    assert [word for word in NOT_IN_MESSAGES if word in said] == []


@each_rule
def test_an_explanation_keeps_the_tone_too(rule: Rule):
    """It may cite what a provision asks, and charges nobody either."""
    assert [word for word in NEVER if word in rule.explanation.zh] == []


@each_rule
def test_an_explanation_says_how_far_its_basis_carries(rule: Rule):
    """Where it rests on the definition of a chain alone it says so; what is unverified, it says too."""
    cited = [rulebook().citation(key) for key in rule.citations]
    said = rule.explanation

    assert cited
    assert all(citation.is_on for citation in cited)
    if all(citation.status is Status.PRACTICE for citation in cited):
        assert "依据是责任链的定义，不是条文规定。" in said.zh
        assert "The basis is the definition of a chain, not a provision." in said.en
    if any(citation.status is Status.ARTICLE_UNVERIFIED for citation in cited):
        assert "条号待核" in said.zh
        assert "article not verified" in said.en
    if any(citation.by_reference for citation in cited):
        assert "参照执行" in said.zh
        assert "by reference" in said.en


@each_rule
def test_a_card_names_its_instruments_in_full(rule: Rule):
    """Whoever looks for the text finds it by its title."""
    for key in rule.citations:
        citation = rulebook().citation(key)
        if citation.status is not Status.PRACTICE and citation.instrument.code != "CON22":
            assert f"《{citation.instrument.title.zh}》" in rule.explanation.zh


def test_codes_and_names_are_unique():
    """A code is never used twice, and a name says one defect."""
    assert [rule.code for rule in RULES] == sorted({rule.code for rule in RULES})
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len({rule.title.zh for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)


CONTRACT = {code: severity for severity, codes in SEVERITIES.items() for code in codes}
BY_MODALITY = {Modality.MUST: Severity.ERROR, Modality.SHOULD: Severity.WARNING, Modality.MAY: Severity.NOTE}


def test_severities_are_those_of_the_contract():
    """Outside checks count by severity."""
    assert {code: rules()[code].severity for code in CONTRACT} == CONTRACT


def most(citation: Citation) -> int:
    """Return how much a gap may weigh that rests on this: what no provision says is a warning at most."""
    if citation.status is Status.PRACTICE:
        return (Severity.NOTE if citation.instrument.code == "OURS" else Severity.WARNING).weight
    return BY_MODALITY[citation.modality].weight


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in CONTRACT], ids=attrgetter("code")
)
def test_severity_follows_the_modality_of_the_basis(rule: Rule):
    """At least as grave as a provision says in so many words, never graver than all it rests on."""
    cited = [rulebook().citation(key) for key in rule.citations]
    stated = [each for each in cited if each.status is not Status.PRACTICE and not each.modality_is_ours]
    least = max((BY_MODALITY[each.modality].weight for each in stated), default=Severity.NOTE.weight)

    assert least <= rule.severity.weight <= max(map(most, cited))


@each_rule
def test_every_rule_but_those_on_data_carries_a_symptom(rule: Rule):
    """Weakened, diluted, hollowed out or marginalized: what the gap is a sign of."""
    assert (rule.symptom is None) == (rule.stage is Stage.DATA)


@each_rule
def test_the_first_digit_is_the_stage(rule: Rule):
    """DJ1… belongs to defining who bears what, and so on."""
    assert rule.stage is Stage.of_code(rule.code)
