"""Why a score is what it is: the arithmetic of every figure, down to counts and the keys of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import Points, written
from dangjian_chain.appraisal.sheet import CODE
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.explanation import Explanation
from dangjian_chain.performance.counts import EVERY
from dangjian_chain.performance.due_arrays import PERFORM
from dangjian_chain.performance.due_period import period_words
from dangjian_chain.performance.evidence import Entry, Evidence
from dangjian_chain.period import Period
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.facts import Facts
    from dangjian_chain.appraisal.scheme import Bonus, Indicator
    from dangjian_chain.appraisal.scores import IndicatorScore, Score
    from dangjian_chain.appraisal.sheet import Sheet


def why(appraisal: Appraisal, sheet: Sheet, organization: str, indicator: str | None) -> Explanation:
    """Return the arithmetic of an organization's score, or of one indicator in it."""
    rows = appraisal.indicators(organization)
    reasons = _Reasons(sheet, appraisal.chain.tables["organizations"].position(organization))
    if indicator is None:
        return reasons.of_score(appraisal.of(organization), rows)
    known = [each.id for each in sheet.scheme.indicators]
    if indicator not in known:
        raise UnknownNameError("indicator", indicator, known)
    row = next((row for row in rows if row.indicator.id == indicator), None)
    return reasons.of_indicator(row) if row else _idle(sheet.scheme.indicators[known.index(indicator)])


class _Reasons:
    """The reasons of one organization."""

    def __init__(self, sheet: Sheet, organization: int) -> None:
        self._sheet = sheet
        self._organization = organization
        self._records = _Records(sheet.facts)

    # --- the whole ---------------------------------------------------------------------

    def of_score(self, score: Score, rows: Iterable[IndicatorScore]) -> Explanation:
        every = list(rows)
        halves = [
            Explanation(_said(title, points), children=tuple(map(self.of_indicator, held)))
            for title, points, held in (
                (_OWN, score.own, [row for row in every if not row.indicator.manages]),
                (_MANAGED, score.managed, [row for row in every if row.indicator.manages]),
            )
            if held
        ]
        period = _period_words(self._sheet.facts)
        claim = Text(zh=f"{score.name}{period.zh}考核", en=f"appraisal of {score.name}, {period.en}")
        by = score.appraiser_name
        return Explanation(
            _said(claim, score.points, score.bonus),
            fact=Text(zh=f"考核单位：{by}", en=f"appraised by {by}") if by else None,
            ground=self._sheet.scheme.name,
            children=(*halves, *self._bonuses(), *map(_veto, score.vetoes), *self._undone()),
        )

    def _undone(self) -> Iterator[Explanation]:
        """Yield the indicators that name no duty of the chain."""
        for indicator in self._sheet.scheme.indicators:
            if self._sheet.is_orphan(indicator):
                yield Explanation(
                    Text(
                        zh=f"“{indicator.title.zh}”对应的责任事项不在清单中，不计分",
                        en=f"{indicator.title.en!r} is tied to no duty of the lists and gives no points",
                    )
                )

    # --- one indicator --------------------------------------------------------------------

    def of_indicator(self, row: IndicatorScore) -> Explanation:
        indicator = row.indicator
        claim = _said(both(indicator.title.zh, indicator.title.en), row.points)
        if not indicator.method.is_counted:
            opinion = self._sheet.given(indicator)[self._organization]
            aside = tuple(
                Explanation(Text(zh=f"{key} 未计入：{reason.zh}", en=f"{key} is not counted: {reason.en}"))
                for key, reason in opinion.aside
            )
            fact = both("、".join(opinion.records), ", ".join(opinion.records)) if opinion.records else None
            return Explanation(
                claim, ground=indicator.method.label, children=(Explanation(opinion.words, fact), *aside)
            )
        sums = self._arithmetic(row)
        duties = tuple(child for duty, points in row.duties for child in self._duty(indicator, duty, points))
        return Explanation(claim, ground=indicator.method.label, children=(Explanation(sums), *duties))

    def _arithmetic(self, row: IndicatorScore) -> Text:
        """Return the sum that gives the points."""
        done, known, wanted = self._counts(row)
        weight, points = written(row.indicator.weight), written(row.points.gained)
        sum_ = _sum_of(row.indicator, done, known, wanted)
        open_ = row.points.open
        if not open_:
            return Text(zh=f"{sum_} = {points}", en=f"{sum_} = {points}")
        return Text(
            zh=f"{sum_} = {points}；其中{written(open_)}分（满分{weight}分）记录未载齐，不作判断",
            en=f"{sum_} = {points}; of {written(open_)} of its {weight} points nothing is known",
        )

    def _counts(self, row: IndicatorScore) -> tuple[int, int, int]:
        """Return how much was done, of how much it is known, and how much is wanted."""
        indicator, facts, here = row.indicator, self._sheet.facts, self._organization
        duties, code = self._sheet.positions(indicator.duties), CODE[indicator.function]
        if not duties:
            return 0, 0, 0
        if indicator.method is Method.COUNT or (
            indicator.method is Method.LEVELS and not indicator.is_by_share
        ):
            _, times, _ = facts.often(code, duties)
            done = int(times[:, here].sum())
            return done, done, indicator.target
        at_all = indicator.method is Method.YES_NO
        tally = facts.at_all(code, duties) if at_all else facts.of_items(code, duties)
        return tuple(int(each[:, here].sum()) for each in (tally.done, tally.known, tally.wanted))  # type: ignore[return-value]

    def _duty(self, indicator: Indicator, duty: str, points: Points) -> Iterator[Explanation]:
        facts, here = self._sheet.facts, self._organization
        code = CODE[indicator.function]
        position = facts.cascade.chain.tables["duties"].position(duty)
        if points == Points():
            return
        wanted, times = int(facts.wanted[code, position, here]), int(facts.times[code, position, here])
        title = facts.cascade.duties.values[position].title
        asked_zh = f"应开展{wanted}次，" if wanted else ""
        asked_en = f"due {wanted} time(s), " if wanted else ""
        yield Explanation(
            Text(
                zh=f"“{title}”：{asked_zh}已登记{times}次，计{points}分",
                en=f"{title!r}: {asked_en}{times} on record, {points} points",
            ),
            children=tuple(self._records.of(code, position, here)),
        )

    # --- beside the full marks --------------------------------------------------------------

    def _bonuses(self) -> Iterator[Explanation]:
        for row, bonus in enumerate(self._sheet.scheme.bonuses):
            points = int(self._sheet.bonus[row, self._organization])
            if points:
                yield Explanation(
                    Text(
                        zh=f"加分“{bonus.title.zh}”：{self._earned(bonus)}，计{written(points)}分",
                        en=f"bonus {bonus.title.en!r}: {self._earned(bonus)}, {written(points)} points",
                    ),
                    fact=Text(zh=f"最多{written(bonus.cap)}分", en=f"{written(bonus.cap)} at most"),
                    children=tuple(self._bonus_records(bonus)),
                )

    def _earned(self, bonus: Bonus) -> str:
        return f"{int(self._sheet.bonus_times(bonus)[self._organization])} × {written(bonus.points)}"

    def _bonus_records(self, bonus: Bonus) -> Iterator[Explanation]:
        for duty in self._sheet.positions(bonus.duties):
            yield from self._records.of(PERFORM, duty, self._organization)
        if bonus.use is not None:
            yield from (
                Explanation(both(key)) for one, key in self._sheet.awards(bonus) if one == self._organization
            )


class _Records:
    """The records that count, by what they count for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._evidence = Evidence(facts.cascade.chain)
        duties = facts.cascade.duties
        self._parts: dict[int, list[str]] = {row: [id_] for row, id_ in enumerate(duties.ids)}
        for part, whole in duties.parts:
            self._parts[whole].append(duties.ids[part])

    def of(self, code: int, duty: int, organization: int) -> Iterator[Explanation]:
        """Yield a line for each record, by day."""
        found: dict[int, Entry] = {}
        for below, period in self._spans(code, duty, organization):
            for named in self._parts[duty]:
                found |= {
                    entry.row: entry for entry in self._entries(code, organization, below, named, period)
                }
        for entry in sorted(found.values(), key=lambda entry: (entry.first, entry.key)):
            fact = None if entry.evidence is None else both(entry.evidence)
            yield Explanation(both(f"{entry.on} {entry.key}"), fact)

    def _spans(self, code: int, duty: int, organization: int) -> Iterator[tuple[int, Period]]:
        facts, due = self._facts, self._facts.due
        if code == PERFORM and facts.has_no_calendar[duty]:
            yield EVERY, Period(facts.start, facts.end)
            return
        mine = (due.function == code) & (due.duty == duty) & (due.organization == organization)
        for row in np.flatnonzero(mine).tolist():
            start, end = (date.fromordinal(int(each[row])) for each in (due.first_day, due.after))
            yield int(due.subordinate[row]), Period(start, end)

    def _entries(
        self, code: int, organization: int, below: int, duty: str, period: Period
    ) -> Iterator[Entry]:
        if code == PERFORM:
            every = self._evidence.performed([organization], duty)
            is_free = self._facts.has_no_calendar[self._facts.cascade.chain.tables["duties"].position(duty)]
            found = [entry for entry in every if not entry.failing and (entry.duties or not is_free)]
        else:
            found = self._evidence.supervised(organization, [below], duty)
        yield from (entry for entry in found if entry.counts_in(period))


# --- words -----------------------------------------------------------------------------------

_OWN = Text(zh="本级履责", en="own performance")
_MANAGED = Text(zh="抓下级落实", en="management of the level below")


def _said(claim: Text, points: Points, bonus: int = 0) -> Text:
    gained, known, full = (
        written(each)
        for each in (points.gained, points.gained + points.lost, points.gained + points.lost + points.open)
    )
    more_zh, more_en = (
        (f"，另加{written(bonus)}分", f", and {written(bonus)} of bonus") if bonus else ("", "")
    )
    if points.value is None:
        return Text(
            zh=f"{claim.zh}：暂无可以计入的记录（满分{full}分）{more_zh}",
            en=f"{claim.en}: nothing is known of its {full} points{more_en}",
        )
    if points.is_known:
        return Text(
            zh=f"{claim.zh}：{gained}分，满分{full}分{more_zh}",
            en=f"{claim.en}: {gained} of {full} points{more_en}",
        )
    return Text(
        zh=f"{claim.zh}：{gained}分，已知{known}分，满分{full}分{more_zh}",
        en=f"{claim.en}: {gained} of the {known} points known, {full} in all{more_en}",
    )


def _sum_of(indicator: Indicator, done: int, known: int, wanted: int) -> str:
    """Return the arithmetic of a method as people write it, what is not known left as not gained."""
    weight = written(indicator.weight)
    if indicator.method is Method.DEDUCTION:
        return f"max(0, {weight} − {written(indicator.per)} × {wanted - done})"
    if indicator.method is Method.LEVELS:
        held = f"{done} ÷ {wanted}" if indicator.is_by_share else f"{done}"
        mark = "%" if indicator.is_by_share else ""
        steps = ", ".join(f"≥{least}{mark}: {written(points)}" for least, points in indicator.levels)
        return f"{held} → ({steps})"
    del known
    return f"{weight} × {min(done, wanted)} ÷ {max(wanted, 1)}"


def _veto(title: Text) -> Explanation:
    return Explanation(
        Text(zh=f"有“{title.zh}”的情形，不定为先进", en=f"{title.en!r} holds: not in the best band"),
        ground=Text(zh="考核方案", en="the scheme"),
    )


def _idle(indicator: Indicator) -> Explanation:
    return Explanation(
        Text(
            zh=f"“{indicator.title.zh}”在考核期内不适用于该组织，不计分，也不占满分",
            en=f"{indicator.title.en!r} does not apply to the organization in the period: no points, and none to gain",
        )
    )


def _period_words(facts: Facts) -> Text:
    is_year = (facts.start.month, facts.start.day) == (1, 1) and facts.end == date(facts.start.year + 1, 1, 1)
    if is_year:
        return period_words("year", Period(facts.start, facts.end))
    last = facts.end - timedelta(days=1)
    return Text(zh=f"{facts.start}至{last}", en=f"{facts.start} to {last}")
