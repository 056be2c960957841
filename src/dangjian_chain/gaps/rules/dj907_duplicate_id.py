"""DJ907 duplicate-id: 编号重复."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.rows import left_out
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.text import Text


def find(context: Context) -> Iterator[Hit]:
    yield from left_out(context, "duplicate-id")


RULE = Rule(
    code="DJ907",
    name="duplicate-id",
    severity=Severity.ERROR,
    citations=("readable_data",),
    title=Text(zh="编号重复", en="A row left out because its id was taken"),
    message=Text(
        zh="{subject}未读入，编号已被占用：{what}。",
        en="{subject} was left out, its id was taken: {what}.",
    ),
    explanation=Text(
        zh="选择重复编号保留首行（keep-first）读入时，编号已被前面的行占用、因而未读入的行列出，"
        "并写明两行及其不同之处。未读入的行不参加任何核对，其中的人员、责任就看不到。不作这一选择时，"
        "重复编号直接提示更正，不会读入；分工、任职、记录没有编号，不在此列。依据是责任链的定义，"
        "不是条文规定。",
        en="Lists the rows left out on reading with `keep-first` because their id was taken, with both "
        "rows and what differs. A row left out takes part in no check, so whoever and whatever it "
        "names does not show. Without that choice a repeated id is an error of reading; assignments, "
        "appointments and records have no ids and are not concerned. The basis is the definition of a "
        "chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对两行是否同一个；不是同一个的，改用不同编号。",
        en="Check whether the rows are one; if not, give one another id.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-01, name: 示例二支部, kind: branch, superior: D1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
""",
    reading={"duplicates": "keep-first"},
    find=find,
)
