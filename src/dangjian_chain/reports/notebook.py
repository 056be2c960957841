"""Results as a notebook shows them: small tables, and the picture of the loop."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dangjian_chain.reports.burden_pages import burden_line, burden_rows
from dangjian_chain.reports.due_words import counted, period_said, unit_name
from dangjian_chain.reports.loop_figure import loop_svg
from dangjian_chain.reports.loop_words import standing
from dangjian_chain.reports.share import share

if TYPE_CHECKING:
    from dangjian_chain.appraisal.loop import Loop
    from dangjian_chain.performance.burden import Burden
    from dangjian_chain.performance.due import DueItems

_SHOWN = 10


def loop_html(loop: Loop) -> str:
    """Return the rates of a loop as a table, and its picture."""
    rows = [
        (rate.stage.label.zh, rate.yes, rate.no, rate.unknown, share(rate.yes, rate.known, "zh"))
        for rate in loop.rates()
    ]
    table = _table(standing(loop, "zh"), ("环节", "是", "否", "不详", "比例"), rows)
    return f"{table}\n{loop_svg(loop)}" if len(loop) else table


def due_html(items: DueItems) -> str:
    """Return how far what is due was done, by unit."""
    landed = items.landed("unit")
    rows = [
        (
            name,
            *(row.due, row.done, row.late, row.not_seen, row.unknown, row.running),
            share(row.done + row.late, row.known, "zh"),
        )
        for name, row in (*((unit_name(row, "unit", "zh"), row) for row in landed), ("合计", landed.total))
    ]
    head = ("单位", "应办", "按期", "逾期", "未见记录", "未载齐", "未到期", "已见记录")
    said = f"应办事项，核对日 {items.day}，{period_said(items.period, 'zh')}到期的。{counted(items, 'zh')}"
    return _table(said, head, rows)


def burden_html(burden: Burden) -> str:
    """Return the organizations of which the lists ask most that is not needed."""
    head, rows = burden_rows(burden, "zh")
    return _table(burden_line(burden, "zh"), head, rows[:_SHOWN], more=len(rows) - _SHOWN)


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, more: int = 0) -> str:
    parts = [f'<table><caption style="text-align:left">{html.escape(caption)}</caption><thead><tr>']
    parts += [f"<th>{html.escape(words)}</th>" for words in head]
    parts.append("</tr></thead><tbody>")
    for row in rows:
        cells = (f"<td>{html.escape('' if cell is None else str(cell))}</td>" for cell in row)
        parts.append(f"<tr>{''.join(cells)}</tr>")
    if more > 0:
        parts.append(f'<tr><td colspan="{len(head)}">另有{more}行</td></tr>')
    return "".join([*parts, "</tbody></table>"])
