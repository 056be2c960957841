"""Figures of organizations and roles: counts, flags, kinds and limits as arrays, for rules that compare them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.limit import Limits, plain
from dangjian_chain.model.table import is_stated
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dangjian_chain.gaps.limit import Limit
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.rulebook import DatedRulebook
    from dangjian_chain.typing import Bools, Floats, Objects, Positions


COMMITTEE_POSTS = ("organization_member", "publicity_member", "discipline_member")
"""The posts of a branch committee beside its secretary."""

SEVERAL = 2
"""Of so many committees one can tell whether a roster has a column at all."""


class Figures:
    """
    What rules compare, over all n organizations or r roles at once.

    A number that is not entered is NaN, and a comparison with NaN is false:
    where nothing is entered, nothing is said.
    """

    def __init__(self, arrays: ChainArrays, rules: DatedRulebook) -> None:
        self._arrays = arrays
        self._table = arrays.tables["organizations"]
        self.limits = Limits(rules, self._table.column("unit_type"))
        """The numbers of the rulebook, by key."""
        self._numbers: dict[tuple[str, str], Floats] = {}

    # --- organizations -------------------------------------------------------------

    @cached_property
    def alive(self) -> Bools:
        """Organizations in force; shape (n,)."""
        return self._arrays.forces["organizations"]

    def of_kind(self, *kinds: str) -> Bools:
        """Return which organizations are of one of these kinds; shape (n,)."""
        known = list(self._arrays.organization_kinds)
        codes = [known.index(kind) for kind in kinds if kind in known]
        return np.isin(self._arrays.kind, codes)

    def number(self, attribute: str, collection: str = "organizations") -> Floats:
        """Return a column of numbers, NaN where nothing is entered; as long as its collection, made once."""
        found = self._numbers.get((collection, attribute))
        if found is None:
            found = self._numbers[collection, attribute] = self._made(attribute, collection)
        return found

    def _made(self, attribute: str, collection: str) -> Floats:
        table = self._arrays.tables[collection]
        held = table.columns.get(attribute)
        return np.full(len(table), np.nan) if held is None else held.astype(np.float64)

    @property
    def members(self) -> Floats:
        """Members, probationary ones included; shape (n,)."""
        return self.number("members")

    @property
    def full_members(self) -> Floats:
        """Full members; shape (n,)."""
        return self.number("full_members")

    def said(self, attribute: str, row: int) -> str:
        """Return an organization's number as a sentence prints it; it is entered."""
        return plain(float(self.number(attribute)[row]))

    def compared(self, attribute: str, what: Text, limit: Limit) -> Callable[[int], Text]:
        """
        Return what says, of an organization, its number and the limit it is compared with.

        Parameters
        ----------
        attribute : str
            The column of the number.
        what : Text
            Name of the number and, after a bar, its unit: "正式党员|名", "full members|".
        limit : Limit
        """
        zh, zh_unit = what.zh.split("|")
        en, _ = what.en.split("|")

        def say(row: int) -> Text:
            number = float(self.number(attribute)[row])
            if np.isnan(number):
                return Text(zh=f"{zh}未填写", en=f"{en}: not entered")
            if np.isnan(limit.values[row]):
                return Text(
                    zh=f"{zh}{plain(number)}{zh_unit}，没有适用的规定数值",
                    en=f"{plain(number)} {en}, no figure applies",
                )
            return Text(
                zh=f"{zh}{plain(number)}{zh_unit}，规定{limit.said(row)}{zh_unit}",
                en=f"{plain(number)} {en}, figure {limit.said(row)}",
            )

        return say

    def flag(self, attribute: str) -> Bools:
        """Return where a flag of organizations is entered as yes; shape (n,)."""
        return self._table.flagged(attribute)

    def stated(self, attribute: str, collection: str = "organizations") -> Bools:
        """Return where a column is filled; as long as its collection."""
        table = self._arrays.tables[collection]
        held = table.columns.get(attribute)
        if held is None:
            return np.zeros(len(table), dtype=bool)
        filled = is_stated(held)
        filled[filled] = [value not in ((), "") for value in held[filled]]
        return filled

    @cached_property
    def unit_types(self) -> Objects:
        """The type of unit of each organization, `None` where it is not entered; shape (n,)."""
        return self._table.column("unit_type")

    @cached_property
    def covered(self) -> Bools:
        """Units that a leading organization in force covers, and what stands under them; shape (n,)."""
        covered = np.zeros(len(self._table), dtype=bool)
        for organization, unit in self._arrays.covers:
            if self.alive[organization] and self._arrays.leads[organization]:
                covered[unit] = True
        above = self._arrays.hierarchy.superior
        part = self.of_kind("unit") & (above >= 0)
        while (more := part & ~covered & covered[above] & self.of_kind("unit")[above]).any():
            covered |= more
        return covered

    @cached_property
    def direct(self) -> Positions:
        """How many line subordinates in force each organization has; shape (n,)."""
        line = self._arrays.hierarchy.line
        below = line[(line >= 0) & self.alive & self._arrays.leads]
        return np.bincount(below, minlength=len(line)).astype(np.int32)

    # --- roles ---------------------------------------------------------------------

    @cached_property
    def roles_alive(self) -> Bools:
        """Roles in force; shape (r,)."""
        return self._arrays.forces["roles"]

    def roles_of(self, kinds: Iterable[str]) -> Bools:
        """Return which roles are of one of these kinds, in force or not; shape (r,)."""
        codes = [self._arrays.role_kind_code(kind) for kind in kinds]
        return np.isin(self._arrays.role_kind, [code for code in codes if code >= 0])

    def count_roles(self, kinds: Iterable[str]) -> Positions:
        """Return how many roles of these kinds in force each organization has, its own alone; shape (n,)."""
        owner = self._arrays.role_organization
        here = self.roles_of(kinds) & self.roles_alive & (owner >= 0)
        return np.bincount(owner[here], minlength=len(self._table)).astype(np.int32)

    # --- branch committees ---------------------------------------------------------

    @cached_property
    def must_have_committee(self) -> Bools:
        """Branches in force with the full members that require a committee, temporary ones aside; shape (n,)."""
        least = self.limits["branch_committee_threshold"]
        full = self.full_members >= least.values
        return self.of_kind("branch") & self.alive & ~self.flag("temporary") & full

    @cached_property
    def is_below_committee(self) -> Bools:
        """Branches whose full members are entered and too few for a committee to be required; shape (n,)."""
        least = self.limits["branch_committee_threshold"]
        return self.of_kind("branch") & (self.full_members < least.values)

    @cached_property
    def posts_nowhere(self) -> tuple[str, ...]:
        """
        The posts of a branch committee that none of several committees has.

        A roster without the column is data the chain does not have; of a single
        branch nothing can be told.
        """
        asked = self.of_kind("branch") & self.alive & ~self.flag("temporary") & ~self.is_below_committee
        asked &= self._arrays.has_committee
        if asked.sum() < SEVERAL:
            return ()
        return tuple(kind for kind in COMMITTEE_POSTS if not self.count_roles([kind])[asked].any())
