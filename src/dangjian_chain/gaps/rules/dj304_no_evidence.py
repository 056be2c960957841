"""DJ304 no-evidence: 记录未注明佐证."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.record_words import record_words
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import Outcome, RecordKind, Severity, Symptom
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

KINDS = (RecordKind.PERFORMED, RecordKind.SUPERVISED, RecordKind.REPORTED, RecordKind.DECIDED)
"""What was done; a result, its use and a rectification are papers themselves."""
CHECKS = (RecordKind.SUPERVISED, RecordKind.APPRAISED)
BLANK = Text(zh="未注明出处", en="names no source")


def conditions(context: Context) -> Iterator[Condition]:
    return _conditions(context, _blank(context), _refused(context))


def _conditions(context: Context, blank: Bools, refused: dict[int, int]) -> Iterator[Condition]:
    rows, lacks = context.arrays.kept(RecordRows), blank.copy()
    lacks[list(refused)] = True
    yield Condition(
        Text(
            zh="是核对日之前开展、督促检查、报告述职或者集体决定的记录",
            en="it is a record of what was performed, supervised, reported or decided by the day",
        ),
        rows.of(*KINDS),
    )
    yield Condition(
        Text(
            zh="未注明佐证，或者所注佐证核查时未予认可",
            en="it names no evidence, or what it names was not accepted in a check",
        ),
        lacks,
    )


def _blank(context: Context) -> Bools:
    """Return which records name no evidence; shape (r,)."""
    evidence = context.table("records").column("evidence")
    return ~is_stated(evidence) | np.equal(evidence, "").astype(bool)  # comparisons that numpy makes in C


def _refused(context: Context) -> dict[int, int]:
    """Return the records whose evidence the last check about them did not accept, with that check."""
    rows, table = context.arrays.kept(RecordRows), context.table("records")
    about, outcome = table.column("about"), table.column("outcome")
    checks = np.flatnonzero(rows.of(*CHECKS) & is_stated(about) & is_stated(outcome)).tolist()
    named = _by_name(context) if checks else {}
    last: dict[int, int] = {}
    for check in checks:
        record = named.get(about[check], check)
        if record != check and rows.first[check] >= rows.first[last.get(record, record)]:
            last[record] = check
    return {record: check for record, check in last.items() if outcome[check] == Outcome.FAILED}


def _by_name(context: Context) -> dict[str, int]:
    """Return the records by key and, before that, by id."""
    table = context.table("records")
    by_id = {id_: row for row, id_ in reversed(list(enumerate(table.column("id")))) if id_ is not None}
    return {**table.positions, **by_id}


def find(context: Context) -> Iterator[Hit]:
    table, blank, refused = context.table("records"), _blank(context), _refused(context)
    for row in meeting(_conditions(context, blank, refused)):
        organization, duty = where(context, "records", row)
        yield Hit(
            organization=organization,
            subject_kind="record",
            subject=table.ids[row],
            duty=duty,
            words={
                **record_words(context, row),
                "what": BLANK if blank[row] else _not_accepted(table.column("on")[refused[row]]),
            },
            row=("records", row),
        )


def _not_accepted(on: object) -> Text:
    return Text(zh=f"所注佐证，{on}核查时未予认可", en=f"names evidence that a check on {on} did not accept")


RULE = Rule(
    code="DJ304",
    name="no-evidence",
    severity=Severity.NOTE,
    citations=("traceable_record",),
    title=Text(zh="记录未注明佐证", en="A record without evidence"),
    message=Text(
        zh="{organization}{on}的{duty}记录{what}。",
        en="The record of {organization} on {on}{duty} {what}.",
    ),
    explanation=Text(
        zh="对核对日之前开展、督促检查、报告述职、集体决定的记录，核对“佐证”一栏：没有填写的列出；注明会议纪要编号就是"
        "注明了佐证。所注佐证被核查时未予认可的也列出，即以后有督促检查或者考核评议的记录写明针对该记录、结论为未通过；"
        "其后又核查通过的不再列出。考核结果、结果运用和整改记录本身就是材料，不在此列；“佐证”一栏都没有填写的，不作核对。"
        "依据是责任链的定义，不是条文规定。",
        en="Of records of what was performed, supervised, reported or decided by the day, looks at the evidence: those "
        "that name none are listed, and the number of the minutes is evidence. So are those whose evidence was not "
        "accepted, where a later record of supervision or appraisal about that record failed, unless a check after "
        "that passed. Results, their use and rectifications are papers themselves; where evidence is entered nowhere "
        "nothing is looked at. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="注明会议纪要编号或文件名称即可，不需要照片。",
        en="The number of the minutes or the name of a document is enough; no photographs.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, evidence: 示例支部纪要第8号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, evidence: 示例支部纪要第8号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05, evidence: 示例支部纪要第9号}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.RECORDS,),
    reads=("records.evidence",),
    columns=("evidence",),
    symptom=Symptom.HOLLOWED,
)
