"""Explanations: trees of claims, the facts they rest on and the ground in the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from dangjian_chain.text import Lang, Text


@frozen
class Explanation:
    """
    A claim, the fact it rests on, its ground, and the claims below it.

    Parameters
    ----------
    claim : Text
        What holds, or does not.
    fact : Text, optional
        The entry of the lists it rests on.
    ground : Text, optional
        The rule, or provision, by which it follows.
    children : tuple of Explanation
        What it follows from.

    Examples
    --------
    >>> tree = Explanation(Text("甲承担", "A carries it"), children=(Explanation(Text("乙承担", "B carries it")),))
    >>> print(tree.to_text("en"))
    A carries it
      B carries it
    """

    claim: Text
    fact: Text | None = None
    ground: Text | None = None
    children: tuple[Explanation, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Explanation]]:
        """Yield every node with its depth, a parent before its children."""
        waiting = [(depth, self)]
        while waiting:
            level, node = waiting.pop()
            yield level, node
            waiting += [(level + 1, child) for child in reversed(node.children)]

    def _line(self, lang: Lang) -> str:
        marks = ("；", "（", "）") if lang == "zh" else ("; ", " (", ")")
        fact = "" if self.fact is None else marks[0] + self.fact.of(lang)
        ground = "" if self.ground is None else marks[1] + self.ground.of(lang) + marks[2]
        claim = self.claim.of(lang)
        return (claim.rstrip("。.") if fact or ground else claim) + fact + ground

    def to_text(self, lang: Lang = "zh") -> str:
        """Return the tree as indented lines."""
        return "\n".join("  " * depth + node._line(lang) for depth, node in self.walk())  # noqa: SLF001

    def to_mermaid(self, lang: Lang = "zh") -> str:
        """Return the tree as the text of a Mermaid flow chart, top down."""
        lines = ["flowchart TD"]
        above: list[int] = []
        for number, (depth, node) in enumerate(self.walk()):
            words = mermaid_text(node._line(lang))  # noqa: SLF001
            lines.append(f'  n{number}["{words}"]')
            del above[depth:]
            if above:
                lines.append(f"  n{above[-1]} --> n{number}")
            above.append(number)
        return "\n".join(lines)

    def to_html(self, lang: Lang = "zh") -> str:
        """Return the tree as nested lists, a fragment without style or script."""
        parts: list[str] = []
        open_ = -1
        for depth, node in self.walk():
            while open_ >= depth:
                parts.append("</li>" if open_ == depth else "</li></ul>")
                open_ -= 1
            if depth > open_ + 1 or not parts or parts[-1] != "</li>":
                parts.append("<ul>")
            parts.append(f"<li>{_escaped(node._line(lang))}")  # noqa: SLF001
            open_ = depth
        parts.append("</li></ul>" * (open_ + 1))
        return "".join(parts)

    def document(self) -> dict[str, Any]:
        """Return the tree as documents for programs hold it; made without recursion, for trees may be deep."""
        made: list[dict[str, Any]] = []
        above: list[dict[str, Any]] = []
        for depth, node in self.walk():
            held: dict[str, Any] = {
                **node.claim.under("claim"),
                **(_NOTHING if node.fact is None else node.fact).under("fact"),
                **(_NOTHING if node.ground is None else node.ground).under("ground"),
                "children": [],
            }
            held |= {name: held[name] or None for name in ("fact_zh", "fact_en", "ground_zh", "ground_en")}
            del above[depth:]
            (above[-1]["children"] if above else made).append(held)
            above.append(held)
        return made[0]

    def __str__(self) -> str:
        return self.to_text("zh")


_NOTHING = Text(zh="", en="")


def mermaid_text(words: str) -> str:
    """
    Return words as a quoted Mermaid label shows them.

    Examples
    --------
    >>> mermaid_text("示例<b>'甲'</b> #3")
    "示例&lt;b&gt;'甲'&lt;/b&gt; #35;3"
    """
    import html  # noqa: PLC0415 - loaded when something is drawn

    # Mermaid takes `#…;` for an entity of its own, and a quotation mark for the end of the label.
    plain = html.escape(" ".join(words.split()).replace("#", "#35;"), quote=False)
    return plain.replace('"', "#quot;")


def _escaped(words: str) -> str:
    import html  # noqa: PLC0415 - loaded when an explanation is drawn

    return html.escape(words)
