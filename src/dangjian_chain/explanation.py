"""Explanations: trees of claims, the facts they rest on and the ground in the rules."""

from __future__ import annotations

from collections.abc import Iterator

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
            words = _escaped(node._line(lang)).replace("\n", " ")  # noqa: SLF001
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

    def __str__(self) -> str:
        return self.to_text("zh")


def _escaped(words: str) -> str:
    import html  # noqa: PLC0415 - loaded when an explanation is drawn

    return html.escape(words)
