"""What-if on paths: which paths another state of the chain would change, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from attrs import frozen

from dangjian_chain.accountability.paths import AccountabilityPaths
from dangjian_chain.accountability.reasons import degree_of
from dangjian_chain.accountability.tracer import Tracer
from dangjian_chain.errors import MissingDayError
from dangjian_chain.explanation import Explanation
from dangjian_chain.foot import FOOT
from dangjian_chain.model.vacancy import since_words
from dangjian_chain.model.vocabulary import Liability
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.accountability.step import Answerer, PathStep
    from dangjian_chain.model.chain import ResponsibilityChain


@frozen
class PathChange:
    """
    How the paths of one duty in one organization differ.

    Parameters
    ----------
    duty, organization : str
    title, name : str
        What people call them.
    before, after : int
        How many paths there are.
    lines : tuple of Text
        What differs, step by step.
    """

    duty: str
    organization: str
    title: str
    name: str
    before: int
    after: int
    lines: tuple[Text, ...]

    def explain(self) -> Explanation:
        """Return the change as a tree."""
        return Explanation(
            Text(zh=f"{self.name}的“{self.title}”", en=f"{self.title!r} at {self.name}"),
            children=tuple(map(Explanation, self.lines)),
        )


class PathChanges(Sequence[PathChange]):
    """The paths that differ between two chains, by duty and organization; made by `changed_paths`."""

    def __init__(self, day: date, found: Sequence[PathChange]) -> None:
        self._day = day
        self._found = tuple(found)

    @property
    def day(self) -> date:
        """The day on which both were asked."""
        return self._day

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> PathChange: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PathChange, ...]: ...
    def __getitem__(self, index: int | slice) -> PathChange | tuple[PathChange, ...]:
        """Return one change, or a run of them."""
        return self._found[index]

    def explain(self) -> Explanation:
        """Return all changes as a tree, with the foot line."""
        return Explanation(
            Text(
                zh=f"{len(self)}项责任链条有变化（供研判参考），{self._day}",
                en=f"{len(self)} candidate path(s) change, {self._day}",
            ),
            children=(*(change.explain() for change in self._found), Explanation(FOOT)),
        )

    def __repr__(self) -> str:
        return f"<PathChanges on {self._day}: {len(self)} pair(s) of duty and organization>"


def changed_paths(
    before: ResponsibilityChain, after: ResponsibilityChain, at: date | None = None
) -> PathChanges:
    """
    Return which accountability paths differ between two states of a chain, and how.

    Parameters
    ----------
    before, after : ResponsibilityChain
        Such as `chain` and `chain.without(appointment=…)`, `chain.with_appointment(…)`
        or `chain.with_assignment(…)`.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.

    Returns
    -------
    PathChanges
        By duty and organization: steps that come and go, states, roles that
        come, go, stand vacant or are held, breaks that open and close.

    Raises
    ------
    MissingDayError
        If no day is known, or the chains are on two.
    """
    day = at or before.day or after.day
    if day is None or (at is None and {before.day, after.day} - {None, day}):
        raise MissingDayError
    tracers = [Tracer(chain.at(day).arrays) for chain in (before, after)]
    pairs = sorted({pair for tracer in tracers for pair in _pairs(tracer)})
    found = [change for pair in pairs if (change := _change(tracers, *pair)) is not None]
    return PathChanges(tracers[0].day, found)


def _pairs(tracer: Tracer) -> Iterator[tuple[str, str]]:
    duties = tracer.cascade.duties.ids
    for duty, organization in zip(*tracer.answerable.nonzero(), strict=True):
        yield duties[duty], tracer.ids[organization]


def _change(tracers: Sequence[Tracer], duty: str, organization: str) -> PathChange | None:
    paths = [_paths(tracer, duty, organization) for tracer in tracers]
    steps = [{} if one is None else {step.place: step for step in one.steps} for one in paths]
    lines: list[Text] = []
    for key in dict.fromkeys([*steps[0], *steps[1]]):
        lines += _lines(steps[0].get(key), steps[1].get(key))
    if not lines:
        return None
    shown = paths[1] or paths[0]
    return PathChange(
        duty=duty,
        organization=organization,
        title=shown.title if shown else duty,
        name=shown.organization_name if shown else organization,
        before=paths[0].count if paths[0] else 0,
        after=paths[1].count if paths[1] else 0,
        lines=tuple(lines),
    )


def _paths(tracer: Tracer, duty: str, organization: str) -> AccountabilityPaths | None:
    tables = tracer.chain.tables
    places = (tables["duties"].positions.get(duty), tables["organizations"].positions.get(organization))
    return (
        None if places[0] is None or places[1] is None else AccountabilityPaths(tracer, places[0], places[1])
    )


def _lines(before: PathStep | None, after: PathStep | None) -> Iterator[Text]:
    """Yield what differs between two steps of one place."""
    if after is None:
        if before is not None:
            yield _of(before, Text(zh="不再在链条上", en="is on the path no more"))
        return
    if before is None:
        yield _of(after, Text(zh="进入链条", en="is on the path now"))
        return
    if before.state is not after.state:
        yield _of(
            after,
            Text(
                zh=f"由“{before.state.label.zh}”变为“{after.state.label.zh}”",
                en=f"{before.state.label.en} → {after.state.label.en}",
            ),
        )
    yield from _standing(before, after)
    texts = [{one.text.zh: one.text for one in step.breaks} for step in (before, after)]
    for gone in sorted(texts[0].keys() - texts[1].keys()):
        yield _of(after, Text(zh=f"已接上：{texts[0][gone].zh}", en=f"mended: {texts[0][gone].en}"))
    for new_ in sorted(texts[1].keys() - texts[0].keys()):
        yield _of(after, Text(zh=f"断点：{texts[1][new_].zh}", en=f"broken: {texts[1][new_].en}"))


def _standing(before: PathStep, after: PathStep) -> Iterator[Text]:
    held = [
        {
            (one.organization, one.role, one.liability is Liability.SUPERVISORY): (one, _degree(one, step))
            for one in step.answerers
        }
        for step in (before, after)
    ]
    nobody = both("—")
    for key in dict.fromkeys([*held[0], *held[1]]):
        old, new = held[0].get(key), held[1].get(key)
        words = [nobody if one is None else one[1] for one in (old, new)]
        shown = new or old
        if shown is not None and words[0] != words[1]:
            name = shown[0].name
            yield _of(
                after,
                Text(
                    zh=f"{name.zh}：{words[0].zh} → {words[1].zh}",
                    en=f"{name.en}: {words[0].en} → {words[1].en}",
                ),
            )


def _degree(one: Answerer, step: PathStep) -> Text:
    """Return what a standing is called, a vacancy with since when."""
    degree = degree_of(one, step)
    if not one.is_vacant or one.is_excluded or one.vacant_since is None:
        return degree
    since = since_words(one.vacant_since)
    return Text(zh=f"{since.zh}{degree.zh}", en=f"{degree.en} {since.en}")


def _of(step: PathStep, words: Text) -> Text:
    return Text(zh=f"{step.name}：{words.zh}", en=f"{step.name}: {words.en}")
