"""Declared pairs of duty and organization, for rules that look at who declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from dangjian_chain.gaps.rows import class_name
from dangjian_chain.gaps.rule import Hit
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.propagation.bearing import BODY
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.typing import Bools


class DeclaredPairs:
    """
    How each duty is declared in each organization, by rows that name it itself.

    Pairs that rest on class assignments alone are counted by duty and class,
    for the class is the row to change.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._cascade = context.cascade
        self._rows = context.cascade.rows
        self.words: dict[tuple[int, int], Mapping[str, object]] = {}
        """Further placeholders of a pair."""

    def _mark(self, chosen: Bools) -> Bools:
        marked = np.zeros(self._cascade.shape, dtype=bool)
        chosen = chosen & self._cascade.counts
        marked[self._rows.duty[chosen], self._rows.organization[chosen]] = True
        return marked

    @cached_property
    def by_role(self) -> Bools:
        """Declared by a role."""
        return self._mark(self._rows.role >= 0)

    @cached_property
    def by_body(self) -> Bools:
        """Declared by the body as principal."""
        return self._mark((self._rows.role == BODY) & self._rows.is_(Responsibility.PRINCIPAL))

    @cached_property
    def by_other(self) -> Bools:
        """Declared otherwise than by the body as principal."""
        return self._mark(~((self._rows.role == BODY) & self._rows.is_(Responsibility.PRINCIPAL)))

    @cached_property
    def first(self) -> Bools:
        """Declared by a first responsible role, of the duty or of a part of it."""
        return self._with_parts(self._mark(self._rows.is_(Responsibility.FIRST) & (self._rows.role >= 0)))

    @cached_property
    def parts(self) -> Bools:
        """Declared by a role through a part of the duty."""
        own = self.by_role
        return self._with_parts(own) & ~own if self._cascade.duties.parts else np.zeros_like(own)

    def _with_parts(self, marked: Bools) -> Bools:
        whole_too = marked.copy()
        for part, whole in self._cascade.duties.parts:
            whole_too[whole] |= marked[part]
        return whole_too

    def hits(
        self, pairs: Bools, class_words: Mapping[str, object], only: Responsibility | None = None
    ) -> Iterator[Hit]:
        """
        Yield one hit a pair, or one a duty and class where rows of classes alone declare it.

        With `only` the rows of that responsibility decide which.
        """
        by_class = self._classes(only)
        grouped: dict[tuple[int, str], list[int]] = {}
        for duty, organization in np.argwhere(pairs).tolist():
            of_class = by_class.get((duty, organization))
            if of_class is not None:
                grouped.setdefault((duty, of_class), []).append(organization)
                continue
            id_ = self._context.organization(organization)
            yield Hit(
                organization=id_,
                subject=id_,
                duty=self._context.duty(duty),
                words=self._said(duty, organization, Text(*[self._context.names[organization]] * 2)),
                row=("organizations", organization),
            )
        for (duty, of_class), organizations in sorted(grouped.items()):
            yield Hit(
                organization="",
                subject=of_class,
                duty=self._context.duty(duty),
                row=("assignments", self._class_row(duty, of_class)),
                words={
                    **class_words,
                    **self._said(duty, organizations[0], self._class_name(of_class, len(organizations))),
                },
            )

    def _said(self, duty: int, organization: int, name: Text) -> dict[str, object]:
        return {
            "organization": name,
            "duty": self._context.title(duty),
            **self.words.get((duty, organization), {}),
        }

    def _class_row(self, duty: int, of_class: str) -> int:
        """Return the first assignment of a duty to a class, in key order."""
        names = self._context.table("assignments").column("organization")
        rows = self._rows.row[self._rows.by_class & (self._rows.duty == duty)]
        return min(row for row in rows.tolist() if names[row] == of_class)

    def _class_name(self, of_class: str, count: int) -> Text:
        name = class_name(self._context, of_class)
        return Text(zh=f"{name.zh}（{count}个）", en=f"{name.en} ({count})")

    def _classes(self, only: Responsibility | None) -> dict[tuple[int, int], str]:
        """Return the narrowest class of each pair that no row of its own declares."""
        rows: Any = self._rows
        chosen = self._cascade.counts.copy()
        if only is not None:
            chosen &= rows.is_(only) & (rows.role >= 0)
        own = np.zeros(self._cascade.shape, dtype=bool)
        mine = chosen & ~rows.by_class
        own[rows.duty[mine], rows.organization[mine]] = True
        names = self._context.table("assignments").column("organization")
        found: dict[tuple[int, int], str] = {}
        for row in np.flatnonzero(chosen & rows.by_class).tolist():
            pair = (int(rows.duty[row]), int(rows.organization[row]))
            if not own[pair]:
                name = names[rows.row[row]]
                held = found.get(pair, "@*")
                found[pair] = name if held == "@*" else min(held, name) if name != "@*" else held
        return found
