"""The list of duties of the template: one row says by whom a thing is done."""

from __future__ import annotations

from dangjian_chain.reports.template_checks import is_filled, needed
from dangjian_chain.reports.template_choices import BEARERS, CYCLES, NAMES, POSTS, RESPONSIBILITIES
from dangjian_chain.reports.template_table import Check, Choice, Field, Look, Need, Strictness, Table, row_of
from dangjian_chain.text import Text

_FIELDS = (
    Field(
        "area",
        "工作类别",
        "area",
        9,
        Need.OPTIONAL,
        Text(
            zh="属于哪一块工作，按本单位的分法写。",
            en="The field of work it belongs to, as the unit divides it.",
        ),
        "组织生活",
    ),
    Field(
        "title",
        "责任事项",
        "duty",
        13,
        Need.NEEDED,
        Text(
            zh="事项的名称，一般不超过20个字。同一件事由几级来抓，分行写，名称写成一样。",
            en="What it is called, in a few words. Where several levels have a part in it, use a row for each, under one name.",
        ),
        "主题党日",
    ),
    Field(
        "what",
        "责任内容",
        "content",
        27,
        Need.ADVISED,
        Text(
            zh="具体抓什么，写清次数、对象、时间，让人看得出做没做到。",
            en="What is done: how often, with whom, by when, so that anyone can tell whether it was.",
        ),
        "每月开展1次主题党日，全体党员参加。",
        look=Look.LONG,
    ),
    Field(
        "bearer",
        "责任主体",
        "who does it",
        14,
        Need.NEEDED,
        Text(
            zh="哪个党组织来抓。从列表里选一个党组织，或选“各党支部”等一类；几个的用顿号隔开。已填责任人的可不填。",
            en="Which organization does it: one of the list, or a class such as 各党支部 (every branch); several with 、 between. May stay blank beside a 责任人.",
        ),
        "各党支部",
        Choice(BEARERS, Strictness.WARN),
    ),
    Field(
        "role",
        "责任人",
        "posts that bear it",
        13,
        Need.ADVISED,
        Text(
            zh="由哪个岗位承担，写岗位，不必写姓名；几个的用顿号隔开。只写党组织、不落到岗位的，核对时会提示。",
            en="The posts that bear it, not persons; several with 、 between. An organization without a post will be pointed out.",
        ),
        "支部书记、组织委员",
        Choice(POSTS, Strictness.TAKE),
    ),
    Field(
        "responsibility",
        "责任类型",
        "responsibility",
        11,
        Need.OPTIONAL,
        Text(
            zh="不填时，书记为第一责任人，其他岗位为直接责任人。不是这样的才从列表里选。",
            en="Left blank a secretary is first responsible (第一责任人) and other posts are directly so (直接责任人). Choose only where it is otherwise.",
        ),
        "监督责任",
        Choice(RESPONSIBILITIES),
    ),
    Field(
        "leader",
        "责任领导",
        "leader in charge",
        10,
        Need.OPTIONAL,
        Text(
            zh="分管或联系这件事的班子成员，写职务，与“岗位任职”一致。",
            en="The leader in charge of this field, by post as in 岗位任职.",
        ),
        "副大队长",
    ),
    Field(
        "department",
        "责任部门",
        "department",
        11,
        Need.OPTIONAL,
        Text(
            zh="具体承办的部门。登记在“党组织一览”的，名称写成一样。",
            en="The department that does the work, by its name in 党组织一览 where it stands there.",
        ),
        "党群工作部",
        Choice(NAMES, Strictness.TAKE),
    ),
    Field(
        "supporting",
        "配合单位",
        "supported by",
        12,
        Need.OPTIONAL,
        Text(zh="配合的单位，几个的用顿号隔开。", en="Those that support it; several with 、 between."),
        "机关党支部",
        Choice(NAMES, Strictness.TAKE),
    ),
    Field(
        "cycle",
        "频次",
        "how often",
        8,
        Need.ADVISED,
        Text(
            zh="多久做一次，从列表里选；也可写“每年不少于4次”。",
            en="How often: choose from the list, or write as 每年不少于4次 (four times a year or more).",
        ),
        "每月",
        Choice(CYCLES, Strictness.TAKE),
    ),
    Field(
        "due",
        "完成时限",
        "by when",
        10,
        Need.OPTIONAL,
        Text(
            zh="什么时候前做完，用文字写，如“12月底前”“长期坚持”。",
            en="By when, in words, such as 12月底前 (by the end of December).",
        ),
        "12月底前",
    ),
    Field(
        "standard",
        "完成标准",
        "standard",
        17,
        Need.ADVISED,
        Text(
            zh="做到什么程度算完成；看实际效果，不必加材料。",
            en="What counts as done; look at the effect, not at paper.",
        ),
        "全年12次，每次有记录",
        look=Look.LONG,
    ),
    Field(
        "check",
        "检查方式",
        "checked by",
        13,
        Need.OPTIONAL,
        Text(zh="怎么看出做到了，写现成的记录。", en="How one can see it, from records that exist anyway."),
        "查支部工作手册",
        look=Look.LONG,
    ),
    Field(
        "indicator",
        "考核指标",
        "indicator",
        13,
        Need.OPTIONAL,
        Text(zh="考核时看哪个数。", en="The figure it is appraised by."),
        "实际次数÷12",
        look=Look.LONG,
    ),
    Field(
        "why",
        "制度依据",
        "basis",
        16,
        Need.OPTIONAL,
        Text(zh="依据的制度或文件，写名称。", en="The regulation or document it rests on, by its title."),
        "中国共产党支部工作条例（试行）",
        look=Look.LONG,
    ),
)

_ALONE = '*ISERROR(FIND("、",{bearer}))*ISERROR(FIND("；",{bearer}))*ISERROR(FIND(CHAR(10),{bearer}))'

_CHECKS = (
    *(check for check in needed(_FIELDS) if check.field != "bearer"),
    Check("bearer", f'{is_filled(_FIELDS)}*({{bearer}}="")*({{role}}="")', is_open=True),
    Check(
        "bearer",
        f'(ISNUMBER(FIND("支部",{{bearer}}))+ISNUMBER(FIND("总支",{{bearer}}))>0)*(LEFT({{bearer}})<>"各")'
        f"*ISERROR(MATCH({{bearer}},{BEARERS},0)){_ALONE}",
    ),
)

_MEETING = "党委（党组）落实全面从严治党主体责任规定"
_BRANCH = "中国共产党支部工作条例（试行）"

_SAMPLE = (
    row_of(
        _FIELDS,
        area="组织生活",
        title="主题党日",
        what="每月开展1次主题党日，全体党员参加。",
        bearer="各党支部",
        role="支部书记、组织委员",
        cycle="每月",
        standard="全年12次，每次有记录",
        check="查支部工作手册",
        indicator="实际次数÷12",
        why=_BRANCH,
    ),
    row_of(
        _FIELDS,
        area="组织生活",
        title="主题党日",
        what="每半年了解1次所属党支部主题党日的开展情况，帮助解决困难。",
        bearer="示例大队党委、勘查院党总支",
        role="书记、组织委员",
    ),
    row_of(
        _FIELDS,
        area="组织生活",
        title="谈心谈话",
        what="支部委员每年与每名党员谈心谈话1次。",
        bearer="各党支部",
        role="支部书记",
        cycle="每年",
        due="12月底前",
        standard="每名党员每年1次，注明日期",
        check="查谈话登记",
        indicator="已谈人数÷党员人数",
        why=_BRANCH,
    ),
    row_of(
        _FIELDS,
        area="组织生活",
        title="谈心谈话",
        what="督促所属党支部年底前谈完，书记带头谈。",
        bearer="示例大队党委、勘查院党总支",
        role="书记",
    ),
    row_of(
        _FIELDS,
        area="组织领导",
        title="专题研究党建工作",
        what="党委每半年召开1次会议专题研究党建工作。",
        bearer="示例大队党委",
        role="党委书记",
        responsibility="主体责任",
        department="党群工作部",
        cycle="每半年",
        due="6月底、12月底前",
        standard="有会议纪要，议定事项有责任人和时限",
        check="查会议纪要",
        indicator="实际次数÷2",
        why=_MEETING,
    ),
    row_of(
        _FIELDS,
        area="组织领导",
        title="党建工作联系点",
        what="每季度到联系的野外项目调研1次，帮助解决1个实际问题。",
        bearer="示例大队党委",
        leader="副大队长",
        department="党群工作部",
        supporting="青岭项目临时党支部",
        cycle="每季度",
        standard="全年4次，问题有结果",
        check="查调研记录",
        indicator="实际次数÷4",
        why=_MEETING,
    ),
)

DUTIES = Table(
    "责任清单",
    Text(zh="党建工作责任清单", en="Duties (责任清单)"),
    Text(zh="一件事由谁来抓，一行写清", en="one row says by whom a thing is done"),
    Text(
        zh="一件事由谁来抓，一行写清；上级抓落实的也各写一行。浅灰的是示例，用得上的可以留下。",
        en="One row says by whom a thing is done; the levels above that see to it have rows of their own. Rows tinted grey are a sample; keep what you can use.",
    ),
    _FIELDS,
    _CHECKS,
    _SAMPLE,
    "what",
)
