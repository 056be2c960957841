"""Shares as an office shows them: always with both numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_chain.text import Lang

_ALMOST = 99


def share(part: int, whole: int, lang: Lang) -> str:
    """
    Return a share with both its numbers; less than all is never shown as 100 %, and some never as 0 %.

    Examples
    --------
    >>> share(48, 62, "zh"), share(999, 1000, "en"), share(1, 1000, "en"), share(0, 0, "zh")
    ('48/62，77%', '999/1000, 99%', '1/1000, 1%', '—')
    """
    if not whole:
        return "—"
    return f"{part}/{whole}{'，' if lang == 'zh' else ', '}{percent(part, whole)}"


def percent(part: int, whole: int) -> str:
    """Return a share of a whole that is not nothing, in percent."""
    found = round(part * 100 / whole)
    return f"{min(max(found, 1), _ALMOST) if 0 < part < whole else found}%"


def bar(parts: tuple[int, ...], marks: str, size: int) -> str:
    """
    Return parts of a whole as a bar of marks; whatever is there has one mark at least.

    Examples
    --------
    >>> bar((48, 13, 1), "█░·", 20), bar((0, 0, 0), "█░·", 20)
    ('███████████████░░░░·', '')
    """
    whole = sum(parts)
    if not whole:
        return ""
    sizes = [max(part * size // whole, 1) if part else 0 for part in parts]
    largest = max(range(len(parts)), key=lambda place: sizes[place])
    sizes[largest] += size - sum(sizes)
    return "".join(mark * length for mark, length in zip(marks, sizes, strict=True))
