"""DJ908 row-set-aside: 有行未读入."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rows import left_out
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    yield from left_out(context, "bad-row")


RULE = Rule(
    code="DJ908",
    name="row-set-aside",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="有行未读入", en="A row that could not be read"),
    message=Text(
        zh="{subject}未读入：{what}。",
        en="{subject} was left out: {what}.",
    ),
    explanation=Text(
        zh="选择不能读取的行先放一边（set-aside）读入时，未读入的行列出，并写明位置和原因。"
        "未读入的行不参加任何核对，其余各项的结果因此只是部分结果。不作这一选择时，"
        "这样的行直接提示更正，不会读入；按习惯写法能够理解的内容（无、暂缺、月份等）不在此列。"
        "依据是责任链的定义，不是条文规定。",
        en="Lists the rows left out on reading with `set-aside` because they could not be read, with "
        "their place and the reason. A row left out takes part in no check, so what the other rules "
        "say is only a part. Without that choice such a row is an error of reading; what can be "
        "understood as people write it is no gap. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="请按提示更正该行后重新核对。",
        en="Correct the row as said and check again.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1, members: 十几名}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1, members: 15}
""",
    reading={"bad_rows": "set-aside"},
    find=find,
)
