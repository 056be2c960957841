"""What one more column, or one more table, would let be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from dangjian_chain.formats.office.forms import post_kinds
from dangjian_chain.formats.office.tables import Table
from dangjian_chain.text import Text


@frozen
class Further:
    """
    One more column, or table, and what it would let be checked.

    Parameters
    ----------
    form : str
        The form of table that would have it.
    field : str
        Its field; blank for a whole table.
    codes : tuple of str
        The rules that would have something to look at.
    text : Text
    """

    form: str
    field: str
    codes: tuple[str, ...]
    text: Text


FURTHER = (
    Further(
        "organizations",
        "post:secretary",
        ("DJ102", "DJ105", "DJ501", "DJ503"),
        Text(
            zh="花名册加“书记”“组织委员”等列（空着的写“空缺”），可核对岗位是否空缺、责任是否落到岗位",
            en="columns such as 书记 and 组织委员 in the roster (空缺 where vacant): which posts are vacant, "
            "which duties have no post",
        ),
    ),
    Further(
        "duties",
        "bearer",
        ("DJ101", "DJ106", "DJ107"),
        Text(
            zh="责任清单加“责任主体”列（如 各党支部、大队党委），可核对责任是否逐级传到、上级是否保留抓落实",
            en="a column 责任主体 in the list (各党支部, 大队党委): how far each duty has come, and what was kept above",
        ),
    ),
    Further(
        "duties",
        "role",
        ("DJ102", "DJ103", "DJ104"),
        Text(
            zh="责任清单加“责任人”列（写岗位即可，不必写姓名），可核对第一责任人是否明确、唯一",
            en="a column 责任人 in the list (posts will do, no names): whether one is first responsible, and only one",
        ),
    ),
    Further(
        "organizations",
        "superior",
        ("DJ001", "DJ003", "DJ004", "DJ006"),
        Text(
            zh="花名册加“上级党组织”列，可核对隶属关系，并按各级党委分别统计",
            en="a column 上级党组织 in the roster: whether lines of leadership hold, and figures by committee",
        ),
    ),
    Further(
        "organizations",
        "full_members",
        ("DJ904",),
        Text(
            zh="花名册在“党员总数”旁加“正式党员”列，可核对人数前后是否一致、适用条件是否满足",
            en="a column 正式党员 beside 党员总数: whether the counts agree, and which conditions hold",
        ),
    ),
    Further(
        "posts",
        "since",
        ("DJ502", "DJ902", "DJ906"),
        Text(
            zh="加一张一人一行的任职表（姓名、所在党支部、党内职务、任职时间），可说明岗位自何时空缺、起止是否衔接",
            en="a table of 姓名, 所在党支部, 党内职务 and 任职时间: since when posts are vacant, and whether terms join",
        ),
    ),
)
"""In the order of their use."""


def further(tables: Sequence[Table]) -> Iterator[Further]:
    """Yield what the tables do not hold and would be of use, the most useful first."""
    held = {
        (table.form.id, name) for table in tables if table.form is not None for name in table.fields.values()
    }
    held |= {
        ("organizations", "post:secretary") for form, name in held if form == "posts" or post_kinds(name)
    }
    held |= {
        ("duties", "bearer") for form, name in held if form == "duties" and name in {"unit", "department"}
    }
    for one in FURTHER:
        if (one.form, one.field) not in held:
            yield one
