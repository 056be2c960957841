"""What the drop-down lists of the template offer, and the names of their ranges."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dangjian_chain.text import Lang

KINDS = "组织类别表"
UNIT_TYPES = "单位类型表"
FLAGS = "是否表"
BEARERS = "责任主体表"
POSTS = "岗位表"
RESPONSIBILITIES = "责任类型表"
CYCLES = "频次表"
GRADES = "等次表"
NOTHING = "不填的词表"
MONTHS = "年月表"
NAMES = "党组织名称表"

_SEPARATORS = "-./年"


@frozen
class Words:
    """
    The words of a list.

    Parameters
    ----------
    heading : str
        What stands above them; unlike a header of a table.
    words : tuple of str
    english : tuple of str
        What each means; none where they are not explained.
    """

    heading: str
    words: tuple[str, ...]
    english: tuple[str, ...] = ()

    def offered(self, lang: Lang) -> str:
        """Return the words as a sentence lists them, with what they mean for readers of English."""
        if lang == "zh" or not self.english:
            return "、".join(self.words)
        return ", ".join(
            f"{word} ({meaning})" for word, meaning in zip(self.words, self.english, strict=True)
        )


def _months() -> tuple[str, ...]:
    """
    Return what may follow the four digits of a year, up to three characters, each with a mark behind it.

    The mark keeps nothing at all from looking like a blank cell.
    """
    found = ["", "年", *(f"{month:02}" for month in range(1, 13))]
    for mark in _SEPARATORS:
        behind = "月" if mark == "年" else mark
        for month in range(1, 13):
            found += [f"{mark}{month}", f"{mark}{month:02}", f"{mark}{month}{behind}"[:3]]
    return tuple(f"{text}|" for text in dict.fromkeys(found))


def _explained(heading: str, words: Mapping[str, str]) -> Words:
    return Words(heading, tuple(words), tuple(words.values()))


LISTS: Mapping[str, Words] = {
    KINDS: _explained(
        "可选类别",
        {
            "党委": "committee",
            "党总支": "general branch",
            "党支部": "branch",
            "党小组": "group of a branch",
            "纪委": "discipline commission",
            "工委": "work committee",
            "单位": "unit or department",
        },
    ),
    UNIT_TYPES: _explained(
        "可选单位类型",
        {
            "机关": "organ",
            "事业单位": "public institution",
            "国有企业": "state-owned enterprise",
            "野外项目组": "field project",
            "离退休": "retired members",
        },
    ),
    FLAGS: _explained("可选是否", {"是": "yes", "否": "no"}),
    BEARERS: _explained(
        "可选主体",
        {
            "各级党组织": "every organization that leads",
            "各党委": "every committee",
            "各党总支": "every general branch",
            "各党支部": "every branch",
            "各党小组": "every group",
            "党委书记": "secretary of a committee",
            "党总支书记": "secretary of a general branch",
            "党支部书记": "secretary of a branch",
        },
    ),
    POSTS: _explained(
        "可选岗位",
        {
            "书记": "secretary",
            "党委书记": "secretary of a committee",
            "党总支书记": "secretary of a general branch",
            "支部书记": "secretary of a branch",
            "副书记": "deputy secretary",
            "专职副书记": "full-time deputy secretary",
            "组织委员": "organization member",
            "宣传委员": "publicity member",
            "纪检委员": "discipline member",
            "委员": "committee member",
            "党小组长": "group leader",
            "行政主要负责人": "administrative head",
            "分管领导": "deputy head in charge",
        },
    ),
    RESPONSIBILITIES: _explained(
        "可选责任",
        {
            "主体责任": "principal, of the body",
            "第一责任人": "first",
            "直接责任人": "direct",
            "一岗双责": "portfolio",
            "监督责任": "supervisory",
            "具体责任": "concrete",
            "配合": "supporting",
        },
    ),
    CYCLES: _explained(
        "可选频次",
        {
            "每周": "weekly",
            "每月": "monthly",
            "每两个月": "every two months",
            "每季度": "quarterly",
            "每半年": "half-yearly",
            "每年": "yearly",
            "每届": "once a term",
            "一次性": "once",
            "适时": "on an event",
            "常态化": "continuous",
        },
    ),
    GRADES: _explained(
        "可选等次",
        {
            "好": "good",
            "较好": "fairly good",
            "一般": "fair",
            "较差": "rather poor",
            "差": "poor",
            "优秀": "excellent",
            "合格": "passed",
            "不合格": "not passed",
            "先进": "advanced",
            "达标": "up to standard",
            "后进": "behind",
        },
    ),
    NOTHING: Words("等于不填", ("无", "—", "——", "－", "-", "--", "/", "空", "暂无", "N/A")),
    MONTHS: Words("年份后面的写法", _months()),
}
"""By the name of their range; each has a column of its own in the hidden sheet."""
