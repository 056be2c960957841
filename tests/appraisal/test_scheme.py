"""Schemes as files: what they hold, and everything that is wrong with one at once."""

from pathlib import Path

import pytest

from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.scheme import Bonus, Scheme, schemes_given
from dangjian_chain.errors import UnreadableDocumentError
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.vocabulary import Function, Stage, Use
from dangjian_chain.text import Text

EXAMPLE = Path(__file__).parents[2] / "examples" / "scheme" / "brigade.toml"
HEAD = 'schema = "dangjian-chain-scheme/1"\nid = "甲"\nname = "示例"\nfor = ["branch"]\nfull_marks = 10\n'
ONE = '[[indicators]]\nid = "K1"\ntitle = "会议"\nduty = "Z1"\nweight = 10\nmethod = "ratio"\n'
LEVELS = "levels = [{at_least = 1, points = 4}, {at_least = 4, points = 10}]\n"


def of_method(method: str, parameters: str = "") -> str:
    return HEAD + ONE.replace("ratio", method) + parameters


def problems(words, source="s.toml"):
    with pytest.raises(UnreadableDocumentError) as caught:
        Scheme.from_bytes(words.encode(), source)
    return caught.value.problems


def read(words: str) -> Scheme:
    return Scheme.from_bytes(words.encode())


def test_the_example_holds_every_method_but_one():
    """Each with its parameters in whole numbers."""
    scheme = Scheme.read(EXAMPLE)
    methods = {indicator.id: indicator.method for indicator in scheme.indicators}

    assert set(methods.values()) == set(Method)
    assert scheme.full_marks == 10_000
    assert scheme.indicators[1].per == 200
    assert scheme.indicators[4].levels == ((4, 300), (8, 500), (12, 800))
    assert scheme.indicators[6].values == {"好": 10_000, "较好": 8000, "一般": 6000, "差": 0}
    assert scheme.indicators[6].role == "secretary"
    assert scheme.bonuses[1] == Bonus(Text("受到表彰", "awards"), (), Use.REWARD, 200, 400)
    assert (scheme.bands.advanced, scheme.bands.qualified) == (9000, 6000)
    assert scheme.bands.programmes == {Band.ADVANCED: "E01"}


def test_a_stage_follows_the_function_where_none_is_said():
    scheme = read(HEAD + ONE + 'function = "manage"\n')
    other = read(HEAD + ONE + 'function = "抓下级落实"\nstage = "规范履责"\n')

    assert (scheme.indicators[0].function, scheme.indicators[0].stage) == (Function.MANAGE, Stage.ACCOUNT)
    assert (other.indicators[0].function, other.indicators[0].stage) == (Function.MANAGE, Stage.PERFORM)


def test_a_class_is_kinds_and_conditions():
    """Kinds by their labels too, and such as the unit has of its own."""
    scheme = read(
        HEAD.replace('["branch"]', '["党支部", "squad"]')
        + 'kinds = ["squad"]\nconditions = {temporary = false}\n'
        + ONE
    )

    assert scheme.kinds == ("branch", "squad")
    assert scheme.conditions == Conditions(temporary=False)


def test_weights_have_two_decimals_and_are_added_exactly():
    """0.1 and 0.2 and 9.7 are ten."""
    words = HEAD + "".join(
        ONE.replace("K1", f"K{number}").replace("= 10", f"= {weight}")
        for number, weight in enumerate((0.1, 0.2, 9.7))
    )

    assert [indicator.weight for indicator in read(words).indicators] == [10, 20, 970]


@pytest.mark.parametrize(
    ("words", "code", "place", "zh", "en"),
    [
        (HEAD + ONE.replace("= 10", "= 9.5"), "weights-do-not-add-up", "s.toml indicators", "合计为9.5分，满分为10分", "sum to 9.5, the full marks are 10"),
        (HEAD, "missing-value", "s.toml indicators", "没有写考核指标", "no indicators"),
        (HEAD.replace("/1", "/2") + ONE, "unknown-schema", "s.toml:1 schema", "现为", "scheme/2"),
        (HEAD.replace('id = "甲"\n', "") + ONE, "missing-value", "s.toml id", "未填写", "id is not filled in"),
        (HEAD.replace("甲", "甲 乙") + ONE, "unreadable-key", "s.toml:2 id", "只能用文字", "letters"),
        (HEAD.replace('["branch"]', "[]") + ONE, "missing-value", "s.toml:4 for", "至少写一类组织", "a kind of organization"),
        (HEAD.replace("branch", "brnch") + ONE, "unknown-kind", "s.toml:4 for", "branch", "did you mean branch"),
        (HEAD.replace("= 10", "= 10.005") + ONE, "not-a-number", "s.toml:5 full_marks", "两位小数", "two decimals"),
        (HEAD + "conditions = 3\n" + ONE, "not-a-table", "s.toml:6 conditions", "temporary = false", "temporary = false"),
        (HEAD + "conditions = {small = true}\n" + ONE, "unknown-condition", "s.toml:6 conditions", "没有“small”", "no condition 'small'"),
        (HEAD + "indicator = 3\n" + ONE, "unknown-key", "s.toml:6 indicator", "indicators", "did you mean indicators"),
        (HEAD + (ONE + ONE).replace("= 10", "= 5"), "duplicate-id", "s.toml:13 indicators[1].id", "已在本文件中写过（s.toml:6", "given twice (s.toml:6"),
        (HEAD + ONE.replace("ratio", "ration"), "unknown-word", "s.toml:11 indicators[0].method", "ratio", "did you mean ratio"),
        (HEAD + ONE.replace("= 10", "= 0"), "not-a-number", "s.toml:10 indicators[0].weight", "大于0", "above zero"),
        (HEAD + ONE.replace('title = "会议"\n', ""), "missing-value", "s.toml:6 indicators[0].title", "未填写", "title"),
        (HEAD + ONE + "target = 3\n", "not-of-this-method", "s.toml:12 indicators[0].target", "不用“target”", "takes no target"),
        (HEAD + ONE + 'function = "both"\n', "unknown-word", "s.toml:12 indicators[0].function", "承担方式", "no function 'both'"),
        (HEAD + ONE + 'stage = "plan"\n', "unknown-word", "s.toml:12 indicators[0].stage", "环节", "no stage 'plan'"),
        (of_method("count"), "missing-value", "s.toml:6 indicators[0].target", "未填写", "target is not filled in"),
        (of_method("count", "target = 0.5\n"), "not-a-number", "s.toml:12 indicators[0].target", "正整数", "whole number"),
        (of_method("deduction", "per = -1\n"), "not-a-number", "s.toml:12 indicators[0].per", "-1", "cannot be -1"),
        (of_method("levels", "levels = [3]\n"), "not-a-level", "s.toml:12 indicators[0].levels", "at_least", "at_least"),
        (of_method("levels", LEVELS.replace("4}", "40}")), "levels-not-rising", "s.toml:12 indicators[0].levels", "分值应越高", "gives more"),
        (of_method("levels", LEVELS.replace("10}", "9}")), "levels-not-whole", "s.toml:12 indicators[0].levels", "最高一档为9分", "gives 9, the indicator 10"),
        (of_method("levels", LEVELS.replace("= 4, p", "= 400, p") + 'by = "share"\n'), "out-of-range", "s.toml:12 indicators[0].levels", "最高为100", "100 percent"),
        (of_method("levels", LEVELS + 'by = "day"\n'), "unknown-word", "s.toml:13 indicators[0].by", "day", "'day'"),
        (of_method("vote"), "missing-value", "s.toml:6 indicators[0].values", "未填写", "values is not filled in"),
        (of_method("vote", "values = {好 = 120}\n".replace("好", '"好"')), "out-of-range", "s.toml:12 indicators[0].values", "0与100之间", "from 0 to 100"),
        (of_method("vote", 'values = ["好"]\n'), "not-a-table", "s.toml:12 indicators[0].values", '{"好" = 100', '{"好" = 100'),
        (of_method("score", 'role = "secretry"\n'), "unknown-kind", "s.toml:12 indicators[0].role", "secretary", "did you mean secretary"),
        (HEAD + ONE + '[[bonus]]\ntitle = "品牌"\npoints = 1\ncap = 2\n', "missing-value", "s.toml:12 bonus[0].duty", "自选动作", "either a duty or a use"),
        (HEAD + ONE + '[[bonus]]\ntitle = "品牌"\nduty = "E1"\npoints = 1\n', "missing-value", "s.toml:12 bonus[0].cap", "未填写", "cap"),
        (HEAD + ONE + '[[veto]]\ntitle = "否决"\n', "missing-value", "s.toml:12 veto[0].duty", "等次", "a duty or a grade"),
        (HEAD + ONE + "[bands]\nadvanced = 11\n", "out-of-range", "s.toml bands.advanced", "超过满分10分", "above the full marks"),
        (HEAD + ONE + "[bands]\nadvanced = 6\nqualified = 6\n", "out-of-range", "s.toml bands.advanced", "应高于", "above qualified"),
        (HEAD + ONE + '[bands.programmes]\nadvance = "E1"\n', "unknown-key", "s.toml bands.programmes.advance", "advanced", "did you mean advanced"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_place_in_both_languages(words, code, place, zh, en):
    (problem,) = problems(words)

    assert (problem.code, problem.place) == (code, place)
    assert zh in problem.text.zh
    assert en in problem.text.en


def test_every_mistake_is_said_at_once():
    """By line; weights are added up only where all of them could be read."""
    words = HEAD.replace("branch", "brnch") + ONE.replace("= 10", '= "ten"') + ONE.replace("ratio", "ration")

    assert [problem.code for problem in problems(words)] == [
        "unknown-kind",
        "not-a-number",
        "duplicate-id",
        "unknown-word",
    ]


def test_schemes_are_given_as_values_paths_or_several():
    scheme = Scheme.read(EXAMPLE)

    assert schemes_given(scheme) == (scheme,)
    assert schemes_given(str(EXAMPLE)) == (scheme,)
    assert schemes_given([EXAMPLE, [scheme]]) == (scheme, scheme)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UnreadableDocumentError, match=r"none\.toml"):
        Scheme.read(tmp_path / "none.toml")
