"""Why something counts as done, late, not seen or not known: span by span, with the records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dangjian_chain.explanation import Explanation
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_state import DueState
from dangjian_chain.performance.evidence import Entry, Evidence
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.performance.due import DueItems
    from dangjian_chain.performance.due_item import DueItem

_CONCLUDED = {
    DueState.UNKNOWN: Text(
        zh="记录完整范围未包括该时段，不作判断", en="records are not stated complete for that span"
    ),
    DueState.NOT_SEEN: Text(zh="该时段的记录已注明载入齐全", en="records are stated complete for that span"),
    DueState.SHORT: Text(zh="该时段的记录已注明载入齐全", en="records are stated complete for that span"),
}


def reasons_of(items: DueItems, duty: str, organization: str, on: date | None) -> Explanation:
    """Return the items of one duty and organization as a tree, with the records that count in each."""
    chain = items.chain
    name = chain.tables["organizations"].column("name")[chain.tables["organizations"].position(organization)]
    title = items.arrays.cascade.duties.values[chain.tables["duties"].position(duty)].title
    shown = [item for item in items if on is None or on in item.period]
    if not shown:
        return Explanation(
            Text(
                zh=f"{name}的“{title}”在该时段没有到期事项",
                en=f"nothing of {title!r} falls due from {name} in that period",
            ),
            ground=Text(
                zh="不承担该事项，或者频次不按日历计（每届、适时、常态化）",
                en="it does not carry the duty, or its rhythm counts on no calendar",
            ),
        )
    records = _Records(items)
    done = sum(item.state in {DueState.DONE, DueState.LATE} for item in shown)
    return Explanation(
        Text(
            zh=f"{name}的“{title}”：应办{len(shown)}项，已见{done}项",
            en=f"{title!r} of {name}: {len(shown)} due, {done} on record",
        ),
        children=tuple(_item(item, records) for item in shown),
    )


def _item(item: DueItem, records: _Records) -> Explanation:
    whom = item.subordinate_name
    what_zh = f"督促检查{whom}" if whom else "应开展"
    what_en = f"see to {whom}" if whom else "to perform"
    words = item.words
    return Explanation(
        Text(
            zh=f"{words.zh}{what_zh}{item.wanted}次，{item.due_on}前；已登记{item.done}次：{item.state.label.zh}",
            en=f"{words.en}: {what_en} {item.wanted} time(s) by {item.due_on}, {item.done} on record: "
            f"{item.state.label.en}",
        ),
        ground=_CONCLUDED.get(item.state),
        children=tuple(_said(entry, item.due_on) for entry in records.of(item)),
    )


def _said(entry: Entry, due_on: date) -> Explanation:
    late = entry.first > due_on
    evidence = entry.evidence
    return Explanation(
        Text(zh=f"{entry.on}{'（逾期）' if late else ''}", en=f"{entry.on}{' (late)' if late else ''}"),
        fact=None if evidence is None else Text(zh=evidence, en=evidence),
    )


class _Records:
    """The records that count for items of one chain."""

    def __init__(self, items: DueItems) -> None:
        self._chain = items.chain
        self._evidence = Evidence(items.chain.arrays)
        duties = items.arrays.cascade.duties
        self._parts: dict[str, set[str]] = {id_: {id_} for id_ in duties.ids}
        for part, whole in duties.parts:
            self._parts[duties.ids[whole]].add(duties.ids[part])

    def of(self, item: DueItem) -> list[Entry]:
        organizations = self._chain.tables["organizations"]
        position = organizations.position(item.organization)
        found: dict[int, Entry] = {}
        for duty in sorted(self._parts[item.duty]):
            if item.function == Function.PERFORM:
                entries = [each for each in self._evidence.performed([position], duty) if not each.failing]
            else:
                below = organizations.position(item.subordinate or "")
                entries = self._evidence.supervised(position, [below], duty)
            found |= {entry.row: entry for entry in entries if entry.counts_in(item.period)}
        return sorted(found.values(), key=lambda entry: (entry.first, entry.key))
