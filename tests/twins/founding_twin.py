"""The slow twin of DJ009 and DJ011: plain loops over plain rows, on top of the oracle's organizations in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.oracle import Gap, Oracle

FULL_LEAST, MEMBERS_MOST, PROJECT_MONTHS = 3, 50, 6


def gaps(twin: Oracle) -> set[Gap]:
    """What the two rules find."""
    return {*no_party_organization(twin), *too_large(twin)}


def no_party_organization(twin: Oracle) -> Iterator[Gap]:
    """DJ009: a unit with enough full members that nothing covers, short field projects aside."""
    if any(row.get("covers") for row in twin.known.values()):
        for unit in twin.organizations:
            if is_without(twin, unit):
                yield "DJ009", unit, "organization", unit, ""


def is_without(twin: Oracle, unit: str) -> bool:
    row = twin.known[unit]
    return (
        twin.kind(unit) == "unit"
        and (row.get("full_members") or 0) >= FULL_LEAST
        and not is_covered(twin, unit, set())
        and not is_short(row)
    )


def is_covered(twin: Oracle, unit: str, seen: set[str]) -> bool:
    """Covered itself, or under a unit that is."""
    leading = [one for one in twin.organizations if twin.kind(one) in twin.leading]
    if any(unit in (twin.known[one].get("covers") or ()) for one in leading):
        return True
    above = twin.superior(unit)
    if unit in seen or above not in twin.organizations or twin.kind(above) != "unit":
        return False
    return is_covered(twin, above, {*seen, unit})


def is_short(row: dict[str, Any]) -> bool:
    start, end = row.get("valid_from"), row.get("valid_to")
    if row.get("unit_type") != "field_team" or start is None or end is None:
        return False
    month = start.month - 1 + PROJECT_MONTHS
    year, month = start.year + month // 12, month % 12 + 1
    days = [date(year, month, day) for day in range(28, 32) if is_day(year, month, day)]
    due = date(year, month, start.day) if is_day(year, month, start.day) else days[-1]
    return end < due


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def too_large(twin: Oracle) -> Iterator[Gap]:
    """DJ011: a branch with more members than the soft cap."""
    for one in twin.organizations:
        if twin.kind(one) == "branch" and (twin.known[one].get("members") or 0) > MEMBERS_MOST:
            yield "DJ011", one, "organization", one, ""
