"""Conditions under which a duty is performed."""

from __future__ import annotations

import attrs
from attrs import frozen


@frozen
class Conditions:
    """
    What an organization must be for a duty to be its own; all that is stated must hold.

    A condition on something the lists leave blank is *unknown*: the duty is
    then neither expected there nor outside the list.

    Examples
    --------
    >>> str(Conditions(min_full_members=7, temporary=False))
    'min_full_members=7; temporary=false'
    """

    unit_type: tuple[str, ...] = ()
    min_full_members: int | None = None
    max_full_members: int | None = None
    has_committee: bool | None = None
    has_groups: bool | None = None
    temporary: bool | None = None
    joint: bool | None = None

    def stated(self) -> dict[str, object]:
        """Return the conditions that are stated, by name."""
        return {
            name: value
            for name, value in attrs.asdict(self, recurse=False).items()
            if value not in ((), None)
        }

    def __bool__(self) -> bool:
        return bool(self.stated())

    def __str__(self) -> str:
        return "; ".join(f"{name}={_cell(value)}" for name, value in self.stated().items())


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, tuple) else str(value)
