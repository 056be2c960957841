"""Whether a rule can look at a chain at all, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import column_label
from dangjian_chain.gaps.rule import Rule
from dangjian_chain.model.document import TITLES
from dangjian_chain.model.table import is_stated
from dangjian_chain.rulebook import Status
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context

_ABSENT = {
    Data.ORGANIZATIONS: Text(zh="未载入组织", en="no organizations were loaded"),
    Data.ROLES: Text(zh="未载入岗位", en="no roles were loaded"),
    Data.HOLDERS: Text(zh="未载入任职", en="no appointments were loaded"),
    Data.CHANGES: Text(zh="未载入机构变动", en="no changes of organizations were loaded"),
    Data.DUTIES: Text(zh="未载入责任事项", en="no duties were loaded"),
    Data.PERFORMERS: Text(zh="责任事项均未写明责任主体", en="no duty says who performs it"),
    Data.ASSIGNMENTS: Text(zh="未载入责任分工", en="no assignments were loaded"),
    Data.RECORDS: Text(zh="未载入履责记录", en="no records were loaded"),
    Data.LEDGER: Text(zh="未载入整改台账", en="no rectification ledger was loaded"),
    Data.COVER: Text(
        zh="未注明哪些记录已载入齐全", en="nothing states where records are complete (records_cover)"
    ),
    Data.PERFORMED: Text(zh="未载入开展记录", en="no records of what was performed were loaded"),
    Data.SUPERVISED: Text(zh="未载入督促检查记录", en="no records of supervision were loaded"),
    Data.REPORTED: Text(zh="未载入报告述职记录", en="no records of reports were loaded"),
    Data.APPRAISED: Text(zh="未载入考核结果", en="no results of appraisals were loaded"),
    Data.APPLIED: Text(zh="未载入结果运用记录", en="no records of the use of results were loaded"),
    Data.SCHEME: Text(zh="未给出考核方案", en="no scheme of appraisal was given"),
    Data.MEMBER_COUNTS: Text(zh="未填写党员人数", en="no member counts were entered"),
}


def why_not_applicable(context: Context, rule: Rule) -> Text | None:
    """Return why a rule cannot look at the chain; `None` where it can."""
    absent = next((data for data in rule.needs if not context.has(data)), None)
    if absent is not None:
        return _ABSENT[absent]
    unfilled = next((column for column in rule.reads if not context.is_filled(column)), None)
    if unfilled is not None:
        return _unfilled(unfilled)
    if rule.parameters and not any(context.limit(key).is_set for key in rule.parameters):
        return context.figures.limits.why_none(rule.parameters[0])
    return _without_basis(context, rule)


def _unfilled(column: str) -> Text:
    collection, name = column.split(".")
    title, label = TITLES[collection], column_label(collection, name)
    return Text(
        zh=f"{title.zh}的“{label.zh}”一栏均未填写",
        en=f"the column {label.en!r} of {title.en} is filled nowhere",
    )


def _without_basis(context: Context, rule: Rule) -> Text | None:
    """Return why a rule that rests on provisions alone rests on none of them on the day."""
    cited = [context.rules.citation(key) for key in rule.citations]
    if not cited or any(citation.status is Status.PRACTICE for citation in cited):
        return None
    if any(citation.is_on and citation.is_in_force(context.day) for citation in cited):
        return None
    first = next((citation for citation in cited if citation.is_on), cited[0])
    if not first.is_on:
        return Text(
            zh=f"依据“{first.say('zh')}”默认不启用，可在本单位口径中启用",
            en=f"its basis, {first.say('en')}, is off by default; a profile may switch it on",
        )
    return Text(
        zh=f"依据“{first.say('zh')}”在核对日不在施行",
        en=f"its basis, {first.say('en')}, is not in force on the day",
    )


def untyped(context: Context, rule: Rule) -> Iterator[NotChecked]:
    """Yield a note where a rule's numbers differ by type of unit and some organizations enter none."""
    differing = [key for key in rule.parameters if context.rules.book.parameter(key).unit_types]
    if len(differing) < len(rule.parameters) or not differing:
        return
    blank = ~is_stated(context.figures.unit_types) & context.figures.alive & context.arrays.leads
    count = int(blank.sum())
    if count:
        yield NotChecked(
            rule.code,
            Text(
                zh=f"{count}个组织未填写单位类型，未作判断",
                en=f"{count} organization(s) enter no type of unit, not judged there",
            ),
        )
