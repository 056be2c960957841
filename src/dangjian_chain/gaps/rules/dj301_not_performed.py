"""DJ301 not-performed: 到期未见开展记录."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.due_pairs import due_pairs, has_due, is_of, pair_hit
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.due_state import KNOWN, DueState
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    yield Condition(
        Text(zh="有按频次到期的规定动作", en="required duties of its own have fallen due"), has_due(context)
    )
    yield Condition(
        Text(zh="其中有的时段记录已注明载入齐全", en="for some of these the records are stated complete"),
        is_of(context, due_pairs(context, *KNOWN)),
    )
    yield Condition(
        Text(zh="这些时段中有的未见开展记录", en="for some of these there is no record"),
        is_of(context, due_pairs(context, DueState.NOT_SEEN)),
    )


def find(context: Context) -> Iterator[Hit]:
    for pair in due_pairs(context, DueState.NOT_SEEN):
        organization, duty = context.organization(pair.organization), context.duty(pair.duty)
        yield pair_hit(context, pair, after=(("DJ105", organization, organization, duty),))


RULE = Rule(
    code="DJ301",
    name="not-performed",
    severity=Severity.WARNING,
    citations=("due_on_record",),
    title=Text(zh="到期未见开展记录", en="Due, and no record of it"),
    message=Text(
        zh="按{cycle}，{organization}{period}的“{duty}”未见开展记录。",
        en="{organization}: no record of {duty!r}, due {cycle}, was found for {period}.",
    ),
    explanation=Text(
        zh="按事项的频次和时限，核对上一年度和本年度已经到期的各期：要求直接落实的组织，在记录已注明载入齐全"
        "（记录完整范围）的时段没有一条开展记录的，列出，一个组织一个事项列一次，写明哪几期。"
        "一条记录可以对应几个事项，写明所属时段的按所属时段算；部分事项的记录也算作整个事项的记录。"
        "未注明记录齐全的时段不作判断；组织在该期内没有全程在册的不核对；自选动作、每届、适时、常态化的事项没有到期日，不在此列。"
        "未见记录不等于没有开展。依据是责任链的定义，不是条文规定。",
        en="By the rhythm and deadline of each duty, looks at what fell due in the last year and this one: where an "
        "organization is to perform it, and the records of that span are stated complete (records_cover), and there "
        "is none, it is listed, once for a duty and organization, with the spans. One record may serve several "
        "duties, a stated period counts before the day, and a record of a part counts for the whole. Spans whose "
        "records are not stated complete are not judged, nor those that the organization was not there for as a "
        "whole; elective duties and those of a term, an occasion or without end fall due on no day. Absence of a "
        "record is not absence of the deed. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="已开展的，注明会议或文件即可，不必另做材料；未开展的，可安排在近期一并开展，确有原因的请说明。",
        en="Where it was done, the meeting or document is enough, and no other paper; where not, it may be joined to "
        "an event soon, or the reason be noted.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-10, evidence: 示例支部纪要〔2026〕09号}
records_cover:
- {kind: performed, organization: Z1, from: 2026-04-01, until: 2026-10-01}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter}
assignments:
- {duty: S1, organization: Z1}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-05-20, evidence: 示例支部纪要〔2026〕05号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-10, evidence: 示例支部纪要〔2026〕09号}
records_cover:
- {kind: performed, organization: Z1, from: 2026-04-01, until: 2026-10-01}
""",
    find=find,
    conditions=conditions,
    needs=(Data.RECORDS, Data.COVER),
    symptom=Symptom.HOLLOWED,
)
