"""Results of appraisals in the template."""

from __future__ import annotations

from dangjian_chain.reports.page import Cell
from dangjian_chain.reports.template_checks import is_filled, needed, no_day, no_number, not_on_the_roster
from dangjian_chain.reports.template_choices import GRADES, NAMES
from dangjian_chain.reports.template_table import Check, Choice, Field, Look, Need, Strictness, Table, row_of
from dangjian_chain.text import Text

_FIELDS = (
    Field(
        "organization",
        "单位",
        "organization",
        24,
        Need.NEEDED,
        Text(zh="考核的是哪个党组织，从列表里选。", en="The organization that was appraised, from the list."),
        "机关党支部",
        Choice(NAMES, Strictness.WARN),
    ),
    Field(
        "score",
        "考核得分",
        "score",
        12,
        Need.ADVISED,
        Text(
            zh="考核的得分，不是自评得分。与等次两个里有一个就可以。",
            en="The score of the appraisal, not of a self-assessment. A score or a grade is enough.",
        ),
        "92.5",
        look=Look.NUMBER,
    ),
    Field(
        "grade",
        "等次",
        "grade",
        12,
        Need.ADVISED,
        Text(
            zh="从列表里选，也可写本单位的叫法；一年里只用一套叫法。",
            en="Choose from the list, or write the unit's own; use one set of words for all.",
        ),
        "好",
        Choice(GRADES, Strictness.TAKE),
    ),
    Field(
        "on",
        "考核时间",
        "appraised on",
        14,
        Need.NEEDED,
        Text(
            zh="哪一天，或哪年哪月；只知道年度的写四位年份。",
            en="The day, the month, or the year with four digits.",
        ),
        "2025-12",
    ),
    Field(
        "by",
        "考核单位",
        "appraised by",
        24,
        Need.ADVISED,
        Text(
            zh="由谁考核，一般是上一级党组织，从列表里选。",
            en="Who appraised it, as a rule the next level up, from the list.",
        ),
        "示例大队党委",
        Choice(NAMES, Strictness.TAKE),
    ),
)


def _row(organization: str, score: float, grade: str, by: str) -> tuple[Cell, ...]:
    return row_of(_FIELDS, organization=organization, score=score, grade=grade, on="2025-12", by=by)


RESULTS = Table(
    "考核结果",
    Text(zh="考核结果", en="Results of appraisals (考核结果)"),
    Text(zh="已经有的考核结果，没有可整表不填", en="results that exist; may stay blank as a whole"),
    Text(
        zh="把已经有的考核结果抄在这里，一个单位一行；没有的，整表留空。浅灰的是示例。",
        en="Copy the results that exist, one row an organization; leave the sheet blank if there are none. Rows tinted grey are a sample.",
    ),
    _FIELDS,
    (
        *needed(_FIELDS),
        Check("score", f'{is_filled(_FIELDS)}*({{score}}="")*({{grade}}="")', is_open=True),
        not_on_the_roster("organization"),
        no_number("score"),
        no_day("on"),
    ),
    (
        _row("机关党支部", 92.5, "好", "示例大队党委"),
        _row("勘查院党总支", 91, "好", "示例大队党委"),
        _row("地质勘查党支部", 90, "好", "勘查院党总支"),
        _row("测绘分队党支部", 86, "较好", "勘查院党总支"),
    ),
    "organization",
)
