"""Who bears a duty: responsibilities and the kinds of roles that may carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from dangjian_chain.model.vocabulary import Responsibility

Alternatives = tuple[tuple[str, ...], ...]
"""Role kinds in order of preference; an inner tuple of two are first responsible together."""


@frozen
class Bearers:
    """
    The bearers a duty names, by responsibility.

    Written in a cell as `principal; first=secretary; direct=deputy_secretary|organization_member`;
    `|` separates alternatives in order, `a+b` are responsible together (党政同责).

    Examples
    --------
    >>> str(Bearers.of({"first": (("secretary",),), "principal": ()}))
    'principal; first=secretary'
    """

    entries: tuple[tuple[Responsibility, Alternatives], ...] = ()

    @classmethod
    def of(cls, entries: Mapping[str, Alternatives]) -> Bearers:
        """Return the bearers of a mapping, responsibilities in the order of the vocabulary."""
        known = {Responsibility(name): kinds for name, kinds in entries.items()}
        return cls(tuple((word, tuple(map(tuple, known[word]))) for word in Responsibility if word in known))

    def __iter__(self) -> Iterator[tuple[Responsibility, Alternatives]]:
        return iter(self.entries)

    def __contains__(self, responsibility: object) -> bool:
        return any(word == responsibility for word, _ in self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def kinds(self, responsibility: Responsibility) -> Alternatives:
        """Return the alternatives for a responsibility; none for one not named."""
        return next((kinds for word, kinds in self.entries if word == responsibility), ())

    def __str__(self) -> str:
        return "; ".join(
            f"{word}={'|'.join('+'.join(joint) for joint in kinds)}" if kinds else str(word)
            for word, kinds in self.entries
        )
