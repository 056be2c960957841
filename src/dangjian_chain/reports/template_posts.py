"""Posts of the template that are no column of its roster, and since when posts are held."""

from __future__ import annotations

from dangjian_chain.reports.template_checks import needed, no_day, not_on_the_roster
from dangjian_chain.reports.template_choices import FLAGS, NAMES
from dangjian_chain.reports.template_organizations import ORGANIZATIONS
from dangjian_chain.reports.template_table import Check, Choice, Field, Look, Need, Strictness, Table, row_of
from dangjian_chain.text import Text

_FIELDS = (
    Field(
        "person",
        "姓名",
        "person",
        12,
        Need.NEEDED,
        Text(zh="写姓名或工号，一人一行。", en="Name or staff number, one row a person."),
        "G0031",
    ),
    Field(
        "organization",
        "所在党组织",
        "organization",
        20,
        Need.NEEDED,
        Text(
            zh="在哪个党组织的班子里，从列表里选。",
            en="The organization whose leading group it is, from the list.",
        ),
        "示例大队党委",
        Choice(NAMES, Strictness.WARN),
    ),
    Field(
        "title",
        "职务",
        "post",
        14,
        Need.NEEDED,
        Text(
            zh="行政副职、总工程师等；注明任职时间的，写书记、组织委员等。",
            en="Deputy head, chief engineer and the like; to say since when, secretary (书记), organization member (组织委员) and so on.",
        ),
        "副大队长",
    ),
    Field(
        "portfolio",
        "分管工作",
        "in charge of",
        30,
        Need.ADVISED,
        Text(
            zh="分管哪几块工作，用顿号隔开；与责任清单的工作类别写法一致。",
            en="The fields of work in charge of, with 、 between, as in 工作类别 of the list of duties.",
        ),
        "组织领导、野外项目",
        look=Look.LONG,
    ),
    Field(
        "contacts",
        "联系支部",
        "contact of branches",
        24,
        Need.OPTIONAL,
        Text(
            zh="联系哪几个党支部，名称与“党组织一览”一致。",
            en="The branches that he or she is the contact of, by their names in 党组织一览.",
        ),
        "青岭项目临时党支部",
        Choice(NAMES, Strictness.TAKE),
    ),
    Field(
        "since",
        "任职时间",
        "in post since",
        12,
        Need.OPTIONAL,
        Text(
            zh="从什么时候起任现职，写到月就可以，如 2024-05。",
            en="Since when; a month will do, as 2024-05.",
        ),
        "2024-05",
    ),
    Field(
        "acting",
        "是否代理",
        "acting?",
        10,
        Need.OPTIONAL,
        Text(
            zh="代理或主持工作的选“是”，其他不填。",
            en="是 (yes) for one who is acting; blank for all others.",
        ),
        "是",
        Choice(FLAGS),
    ),
)

_ROSTER = {one: ORGANIZATIONS.column(one) for one in ("name", "secretary")}

_CHECKS = (
    *needed(_FIELDS),
    not_on_the_roster("organization"),
    no_day("since"),
    Check(
        "person",
        '({person}<>"")*ISNUMBER(FIND("书记",{title}))*ISERROR(FIND("副书记",{title}))'
        f'*(COUNTIFS({_ROSTER["name"]},{{organization}},{_ROSTER["secretary"]},{{person}}&"*")=0)',
    ),
)

POSTS_TABLE = Table(
    "岗位任职",
    Text(zh="岗位任职", en="Posts (岗位任职)"),
    Text(
        zh="行政副职等岗位，以及要注明的任职时间；没有可整表不填",
        en="deputy heads and the like, and since when a post is held; may stay blank as a whole",
    ),
    Text(
        zh="“党组织一览”里没有列的岗位写在这里，一人一行。一览里已有的书记、委员，要注明任职时间的才再写一行，姓名写成一样。没有的，整表留空。",
        en="Posts that are no column of 党组织一览, one row a person. One that stands there is written again only to say since when, under the same name. Leave the sheet blank if there is nothing to say.",
    ),
    _FIELDS,
    _CHECKS,
    (
        row_of(
            _FIELDS,
            person="甲",
            organization="示例大队党委",
            title="书记",
            contacts="机关党支部",
            since="2023-06",
        ),
        row_of(
            _FIELDS,
            person="乙",
            organization="示例大队党委",
            title="行政负责人",
            portfolio="业务工作",
            contacts="勘查院党总支",
        ),
        row_of(
            _FIELDS,
            person="G0031",
            organization="示例大队党委",
            title="副大队长",
            portfolio="组织领导、野外项目",
            contacts="青岭项目临时党支部",
            since="2024-05",
        ),
    ),
    "person",
)
