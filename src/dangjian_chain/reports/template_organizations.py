"""The roster of the template: an organization a row, posts as columns."""

from __future__ import annotations

from dangjian_chain.reports.template_checks import needed, no_day, no_number
from dangjian_chain.reports.template_choices import FLAGS, KINDS, NAMES, NOTHING, UNIT_TYPES
from dangjian_chain.reports.template_table import Check, Choice, Field, Look, Need, Strictness, Table, row_of
from dangjian_chain.text import Text

_IF_ANY = Text(
    zh="有就填姓名或工号，几名用顿号隔开；应配没有配的写“空缺”；没有这个岗位的不填。",
    en="A name or staff number if there is such a post, several with 、 between; 空缺 where it should be filled and is not.",
)


def _post(  # noqa: PLR0913 - a row of a table reads best as a row
    id_: str, header: str, english: str, width: int, example: str, meaning: Text = _IF_ANY
) -> Field:
    return Field(id_, header, english, width, Need.OPTIONAL, meaning, example)


_FIELDS = (
    Field(
        "name",
        "党组织名称",
        "name of the organization",
        21,
        Need.NEEDED,
        Text(
            zh="写全称。别的表都按这个名称来找，同一个组织处处写法要一样。",
            en="Its full name. The other sheets find it by this name, so spell it alike everywhere.",
        ),
        "地质勘查党支部",
    ),
    Field(
        "kind",
        "组织类别",
        "kind",
        8,
        Need.NEEDED,
        Text(
            zh="点单元格右边的箭头选。责任部门、科室要登记的，选“单位”。",
            en="Choose from the arrow beside the cell. For a department choose 单位 (unit).",
        ),
        "党支部",
        Choice(KINDS),
    ),
    Field(
        "superior",
        "上级党组织",
        "superior",
        15,
        Need.ADVISED,
        Text(
            zh="从列表里选，列表就是本表的名称一栏。除了最上面的一个，都要填。",
            en="Choose from the list, which is the first column of this sheet. All but the topmost need it.",
        ),
        "勘查院党总支",
        Choice(NAMES, Strictness.WARN),
    ),
    Field(
        "unit_type",
        "单位类型",
        "type of unit",
        12,
        Need.OPTIONAL,
        Text(
            zh="从列表里选；不清楚就不填。",
            en="Choose from the list: organ, public institution, state-owned enterprise, field project, retired members. Leave it blank if unsure.",
        ),
        "事业单位",
        Choice(UNIT_TYPES),
    ),
    Field(
        "secretary",
        "书记",
        "secretary",
        10,
        Need.ADVISED,
        Text(
            zh="写姓名或工号。没有配的写“空缺”，代理的在后面写“（代）”。党小组和单位不填。",
            en="Name or staff number; 空缺 where vacant, （代） behind one who is acting. Not for 党小组 and 单位.",
        ),
        "甲（代）",
    ),
    _post("deputy_secretary", "副书记", "deputy secretary", 8, "乙、丙"),
    _post("full_time_deputy", "专职副书记", "full-time deputy secretary", 8, "丙"),
    _post("organization_member", "组织委员", "organization member", 8, "丁"),
    _post("publicity_member", "宣传委员", "publicity member", 8, "空缺"),
    _post("discipline_member", "纪检委员", "discipline member", 8, "戊"),
    _post("committee_member", "委员", "committee member", 10, "己、庚"),
    _post(
        "group_leader",
        "党小组长",
        "group leader",
        7,
        "辛",
        Text(zh="只有党小组填，写姓名或工号。", en="For a 党小组 (Party group) alone: name or staff number."),
    ),
    _post(
        "head",
        "行政主要负责人",
        "administrative head",
        8,
        "壬",
        Text(
            zh="与党组织同级的行政一把手，如大队长、院长。没有就不填；副职写在“岗位任职”。",
            en="The head of the administration on this level, if any. Deputies go to 岗位任职.",
        ),
    ),
    Field(
        "members",
        "党员人数",
        "Party members",
        6,
        Need.ADVISED,
        Text(
            zh="整数，不写“人”字。党支部填；党委、党总支可不填。",
            en="A whole number, without 人. For branches; committees may leave it blank.",
        ),
        "12",
        look=Look.NUMBER,
    ),
    Field(
        "full_members",
        "正式党员",
        "full members",
        6,
        Need.ADVISED,
        Text(
            zh="党员人数里的正式党员，不会多于党员人数。",
            en="How many of them are full members; never more than all.",
        ),
        "11",
        look=Look.NUMBER,
    ),
    Field(
        "elected_on",
        "换届时间",
        "last elected",
        11,
        Need.OPTIONAL,
        Text(
            zh="最近一次换届的时间，写到月就可以；2024-03、2024.3、2024年3月都认得，年份写四位。",
            en="When its body was last elected; a month will do: 2024-03, 2024.3 or 2024年3月, the year with four digits.",
        ),
        "2024-03",
    ),
    Field(
        "temporary",
        "是否临时",
        "temporary?",
        6,
        Need.OPTIONAL,
        Text(zh="临时党支部选“是”，其他不填。", en="是 (yes) for a temporary branch; blank for all others."),
        "是",
        Choice(FLAGS),
    ),
    Field(
        "approved_by",
        "批准单位",
        "approved by",
        12,
        Need.OPTIONAL,
        Text(
            zh="临时党支部由谁批准，写单位或文号。其他不填。",
            en="Who approved a temporary branch, or the document. Blank for all others.",
        ),
        "示例大队党委",
    ),
    Field(
        "valid_to",
        "撤销时间",
        "dissolved",
        11,
        Need.OPTIONAL,
        Text(
            zh="已经撤销、撤并，或者项目已结束的才填，写法同换届时间。",
            en="Only where it no longer exists: since when, written as the day of an election is.",
        ),
        "2025-11",
    ),
)

_IS_PARTY = '({kind}<>"单位")*({kind}<>"党小组")'

_CHECKS = (
    *needed(_FIELDS),
    Check(
        "superior",
        '({name}<>"")*({superior}="")*({kind}<>"党委")'
        '*(SUMPRODUCT(({all[name]}<>"")*({all[superior]}=""))>1)',
        is_open=True,
    ),
    Check("secretary", f'({{name}}<>"")*({{kind}}<>"")*{_IS_PARTY}*({{secretary}}="")', is_open=True),
    Check("group_leader", '({kind}="党小组")*({group_leader}="")', is_open=True),
    Check("name", '({name}<>"")*(COUNTIF({all[name]},{name})>1)'),
    Check(
        "superior",
        '({superior}<>"")*(ISERROR(MATCH({superior},{all[name]},0))+({superior}={name})>0)'
        f"*ISERROR(MATCH({{superior}},{NOTHING},0))",
    ),
    no_number("members"),
    no_number("full_members"),
    Check("full_members", "ISNUMBER({members})*ISNUMBER({full_members})*({full_members}>{members})"),
    no_day("elected_on"),
    no_day("valid_to"),
)

_SAMPLE = (
    row_of(
        _FIELDS,
        name="示例大队党委",
        kind="党委",
        unit_type="事业单位",
        secretary="甲",
        deputy_secretary="乙",
        full_time_deputy="丙",
        organization_member="丁",
        publicity_member="戊",
        discipline_member="己",
        committee_member="庚、辛",
        head="乙",
        elected_on="2023-06",
    ),
    row_of(
        _FIELDS,
        name="机关党支部",
        kind="党支部",
        superior="示例大队党委",
        unit_type="机关",
        secretary="壬",
        organization_member="癸",
        publicity_member="子",
        discipline_member="丑",
        members=12,
        full_members=11,
        elected_on="2024-09",
    ),
    row_of(
        _FIELDS,
        name="勘查院党总支",
        kind="党总支",
        superior="示例大队党委",
        unit_type="事业单位",
        secretary="寅",
        organization_member="卯",
        publicity_member="辰",
        discipline_member="巳",
        head="午",
        elected_on="2024年3月",
    ),
    row_of(
        _FIELDS,
        name="地质勘查党支部",
        kind="党支部",
        superior="勘查院党总支",
        unit_type="事业单位",
        secretary="未",
        organization_member="申",
        publicity_member="酉",
        discipline_member="戌",
        members=14,
        full_members=13,
        elected_on="2024年3月",
    ),
    row_of(
        _FIELDS,
        name="测绘分队党支部",
        kind="党支部",
        superior="勘查院党总支",
        unit_type="事业单位",
        secretary="G0021",
        organization_member="G0022",
        publicity_member="空缺",
        discipline_member="G0023",
        members=9,
        full_members=8,
        elected_on="2024年3月",
    ),
    row_of(
        _FIELDS,
        name="青岭项目临时党支部",
        kind="党支部",
        superior="示例大队党委",
        unit_type="野外项目组",
        secretary="亥（代）",
        members=4,
        full_members=4,
        temporary="是",
        approved_by="示例大队党委",
    ),
    row_of(_FIELDS, name="党群工作部", kind="单位", superior="示例大队党委"),
)

ORGANIZATIONS = Table(
    "党组织一览",
    Text(zh="党组织一览", en="Party organizations (党组织一览)"),
    Text(zh="每个党组织一行，岗位写在各列", en="one row an organization, posts as columns"),
    Text(
        zh="每个党组织一行。浅灰的是示例，直接改成本单位的，用不着的行删掉。鼠标点到格子，会提示怎么填。",
        en="One row for each organization. Rows tinted grey are a sample: write over them, delete those not needed. Select a cell to be told how to fill it in.",
    ),
    _FIELDS,
    _CHECKS,
    _SAMPLE,
    "name",
)
