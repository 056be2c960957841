"""Paper: what a text asks people to produce that says nothing of what was done."""

from __future__ import annotations

import re

from dangjian_chain.text import Text

PAPERS = {
    r"照片|图片|截图|影像": Text(zh="照片", en="photographs"),
    r"心得(?!交流|分享)|感想|笔记|学习记录|字数": Text(zh="心得、笔记", en="study notes"),
    r"台[账帐]|痕迹|留痕": Text(zh="台账、痕迹", en="ledgers and traces"),
    r"学习时长|在线时长|线上时长|学习[^，。；]{0,6}分钟|学习积分|打卡": Text(zh="学习时长", en="study time"),
    r"信息稿|信息报送|信息(?:数量|篇数|条数)|报送(?:党建|工作|宣传|政务)?信息|信息[^，。；]{0,6}[篇条]|简报|宣传稿": Text(
        zh="信息篇数", en="numbers of reports"
    ),
    r"(?:材料|资料|档案)(?:收集)?(?:齐全|完整|规范|完备)": Text(zh="材料齐全", en="complete papers"),
}
"""Paper that says nothing of what was done. Minutes, a lesson's draft and attendance are not here."""

NOT_ASKED = re.compile(
    r"不(?:要求|需|必|用|以|作|得|再|另|单独|搞|收|报|提倡|计|看|将|把)|无需|免[于去报填]|杜绝|严禁|禁止|取消|减少|压减|精简|清理|合并|为零"
)
"""A clause with one of these asks for no paper, or for less of it."""

_CLAUSES = re.compile(r"[，,。；;！!\n]+")


def clauses_of(words: str) -> list[str]:
    """
    Return the clauses of a text.

    Examples
    --------
    >>> clauses_of("每月开展1次，留存照片；有记录")
    ['每月开展1次', '留存照片', '有记录']
    """
    return [clause.strip() for clause in _CLAUSES.split(words) if clause.strip()]


def papers_of(clause: str) -> tuple[Text, ...]:
    """
    Return the paper that a clause asks for, empty where it asks for none or says that none is asked.

    Examples
    --------
    >>> [paper.zh for paper in papers_of("留存照片和心得")], papers_of("不要求照片和心得")
    (['照片', '心得、笔记'], ())
    """
    if NOT_ASKED.search(clause):
        return ()
    return tuple(name for words, name in PAPERS.items() if re.search(words, clause))
