"""How far the duties have come down, as a table of levels with bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.landing import LandingRow
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, named

LISTED = 10
"""How many duties are listed unless all are asked for."""

_BAR = 20
_BLOCKS = " ▏▎▍▌▋▊▉█"
_TITLE = Text(zh="责任逐级分解", en="Duties on their way down")
_HEADER = {
    "zh": ("层级", "应列入", "已列入", "已衔接到位", "传导率"),
    "en": ("level", "expected", "declared", "reached", "landing rate"),
}
_DUTY_HEADER = {
    "zh": ("事项", "层级", "应列入", "已列入", "已衔接到位", "传导率"),
    "en": ("duty", "level", "expected", "declared", "reached", "landing rate"),
}
_NOTE = Text(
    zh="传导率 = 已衔接到位 ÷ 应列入；已衔接到位指自下达单位起逐级列入、未中断。",
    en="landing rate = reached ÷ expected; reached: declared on every level from the start down.",
)
_NOTHING = Text(
    zh="没有应列入的：未载入责任事项，或事项未写明责任主体，或为自选动作（自选动作不计传导率）。",
    en="Nothing is expected: there are no duties, or they do not say who performs them, or are elective.",
)


def landing_curve(
    cascade: Cascade, lang: Lang = "zh", *, duty: str | None = None, listed: int | None = LISTED
) -> str:
    """
    Return the landing of all duties, or of one, level by level.

    Parameters
    ----------
    cascade : Cascade
    lang : {"zh", "en"}
    duty : str, optional
        One duty.
    listed : int, optional
        How many duties of a low rate are listed below the curve; `None` lists all
        that are not reached everywhere.

    Raises
    ------
    UnknownNameError
        If the chain has no such duty.
    """
    chain = cascade.chain
    title = (
        _title(chain, lang)
        if duty is None
        else f"{_title(chain, lang)}\n{named(duty, chain.duties[duty].title)}"
    )
    rows = cascade.landing.total() if duty is None else cascade.landing.of(duty)
    if not rows:
        return f"{title}\n\n{_NOTHING.of(lang)}\n"
    whole = LandingRow("", "", *(sum(getattr(row, name) for row in rows) for name in _COUNTS))
    lines = [_HEADER[lang], *((_level(row, lang), *_cells(row, lang)) for row in rows)]
    lines.append(("合计" if lang == "zh" else "all", *_cells(whole, lang)))
    blocks = [title, "\n".join(table(lines, "lrrrl")), _NOTE.of(lang)]
    if duty is None:
        blocks += _low(cascade.landing, chain, lang, listed)
    return "\n\n".join(blocks) + "\n"


_COUNTS = ("expected", "declared", "reached", "handed", "taken_up")


def _title(chain: ResponsibilityChain, lang: Lang) -> str:
    organizations, duties = len(chain.organizations), len(chain.duties)
    if lang == "zh":
        return f"{_TITLE.zh}\n核对日：{chain.day}　组织：{organizations}个　责任事项：{duties}项"
    return f"{_TITLE.en}\nday: {chain.day}, organizations: {organizations}, duties: {duties}"


def _level(row: LandingRow, lang: Lang) -> str:
    return f"第{row.group}级" if lang == "zh" else f"{row.group}"


def _cells(row: LandingRow, lang: Lang) -> tuple[str, str, str, str]:
    return str(row.expected), str(row.declared), str(row.reached), f"{bar(row)}  {rate(row, lang)}"


def rate(row: LandingRow, lang: Lang) -> str:
    """Return the landing rate with both its numbers; less than all is never shown as 100 %."""
    share = row.rate
    if share is None:
        return ""
    percent = round(share * 100) if row.reached == row.expected else min(round(share * 100), 99)
    return f"{row.reached}/{row.expected}{'，' if lang == 'zh' else ', '}{percent}%"


def bar(row: LandingRow) -> str:
    """Return the landing rate as a bar of blocks, filled with dots to its full length."""
    eighths = round((row.rate or 0) * _BAR * 8)
    blocks = "█" * (eighths // 8) + _BLOCKS[eighths % 8].strip()
    return blocks + "·" * (_BAR - len(blocks))


def _low(
    rows: Iterable[LandingRow], chain: ResponsibilityChain, lang: Lang, listed: int | None
) -> Sequence[str]:
    """Return the duties that are not reached everywhere, those with the lowest rate first."""
    low = sorted((row for row in rows if row.reached < row.expected), key=lambda row: row.rate or 0)
    if not low:
        return []
    titles = dict(zip(chain.duties, chain.duties.column("title"), strict=True))
    lines = [_DUTY_HEADER[lang]]
    for row in low[:listed]:
        name = named(row.duty, titles[row.duty])
        numbers = str(row.expected), str(row.declared), str(row.reached)
        lines.append((name, _level(row, lang), *numbers, rate(row, lang)))
    head = "未全部衔接到位的事项" if lang == "zh" else "Duties that are not reached everywhere"
    block = [head, *table(lines, "llrrrl")]
    if rest := len(low) - len(low[:listed]):
        block.append(f"另有{rest}行" if lang == "zh" else f"and {rest} more rows")
    return ["\n".join(block)]
