"""The rectification ledger (整改台账) as pages of a workbook, and as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.model.naming import Naming
from dangjian_chain.model.vocabulary import Severity
from dangjian_chain.rectification.difference import LedgerChange, LedgerDifference
from dangjian_chain.rectification.state import SETTLED, LedgerState
from dangjian_chain.reports.layout import table
from dangjian_chain.reports.page import Cell, Column, Page, Row
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.rectification.entry import LedgerEntry
    from dangjian_chain.rectification.ledger import Ledger

_NAME = Text(zh="整改台账", en="Ledger")
_TITLE = Text(zh="整改台账", en="Rectification ledger")
_NOTE = Text(
    zh="核对已不见的，由未承担整改的一方验收后填写验收人和销号时间；销号后又见的，请核实是否重新整改。注明会议或文件即可，不必另做材料。",
    en="Where the gap is found no more, let somebody who did not have to mend it verify it, and enter who and when; where it "
    "is found again, see whether to open the item again. Naming the meeting or document is enough.",
)
_DIFFERENCE = Text(zh="两期对比", en="Two runs")
_TINTED = {
    LedgerState.OVERDUE: Severity.WARNING,
    LedgerState.SEEN_AGAIN: Severity.WARNING,
    LedgerState.TO_VERIFY: Severity.NOTE,
}
_COLUMNS = (
    ("序号", "no.", 6),
    ("单位", "organization", 16),
    ("问题", "problem", 30),
    ("整改措施", "measure", 26),
    ("责任领导", "leader", 11),
    ("责任单位", "unit", 14),
    ("责任人", "in charge", 12),
    ("整改时限", "due", 12),
    ("整改进展", "progress", 20),
    ("验收人", "verified by", 12),
    ("销号时间", "closed on", 12),
    ("状态", "state", 14),
    ("编号", "id", 11),
)
_STATE = 11
_CENTERED = frozenset({0, 7, 10, 11, 12})
_SHOWN = 24

Names = Callable[[str | None], str | None]


def ledger_page(ledger: Ledger, chain: ResponsibilityChain, lang: Lang = "zh") -> Page:
    """
    Return a ledger as a page to print, what is past its date first and what is settled last.

    Parameters
    ----------
    ledger : Ledger
    chain : ResponsibilityChain
        On its day, for the names of units and roles.
    lang : {"zh", "en"}
    """
    names = _names(chain, lang)
    rows = [
        Row(_cells(entry, number, names, lang), _TINTED.get(entry.state))
        for number, entry in enumerate(ledger.by_urgency, start=1)
    ]
    return Page(
        name=_NAME.of(lang),
        title=_TITLE.of(lang),
        notes=(_day(ledger, lang), _NOTE.of(lang)),
        columns=tuple(
            Column(zh if lang == "zh" else en, width, is_centered=place in _CENTERED)
            for place, (zh, en, width) in enumerate(_COLUMNS)
        ),
        rows=tuple(rows),
        legend=(FOOT.of(lang),),
        tinted=_STATE,
    )


def _day(ledger: Ledger, lang: Lang) -> str:
    return (
        f"核对日：{ledger.day}　{_counts(ledger, lang)}"
        if lang == "zh"
        else f"day: {ledger.day}, {_counts(ledger, lang)}"
    )


def _counts(ledger: Ledger, lang: Lang) -> str:
    """Return how many items there are, and of those how many in each state that has any."""
    held = [(state.label.of(lang), number) for state, number in ledger.counts.items() if number]
    if lang == "zh":
        return f"共{len(ledger)}项" + "".join(f"，{label}{number}项" for label, number in held)
    return f"{len(ledger)} item(s)" + "".join(f"; {label}: {number}" for label, number in held)


def _cells(entry: LedgerEntry, number: int, names: Names, lang: Lang) -> tuple[Cell, ...]:
    item = entry.item
    return (
        number,
        entry.name,
        item.problem,
        item.measure,
        names(item.leader),
        names(item.unit),
        names(item.role),
        None if item.due is None else str(item.due),
        item.progress,
        names(item.verified_by),
        None if item.closed_on is None else str(item.closed_on),
        state_words(entry, lang),
        entry.id,
    )


def state_words(entry: LedgerEntry, lang: Lang) -> str:
    """Return the state of an item, and for how many days its date has passed."""
    label = entry.label.of(lang)
    if not entry.days_over:
        return label
    return f"{label}（超{entry.days_over}天）" if lang == "zh" else f"{label} ({entry.days_over} day(s) over)"


def _names(chain: ResponsibilityChain, lang: Lang) -> Names:
    """Return what turns the id of an organization or a role into what people call it; other words stay as they are."""
    organizations, naming = chain.tables["organizations"], Naming(chain.arrays)
    known = {
        **{id_: naming.role(row).of(lang) for row, id_ in enumerate(chain.tables["roles"].ids)},
        **dict(zip(organizations.ids, organizations.column("name"), strict=True)),
    }
    return lambda entered: None if entered is None else str(known.get(entered, entered))


# --- two runs ---------------------------------------------------------------------------


def difference_page(difference: LedgerDifference, lang: Lang = "zh") -> Page:
    """Return what became of each item between two runs; what was settled before is counted alone."""
    zh = lang == "zh"
    heads = (
        ("变化", "编号", "单位", "问题", "本期状态")
        if zh
        else ("change", "id", "organization", "problem", "state now")
    )
    rows = [
        Row((change.label.of(lang), entry.id, entry.name, entry.item.problem, state))
        for change, entry, state in _changed(difference, lang)
    ]
    return Page(
        name=_DIFFERENCE.of(lang),
        title="整改台账两期对比" if zh else "Two runs of the rectification ledger",
        notes=(_changes(difference, lang),),
        columns=tuple(
            Column(head, width, is_centered=place == 0)
            for place, (head, width) in enumerate(zip(heads, (18, 12, 22, 60, 20), strict=True))
        ),
        rows=tuple(rows),
        legend=(FOOT.of(lang),),
    )


def _changed(difference: LedgerDifference, lang: Lang) -> Iterator[tuple[LedgerChange, LedgerEntry, str]]:
    for change in LedgerChange:
        if change is not LedgerChange.SETTLED:
            gone = change is LedgerChange.REMOVED
            for entry in difference.of(change):
                yield change, entry, "—" if gone else state_words(entry, lang)


def _changes(difference: LedgerDifference, lang: Lang) -> str:
    held = [(change.label.of(lang), number) for change, number in difference.counts.items() if number]
    if lang == "zh":
        return "，".join(f"{label}{number}项" for label, number in held) or "两期都没有事项"
    return "; ".join(f"{label}: {number}" for label, number in held) or "no items in either"


# --- text -------------------------------------------------------------------------------


def ledger_text(
    ledger: Ledger,
    lang: Lang = "zh",
    *,
    new: Sequence[Gap] = (),
    shows_new: bool = False,
    difference: LedgerDifference | None = None,
) -> str:
    """
    Return a ledger as text: what somebody has to do something about, what is past its date first.

    Parameters
    ----------
    ledger : Ledger
    lang : {"zh", "en"}
    new : sequence of Gap
        Those that need an item.
    shows_new : bool
        Whether they are listed, not counted alone.
    difference : LedgerDifference, optional
        What changed since an earlier run.
    """
    title = f"整改台账（核对日 {ledger.day}）" if lang == "zh" else f"Rectification ledger on {ledger.day}"
    blocks = [
        f"{title}\n{_counts(ledger, lang)}",
        *_open_rows(ledger, lang),
        *([] if difference is None else _difference_rows(difference, lang)),
        *_new_rows(new, lang, shows_new=shows_new),
    ]
    return "\n\n".join(blocks) + "\n"


def _open_rows(ledger: Ledger, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    rows = [
        (entry.id, entry.name, _cut(entry.item.problem), str(entry.item.due or "—"), state_words(entry, lang))
        for entry in ledger.open.by_urgency
    ]
    head = (
        ("编号", "单位", "问题", "整改时限", "状态")
        if zh
        else ("id", "organization", "problem", "due", "state")
    )
    settled = sum(ledger.counts[state] for state in SETTLED)
    lines = table([head, *rows], "lllll") if rows else ["没有未销号的事项。" if zh else "Nothing is open."]
    if settled:
        lines.append(
            f"已销号、已结转的{settled}项不再列出。"
            if zh
            else f"Closed or carried on, not listed: {settled}."
        )
    yield "\n".join(lines)


def _difference_rows(difference: LedgerDifference, lang: Lang) -> Iterator[str]:
    rows = [
        (change.label.of(lang), entry.id, entry.name, _cut(entry.item.problem))
        for change, entry, _ in _changed(difference, lang)
        if change is not LedgerChange.REMAINING
    ]
    head = "与前期相比：" if lang == "zh" else "Since the earlier run: "
    yield "\n".join([head + _changes(difference, lang), *(table(rows, "llll") if rows else [])])


def _new_rows(new: Sequence[Gap], lang: Lang, *, shows_new: bool) -> Iterator[str]:
    zh = lang == "zh"
    count = f"未列入台账的待核实事项：{len(new)}项" if zh else f"Gaps without an item: {len(new)}"
    if not new:
        yield count
    elif not shows_new:
        yield count + ("（加 --new 列出）" if zh else " (listed by --new)")
    else:
        yield "\n".join([count, *(f"{gap.code} {gap.message.of(lang)}" for gap in new)])


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
