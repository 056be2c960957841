"""What pages and texts of an appraisal say alike: periods, points, standards and grounds of an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import Points, written
from dangjian_chain.appraisal.scheme import OUT_OF
from dangjian_chain.appraisal.sheet import CODE
from dangjian_chain.performance.due_period import month_of, months_in, period_words, start_of_month
from dangjian_chain.period import earliest
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.bands import Bands
    from dangjian_chain.appraisal.scheme import Indicator, Scheme
    from dangjian_chain.appraisal.scores import IndicatorScore, Place
    from dangjian_chain.period import Period

_SPANS = ("year", "half-year", "quarter", "month")
OWN = Text(zh="本级履责", en="own performance")
MANAGED = Text(zh="抓下级落实", en="management of the level below")
NOT_KNOWN = Text(zh="暂无记录，不作判断", en="no records, nothing is concluded")
BEHIND = Text(zh="相对靠后、需重点帮助", en="further back, to be helped first")
NOTHING_APPLIES = Text(zh="考核期内没有适用的项目", en="nothing applies to it in the period")
UNRANKED = Text(zh="记录未载齐，不排位次", en="not all is known, no place")


def period_said(period: Period) -> Text:
    """
    Return what people call a period to appraise.

    Examples
    --------
    >>> from dangjian_chain.period import Period
    >>> period_said(Period(date(2025, 1, 1), date(2026, 1, 1))).zh
    '2025年'
    >>> period_said(Period(date(2025, 7, 1), date(2025, 10, 1))).zh
    '2025年第三季度'
    >>> period_said(Period(date(2025, 2, 1), date(2025, 4, 1))).en
    '2025-02-01 to 2025-03-31'
    """
    start, end = earliest(period.start or date.min), earliest(period.end or date.max)
    month = month_of(start)
    spans = (
        span
        for span in _SPANS
        if month % months_in(span) == 0
        and start == start_of_month(month)
        and start_of_month(month + months_in(span)) == end
    )
    return period_words(next(spans, None), period)


def known_of(points: Points) -> str:
    """
    Return of how many points something is known, and how many there are.

    Examples
    --------
    >>> known_of(Points(750, 250, 500)), known_of(Points(750, 250, 0)), known_of(Points())
    ('10.00/15.00', '10.00/10.00', '—')
    """
    known = points.gained + points.lost
    if points == Points():
        return "—"
    return f"{written(known)}/{written(known + points.open)}"


def short(hundredths: int) -> str:
    """
    Return hundredths without zeros that say nothing.

    Examples
    --------
    >>> short(200), short(8650), short(5)
    ('2', '86.5', '0.05')
    """
    return written(hundredths).rstrip("0").rstrip(".")


def gained(points: Points, nothing: str = "—") -> str:
    """Return the points gained, or a mark where nothing is known."""
    return nothing if points.value is None else written(points.gained)


def standard_of(indicator: Indicator) -> Text:
    """Return by what rule an indicator gives its points."""
    return _STANDARDS[indicator.method](indicator)


def _ratio(indicator: Indicator) -> Text:
    del indicator
    return Text(zh="按实际次数÷应开展次数计分", en="done ÷ wanted")


def _yes_no(indicator: Indicator) -> Text:
    if len(indicator.duties) > 1:
        return Text(zh="各项已开展的各计一份", en="a like part for each that was done")
    return Text(zh="已开展的计满分", en="all points where it was done")


def _count(indicator: Indicator) -> Text:
    return Text(
        zh=f"达到{indicator.target}次计满分，不足的按比例",
        en=f"all points for {indicator.target}, a part for fewer",
    )


def _deduction(indicator: Indicator) -> Text:
    per = short(indicator.per)
    return Text(zh=f"缺1次扣{per}分，扣完为止", en=f"{per} off for each missing one, down to zero")


def _levels(indicator: Indicator) -> Text:
    unit_zh, unit_en = ("%", "%") if indicator.is_by_share else ("次", "")
    steps = [(least, short(points)) for least, points in indicator.levels]
    return Text(
        zh="，".join(f"{least}{unit_zh}以上{points}分" for least, points in steps),
        en=", ".join(f"from {least}{unit_en}: {points}" for least, points in steps),
    )


def _score(indicator: Indicator) -> Text:
    most = short(indicator.out_of)
    return Text(zh=f"按评分折算，评分满分{most}分", en=f"by the assessor's score of {most}")


def _vote(indicator: Indicator) -> Text:
    worth = [f"{grade}{short(value)}%" for grade, value in indicator.values.items()]
    return Text(zh=f"按票数折算：{'、'.join(worth)}", en=f"by votes: {', '.join(worth)}")


_STANDARDS = {
    Method.YES_NO: _yes_no,
    Method.RATIO: _ratio,
    Method.COUNT: _count,
    Method.DEDUCTION: _deduction,
    Method.LEVELS: _levels,
    Method.SCORE: _score,
    Method.VOTE: _vote,
}


def checks_of(appraisal: Appraisal, indicator: Indicator) -> Text:
    """Return how the duties of an indicator are checked, as they say; else its method."""
    duties = appraisal.facts.cascade.duties
    positions = appraisal.chain.tables["duties"].positions
    held = [duties.values[positions[duty]].check for duty in indicator.duties if duty in positions]
    said = "；".join(dict.fromkeys(check.strip().rstrip("。") for check in held if check))
    return Text(zh=said or indicator.method.label.zh, en=said or indicator.method.label.en)


def grounds_of(appraisal: Appraisal, row: IndicatorScore) -> Iterator[Text]:
    """Yield what the points of an indicator rest on: how often each duty was due and is on record, or what was given."""
    chain, facts = appraisal.chain, appraisal.facts
    here = chain.tables["organizations"].position(row.organization)
    if not row.indicator.method.is_counted:
        sheet = next(sheet for sheet in appraisal.sheets if sheet.scheme.id == row.scheme)
        yield sheet.given(row.indicator)[here].words
        return
    for duty, _ in row.duties:
        at = CODE[row.indicator.function], chain.tables["duties"].position(duty), here
        title, wanted, times = facts.cascade.duties.values[at[1]].title, facts.wanted[at], facts.times[at]
        counted = int(facts.done[at]) if _is_item_by_item(row.indicator) else int(times)
        yield Text(
            zh=f"{title}："
            + (f"应{wanted}次，" if wanted else "")
            + f"已登记{times}次"
            + (f"，计入{counted}次" if counted != times else ""),
            en=f"{title}: "
            + (f"due {wanted}, " if wanted else "")
            + f"on record {times}"
            + (f", of which {counted} count" if counted != times else ""),
        )


def _is_item_by_item(indicator: Indicator) -> bool:
    """Whether more than is due in one span does not make up for another."""
    return indicator.method in {Method.RATIO, Method.DEDUCTION} or (
        indicator.method is Method.LEVELS and indicator.is_by_share
    )


def open_words(points: Points) -> Text | None:
    """Return of how many points nothing is known; `None` where everything is."""
    if points.is_known:
        return None
    if points.value is None:
        return NOT_KNOWN
    return Text(
        zh=f"其中{written(points.open)}分记录未载齐，不作判断",
        en=f"of {written(points.open)} points nothing is known",
    )


def remarks_of(place: Place, bands: Bands | None) -> list[Text]:
    """Return what stands beside a score: vetoes, that it is further back, that not everything is known."""
    found = [
        Text(zh=f"有“{veto.zh}”的情形，不定为先进", en=f"{veto.en!r}: not in the best band")
        for veto in place.score.vetoes
    ]
    banded = None if bands is None else bands.by_organization.get(place.score.organization)
    if banded is not None and banded.band is Band.BACKWARD and banded.source == "score":
        found.append(BEHIND)
    if place.score.points == Points():
        found.append(NOTHING_APPLIES)
    elif place.rank is None:
        found.append(UNRANKED if place.score.value is not None else NOT_KNOWN)
    return found


def weight_note(scheme: Scheme) -> Text | None:
    """
    Return that the weights of a list of duties do not add up to 100, which is to be known before any score.

    Those of a scheme's own file add up, or it cannot be read.
    """
    if not scheme.id.startswith("duties/") or scheme.full_marks == OUT_OF:
        return None
    total, full = short(scheme.full_marks), short(OUT_OF)
    return Text(
        zh=f"“{scheme.name.zh}”：各项分值合计{total}分，不是{full}分，请核对分值",
        en=f"{scheme.name.en}: the weights sum to {total}, not to {full}; check them",
    )


def kinds_said(appraisal: Appraisal, kinds: tuple[str, ...]) -> Text:
    """Return what people call the kinds of a class."""
    known: Mapping[str, Text] = {
        kind.id: kind.label for kind in appraisal.chain.arrays.organization_kinds.values()
    }
    return Text(
        zh="、".join(known[kind].zh for kind in kinds), en=", ".join(known[kind].en for kind in kinds)
    )
