"""DJ202 who-missing: 未写明责任人（谁来抓）."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.questions import hits, is_filled, note_unfilled, unanswered
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools

COLUMNS = ("bearers", "managing_bearers")


def conditions(context: Context) -> Iterator[Condition]:
    yield from unanswered(context, COLUMNS, Text(zh="没有写明责任岗位", en="it names no bearers"))
    yield Condition(
        Text(zh="当日没有组织或岗位承担它", en="no assignment in force gives it to anybody"),
        ~_assigned(context),
    )
    yield Condition(
        Text(
            zh="没有组织应列而未列（见DJ101、DJ106）",
            en="no list that should show it is without it (DJ101, DJ106)",
        ),
        ~_is_missed(context),
    )


def _is_missed(context: Context) -> Bools:
    """Return which duties some list should show and does not; shape (m,)."""
    missed = np.zeros(context.cascade.shape[0], dtype=bool)
    missed[np.nonzero(context.cascade.missing)[0]] = True
    return missed


def _assigned(context: Context) -> Bools:
    """Return which duties an assignment gives to somebody, by itself, its whole or a part; shape (m,)."""
    table, duties = context.table("assignments"), context.cascade.duties
    duty = table.references("duty", context.table("duties"))
    where = table.references("organization", context.table("organizations"))
    names = table.column("organization")
    alive = context.in_force("assignments") & (duty >= 0)
    alive &= np.not_equal(table.column("responsibility"), Responsibility.SUPPORTING)
    here = alive & (where >= 0)
    here[here] &= context.in_force("organizations")[where[here]]
    given = np.zeros(len(duties.ids), dtype=bool)
    given[duty[here]] = True
    of_class = [row for row in np.flatnonzero(alive & (where < 0)).tolist() if names[row][:1] == "@"]
    given[duty[of_class]] = True
    own = given.copy()
    for part, whole in duties.parts:
        given[whole] |= own[part]
        given[part] |= own[whole]
    return given


def find(context: Context) -> Iterator[Hit]:
    if not is_filled(context, COLUMNS):
        note_unfilled(context, "DJ202", [f"duties.{name}" for name in COLUMNS])
        return
    yield from hits(context, conditions(context))


RULE = Rule(
    code="DJ202",
    name="who-missing",
    severity=Severity.WARNING,
    citations=("clear_bearer",),
    title=Text(zh="未写明责任人（谁来抓）", en="Who: nobody is named"),
    message=Text(
        zh="{whose}“{duty}”未写明责任人（谁来抓），责任分工中也未见承担的组织和岗位。",
        en="{whose}{duty!r} names no bearer, and no assignment gives it to an organization or a role.",
    ),
    explanation=Text(
        zh="规定动作中“责任人”“督促责任人”两栏都未填写、当日又没有任何组织或岗位承担的列出。分工到本事项、"
        "所属事项或者分项的，写给一类组织的，写给集体的，都算写明；只写配合的不算。自选动作、清单应列而未列的（见DJ101、DJ106）不核对，整份清单"
        "都没有写责任人的，视为没有这项资料。没有写明由谁来抓的事项，交到哪一级都没有人接。"
        "依据是责任链的定义，不是条文规定。",
        en="Lists required duties that name no bearers for doing or managing them, and that no assignment in "
        "force gives to anybody: an assignment of the duty, of its whole or a part, to a class or to a body "
        "will do, a supporting one will not. Elective duties and those that a list should show and does not (DJ101, DJ106) are not asked, and where no duty names bearers "
        "nothing is compared. What names nobody is taken up at no level. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议写明由哪类岗位承担；已有承担岗位的，补登分工即可。",
        en="Name the kind of role that bears it; where somebody does already, enter the assignment.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, bearers: {first: secretary}}
- {id: S2, title: 谈心谈话}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, bearers: {first: secretary}}
- {id: S2, title: 谈心谈话, bearers: {first: secretary}}
""",
    find=find,
    conditions=conditions,
    over="duties",
    needs=(Data.DUTIES,),
    columns=("bearers",),
    symptom=Symptom.DILUTED,
)
