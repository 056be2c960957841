"""DJ418 path-broken: 责任链条中断."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.gaps.verdicts import Verdicts
from dangjian_chain.kernel import matrices
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.counts import KINDS
from dangjian_chain.performance.due_arrays import PERFORM
from dangjian_chain.performance.due_state import OVERDUE
from dangjian_chain.performance.results import results_of
from dangjian_chain.text import Text, both
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(_not_performed(context), _broken(context))


def _conditions(wanting: Bools, broken: Bools) -> Iterator[Condition]:
    yield Condition(
        Text(
            zh="有到期未见开展记录、次数不足或者考核、记录写明未通过的规定动作",
            en="a required duty of it was due and is not on record, or a record or result says that it failed",
        ),
        np.logical_or.reduce(wanting),
    )
    yield Condition(
        Text(
            zh="该事项自下达单位到它之间有一级清单未列",
            en="a list between the start of that duty and it lacks the duty",
        ),
        np.logical_or.reduce(wanting & broken),
    )


def _not_performed(context: Context) -> Bools:
    """Return where a required duty was not performed as far as is known, or is said to have failed; shape (m, n)."""
    due, cascade = context.due, context.cascade
    found = np.zeros(cascade.shape, dtype=bool)
    missed = due.is_(*OVERDUE) & (due.function == PERFORM)
    found[due.duty[missed], due.organization[missed]] = True
    known = context.table("duties").positions
    counts = due.counts
    since = due.start.toordinal()
    failing = counts.failing & (counts.kind == KINDS.index(RecordKind.PERFORMED)) & (counts.last >= since)
    for code, ids in enumerate(counts.duties):
        rows = failing & (counts.duty == code)
        for duty in (known[id_] for id_ in ids if id_ in known):
            found[duty, counts.organization[rows]] = True
    verdicts, results = Verdicts(context), results_of(context.arrays)
    for result in results.every:
        if result.duties and results.is_current(result) and verdicts.is_failing(result):
            for duty in (known[id_] for id_ in result.duties if id_ in known):
                found[duty, result.organization] = True
    return found & cascade.expected & cascade.speaking


def _broken(context: Context) -> Bools:
    """Return where some list on the line from the start of a duty lacks it; shape (m, n)."""
    cascade = context.cascade
    held = matrices.reached(cascade.hierarchy, cascade.carries, ~cascade.missing)
    return cascade.carries & ~held


def find(context: Context) -> Iterator[Hit]:
    wanting, broken = _not_performed(context), _broken(context)
    found = wanting & broken
    for organization in meeting(_conditions(wanting, broken)):
        for duty in np.flatnonzero(found[:, organization]).tolist():
            lacking = _lacking(context, duty, organization)
            id_, above, title = (
                context.organization(organization),
                context.organization(lacking),
                context.duty(duty),
            )
            yield Hit(
                organization=id_,
                subject=id_,
                duty=title,
                words={
                    "organization": context.names[organization],
                    "duty": context.title(duty),
                    "above": both(context.names[lacking]),
                },
                row=("organizations", organization),
                after=(("DJ106", above, above, title), ("DJ101", above, above, title)),
            )


def _lacking(context: Context, duty: int, organization: int) -> int:
    """Return the nearest organization, itself or above it in the line, whose list lacks a duty."""
    line, missing = context.cascade.hierarchy.line, context.cascade.missing[duty]
    here = organization
    while not missing[here]:
        here = int(line[here])
    return here


RULE = Rule(
    code="DJ418",
    name="path-broken",
    severity=Severity.WARNING,
    citations=("hand_over",),
    title=Text(zh="责任链条中断", en="A broken line of responsibility"),
    message=Text(
        zh="{organization}的“{duty}”有待核实的情况，自下达单位到本级的清单中，{above}未列该事项，责任链条在此中断。",
        en="{duty!r} of {organization} is to be verified, and the line down from its start breaks at {above}, whose "
        "list lacks it.",
    ),
    explanation=Text(
        zh="规定动作到期未见开展记录、次数不足（记录已注明载入齐全的时段），或者记录、考核写明未通过的，"
        "再看责任自下达单位逐级下来的链条：中间或者本级有一级的清单没有列这个事项的，列出，写明离它最近的是哪一级。"
        "这一级没有列，上面问到谁、下面向谁报告就接不上。上级清单缺项另见DJ106、DJ101，补列之后本条随之消除。"
        "依据是责任链的定义，不是条文规定。",
        en="Where a required duty was due and is not on record, or less often than due, and the records are complete, "
        "or where a record or result says that it failed, looks up the line of responsibility: if a list on the way "
        "from the start of the duty down to the organization lacks it, the pair is listed with the nearest one that "
        "does. There nobody would know whom to ask above and to whom to report. The missing entry itself is DJ106's "
        "or DJ101's; once it is made this goes too. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议先由{above}在清单中补列该事项，再核实开展情况；已开展的，补记会议或文件即可。",
        en="Let {above} add the duty to its list first, then verify; where it was done, the meeting or document is "
        "enough.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 专题研究, performed_by: [committee]}
assignments:
- {duty: S2, organization: D1}
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, outcome: failed, evidence: 示例支部纪要〔2026〕8号}
""",
    good="""\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1}
duties:
- {id: S1, title: 主题党日, performed_by: [branch]}
- {id: S2, title: 专题研究, performed_by: [committee]}
assignments:
- {duty: S2, organization: D1}
- {duty: S1, organization: D1}
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, outcome: failed, evidence: 示例支部纪要〔2026〕8号}
""",
    beside=("DJ106",),
    find=find,
    conditions=conditions,
    needs=(Data.PERFORMERS, Data.ASSIGNMENTS, Data.RECORDS),
    symptom=Symptom.WEAKENED,
)
