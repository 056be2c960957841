"""Why a stage of the loop counts as closed, open or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.loop_stage import CLOSED, STAGES, Closed, LoopStage
from dangjian_chain.explanation import Explanation
from dangjian_chain.model.vocabulary import Use
from dangjian_chain.performance.due import DueItems
from dangjian_chain.performance.due_arrays import MANAGE
from dangjian_chain.performance.results import results_of
from dangjian_chain.text import Text, both, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dangjian_chain.appraisal.loop_arrays import LoopArrays
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.performance.results import Result


def why(chain: ResponsibilityChain, arrays: LoopArrays, duty: int, organization: int) -> Explanation:
    """Return the stages of one duty in one organization as a tree."""
    reasons = _Reasons(chain, arrays, duty, organization)
    codes = arrays.every[:, duty, organization].tolist()
    name = chain.tables["organizations"].column("name")[organization]
    title = arrays.cascade.duties.values[duty].title
    first = int(arrays.first_open[duty, organization])
    stops = both("") if first < 0 else STAGES[first].label
    return Explanation(
        Text(
            zh=f"{name}的“{title}”：" + (f"到“{stops.zh}”一环尚未闭合" if stops.zh else "没有未闭合的环节"),
            en=f"{title!r} of {name}: " + (f"open at {stops.en!r}" if stops.en else "no stage is open"),
        ),
        children=tuple(
            Explanation(
                Text(
                    zh=f"{stage.label.zh}：{CLOSED[code].label.zh}",
                    en=f"{stage.label.en}: {CLOSED[code].label.en}",
                ),
                children=tuple(reasons.of(stage)),
                ground=_GROUND[stage] if CLOSED[code] is Closed.UNKNOWN else None,
            )
            for stage, code in zip(STAGES, codes, strict=True)
        ),
    )


_LOADED = Text(zh="记录未注明载入齐全，不作判断", en="the records are not stated complete")
_GROUND = {
    LoopStage.ASSIGNED: Text(zh="未载入本单位清单", en="it keeps no list of its own"),
    LoopStage.WORDED: Text(zh="清单没有相应栏目", en="the lists have no such column"),
    LoopStage.PERFORMED: _LOADED,
    LoopStage.SUPERVISED: _LOADED,
    LoopStage.APPRAISED: Text(zh="未载入该时段的考核结果", en="no results of that period were loaded"),
    LoopStage.USED: Text(zh="未载入结果运用记录", en="no uses of results were loaded"),
    LoopStage.RECTIFIED: Text(zh="未载入整改台账", en="no ledger was loaded"),
}


class _Reasons:
    """What each stage of one pair rests on."""

    def __init__(self, chain: ResponsibilityChain, arrays: LoopArrays, duty: int, organization: int) -> None:
        self._chain = chain
        self._arrays = arrays
        self._duty = duty
        self._organization = organization

    def of(self, stage: LoopStage) -> Iterator[Explanation]:
        """Yield what a stage rests on."""
        if stage is LoopStage.ASSIGNED:
            yield from self._assigned()
        elif stage is LoopStage.PERFORMED:
            yield from self._items(self._arrays.due.organization)
        elif stage is LoopStage.SUPERVISED:
            below = np.where(self._arrays.due.function == MANAGE, self._arrays.due.subordinate, -1)
            yield from self._items(below)
        elif stage is LoopStage.APPRAISED:
            yield from (Explanation(self._result(result)) for result in self._results())
        elif stage is LoopStage.USED:
            yield from self._used()
        elif stage is LoopStage.RECTIFIED:
            yield from self._rectified()

    def _assigned(self) -> Iterator[Explanation]:
        cascade = self._arrays.cascade
        rows = cascade.rows
        here = (rows.duty == self._duty) & (rows.organization == self._organization) & cascade.counts
        keys = self._chain.tables["assignments"].ids
        for row in sorted(set(rows.row[here].tolist())):
            yield Explanation(both(keys[row]))

    def _items(self, whose: np.ndarray) -> Iterator[Explanation]:
        """Yield the items of a pair: its own doing; of one that only manages its seeing to those below."""
        due, cascade = self._arrays.due, self._arrays.cascade
        chosen = (due.duty == self._duty) & (whose == self._organization)
        if whose is due.organization and cascade.performs[self._duty, self._organization]:
            chosen &= due.function != MANAGE
        for item in DueItems(self._chain, due, np.flatnonzero(chosen)):
            words, whom = item.words, item.name if whose is not due.organization else item.subordinate_name
            yield Explanation(
                Text(
                    zh=f"{words.zh}{'（' + whom + '）' if whom else ''}：{item.state.label.zh}",
                    en=f"{words.en}{' (' + whom + ')' if whom else ''}: {item.state.label.en}",
                ),
                fact=Text(
                    zh=f"应{item.wanted}次，已登记{item.done}次",
                    en=f"{item.wanted} due, {item.done} on record",
                ),
            )

    def _results(self) -> list[Result]:
        id_ = self._arrays.cascade.duties.ids[self._duty]
        held = results_of(self._chain.arrays).by_organization
        asked = dict.fromkeys((self._organization, int(self._chain.arrays.owner[self._organization])))
        years = set(self._arrays.years)
        return [
            result
            for organization in asked
            for result in held.get(organization, ())
            if years & set(result.years) and result.is_about(id_)
        ]

    def _result(self, result: Result) -> Text:
        said = result.grade or ("" if result.score is None else f"{result.score:g}")
        return Text(
            zh=f"{result.on}考核{said}（{result.key}）", en=f"appraised on {result.on} {said} ({result.key})"
        )

    def _used(self) -> Iterator[Explanation]:
        results = results_of(self._chain.arrays)
        seen: set[str] = set()
        for result in self._results():
            for use in results.uses_of(result):
                if use.key in seen:
                    continue
                seen.add(use.key)
                uses = [Use(each).label for each in use.uses]
                zh, en = listed([each.zh for each in uses], "zh"), listed([each.en for each in uses], "en")
                yield Explanation(
                    Text(zh=f"{use.on}运用{zh}（{use.key}）", en=f"used on {use.on} {en} ({use.key})")
                )

    def _rectified(self) -> Iterator[Explanation]:
        table = self._chain.tables["ledger"]
        id_ = self._chain.tables["organizations"].ids[self._organization]
        for row in range(len(table)):
            item = table.value(row)
            if item.organization == id_:
                closed = item.closed_on
                yield Explanation(
                    Text(
                        zh=f"{item.id} {item.problem}：" + ("未销号" if closed is None else f"{closed}销号"),
                        en=f"{item.id} {item.problem}: "
                        + ("open" if closed is None else f"closed on {closed}"),
                    )
                )
