"""DJ512 term-extended-too-long: 延期换届超限或未见批准."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.term_arrays import TermArrays, term_arrays
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools


def conditions(context: Context) -> Iterator[Condition]:
    terms = term_arrays(context.arrays, context.rules)
    yield Condition(
        Text(
            zh="是当日在册的基层党委、党总支或党支部，不是临时党支部",
            en="it is a committee, general branch or branch in force, and not temporary",
        ),
        terms.bound,
    )
    yield Condition(
        Text(zh="有延期换届的记录", en="a record says that its term was extended"), terms.is_extended
    )
    yield Condition(
        Text(
            zh="延期已满最长期限，或者记录未见上级批准",
            en="the longest extension is over, or no record shows that a superior approved",
        ),
        (terms.is_extended & terms.extension_is_over) | _unapproved(terms),
        lambda organization: _until(terms, organization),
    )


def _unapproved(terms: TermArrays) -> Bools:
    found = np.zeros(len(terms.is_extended), dtype=bool)
    found[[one for one, extension in terms.extensions.items() if not extension.is_approved]] = True
    return found


def _until(terms: TermArrays, organization: int) -> Text:
    until = terms.term(organization).extended_until
    if until is None:
        return Text(zh="没有适用的延长期限", en="no figure for an extension applies")
    return Text(zh=f"最长延至{until}", en=f"extended until {until} at most")


def find(context: Context) -> Iterator[Hit]:
    terms = term_arrays(context.arrays, context.rules)
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        is_over = bool(terms.extension_is_over[organization])
        until = date.fromordinal(int(terms.extended_until[organization])) if is_over else None
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "what": _what(terms, organization, until),
            },
            since=until,
            row=("organizations", organization),
            held=terms.held_extension(organization),
        )


def _what(terms: TermArrays, organization: int, until: date | None) -> Text:
    parts = []
    if until is not None:
        end = date.fromordinal(int(terms.end[organization]))
        (held,) = terms.held_extension(organization)
        years = plain(held.value)
        parts.append(
            Text(
                zh=f"本届任期于{end}届满，延期一般不超过{years}年，已于{until}到期",
                en=f"its term ended on {end}, and {years} year(s) of extension, generally the most, on {until}",
            )
        )
    if not terms.extensions[organization].is_approved:
        parts.append(
            Text(
                zh="延期换届的记录未见上级党组织批准",
                en="the record shows no approval of the extension from above",
            )
        )
    return Text(zh="；".join(part.zh for part in parts), en="; ".join(part.en for part in parts))


RULE = Rule(
    code="DJ512",
    name="term-extended-too-long",
    severity=Severity.WARNING,
    citations=("term_extension",),
    title=Text(zh="延期换届超限或未见批准", en="An extended term over its limit, or without approval"),
    message=Text(
        zh="{organization}有延期换届的记录：{what}。", en="{organization} has an extended term: {what}."
    ),
    explanation=Text(
        zh="对有延期换届记录的基层党委、党总支、党支部，核对两件事：延长的期限是否已满，记录中有没有上级党组织批准。"
        "《关于党的基层组织任期的意见》第二点：延期换届须经上级党组织批准，延长期限一般不超过一年。"
        "延期换届的记录，是指换届之后、事项依据为这一规定（term_extension）的集体决定记录；"
        "由上级作出的，或者“考核单位”一栏写明上级（编号或名称）的，视为已经批准。"
        "名册中没有上级的，写明由谁批准即可。",
        en="Where a record says that the term of a committee, general branch or branch was extended, looks at two "
        "things: whether the longest extension is over, and whether a record shows approval from above. The "
        "Opinions on Terms of Primary Organizations, point 2: an extension needs the superior's approval and is "
        "generally one year at most. Such a record is one of a decision, after the election, whose duty has this "
        "provision (term_extension) as its ground; approved is one of a superior's own, or one whose `by` names a "
        "superior, by id or name. Where the roster holds no superior, whoever else is named will do.",
    ),
    remedy=Text(
        zh="已换届的请更新换届时间；已经批准的，在记录中注明批准单位即可，不必另做材料；"
        "尚未换届的，建议向上级党组织报告换届安排。",
        en="If the election was held, enter its date; if the extension was approved, note by whom, and no more; "
        "if neither, report to the superior when the election is to be.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1, elected_on: 2022-06-01}
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
- {organization: Z1, kind: decided, on: 2025-05-20, duty: S1, by: D1, evidence: 示例纪要1号}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例支部, kind: branch, superior: D1, elected_on: 2023-01-01}
duties:
- {id: S1, title: 延期换届, why: term_extension}
records:
- {organization: Z1, kind: decided, on: 2025-05-20, duty: S1, by: D1, evidence: 示例纪要1号}
""",
    find=find,
    conditions=conditions,
    needs=(Data.RECORDS,),
    reads=("organizations.elected_on",),
    parameters=("term_extension_years",),
    columns=("elected_on",),
    symptom=Symptom.WEAKENED,
)
