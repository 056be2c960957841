"""Profiles that cannot be read: every mistake at once, where it is and what would be right."""

import pytest

from dangjian_chain.errors import UnreadableDocumentError
from dangjian_chain.rulebook import Profile

HEAD = 'schema = "dangjian-chain-profile/1"\nname = "示例"\nreason = "示例"\n'
FACT = '[[facts]]\nkey = "甲"\ninstrument = "BRA18"\nmodality = "may"\ntext = "示例"\n'
OVERRIDE = '[[overrides]]\nparameter = "branch_max_members"\nvalue = 30\nreason = "示例"\n'


def problems(words, source="unit.toml"):
    data = words if isinstance(words, bytes) else words.encode()
    with pytest.raises(UnreadableDocumentError) as caught:
        Profile.from_bytes(data, source)
    return caught.value.problems


@pytest.mark.parametrize(
    ("words", "code", "place", "zh", "en"),
    [
        ("= 3", "unreadable-toml", "unit.toml:1:1", "不是 TOML", "not TOML"),
        (HEAD + 'name = "乙"\n', "unreadable-toml", "unit.toml:4", "不是 TOML", "not TOML"),
        (HEAD.encode("utf-16"), "unreadable-encoding", "unit.toml", "UTF-8", "UTF-8"),
        (b"#" * (1 << 20) + b"##", "too-large", "unit.toml", "1 MB", "1 MB"),
        ('name = "示例"\nreason = "示例"', "unknown-schema", "unit.toml schema", "schema", "profile/1"),
        (HEAD.replace("/1", "/2"), "unknown-schema", "unit.toml:1 schema", "现为", "profile/2"),
        (HEAD.replace('reason = "示例"', ""), "missing-value", "unit.toml reason", "未填写", "not filled in"),
        (HEAD.replace('name = "示例"', "name = 3"), "not-a-text", "unit.toml:2 name", "应为文字", "should be words"),
        (HEAD.replace('name = "示例"', 'name = {zh = "甲"}'), "not-a-text", "unit.toml:2 name", "应为文字", "{zh = …"),
        (HEAD + "override = []", "unknown-key", "unit.toml:4 override", "overrides", "did you mean overrides"),
        (HEAD + "overrides = 3", "not-a-list", "unit.toml:4 overrides", "[[overrides]]", "[[overrides]]"),
        (HEAD + "unit_types = 3", "not-a-list", "unit.toml:4 unit_types", "列表", "a list"),
        (HEAD + OVERRIDE + "valu = 3", "unknown-key", "unit.toml:8 overrides[0].valu", "value", "did you mean value"),
        (
            HEAD + OVERRIDE.replace("max_members", "max_member"),
            "unknown-parameter",
            "unit.toml:5 overrides[0].parameter",
            "branch_max_members",
            "did you mean branch_max_members",
        ),
        (HEAD + OVERRIDE.replace("value = 30\n", ""), "missing-value", "unit.toml:4 overrides[0].value", "未填写", "value"),
        (HEAD + OVERRIDE.replace("30", '"30"'), "not-a-number", "unit.toml:6 overrides[0].value", "不加引号", "unquoted"),
        (HEAD + OVERRIDE.replace("30", "true"), "not-a-number", "unit.toml:6 overrides[0].value", "数字", "number"),
        (HEAD + OVERRIDE.replace("30", "-1"), "not-a-number", "unit.toml:6 overrides[0].value", "-1", "cannot be -1"),
        (HEAD + OVERRIDE.replace("30", "nan"), "not-a-number", "unit.toml:6 overrides[0].value", "nan", "cannot be nan"),
        (
            HEAD + OVERRIDE.replace("branch_max_members", "landing_floor"),
            "out-of-range",
            "unit.toml:6 overrides[0].value",
            "比例",
            "from 0 to 1",
        ),
        (HEAD + OVERRIDE.replace('reason = "示例"', ""), "missing-value", "unit.toml:4 overrides[0].reason", "未填写", "reason"),
        (HEAD + OVERRIDE.replace('"示例"', '" "'), "not-a-text", "unit.toml:7 overrides[0].reason", "应为文字", "words"),
        (HEAD + OVERRIDE + 'since = "2024-13-01"', "unreadable-date", "unit.toml:8 overrides[0].since", "没有13月", "no month 13"),
        (HEAD + OVERRIDE + "since = 2024", "unreadable-date", "unit.toml:8 overrides[0].since", "2026-11-23", "2026-11-23"),
        (HEAD + OVERRIDE + "since = 2024-01-01T08:00:00", "unreadable-date", "unit.toml:8 overrides[0].since", "日期", "date"),
        (
            HEAD + OVERRIDE + 'unit_types = ["organs"]',
            "unknown-unit-type",
            "unit.toml:8 overrides[0].unit_types",
            "organ",
            "did you mean organ",
        ),
        (
            HEAD + OVERRIDE.replace("branch_max_members", "committee_min_members") + 'unit_types = ["retired"]',
            "not-bound",
            "unit.toml:8 overrides[0].unit_types",
            "organ、soe",
            "only organ, soe",
        ),
        (
            HEAD + OVERRIDE + 'citation = "branch_max_member"',
            "unknown-citation",
            "unit.toml:8 overrides[0].citation",
            "branch_max_members",
            "did you mean branch_max_members",
        ),
        (HEAD + OVERRIDE * 2, "contradictory-override", "unit.toml:8 overrides[1]", "unit.toml:4", "keep one"),
        (
            HEAD + OVERRIDE + 'unit_types = ["organ", "soe"]\n' + OVERRIDE.replace("30", "20") + 'unit_types = ["soe"]',
            "contradictory-override",
            "unit.toml:9 overrides[1]",
            "只留一个",
            "unit.toml:4",
        ),
        (
            HEAD + OVERRIDE + "since = 2024-03-01\n" + OVERRIDE + 'since = "2024-03"',
            "contradictory-override",
            "unit.toml:9 overrides[1]",
            "同一日期",
            "and day",
        ),
        (
            HEAD + '[[switches]]\ncitation = "acc_exemp"\nreason = "示例"',
            "unknown-citation",
            "unit.toml:5 switches[0].citation",
            "acc_exempt",
            "did you mean acc_exempt",
        ),
        (HEAD + '[[switches]]\ncitation = "acc_exempt"', "missing-value", "unit.toml:4 switches[0].reason", "未填写", "reason"),
        (
            HEAD + '[[switches]]\ncitation = "acc_overall"\nreason = "示例"',
            "already-on",
            "unit.toml:5 switches[0].citation",
            "本已启用",
            "on already",
        ),
        (
            HEAD + '[[switches]]\ncitation = "acc_exempt"\nreason = "示例"\n' * 2,
            "duplicate-key",
            "unit.toml:8 switches[1].citation",
            "已启用过",
            "twice",
        ),
        (HEAD + FACT.replace("甲", "acc_overall"), "duplicate-key", "unit.toml:5 facts[0].key", "换一个", "choose another"),
        (HEAD + FACT * 2, "duplicate-key", "unit.toml:10 facts[1].key", "写过", "given twice"),
        (HEAD + FACT.replace("甲", "甲 乙"), "unreadable-key", "unit.toml:5 facts[0].key", "下划线", "underscores"),
        (
            HEAD + FACT.replace("BRA18", "BRA108"),
            "unknown-instrument",
            "unit.toml:6 facts[0].instrument",
            "BRA18",
            "did you mean BRA18",
        ),
        (HEAD + FACT.replace('"may"', '"mus"'), "unknown-word", "unit.toml:7 facts[0].modality", "应当", "did you mean must"),
        (HEAD + FACT.replace('key = "甲"\n', ""), "missing-value", "unit.toml:4 facts[0].key", "未填写", "key"),
        (HEAD + FACT.replace('instrument = "BRA18"\n', ""), "missing-value", "unit.toml:4 facts[0].instrument", "未填写", "instrument"),
        (HEAD + FACT.replace('"may"', "3"), "not-a-word", "unit.toml:7 facts[0].modality", "应为文字", "quotation"),
        (HEAD + FACT + 'article = "四"', "not-a-number", "unit.toml:9 facts[0].article", "正整数", "whole number"),
        (HEAD + FACT + "article = 0", "not-a-number", "unit.toml:9 facts[0].article", "正整数", "above zero"),
        (HEAD + FACT + 'by_reference = "是"', "not-a-flag", "unit.toml:9 facts[0].by_reference", "true", "true or false"),
        (HEAD + FACT + 'status = "verified"', "unknown-key", "unit.toml:9 facts[0].status", "status", "'status'"),
        (HEAD + '[[instruments]]\ncode = "EX01"', "missing-value", "unit.toml:4 instruments[0].title", "未填写", "title"),
        (
            HEAD + '[[instruments]]\ncode = "BRA18"\ntitle = "示例"',
            "duplicate-key",
            "unit.toml:5 instruments[0].code",
            "规则库",
            "taken by the rulebook",
        ),
        (
            HEAD + '[[instruments]]\ncode = "EX01"\ntitle = "示例"\nversions = [{nam = "2024", name = "2024"}]',
            "unknown-key",
            "unit.toml:7 instruments[0].versions[0].nam",
            "name",
            "did you mean name",
        ),
        (HEAD + 'overrides = [{parameter = "branch_max_members", value = 3}]', "missing-value", "unit.toml overrides[0].reason", "未填写", "reason"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_would_be_right(words, code, place, zh, en):
    found = [problem for problem in problems(words) if problem.code == code]

    assert len(problems(words)) == len(found) == 1
    assert found[0].place.startswith(place)
    assert zh in found[0].text.zh
    assert en in found[0].text.en


def test_every_mistake_is_said_at_once():
    words = (
        HEAD.replace("/1", "/9")
        + FACT.replace("BRA18", "甲乙丙")
        + OVERRIDE.replace("30", '"三十"')
        + OVERRIDE * 2
    )

    assert [problem.code for problem in problems(words)] == [
        "unknown-schema",
        "unknown-instrument",
        "not-a-number",
        "contradictory-override",
    ]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableDocumentError) as caught:
        Profile.read(tmp_path / "unit.toml")

    assert caught.value.problems[0].code == "unreadable-file"
    assert caught.value.problems[0].place == "unit.toml"


@pytest.mark.parametrize(
    "second",
    [
        OVERRIDE + "since = 2025-01-01",
        OVERRIDE + 'unit_types = ["organ"]',
        OVERRIDE.replace("branch_max_members", "branch_min_full_members"),
    ],
)
def test_numbers_for_other_days_types_and_parameters_do_not_contradict(second):
    assert len(Profile.from_bytes((HEAD + OVERRIDE + second).encode()).overrides) == 2


def test_two_types_apart_do_not_contradict():
    words = HEAD + OVERRIDE + 'unit_types = ["organ"]\n' + OVERRIDE + 'unit_types = ["soe"]'

    assert len(Profile.from_bytes(words.encode()).overrides) == 2
