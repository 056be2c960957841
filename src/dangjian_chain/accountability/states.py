"""What the records say of a step, judged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.accountability.step import GUIDES
from dangjian_chain.model.vocabulary import RecordKind, State
from dangjian_chain.performance import last_whole_period, period_words
from dangjian_chain.period import Period, earliest
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.accountability.degrees import Degrees
    from dangjian_chain.performance import Entry, Evidence
    from dangjian_chain.propagation.arrays import CascadeArrays
    from dangjian_chain.typing import Objects

YEARLY = "1/year"
"""How often management is due where a duty does not say."""


@frozen(eq=False)
class Told:
    """A state and the fact it rests on."""

    state: State
    fact: Text


class States:
    """Judges steps by the records up to the day; absence of a record is not absence of the deed."""

    def __init__(self, cascade: CascadeArrays, evidence: Evidence, degrees: Degrees, day: date) -> None:
        self._cascade = cascade
        self._evidence = evidence
        self._degrees = degrees
        self._day = day
        self._names = cascade.chain.tables["organizations"].column("name")
        self._due: dict[str | None, tuple[Period | None, Text]] = {}

    def _last(self, cycle: str | None) -> tuple[Period | None, Text]:
        """Return the last whole period of a rhythm and what people call it."""
        if cycle not in self._due:
            due = last_whole_period(cycle, self._day)
            self._due[cycle] = due, _UP_TO_THE_DAY if due is None else period_words(cycle, due)
        return self._due[cycle]

    def managing_cycle(self, duty: int) -> str:
        """Return how often management of a duty is due."""
        return self._cascade.duties.values[duty].managing_cycle or YEARLY

    def managing_due(self, duty: int) -> Period | None:
        """Return the period in which management of a duty was last due."""
        return self._last(self.managing_cycle(duty))[0]

    # --- the owner ------------------------------------------------------------------------

    def owner(self, duty: int, start: int, asked: int) -> Told:
        """
        Return whether the records bear the failure out.

        An organization that only manages the duty owns the managing of it: its
        own supervision, in the managing cycle, shows that it was done, and
        silence about performing says nothing.
        """
        value = self._cascade.duties.values[duty]
        owns_managing = start == asked and self._only_manages(duty, start)
        due, when = self._last(self.managing_cycle(duty) if owns_managing else value.cycle)
        entries = self._evidence.performed(dict.fromkeys((start, asked)), value.id)
        supervised = self._evidence.supervised_over_any(start, value.id) if owns_managing else []
        good = [entry for entry in (*entries, *supervised) if not entry.failing and entry.counts_in(due)]
        if good:
            return Told(State.PERFORMED, _performed(when, good, 1 if owns_managing else _times(value.cycle)))
        failing = [entry for entry in entries if entry.fails_since(due)]
        if failing and not any(entry.first >= failing[-1].first for entry in entries if not entry.failing):
            return Told(State.NOT_PERFORMED, _not_performed(failing[-1]))
        if (
            due is not None
            and not owns_managing
            and self._existed(due, start, asked)
            and self._evidence.is_complete(RecordKind.PERFORMED, asked, due)
        ):
            return Told(State.NOT_PERFORMED, _SILENT.format({"when": when.zh}, {"when": when.en}))
        return Told(State.UNKNOWN, _NOT_LOADED.format({"when": when.zh}, {"when": when.en}))

    def _only_manages(self, duty: int, organization: int) -> bool:
        cascade = self._cascade
        return bool(cascade.manages[duty, organization] and not cascade.performs[duty, organization])

    # --- those above ----------------------------------------------------------------------

    def superior(self, duty: int, superior: int, below: Sequence[int], relation: str) -> Told:
        """
        Return what the records say of a superior's management.

        Parameters
        ----------
        duty, superior : int
        below : sequence of int
            The organization of the step below; behind it the one asked about,
            where records may name that instead.
        relation : str
        """
        cascade = self._cascade
        value = cascade.duties.values[duty]
        due, when = self._last(self.managing_cycle(duty))
        name = self._names[superior]
        asked = self.is_hand_over(duty, superior, below[0], relation)
        entries = [
            entry
            for entry in self._evidence.supervised(superior, below, value.id)
            if asked or value.id in entry.duties
        ]
        failing = [
            entry for entry in entries if entry.fails_since(due) and not self._degrees.is_discipline(entry)
        ]
        if failing:
            return Told(State.ACCOUNTABLE, _accountable(name, failing[-1]))
        good = [entry for entry in entries if not entry.failing and entry.counts_in(due)]
        if good:
            return Told(State.DISCHARGED, _discharged(name, good))
        if not asked:
            words = _GUIDES_ONLY if relation == GUIDES else _not_managed(value.managed_levels)
            return Told(State.UNKNOWN, words.format({"name": name}))
        if (
            due is not None
            and self._existed(due, superior, below[0])
            and self._evidence.is_complete(RecordKind.SUPERVISED, superior, due)
        ):
            names = {"name": name, "below": self._names[below[0]]}
            return Told(
                State.NOT_RECORDED,
                _NOT_RECORDED.format({**names, "when": when.zh}, {**names, "when": when.en}),
            )
        return Told(
            State.UNKNOWN, _UNKNOWN.format({"name": name, "when": when.zh}, {"name": name, "when": when.en})
        )

    def is_hand_over(self, duty: int, superior: int, below: int, relation: str) -> bool:
        """Whether a superior is asked to manage the duty at one below it."""
        cascade = self._cascade
        return relation != GUIDES and bool(cascade.manages[duty, superior] and cascade.carries[duty, below])

    def _existed(self, due: Period, *organizations: int) -> bool:
        """Whether organizations were in force when the period began: nothing was due from what was not there."""
        first = earliest(due.start) if due.start is not None else self._day
        start, end = self._valid
        return all(first in Period(start[one], end[one]) for one in organizations)

    @cached_property
    def _valid(self) -> tuple[Objects, Objects]:
        table = self._cascade.chain.tables["organizations"]
        return table.column("valid_from"), table.column("valid_to")


_UP_TO_THE_DAY = Text(zh="核对日及以前", en="the days up to this one")


def _days(entries: Sequence[Entry]) -> Text:
    """Return the days of records, each with what stands for it."""
    return Text(
        zh=listed([f"{one.on}（{one.evidence}）" if one.evidence else str(one.on) for one in entries], "zh"),
        en=listed([f"{one.on} ({one.evidence})" if one.evidence else str(one.on) for one in entries], "en"),
    )


def _times(cycle: str | None) -> int:
    """Return how often a rhythm asks for it in its span."""
    times = (cycle or "").partition("/")[0]
    return int(times) if times.isdecimal() else 1


def _performed(when: Text, good: Sequence[Entry], asked: int) -> Text:
    days = _days(good)
    fewer = asked > len(good)
    return Text(
        zh=f"{when.zh}已登记{len(good)}次" + (f"（频次为{asked}次）" if fewer else "") + f"：{days.zh}",
        en=f"{len(good)} time(s) on record in {when.en}"
        + (f", where the rhythm asks for {asked}" if fewer else "")
        + f": {days.en}",
    )


def _not_performed(entry: Entry) -> Text:
    day = _days([entry])
    return Text(
        zh=f"{day.zh}的记录为“{entry.words.zh}”，待核实",
        en=f"the record of {day.en} says {entry.words.en!r}, to be verified",
    )


def _accountable(name: str, entry: Entry) -> Text:
    day = _days([entry])
    return Text(
        zh=f"{name}在{day.zh}对该事项的督促检查、考核评议记录为“{entry.words.zh}”，管理责任待核实",
        en=f"the record of {name} on {day.en} says {entry.words.en!r}; "
        "whether its management failed is to be verified",
    )


def _discharged(name: str, good: Sequence[Entry]) -> Text:
    days = _days(good)
    return Text(
        zh=f"{name}已于{days.zh}开展督促检查或考核评议，未见管理责任缺失",
        en=f"{name} supervised or appraised on {days.en}; nothing is seen to be wanting",
    )


_SILENT = Text(
    zh="{when}的记录已载入齐全，其中未见该事项；已开展的，注明会议或文件即可",
    en="the records of {when} are stated complete and do not show it; "
    "if it took place, naming the meeting or document is enough",
)
_NOT_LOADED = Text(
    zh="未载入{when}可供判断的记录，不作判断",
    en="no record of {when} is loaded that would show it, nothing is concluded",
)
_UNKNOWN = Text(
    zh="未载入{name}在{when}的督促检查记录，不作判断",
    en="no record of supervision by {name} in {when} is loaded, nothing is concluded",
)
_NOT_RECORDED = Text(
    zh="{name}在{when}的督促检查记录已载入齐全，其中未见对{below}的登记，待核实；日常检查、听取汇报、述职评议均可计入，注明时间即可",
    en="the records of {name} for {when} are stated complete and show none over {below}, to be verified; "
    "daily checks, reports heard and work-report sessions all count, a date is enough",
)
_GUIDES_ONLY = Text(
    zh="{name}为指导单位，清单未要求其督促检查，不作判断",
    en="{name} guides without leading, no supervision is asked of it, nothing is concluded",
)


def _not_managed(levels: int | None) -> Text:
    if levels is None:
        return Text(
            zh="清单未要求{name}督促检查该事项，不作判断",
            en="no supervision of the duty is asked of {name}, nothing is concluded",
        )
    return Text(
        zh=f"该事项只抓{levels}级，清单未要求{{name}}督促检查，不作判断",
        en=f"the duty is managed {levels} level(s) up, no supervision is asked of {{name}}, nothing is concluded",
    )
