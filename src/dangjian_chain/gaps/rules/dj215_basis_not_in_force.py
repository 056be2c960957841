"""DJ215 basis-not-in-force: 所引依据已失效或尚未施行."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.cited import Cited, Reading
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import duty_hit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.rulebook import Standing
from dangjian_chain.text import Text

OUT = (Standing.ENDED, Standing.NOT_YET)


def conditions(context: Context) -> Iterator[Condition]:
    found = _outdated(context)
    yield Condition(
        Text(zh="写有依据", en="it names a basis of its own"), context.figures.stated("why", "duties")
    )
    yield Condition(
        Text(
            zh="所引制度或者版本当日已失效或者尚未施行",
            en="an instrument or version that it cites is not in force on the day",
        ),
        np.array([bool(each) for each in found], dtype=bool),
    )


def _outdated(context: Context) -> list[list[Cited]]:
    """Return, by duty, what its own words cite and is certainly not in force on the day."""
    reading = Reading(context.rules.book)
    return [
        [cited for cited in reading.of(words) if cited.standing(context.day) in OUT] if words else []
        for words in context.table("duties").column("why")
    ]


def find(context: Context) -> Iterator[Hit]:
    found = _outdated(context)
    for duty in meeting(conditions(context)):
        said = [_said(context, cited) for cited in found[duty]]
        cited = Text(zh="；".join(each.zh for each in said), en="; ".join(each.en for each in said))
        yield duty_hit(context, duty, cited=cited)


def _said(context: Context, cited: Cited) -> Text:
    name, label = cited.say(), cited.standing(context.day).label
    now = cited.instrument.version_on(context.day)
    if now is None:
        return Text(zh=f"{name.zh}{label.zh}", en=f"{name.en}, {label.en}")
    return Text(
        zh=f"{name.zh}{label.zh}，当日施行的是{now.name}年文本",
        en=f"{name.en}, {label.en}; the wording of {now.name} holds",
    )


RULE = Rule(
    code="DJ215",
    name="basis-not-in-force",
    severity=Severity.WARNING,
    citations=("readable_data",),
    title=Text(zh="所引依据已失效或尚未施行", en="A basis that is not in force"),
    message=Text(
        zh="{whose}“{duty}”所引依据中，{cited}。",
        en="{whose}{duty!r} cites what is not in force: {cited}.",
    ),
    explanation=Text(
        zh="把“制度依据”一栏所写的事实编号、《》内的名称和常用简称与制度目录对照，核对日已被替代、废止或者尚未"
        "施行的列出。写明年份或者文号的，按该年文本计；没有写的，只要当日有一个文本在施行就不列。修订前后条号"
        "不同，2016年的条号不能当作2019年的用，但单凭条号看不出指哪一年的，不作判断；目录里没有的制度也不作"
        "判断。依据是责任链的定义，不是条文规定。",
        en="Compares the keys of facts, titles and the usual short names in the column why with the "
        "catalogue of instruments, and lists what was replaced, repealed or not yet in force on the day. A year "
        "or the number of a document names the version; without one, any wording in force will do. Articles are "
        "counted anew in a revision, those of 2016 are not those of 2019; where an article alone is given, "
        "nobody can tell which is meant, and nothing is said, nor is of instruments that the catalogue does not "
        "know. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对现行文本的名称和条号，改注现行的；确需沿用当时规定的，注明原因即可。",
        en="Check title and article in the wording that holds, and cite that; where the former is meant, say why.",
    ),
    bad="""\
duties:
- {id: S1, title: 整改情况报告, why: 《中国共产党巡视工作条例》（2015年）}
""",
    good="""\
duties:
- {id: S1, title: 整改情况报告, why: 《中国共产党巡视工作条例》（2024年）}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    reads=("duties.why",),
    columns=("why",),
    symptom=Symptom.DILUTED,
)
