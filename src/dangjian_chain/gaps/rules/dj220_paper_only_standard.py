"""DJ220 paper-only-standard: 以材料代替实绩."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import duty_hit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.duty import Duty
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.paper import clauses_of, papers_of
from dangjian_chain.text import Text

LEDGER = "台账、痕迹"
OF_AN_EVENT = re.compile(r"每次|(?:活动|学习|工作|会议|党建)[^，,。；;]{0,4}台[账帐]|痕迹|留痕")
"""A duty's content may be to keep a ledger, as of members who are away; one of an event is paper alone."""

RESULTS = re.compile(
    r"解决|整改|答复|办结|销号|反馈|问题|隐患|达到|达标|满意|覆盖|验收|成效|见效|全员|全体[^，,。；;]{0,6}参加|[%％率]"
)
"""What was done, solved or reached: with one of these paper is not the only measure."""

KEPT = re.compile(
    r"记录|纪要|讲稿|提纲|签到|签名|印发|归档|存档|备查|报备|^每?[^，,。；;]{0,12}[0-9０-９]+(?:篇|字|张|份|分钟|小时)(?:以上)?$"
)
"""The normal papers of a meeting, or how much paper: neither paper of its own nor a result."""

DEMAND = re.compile(
    r"[0-9０-９一二两三四五六七八九十百]+(?:余|多)?(?:张|篇|字|份|条|分钟|小时|本|期)|留存|留有|上传|提交|撰写|报送|拍摄|上报|建立|编发|附"
)
"""What makes a clause of a duty's content ask for paper."""

ANY_MARK = re.compile(r"[是否有无/／、或，\s]+|打分|评分")
"""An indicator that says nothing of its own."""


def conditions(context: Context) -> Iterator[Condition]:
    duties = context.cascade.duties.values
    yield Condition(
        Text(zh="没有另写考核指标", en="no indicator measures anything else"),
        np.array([_says_nothing_else(duty.indicator or "") for duty in duties], dtype=bool),
    )
    yield Condition(
        Text(
            zh="标准（没有标准的，内容）只要求材料",
            en="its standard, or without one its content, asks for paper alone",
        ),
        np.array([bool(papers) for _, papers in _found(context)], dtype=bool),
    )


def _says_nothing_else(indicator: str) -> bool:
    return not indicator or bool(ANY_MARK.fullmatch(indicator) or papers_of(indicator))


def _found(context: Context) -> list[tuple[str, tuple[Text, ...]]]:
    """Return the column in which each duty states its measure, and the paper that it asks for alone."""
    table = context.table("duties")
    own = zip(table.column("standard"), table.column("what"), strict=True)
    return [
        _measure(duty, standard or "", what or "")
        for duty, (standard, what) in zip(context.cascade.duties.values, own, strict=True)
    ]


def _measure(duty: Duty, standard: str, what: str) -> tuple[str, tuple[Text, ...]]:
    """Return column and paper of a duty that states a standard, a content or neither; what it inherits is its whole's."""
    if standard:
        return "standard", _of_standard(standard)
    if duty.standard:
        return "standard", ()
    if what:
        return "what", _of_content(what)
    return "title", () if duty.what else _of_content(duty.title)


def _of_standard(standard: str) -> tuple[Text, ...]:
    """Return the paper of a standard of which every clause is paper, or a normal paper of a meeting."""
    clauses = clauses_of(standard)
    found = [papers_of(clause) for clause in clauses]
    others = [clause for clause, papers in zip(clauses, found, strict=True) if not papers]
    if RESULTS.search(standard) or not all(map(KEPT.search, others)):
        return ()
    return _distinct(found)


def _of_content(content: str) -> tuple[Text, ...]:
    """Return the paper that a duty's content asks for, where it asks for nothing else than to hold the event."""
    if RESULTS.search(content):
        return ()
    asking = [clause for clause in clauses_of(content) if DEMAND.search(clause)]
    return _distinct(
        [
            tuple(each for each in papers_of(clause) if each.zh != LEDGER or OF_AN_EVENT.search(clause))
            for clause in asking
        ]
    )


def _distinct(found: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(name for papers in found for name in papers))


def find(context: Context) -> Iterator[Hit]:
    found = _found(context)
    for duty in meeting(conditions(context)):
        column, papers = found[duty]
        paper = Text(zh="、".join(each.zh for each in papers), en=" and ".join(each.en for each in papers))
        where = STANDARD if column == "standard" else CONTENT
        yield attrs.evolve(duty_hit(context, duty, where=where, paper=paper), column=column)


STANDARD = Text(zh="标准", en="standard")
CONTENT = Text(zh="内容", en="content")

RULE = Rule(
    code="DJ220",
    name="paper-only-standard",
    severity=Severity.NOTE,
    citations=("paper_is_no_standard",),
    title=Text(zh="以材料代替实绩", en="Paper in place of work"),
    message=Text(
        zh="{whose}“{duty}”的{where}只要求{paper}，未写明要做成什么。",
        en="{whose}the {where} of {duty!r} asks for {paper} alone, not for what is to come of it.",
    ),
    explanation=Text(
        zh="看责任事项的完成标准和考核指标，没有标准的看责任内容，内容也没有写的看名称：只要求照片、心得和笔记字数、台账痕迹、学习时长、信息"
        "篇数，没有写明做成什么的列出。写明“不要求照片”“不以心得计”的不列；会议纪要、会议记录、讲稿、签到是正常的"
        "记载，不在此列；标准中另有人数、比率、问题答复等结果的不列。《整治形式主义为基层减负若干规定》（见于报道，"
        "条号待核）所说照片、学习心得、学习记录不是评价工作的标准，本项以此提示。",
        en="Looks at standard and indicator of a duty, or, without one, at its content or its title, and lists those "
        "that ask for photographs, words of study notes, ledgers, study time or numbers of reports and say nothing "
        "of what is to come of it. Where no photographs or notes are asked for, where minutes, a lesson's draft or "
        "attendance are kept, and where numbers, shares or answers are asked for besides, nothing is listed. The "
        "Provisions on Curbing Formalism and Easing Burdens (seen in reports, article not verified) are said to "
        "hold photographs, study notes and study minutes no standard for judging work.",
    ),
    remedy=Text(
        zh="建议改为看实际效果；照片、心得字数、学习时长不用来评判。确需留存的，注明用途即可。",
        en="Look at the effect instead; photographs, notes and study time are no measure. Where they are kept, say "
        "what for.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, standard: 每次留存照片不少于5张}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, standard: 意见逐条答复，不要求照片}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    columns=("standard", "what"),
    symptom=Symptom.HOLLOWED,
)
