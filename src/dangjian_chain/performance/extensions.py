"""Extensions: the records that say that a term was extended, and whether a superior approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.inheritance import inherited
from dangjian_chain.model.vocabulary import RecordKind
from dangjian_chain.period import earliest, latest

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.rulebook import DatedRulebook, Rulebook
    from dangjian_chain.typing import Bools

_EXTENSION = "term_extension"
_KEY = re.compile(rf"(?<![A-Za-z0-9_]){_EXTENSION}(?![A-Za-z0-9_])")
_POSTPONED = "延期"


@frozen
class Extension:
    """The records that say that a term was extended, and whether one of them shows approval from above."""

    rows: tuple[int, ...]
    is_approved: bool


def extensions(arrays: ChainArrays, rules: DatedRulebook, dated: Bools) -> dict[int, Extension]:
    """
    Return the records that say that a term was extended, by organization.

    Parameters
    ----------
    arrays : ChainArrays
    rules : DatedRulebook
    dated : bool array, shape (n,)
        The organizations with a term that has begun.
    """
    found: dict[int, list[int]] = {}
    for row in _deciding(arrays, rules.book):
        organization = _extended_by(arrays, row)
        if organization >= 0 and dated[organization] and _is_in_term(arrays, row, organization, rules.day):
            found.setdefault(organization, []).append(row)
    return {
        organization: Extension(tuple(rows), any(_is_approved(arrays, row, organization) for row in rows))
        for organization, rows in found.items()
    }


def _deciding(arrays: ChainArrays, book: Rulebook) -> list[int]:
    """Return the records of decisions about a duty that rests on the provision on extensions."""
    duties, records = arrays.tables["duties"], arrays.tables["records"]
    if not duties.has("why") or not len(records):
        return []
    title = f"《{book.instrument('TERM18').title.zh}》"
    known = {
        duty.id
        for duty in inherited([duties.value(row) for row in range(len(duties))])
        if duty.why is not None and _is_extending(duty.why, title)
    }
    if not known:
        return []
    decided = np.flatnonzero(np.equal(records.column("kind"), RecordKind.DECIDED).astype(bool))
    named = records.column("duty")
    return [row for row in decided.tolist() if not known.isdisjoint(named[row])]


def _is_extending(why: str, title: str) -> bool:
    return _KEY.search(why) is not None or (title in why and _POSTPONED in why)


def _extended_by(arrays: ChainArrays, row: int) -> int:
    """Return the organization that a record is about: the subordinate it names, else its own."""
    records = arrays.tables["records"]
    about = records.column("subordinate")[row] or records.column("organization")[row]
    return arrays.tables["organizations"].positions.get(about, -1)


def _is_in_term(arrays: ChainArrays, row: int, organization: int, day: date) -> bool:
    """Whether a record can be from after the election and from before the day is over."""
    on = arrays.tables["records"].column("on")[row]
    elected = arrays.tables["organizations"].column("elected_on")[organization]
    return latest(on) > earliest(elected) and earliest(on) <= day


def _is_approved(arrays: ChainArrays, row: int, organization: int) -> bool:
    """
    Whether a record shows that a superior approved: it is a superior's own, or says `by` whom.

    Where the roster holds no superior, whoever else is named will be one.
    """
    table, records = arrays.tables["organizations"], arrays.tables["records"]
    ids, names = table.ids, table.column("name")
    above = arrays.hierarchy.above(organization)
    if table.positions.get(records.column("organization")[row], -1) in above:
        return True
    by = records.column("by")[row]
    if by is None or by in {ids[organization], names[organization]}:
        return False
    return not above or any(by == ids[one] or names[one] in by for one in above)
