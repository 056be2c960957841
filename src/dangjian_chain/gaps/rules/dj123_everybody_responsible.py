"""DJ123 everybody-responsible: 责任人表述笼统."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.kind import COLLECTIVE
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.propagation.declaring import NOBODY
from dangjian_chain.text import Text

EVERYBODY = (
    *(".{0,4}各.+", "有关.+", "相关.+", "全体.*", "所有.+", "全员", "人人", "大家", "班子成员集体"),
    *("every(?:one|body)", "all .+", "relevant .+", "each .+"),
)
"""What names everybody, and so nobody in particular."""
MEMBERS = ("全体党员",)
"""What is a bearer all the same, where the duty is one of all members."""
LEADS = "牵头"
"""A text with this word says who leads."""

_EVERYBODY = re.compile("|".join(EVERYBODY), re.IGNORECASE)
_BETWEEN = re.compile(r"[、,，;；/\n]+|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_LABEL = re.compile(r"^(?:责任|落实|承办|牵头)?(?:单位|部门|主体|人|领导|岗位)\s*[:：]\s*")


def find(context: Context) -> Iterator[Hit]:
    table = context.table("assignments")
    texts, duties = table.column("bearer_text"), table.references("duty", context.table("duties"))
    seen: set[tuple[int, str]] = set()
    for row, organization, role in _worded(context):
        duty = int(duties[row])
        pair = duty, organization
        if pair in seen or not is_everybody(texts[row], of_members=_of_members(context, duty)):
            continue
        if role is not None and not _finds_nobody(context, row):
            continue
        seen.add(pair)
        by_class = organization[:1] == "@"
        yield Hit(
            organization="" if by_class else organization,
            subject_kind="assignment",
            subject=organization if by_class else table.ids[row],
            duty=context.duty(duty),
            words={"duty": context.title(duty), "wording": texts[row].strip()},
            row=("assignments", row),
        )


def is_everybody(text: str, *, of_members: bool = False) -> bool:
    """
    Return whether a text names only everybody.

    Parameters
    ----------
    text : str
    of_members : bool
        Whether all members are a bearer of the duty, so that their name is one too.

    Examples
    --------
    >>> is_everybody("各单位、相关部门"), is_everybody("办公室、各单位")
    (True, False)
    """
    parts = [_LABEL.sub("", part.strip()) for part in _BETWEEN.split(text)]
    parts = [part for part in parts if part]
    named = MEMBERS if of_members else ()
    return (
        bool(parts)
        and LEADS not in text
        and all(part not in named and _EVERYBODY.fullmatch(part) for part in parts)
    )


def _worded(context: Context) -> Iterator[tuple[int, str, str | None]]:
    """Yield assignments in force that name everybody and no role of their own: row, organization, role."""
    table = context.table("assignments")
    texts = table.column("bearer_text")
    vague = {text: text is not None and is_everybody(text) for text in set(texts)}
    rows = np.fromiter(map(vague.__getitem__, texts), dtype=bool, count=len(texts))
    rows &= context.in_force("assignments")
    rows &= table.references("duty", context.table("duties")) >= 0
    rows &= np.not_equal(table.column("responsibility"), Responsibility.SUPPORTING)  # of each, in C
    places = np.flatnonzero(rows)
    named, role = table.column("organization")[places], table.column("role")[places]
    where = table.references("organization", context.table("organizations"))[places]
    here = (where >= 0) & context.figures.alive[where]
    for row, organization, post, is_here in zip(places.tolist(), named, role, here.tolist(), strict=True):
        if (is_here or organization[:1] == "@") and (post is None or post[:1] == "@"):
            yield row, organization, post


def _finds_nobody(context: Context, row: int) -> bool:
    """Return whether the role that an assignment names by its class exists nowhere."""
    rows = context.cascade.rows
    roles = rows.role[rows.row == row]
    return bool((roles == NOBODY).any() and not (roles >= 0).any())


def _of_members(context: Context, duty: int) -> bool:
    """Return whether all members, as a collective, are a bearer of a duty."""
    value = context.cascade.duties.values[duty]
    return any(
        COLLECTIVE in joint
        for bearers in (value.bearers, value.managing_bearers)
        for _, alternatives in bearers
        for joint in alternatives
    )


RULE = Rule(
    code="DJ123",
    name="everybody-responsible",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="责任人表述笼统", en="Everybody is responsible"),
    message=Text(
        zh="“{duty}”的责任人写为“{wording}”，未指明由谁牵头。",
        en="{duty!r} is given to {wording!r}, which does not say who leads.",
    ),
    explanation=Text(
        zh="核对责任人一栏只写“各单位”“相关部门”“全体人员”一类、又没有写到岗位的分工。人人有责而无人牵头，"
        "往往没有人去做。写明牵头的、只作配合的不在此列；本就由全体党员承担的事项写“全体党员”的，也不在此列。"
        "责任人原文没有填写的不作比较。依据是责任链的定义，不是条文规定。",
        en="Looks for assignments whose bearer reads only “all units”, “the departments concerned”, “everybody”, "
        "with no role. What everybody bears and nobody leads is often done by none. A text that says who leads, "
        "and those who only support, are left out; so is “all members” on a duty that all members bear. Where no "
        "words for bearers are entered nothing is compared. The basis is the definition of a chain, not a "
        "provision.",
    ),
    remedy=Text(
        zh="建议写明一个牵头部门和岗位，其余列为配合单位。",
        en="Name one department and role that leads, and list the others as supporting.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
duties:
- {id: S1, title: 安全生产月活动, performed_by: [committee]}
assignments:
- {duty: S1, organization: D1, bearer_text: 各科室、相关部门}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
duties:
- {id: S1, title: 安全生产月活动, performed_by: [committee]}
assignments:
- {duty: S1, organization: D1, bearer_text: 安全科科长、相关部门}
""",
    find=find,
    needs=(Data.ASSIGNMENTS,),
    reads=("assignments.bearer_text",),
    columns=("bearer_text", "role"),
    symptom=Symptom.HOLLOWED,
)
