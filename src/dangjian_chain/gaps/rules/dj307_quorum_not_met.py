"""DJ307 quorum-not-met: 到会人数未达规定."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.cited import Reading
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.record_words import record_words
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Floats


@frozen
class Quorum:
    """
    How many have to attend one kind of meeting.

    Parameters
    ----------
    key : str
        The parameter: a share of those entitled.
    facts : frozenset of str
        By which a duty is known to be about it.
    exceeds : bool
        Whether the share itself is not enough.
    """

    key: str
    facts: frozenset[str]
    exceeds: bool = False


QUORUMS = (
    Quorum("branch_committee_quorum", frozenset({"branch_committee_frequency", "branch_committee_quorum"})),
    Quorum(
        "member_meeting_quorum",
        frozenset({"member_meeting_frequency", "member_meeting_quorum"}),
        exceeds=True,
    ),
    Quorum("election_quorum", frozenset({"election_quorum", "branch_term", "term_primary_committee"})),
)
"""From the loosest to the strictest: a record of several duties is held to the loosest that binds it."""
_NONE = len(QUORUMS)
_SLACK = 1e-9
"""What floats may be off, of shares that are written in tenths."""


def conditions(context: Context) -> Iterator[Condition]:
    quorum = _quorum(context)
    yield Condition(
        Text(
            zh="是核对日之前开展或者集体决定的记录，填写了应到、实到人数",
            en="it is a record of what was performed or decided by the day, with those entitled and those present",
        ),
        _counted(context),
    )
    yield Condition(
        Text(
            zh="对应的责任事项是党员大会、支委会或者选举，规定了到会人数",
            en="it is about a member meeting, a branch committee or an election whose quorum is known",
        ),
        quorum < _NONE,
    )
    yield Condition(
        Text(zh="实到人数没有达到", en="fewer were present"),
        _is_short(context, quorum),
        lambda row: _said(context, row),
    )


def _said(context: Context, row: int) -> Text:
    present, entitled = (context.table("records").column(name)[row] for name in ("present", "entitled"))
    return Text(zh=f"应到{entitled}人、实到{present}人", en=f"{present} present of {entitled}")


def _counted(context: Context) -> Bools:
    rows = context.arrays.kept(RecordRows)
    entitled = context.figures.number("entitled", "records")
    counted: Bools = rows.of(RecordKind.PERFORMED, RecordKind.DECIDED) & (entitled > 0)
    return counted & ~np.isnan(context.figures.number("present", "records"))


def _quorum(context: Context) -> Floats:
    """Return which quorum holds for each record, by its place; `_NONE` for none; shape (r,)."""
    rows = context.arrays.kept(RecordRows)
    duties, code = rows.distinct("duty")
    facts = _facts(context)
    about = [frozenset[str]().union(*(facts.get(duty, ()) for duty in each)) for each in duties]
    found = np.full(len(rows.table), _NONE, dtype=np.float64)
    for place, quorum in reversed(list(enumerate(QUORUMS))):
        binds = np.array([not quorum.facts.isdisjoint(each) for each in about], dtype=bool)[code]
        found[binds & ~np.isnan(_share(context, quorum))] = place
    return found


def _facts(context: Context) -> dict[str, set[str]]:
    """Return what each duty cites, by its key."""
    reading = Reading(context.rules.book)
    duties = context.cascade.duties
    return {
        id_: {fact.key for fact in reading.facts(duty.why)}
        for id_, duty in zip(duties.ids, duties.values, strict=True)
        if duty.why is not None
    }


def _share(context: Context, quorum: Quorum) -> Floats:
    """Return the share of those entitled that each record is compared with; shape (r,)."""
    return context.limit(quorum.key).of_roles(context.arrays.kept(RecordRows).organization)


def _over(context: Context, quorum: Quorum) -> Floats:
    """Return by how many those present exceed the share; shape (r,)."""
    number = context.figures.number
    return number("present", "records") - _share(context, quorum) * number("entitled", "records")


def _is_short(context: Context, quorum: Floats) -> Bools:
    short = np.zeros(len(quorum), dtype=bool)
    for place, each in enumerate(QUORUMS):
        least = _SLACK if each.exceeds else -_SLACK
        short |= (quorum == place) & (_over(context, each) < least)
    return short


def find(context: Context) -> Iterator[Hit]:
    rows = meeting(conditions(context))
    if not rows:
        return
    quorums = _quorum(context)
    over = [_over(context, quorum) for quorum in QUORUMS]
    for row in rows:
        place = int(quorums[row])
        is_exact = QUORUMS[place].exceeds and abs(over[place][row]) < _SLACK
        yield _hit(context, row, QUORUMS[place], is_exact=is_exact)


def _hit(context: Context, row: int, quorum: Quorum, *, is_exact: bool) -> Hit:
    table, limit = context.table("records"), context.limit(quorum.key)
    held_to = int(context.arrays.kept(RecordRows).organization[row])
    organization, duty = where(context, "records", row)
    return Hit(
        organization=organization,
        subject_kind="record",
        subject=table.ids[row],
        duty=duty,
        words={
            **record_words(context, row),
            "present": table.column("present")[row],
            "entitled": table.column("entitled")[row],
            "what": _asked(f"{limit.values[held_to]:.0%}", quorum, is_exact=is_exact),
        },
        row=("records", row),
        held=limit.held(held_to),
        citations=(),
    )


def _asked(share: str, quorum: Quorum, *, is_exact: bool) -> Text:
    if is_exact:
        return Text(
            zh=f"恰为应到人数的{share}，条文作“半数以上”，请核实",
            en=f"exactly {share}, where the text says more than that or that much, to be looked at",
        )
    if quorum.exceeds:
        return Text(zh=f"进行表决的，实到须超过{share}", en=f"a vote needs more than {share}")
    return Text(zh=f"实到不少于{share}方可进行", en=f"at least {share} are needed")


RULE = Rule(
    code="DJ307",
    name="quorum-not-met",
    severity=Severity.ERROR,
    citations=("member_meeting_quorum", "branch_committee_quorum"),
    title=Text(zh="到会人数未达规定", en="Fewer present than needed"),
    message=Text(
        zh="{organization}{on}{duty}登记应到{entitled}人、实到{present}人；{what}。",
        en="{organization} on {on}{duty}: {present} present of {entitled}; {what}.",
    ),
    explanation=Text(
        zh="对填写了应到、实到人数的开展记录和集体决定记录，按所对应责任事项引用的依据（写条款的编号，如"
        "member_meeting_frequency）认出会议，核对到会人数。《中国共产党支部工作条例（试行）》第十一条：党员大会进行表决，"
        "到会有表决权的党员需超过半数，恰为一半的提示核实；第十二条：支委会须有半数以上委员到会，恰为一半的视为达到。"
        "选举的到会比例只凭记忆，默认不启用，可在本单位口径中启用。一条记录对应几项的，按要求最宽的一项核对；"
        "没有填写人数、没有引用依据的不作判断。",
        en="Where a record of what was performed or decided has those entitled and those present, knows the meeting by "
        "the facts that its duty cites by key (as member_meeting_frequency), and compares. The Branch Work "
        "Regulations, Art. 11: a vote of the member meeting needs more than half of the members with voting rights, "
        "and exactly half is shown for a look; Art. 12: at least half of the branch committee attends, and exactly "
        "half is enough. What an election needs is known from memory alone and off by default; a profile may switch "
        "it on. A record of several duties is held to the loosest. Without counts, or without a fact cited, nothing "
        "is concluded.",
    ),
    remedy=Text(
        zh="请核对人数，应到只计有表决权的党员或者委员；当次没有表决的，人数可以不填；作过表决的，可考虑再次开会确认。",
        en="Check the counts: those entitled are members with voting rights, or members of the committee. Without "
        "a vote the counts may be left blank; after one, another meeting may confirm it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 支部党员大会, why: member_meeting_frequency}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05, present: 8, entitled: 20}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 支部党员大会, why: member_meeting_frequency}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05, present: 18, entitled: 20}
""",
    find=find,
    conditions=conditions,
    over="records",
    needs=(Data.RECORDS,),
    reads=("records.present", "records.entitled"),
    parameters=("member_meeting_quorum", "branch_committee_quorum", "election_quorum"),
    columns=("present", "entitled"),
    symptom=Symptom.WEAKENED,
)
