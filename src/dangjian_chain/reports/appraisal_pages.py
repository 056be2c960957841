"""Appraisal sheets (考核表) as pages: one of an organization, to fill in and print, and one of a class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.points import HUNDRED, Points
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.appraisal_words import (
    MANAGED,
    OWN,
    checks_of,
    grounds_of,
    known_of,
    open_words,
    period_said,
    remarks_of,
    standard_of,
    weight_note,
)
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.bands import Bands
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.appraisal.scores import IndicatorScore, Place, Score

_NAME = Text(zh="考核表", en="Appraisal")
_COLUMNS = (
    ("考核项目", "indicator", 20),
    ("分值", "points", 8),
    ("评分标准", "standard", 24),
    ("考核方式", "check", 22),
    ("自评得分", "self-rating", 9),
    ("得分", "scored", 8),
    ("依据（应开展和已登记的次数）", "ground (due, on record)", 34),
    ("备注", "remarks", 24),
)
_CENTERED = frozenset({1, 4, 5})
_CLASS = (
    ("位次", "place", 7),
    ("组织", "organization", 32),
    ("得分", "scored", 9),
    ("已知/满分", "known/full", 16),
    ("本级履责", "own", 10),
    ("抓下级落实", "managed", 12),
    ("加分", "bonus", 8),
    ("合计", "total", 9),
    ("考核单位", "appraised by", 28),
    ("备注", "remarks", 42),
)
_CLASS_CENTERED = frozenset({0, 2, 3, 4, 5, 6, 7})
_FILL_IN = Text(
    zh="“自评得分”由本组织填写；得分由登记资料推算，供考核单位核对，空白的是暂无记录。已开展而未登记的，注明会议或文件即可，不必另做材料。",
    en="The organization fills in its self-rating. The scores are worked out from the records, to be checked by the one who "
    "appraises; blank is where there is no record. What was done and not entered needs no more than the meeting or document.",
)
_ALONE = Text(
    zh="只在同类组织之间比较，不同类的组织不排在一起；“已知/满分”说明得分有多少有记录可依。",
    en="Compared within the class alone; 'known/full' says of how many points there are records.",
)
_TOTAL = Text(zh="合计", en="total")
_BONUS = Text(zh="另加分", en="bonus")


def sheet_page(appraisal: Appraisal, organization: str, lang: Lang = "zh") -> Page:
    """
    Return the appraisal sheet of an organization, with a blank column for its self-rating.

    Raises
    ------
    UnknownNameError
        If the chain has no such organization, or no scheme binds it.
    """
    score = appraisal.of(organization)
    return Page(
        name=f"{_NAME.of(lang)} {score.name}",
        title=f"{score.name}{period_said(appraisal.period).zh}考核表"
        if lang == "zh"
        else f"Appraisal of {score.name}, {period_said(appraisal.period).en}",
        notes=(_head(appraisal, score, lang),),
        columns=_columns(_COLUMNS, _CENTERED, lang),
        rows=tuple(_rows(appraisal, score, lang)),
        legend=(_FILL_IN.of(lang), FOOT.of(lang)),
    )


def class_page(appraisal: Appraisal, scheme: Scheme, lang: Lang = "zh", bands: Bands | None = None) -> Page:
    """Return the scores of one class of organizations; classes are never ranked against each other."""
    period, places = period_said(appraisal.period), appraisal.ranking(scheme.id)
    weights = weight_note(scheme)
    return Page(
        name=f"{_NAME.of(lang)} {scheme.name.of(lang)}",
        title=f"{scheme.name.zh}（{period.zh}）" if lang == "zh" else f"{scheme.name.en}, {period.en}",
        notes=(
            *([] if weights is None else [weights.of(lang)]),
            _counted(appraisal, scheme, len(places), lang),
            _ALONE.of(lang),
        ),
        columns=_columns(_CLASS, _CLASS_CENTERED, lang),
        rows=tuple(Row(_place(place, bands, lang)) for place in places),
        legend=(FOOT.of(lang),),
    )


def class_pages(appraisal: Appraisal, lang: Lang = "zh", bands: Bands | None = None) -> tuple[Page, ...]:
    """Return a page for each class, in the order of the schemes."""
    return tuple(class_page(appraisal, scheme, lang, bands) for scheme in appraisal.schemes)


def _columns(
    heads: tuple[tuple[str, str, int], ...], centered: frozenset[int], lang: Lang
) -> tuple[Column, ...]:
    return tuple(
        Column(zh if lang == "zh" else en, width, is_centered=place in centered)
        for place, (zh, en, width) in enumerate(heads)
    )


# --- one organization -----------------------------------------------------------------------


def _head(appraisal: Appraisal, score: Score, lang: Lang) -> str:
    by = score.appraiser_name
    if lang == "zh":
        return (f"考核单位：{by}　" if by else "") + (
            f"核对日：{appraisal.chain.day}　得分：{_said(score.points)}（已知/满分：{known_of(score.points)}）"
        )
    return (f"appraised by {by}; " if by else "") + (
        f"day: {appraisal.chain.day}; scored {_said(score.points)} (known/full: {known_of(score.points)})"
    )


def _said(points: Points) -> str:
    return "—" if points.value is None else f"{points.value:g}"


def _rows(appraisal: Appraisal, score: Score, lang: Lang) -> Iterator[Row]:
    every = appraisal.indicators(score.organization)
    aside: dict[str, list[str]] = {}
    for one in appraisal.set_aside:
        if one.organization == score.organization:
            aside.setdefault(one.indicator, []).append(one.reason.of(lang))
    for heading, manages, points in ((OWN, False, score.own), (MANAGED, True, score.managed)):
        held = [row for row in every if row.indicator.manages is manages]
        if held:
            yield Row((f"{heading.of(lang)} {_said(points)}/{points.full:g}", *_blank(7)), is_heading=True)
            yield from (Row(_indicator(appraisal, row, aside, lang)) for row in held)
    yield Row((_TOTAL.of(lang), score.full, None, None, None, score.value, None, _open(score.points, lang)))
    if score.bonus:
        yield Row((_BONUS.of(lang), None, None, None, None, score.bonus / HUNDRED, None, None))


def _indicator(
    appraisal: Appraisal, row: IndicatorScore, aside: dict[str, list[str]], lang: Lang
) -> tuple[Cell, ...]:
    indicator = row.indicator
    remarks = [*filter(None, [_open(row.points, lang)]), *dict.fromkeys(aside.get(indicator.id, ()))]
    return (
        indicator.title.of(lang),
        row.points.full,
        standard_of(indicator).of(lang),
        checks_of(appraisal, indicator).of(lang),
        None,
        row.points.value,
        "\n".join(ground.of(lang) for ground in grounds_of(appraisal, row)),
        "\n".join(remarks) or None,
    )


def _open(points: Points, lang: Lang) -> str | None:
    words = open_words(points)
    return None if words is None else words.of(lang)


def _blank(count: int) -> tuple[None, ...]:
    return (None,) * count


# --- one class --------------------------------------------------------------------------------


def _counted(appraisal: Appraisal, scheme: Scheme, count: int, lang: Lang) -> str:
    full = f"{scheme.full_marks / HUNDRED:g}"
    if lang == "zh":
        return f"核对日：{appraisal.chain.day}　共{count}个组织，满分{full}分"
    return f"day: {appraisal.chain.day}; {count} organization(s), {full} points"


def _place(place: Place, bands: Bands | None, lang: Lang) -> tuple[Cell, ...]:
    score, mark = place.score, "；" if lang == "zh" else "; "
    return (
        place.rank,
        score.name,
        score.value,
        known_of(score.points),
        score.own.value,
        score.managed.value,
        score.bonus / HUNDRED or None,
        score.total,
        score.appraiser_name or None,
        mark.join(words.of(lang) for words in remarks_of(place, bands)) or None,
    )
