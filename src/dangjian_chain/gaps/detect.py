"""Detection: runs the rules over a chain on a day and links what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.applicable import untyped, why_not_applicable
from dangjian_chain.gaps.asked import Asked
from dangjian_chain.gaps.basis import Bases
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.gap import Gap, fingerprint
from dangjian_chain.gaps.plugin import blaming
from dangjian_chain.gaps.registry import selected
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.gaps.rule import Hit, Key, Rule, spoken
from dangjian_chain.rulebook import Profile, rulebook_with
from dangjian_chain.text import Text, masked

if TYPE_CHECKING:
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.model.chain import ResponsibilityChain

Progress = Callable[[str], None]


def detect_gaps(  # noqa: PLR0913 - one parameter a question
    chain: ResponsibilityChain,
    at: date | None = None,
    *,
    select: Iterable[str] | str | None = None,
    ignore: Iterable[str] | str | None = None,
    profile: Profile | Iterable[Profile] = (),
    scheme: Scheme | str | Path | Iterable[Scheme | str | Path] = (),
    progress: Progress | None = None,
) -> GapReport:
    """
    Return where the chain falls short on a day.

    Parameters
    ----------
    chain : ResponsibilityChain
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    select, ignore : iterable of str, or str, optional
        Prefixes of codes (`"DJ1"`, `["DJ101", "DJ5"]`, `"DJ0,DJ5"`) to look for, or not. A rule
        that is off by default looks where its whole code is selected.
    profile : Profile, or iterable of Profile
        The unit's own numbers and implementing rules, the last before all others.
    scheme : Scheme, path, or iterable of them
        What the unit appraises by, for the rules that look at it.
    progress : callable, optional
        Called with the code of each rule before it runs.

    Returns
    -------
    GapReport
        Ordered by code, organization, subject and duty; the same for any order of input.

    Raises
    ------
    MissingDayError
        If no day is known.
    UnknownNameError
        If a prefix fits no rule, or a profile names what the rulebook does not have.
    UnreadableDocumentError
        If a scheme's file cannot be read.
    RulePluginError
        If rules of another package cannot be used.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import Organization, ResponsibilityChain, detect_gaps
    >>> chain = ResponsibilityChain(organizations=[Organization("D1", kind="committee", superior="LC")])
    >>> [gap.code for gap in detect_gaps(chain, at=date(2026, 9, 30))]
    ['DJ001']
    """
    seen = chain.asked(at)
    day = seen.day or date.min
    chosen = selected(select, ignore)
    context = Context(seen, day, book=rulebook_with(profile), schemes=_schemes(scheme))
    found: list[tuple[Rule, list[Hit]]] = []
    coverage: list[NotChecked] = []
    for rule in chosen:
        with blaming(rule):
            absent = why_not_applicable(context, rule)
        if absent is not None:
            coverage.append(NotChecked(rule.code, absent))
            continue
        coverage += untyped(context, rule)
        if progress is not None:
            progress(rule.code)
        with blaming(rule):
            found.append((rule, list(rule.find(context))))
    coverage += [*context.notes, *(NotChecked("", note) for note in _open_conditions(context))]
    looked = frozenset(rule.code for rule in chosen)
    return GapReport(_linked(context, found), day, coverage, asked=Asked(context, looked))


def _schemes(scheme: Scheme | str | Path | Iterable[Scheme | str | Path]) -> tuple[Scheme, ...]:
    """Return the schemes that were given; the room of appraisal is loaded where there are any."""
    if scheme == ():
        return ()
    from dangjian_chain.appraisal.scheme import schemes_given  # noqa: PLC0415 - see above

    return schemes_given(scheme)


def _linked(context: Context, found: Sequence[tuple[Rule, Sequence[Hit]]]) -> list[Gap]:
    """Return the gaps in order, each with the gap it follows from."""
    prints: dict[Key, str] = {}
    marked: list[list[str]] = []
    for rule, hits in found:
        with blaming(rule):
            marked.append([_print(rule, hit) for hit in hits])
            prints |= zip((_key(rule, hit) for hit in hits), marked[-1], strict=True)
    gaps: dict[str, Gap] = {}
    for (rule, hits), marks in zip(found, marked, strict=True):
        with blaming(rule):
            bases = Bases(context, rule)
            for hit, mark in zip(hits, marks, strict=True):
                if mark not in gaps:
                    gaps[mark] = _gap(context, rule, hit, mark, prints, bases.of(hit))
    return sorted(
        gaps.values(), key=lambda gap: (gap.code, gap.organization, gap.subject, gap.duty, gap.subject_kind)
    )


def _key(rule: Rule, hit: Hit) -> Key:
    return rule.code, hit.organization, hit.subject, hit.duty


def _print(rule: Rule, hit: Hit) -> str:
    return fingerprint(rule.code, hit.organization, hit.subject_kind, hit.subject, hit.duty)


def _gap(  # noqa: PLR0913 - one finding, with all that is known of it
    context: Context, rule: Rule, hit: Hit, mark: str, prints: dict[Key, str], basis: Text
) -> Gap:
    position = context.table("organizations").positions.get(hit.organization, -1)
    unit = int(context.unit[position]) if position >= 0 else -1
    level = int(context.arrays.hierarchy.level[position]) if position >= 0 else -1
    key = _key(rule, hit)
    cause = next((prints[above] for above in hit.after if above in prints and above != key), "")
    zh, en = spoken(hit.words, "zh"), spoken(hit.words, "en")
    return Gap(
        rule=rule,
        organization=hit.organization,
        organization_name=context.names[position] if position >= 0 else "",
        unit=context.organization(unit) if unit >= 0 else "",
        unit_name=context.names[unit] if unit >= 0 else "",
        level=None if level < 0 else level,
        subject_kind=hit.subject_kind,
        subject=hit.subject,
        duty=hit.duty,
        since=hit.since,
        message=_masked(rule.message.format(zh, en)),
        remedy=_masked(rule.remedy.format(zh, en)),
        citation=basis,
        place=hit.place or _place(context, hit),
        details={name: masked(str(value)) for name, value in zh.items()},
        fingerprint=mark,
        follows_from=cause,
        columns=(hit.column,) if hit.column else rule.columns,
    )


def _masked(text: Text) -> Text:
    return Text(zh=masked(text.zh), en=masked(text.en))


def _place(context: Context, hit: Hit) -> str:
    collection, row = hit.row or ("organizations", hit.organization)
    table = context.table(collection)
    places, position = table.places, table.positions.get(row, -1) if isinstance(row, str) else row
    return places[position] if places is not None and position >= 0 else ""


def _open_conditions(context: Context) -> list[Text]:
    """Return which duties could not be judged somewhere because a column is blank."""
    unknown = (
        context.cascade.performing.unknown if context.has(Data.PERFORMERS) else np.zeros((0, 0), dtype=bool)
    )
    notes = []
    for duty in np.flatnonzero(unknown.any(axis=1)).tolist():
        count = int(unknown[duty].sum())
        title, condition = context.title(duty), context.cascade.duties.values[duty].conditions
        notes.append(
            Text(
                zh=f"“{title}”的适用条件（{condition}）在{count}个组织未填写，未作判断",
                en=f"{title!r}: its condition ({condition}) is blank in {count} organization(s), not judged there",
            )
        )
    return notes
