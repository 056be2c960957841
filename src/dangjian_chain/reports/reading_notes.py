"""What was read, what was not read literally, what was left out: as text."""

from __future__ import annotations

from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import TITLES
from dangjian_chain.text import Lang, Text, masked

_UNDERSTOOD = Text(zh="按惯例理解的填写（{count}处）", en="Entries that were not read literally: {count}")
_LEFT_OUT = Text(zh="未载入的行（{count}处）", en="Rows left out: {count}")


def reading_notes(chain: ResponsibilityChain, lang: Lang = "zh") -> str:
    """
    Return how many rows of each collection were read, and every reading that was not literal.

    Examples
    --------
    >>> from dangjian_chain import Organization, ResponsibilityChain
    >>> print(reading_notes(ResponsibilityChain(organizations=[Organization("D1")]), "en"), end="")
    read: organizations 1
    """
    mark, between = ("：", "、") if lang == "zh" else (": ", ", ")
    counts = [f"{TITLES[name].of(lang)} {len(table)}" for name, table in chain.tables.items() if len(table)]
    lines = [("读入" if lang == "zh" else "read") + mark + between.join(counts)]
    for head, notes in ((_UNDERSTOOD, chain.understood), (_LEFT_OUT, chain.left_out)):
        if notes:
            lines.append(head.of(lang).format(count=len(notes)))
        lines += [f"  {note.place}{mark}{masked(note.text.of(lang))}" for note in notes]
    return "\n".join(lines) + "\n"
