"""Bands: where organizations stand, what follows for each, and who moved between two years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from attrs import frozen

from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.facts import Facts
from dangjian_chain.appraisal.points import written
from dangjian_chain.appraisal.scheme import OUT_OF
from dangjian_chain.frame import frame_of
from dangjian_chain.model.listing import Listing
from dangjian_chain.model.naming import Naming
from dangjian_chain.performance.due_arrays import PERFORM
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.rulebook import NoValueError, Profile, rulebook_with
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.scheme import Thresholds
    from dangjian_chain.appraisal.scores import Score
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.rulebook import DatedRulebook

Source = Literal["stated", "score", ""]
KEYS = {"advanced": "band_advanced_least", "qualified": "band_qualified_least"}


@frozen
class Banded:
    """
    Where one organization stands.

    Parameters
    ----------
    organization, name, kind : str
    band : Band or None
        `None` where none is stated and the score does not decide it.
    source : {"stated", "score", ""}
        The roster, or the appraisal.
    reason : Text
        What the roster says, the figures compared, or why there is no band.
    problems : tuple of str
        The ids of its items in the rectification ledger that are not closed: its problem list.
    innovations : tuple of (str, int)
        Elective duties (自选动作) done in the period, and how often; never counted as missing.
    """

    organization: str
    name: str
    kind: str
    band: Band | None
    source: Source
    reason: Text
    problems: tuple[str, ...] = ()
    innovations: tuple[tuple[str, int], ...] = ()

    @property
    def focus(self) -> Text | None:
        """What to look at: 看创新, 促提升, 抓基础; practice of the seed document."""
        return None if self.band is None else self.band.focus

    @property
    def programme(self) -> Text | None:
        """头雁工程, 提升工程, 转化工程; practice of the seed document."""
        return None if self.band is None else self.band.programme


@frozen
class Move:
    """
    An organization whose band is another than before.

    Parameters
    ----------
    organization, name : str
    before, after : Band or None
        `None` where it had, or has, none.
    """

    organization: str
    name: str
    before: Band | None
    after: Band | None

    @property
    def direction(self) -> Literal["up", "down", "new", "left"]:
        """Whether it rose, fell, has a band for the first time, or has none any more."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "left"
        return "up" if self.after.place < self.before.place else "down"


class Bands(Listing[Banded]):
    """The bands of a chain's leading organizations, by id; made by `bands`."""

    def __init__(self, day: date, rows: Iterable[Banded]) -> None:
        self._day = day
        self._chosen = tuple(rows)

    @property
    def day(self) -> date:
        """The day asked."""
        return self._day

    def _of(self, chosen: Iterable[Banded]) -> Bands:
        return Bands(self._day, chosen)

    @cached_property
    def by_organization(self) -> Mapping[str, Banded]:
        """The same by id."""
        return {row.organization: row for row in self._chosen}

    def of(self, band: Band | str | None) -> tuple[Banded, ...]:
        """Return the organizations of a band; of `None` those without."""
        wanted = None if band is None else Band(band)
        return tuple(row for row in self._chosen if row.band is wanted)

    def moved(self, before: Bands) -> tuple[Move, ...]:
        """Return whose band is another than in an earlier reading, by id; of organizations in both."""
        return tuple(
            Move(row.organization, row.name, before.by_organization[row.organization].band, row.band)
            for row in self._chosen
            if row.organization in before.by_organization
            and before.by_organization[row.organization].band is not row.band
        )

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists of plain values, without a data frame library."""
        rows = self._chosen
        return {
            "organization": [row.organization for row in rows],
            "organization_name": [row.name for row in rows],
            "kind": [row.kind for row in rows],
            "band": [row.band and row.band.value for row in rows],
            "source": [row.source or None for row in rows],
            "reason_zh": [row.reason.zh for row in rows],
            "reason_en": [row.reason.en for row in rows],
            "focus_zh": [row.focus and row.focus.zh for row in rows],
            "programme_zh": [row.programme and row.programme.zh for row in rows],
            "problems": [";".join(row.problems) for row in rows],
            "innovations": [";".join(duty for duty, _ in row.innovations) for row in rows],
        }

    def to_frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - whichever frame was named
        """Return one row for each organization; see `columns`."""
        return frame_of(self.columns(), backend)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of(band))} {band.value}" for band in Band)
        return f"<Bands at {self._day}: {counts}, {len(self.of(None))} without>"


def bands(
    chain: ResponsibilityChain,
    at: date | None = None,
    *,
    appraisal: Appraisal | None = None,
    profile: Profile | Iterable[Profile] = (),
) -> Bands:
    """
    Return where each leading organization stands: advanced, qualified or backward.

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    appraisal : Appraisal, optional
        Whose scores decide where the roster states no band.
    profile : Profile, or iterable of Profile
        From how many points of 100 on a band begins (`band_advanced_least`, `band_qualified_least`):
        there is no general figure. Left out, that of the appraisal holds. A scheme's own `[bands]` come before it.

    Returns
    -------
    Bands

    Raises
    ------
    MissingDayError
        If no day is known.

    Notes
    -----
    A score of which something is not known gives a band only where all it could come to
    gives the same. A veto of the scheme bars the best band, and no more.

    Examples
    --------
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> chain = ResponsibilityChain(organizations=[Organization("D1-01", kind="branch", band="较差")])
    >>> row = bands(chain, at=date(2026, 1, 31)).by_organization["D1-01"]
    >>> row.band, row.programme.zh
    (<Band.BACKWARD: 'backward'>, '转化工程')
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    rules = rulebook_with(profile).on(day) if appraisal is None or profile != () else appraisal.rules
    return Bands(day, _Banding(seen, day, appraisal, rules).rows())


class _Banding:
    """Bands in the making."""

    def __init__(
        self, chain: ResponsibilityChain, day: date, appraisal: Appraisal | None, rules: DatedRulebook
    ) -> None:
        self._arrays = chain.arrays
        self._appraisal = appraisal
        self._rules = rules
        self._facts = appraisal.facts if appraisal is not None else _this_year(chain, day)
        self._table = chain.tables["organizations"]
        self._problems = _problems(chain)

    def rows(self) -> Iterator[Banded]:
        names, kinds = Naming(self._arrays).organizations, list(self._arrays.organization_kinds)
        chosen = self._arrays.leads & self._arrays.hierarchy.in_force
        stated = self._table.column("band")
        for organization in np.flatnonzero(chosen).tolist():
            id_ = self._table.ids[organization]
            band, source, reason = self._stated(stated[organization]) or self._scored(id_, organization)
            yield Banded(
                organization=id_,
                name=names[organization],
                kind=kinds[self._arrays.kind[organization]],
                band=band,
                source=source,
                reason=reason,
                problems=tuple(self._problems.get(id_, ())),
                innovations=self._innovations(id_),
            )

    def _stated(self, words: str | None) -> tuple[Band | None, Source, Text] | None:
        if words is None:
            return None
        band = Band.of(words)
        if band is None:
            zh, en = (
                f"名册登记为“{words}”，未能归入三类",
                f"the roster says {words!r}, which is none of the three",
            )
            return None, "stated", Text(zh=zh, en=en)
        return band, "stated", Text(zh=f"名册登记为“{words}”", en=f"the roster says {words!r}")

    def _scored(self, id_: str, organization: int) -> tuple[Band | None, Source, Text]:
        score = None if self._appraisal is None else self._appraisal.by_organization.get(id_)
        if score is None or self._appraisal is None:
            return None, "", _NOTHING
        thresholds = next(scheme.bands for scheme in self._appraisal.schemes if scheme.id == score.scheme)
        full = next(scheme.full_marks for scheme in self._appraisal.schemes if scheme.id == score.scheme)
        least = self._least(
            thresholds, full, self._arrays.tables["organizations"].column("unit_type")[organization]
        )
        return banded(score, *least)

    def _least(
        self, thresholds: Thresholds, full: int, unit_type: str | None
    ) -> tuple[int | None, int | None, int]:
        """Return from how many points on the two upper bands begin, and of how many; all in hundredths."""
        if thresholds.advanced is not None or thresholds.qualified is not None:
            return thresholds.advanced, thresholds.qualified, full
        advanced, qualified = (self._figure(key, unit_type) for key in KEYS.values())
        return advanced, qualified, OUT_OF

    def _figure(self, key: str, unit_type: str | None) -> int | None:
        try:
            figure = self._rules.value(key, unit_type)
        except NoValueError:
            return None
        return None if figure is None else round(figure * 100)

    def _innovations(self, id_: str) -> tuple[tuple[str, int], ...]:
        organization, duties = self._table.positions[id_], self._facts.cascade.duties
        done = self._facts.times[PERFORM, :, organization] * ~duties.required
        return tuple((duties.ids[duty], int(done[duty])) for duty in np.flatnonzero(done).tolist())


def banded(
    score: Score, advanced: int | None, qualified: int | None, out_of: int
) -> tuple[Band | None, Source, Text]:
    """Return the band of a score, whether the score decides it, and why; points in hundredths."""
    if advanced is None and qualified is None:
        return None, "", _NO_FIGURE
    points = score.points
    full = points.gained + points.lost + points.open
    if points.value is None:
        return None, "", _NOTHING_KNOWN
    least, most = (
        _band(gained + score.bonus, full, advanced, qualified, out_of, barred=bool(score.vetoes))
        for gained in (points.gained, points.gained + points.open)
    )
    if least is not most or least is None:
        return None, "", _open_words(score) if least is not most else _NO_FIGURE
    return least, "score", _why(score, advanced, qualified, out_of)


def _band(  # noqa: PLR0913 - what is compared with what
    gained: int, full: int, advanced: int | None, qualified: int | None, out_of: int, *, barred: bool
) -> Band | None:
    """Return the band of points out of full marks; whole numbers are compared."""
    if advanced is not None and gained * out_of >= advanced * full:
        return Band.QUALIFIED if barred else Band.ADVANCED
    if qualified is None:
        return None
    return Band.QUALIFIED if gained * out_of >= qualified * full else Band.BACKWARD


def _why(score: Score, advanced: int | None, qualified: int | None, out_of: int) -> Text:
    zh = [
        f"{label}{written(least)}分起"
        for label, least in (("先进", advanced), ("达标", qualified))
        if least is not None
    ]
    en = [
        f"{label} from {written(least)}"
        for label, least in (("advanced", advanced), ("qualified", qualified))
        if least is not None
    ]
    barred_zh = "".join(f"；有“{veto.zh}”的情形，不定为先进" for veto in score.vetoes)
    barred_en = "".join(f"; {veto.en!r} bars the best band" for veto in score.vetoes)
    return Text(
        zh=f"考核得分{_of(score)}；满分按{written(out_of)}分计，{'、'.join(zh)}{barred_zh}",
        en=f"scored {_of(score)}; of {written(out_of)}, {', '.join(en)}{barred_en}",
    )


def _of(score: Score) -> str:
    full = score.points.gained + score.points.lost + score.points.open
    return f"{written(score.points.gained + score.bonus)}/{written(full)}"


def _open_words(score: Score) -> Text:
    open_ = written(score.points.open)
    return Text(
        zh=f"有{open_}分的记录未载齐，考核得分还不能定类",
        en=f"of {open_} points nothing is known, so that the score does not decide a band",
    )


_NOTHING = Text(
    zh="名册未填写分类定级，也没有考核得分", en="the roster states no band, and there is no score"
)
_NOTHING_KNOWN = Text(zh="考核未见可以计入的记录", en="nothing is known of its score")
_NO_FIGURE = Text(
    zh="没有统一规定的分数线，可在考核方案或本单位口径中设定",
    en="no general figure exists; a scheme or a profile may set one",
)


def _this_year(chain: ResponsibilityChain, day: date) -> Facts:
    """Return the facts of the year of a day, for what was done beside required work."""
    year = min(max(day.year, 1), date.max.year - 1)
    return Facts(chain.arrays.kept(CascadeArrays), date(year, 1, 1), date(year + 1, 1, 1))


def _problems(chain: ResponsibilityChain) -> dict[str, list[str]]:
    """Return the ids of ledger items that are not closed, by organization, in id order."""
    items = LedgerItems(chain.arrays)
    found: dict[str, list[str]] = {}
    rows = zip(items.table.ids, items.table.column("organization"), items.is_closed.tolist(), strict=True)
    for id_, organization, is_closed in rows:
        if not is_closed:
            found.setdefault(organization, []).append(id_)
    return {organization: sorted(ids) for organization, ids in found.items()}
