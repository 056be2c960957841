"""An appraisal as text: what was set aside first, then the scores of each class, of an organization or of a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dangjian_chain.appraisal.points import Points, written
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.appraisal_words import (
    MANAGED,
    OWN,
    gained,
    grounds_of,
    kinds_said,
    known_of,
    open_words,
    period_said,
    remarks_of,
    short,
    weight_note,
)
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, named

if TYPE_CHECKING:
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.bands import Bands
    from dangjian_chain.appraisal.opinions import SetAside
    from dangjian_chain.appraisal.scheme import Scheme

_SHOWN = 10
_HEAD = {
    "zh": ("位次", "组织", "得分", "已知/满分", "本级履责", "抓下级落实", "加分", "备注"),
    "en": ("place", "organization", "scored", "known/full", "own", "managed", "bonus", "remarks"),
}
_SHEET = {
    "zh": ("编号", "考核项目", "得分", "已知/满分", "依据"),
    "en": ("id", "indicator", "scored", "known/full", "ground"),
}
_PARTS = {
    "zh": ("考核项目", "责任事项", "承担方式", "得分", "已知/满分"),
    "en": ("indicator", "duty", "function", "scored", "known/full"),
}
_ASIDE = Text(zh="未计入的记录{count}条：", en="Records not counted, {count}:")
_MORE = Text(
    zh="  ……另有{count}条（--format json 列出全部）", en="  … and {count} more (all in --format json)"
)
_NOBODY = Text(zh="没有适用的组织。", en="It is for no organization.")


def scores_text(appraisal: Appraisal, lang: Lang = "zh", bands: Bands | None = None) -> str:
    """Return the scores by class; classes are never ranked against each other."""
    blocks = [*_before(appraisal, lang, appraisal.set_aside)]
    blocks += ["\n".join(_class(appraisal, scheme, bands, lang)) for scheme in appraisal.schemes]
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def sheets_text(appraisal: Appraisal, organizations: Iterable[str], lang: Lang = "zh") -> str:
    """Return what each indicator gives to some organizations, and what it rests on."""
    chosen = list(organizations)
    scores = [appraisal.of(organization) for organization in chosen]
    aside = [one for one in appraisal.set_aside if one.organization in chosen]
    blocks = [*_before(appraisal, lang, aside)]
    for score in scores:
        by = score.appraiser_name
        lines = [f"{named(score.organization, score.name)}{_by(by, lang)}", _total(score.points, lang)]
        rows = [
            (
                row.indicator.id,
                row.indicator.title.of(lang),
                gained(row.points),
                known_of(row.points),
                "；".join(ground.of(lang) for ground in grounds_of(appraisal, row))
                if lang == "zh"
                else "; ".join(ground.of(lang) for ground in grounds_of(appraisal, row)),
            )
            for row in appraisal.indicators(score.organization)
        ]
        halves = [
            f"{words.of(lang)} {gained(points)}（{known_of(points)}）"
            if lang == "zh"
            else f"{words.of(lang)} {gained(points)} ({known_of(points)})"
            for words, points in ((OWN, score.own), (MANAGED, score.managed))
            if points.full
        ]
        stages = [f"{stage.label.of(lang)} {gained(points)}" for stage, points in score.stages if points.full]
        bonus = [f"{'加分' if lang == 'zh' else 'bonus'} {written(score.bonus)}"] if score.bonus else []
        lines.append(("；" if lang == "zh" else "; ").join([*halves, *stages, *bonus]))
        blocks.append("\n".join([*lines, *table([_SHEET[lang], *rows], "llrrl")]))
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def role_text(appraisal: Appraisal, role: str, lang: Lang = "zh") -> str:
    """Return the points of what a role bears as first or direct."""
    score = appraisal.of_role(role)
    duties = appraisal.chain.tables["duties"]
    titles = dict(zip(duties.ids, duties.column("title"), strict=True))
    rows = [
        (indicator, named(duty, titles[duty]), function.label.of(lang), gained(points), known_of(points))
        for indicator, duty, function, points in score.parts
    ]
    head = (
        f"{role}：作为第一责任人、直接责任人承担的事项"
        if lang == "zh"
        else f"{role}: what it bears as first or direct"
    )
    lines = [head, _total(score.points, lang), *(table([_PARTS[lang], *rows], "lllrr") if rows else [])]
    blocks = [*_before(appraisal, lang, ()), "\n".join(lines)]
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def _by(name: str, lang: Lang) -> str:
    if not name:
        return ""
    return f"（考核单位：{name}）" if lang == "zh" else f" (appraised by {name})"


def _total(points: Points, lang: Lang) -> str:
    more = open_words(points)
    said = (
        f"得分 {gained(points)}，已知/满分 {known_of(points)}"
        if lang == "zh"
        else (f"scored {gained(points)}, known/full {known_of(points)}")
    )
    if more is None:
        return said
    return f"{said}（{more.zh}）" if lang == "zh" else f"{said} ({more.en})"


# --- before any score -----------------------------------------------------------------------


def _before(appraisal: Appraisal, lang: Lang, aside: Sequence[SetAside]) -> Iterator[str]:
    """Yield the title with what is to be known before any score, then what was not counted, and why."""
    day, period = appraisal.chain.day, period_said(appraisal.period).of(lang)
    title = f"{period}考核得分（核对日 {day}）" if lang == "zh" else f"Scores of {period} on {day}"
    notes = [*filter(None, map(weight_note, appraisal.schemes)), *appraisal.notes]
    yield "\n".join([title, *(note.of(lang) for note in notes)])
    if aside:
        lines = [f"  {_one(one, lang)}" for one in aside[:_SHOWN]]
        more = [_MORE.of(lang).format(count=len(aside) - _SHOWN)] if len(aside) > _SHOWN else []
        yield "\n".join([_ASIDE.of(lang).format(count=len(aside)), *lines, *more])


def _one(one: SetAside, lang: Lang) -> str:
    if lang == "zh":
        return f"{one.organization}“{one.indicator}”{one.record}：{one.reason.zh}"
    return f"{one.organization}, {one.indicator}, {one.record}: {one.reason.en}"


# --- a class --------------------------------------------------------------------------------


def _class(appraisal: Appraisal, scheme: Scheme, bands: Bands | None, lang: Lang) -> Iterator[str]:
    places = appraisal.ranking(scheme.id)
    full, kinds = short(scheme.full_marks), kinds_said(appraisal, scheme.kinds).of(lang)
    if lang == "zh":
        yield f"{scheme.name.zh}（{kinds}）：{len(places)}个组织，满分{full}分"
    else:
        yield f"{scheme.name.en} ({kinds}): {len(places)} organization(s), {full} points"
    if not places:
        yield _NOBODY.of(lang)
        return
    yield ("；" if lang == "zh" else "; ").join(_stages(appraisal, scheme, lang))
    mark = "；" if lang == "zh" else "; "
    rows = [
        (
            "—" if place.rank is None else str(place.rank),
            named(place.score.organization, place.score.name),
            gained(place.score.points),
            known_of(place.score.points),
            gained(place.score.own),
            gained(place.score.managed),
            written(place.score.bonus) if place.score.bonus else "",
            mark.join(words.of(lang) for words in remarks_of(place, bands)),
        )
        for place in places
    ]
    yield from table([_HEAD[lang], *rows], "rlrrrrrl")


def _stages(appraisal: Appraisal, scheme: Scheme, lang: Lang) -> Iterator[str]:
    for row in appraisal.stages:
        if row.scheme == scheme.id:
            rate = "—" if row.rate is None else f"{row.rate:.0%}"
            label = row.stage.label.of(lang)
            points = f"{written(row.points.gained)}/{written(row.points.gained + row.points.lost)}"
            yield f"{label} {points}，{rate}" if lang == "zh" else f"{label} {points}, {rate}"
