"""The words of a duty in a catalogue that are written as in the columns of duties: kinds, bearers, rhythms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from dangjian_chain.formats.cell_bearers import bearers, conditions
from dangjian_chain.formats.cells import CellError, CellReader
from dangjian_chain.formats.words import lookup
from dangjian_chain.model.duty import Duty
from dangjian_chain.model.kind import ORGANIZATION_KINDS, ROLE_KINDS, Kind
from dangjian_chain.model.vocabulary import Nature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dangjian_chain.rulebook.catalogue import CatalogueDuty
    from dangjian_chain.rulebook.toml_tables import Table
    from dangjian_chain.text import Lang


def duty_of(entry: CatalogueDuty, origin: tuple[str, ...], lang: Lang) -> Duty:
    """Return a duty of a catalogue as a chain holds it."""
    cells = _cells()
    where = conditions(cells, entry.conditions)
    return Duty(
        id=entry.key,
        title=entry.title.of(lang),
        area=None if entry.area is None else entry.area.of(lang),
        nature=Nature(entry.nature),
        origin=origin,
        performed_by=cells.kinds(entry.performed_by),
        conditions=attrs.evolve(where, unit_type=entry.unit_types),
        managed_levels=entry.managed_levels,
        managing_cycle=cells.cycle(entry.managing_cycle),
        bearers=bearers(cells, entry.bearers),
        managing_bearers=bearers(cells, entry.managing_bearers),
        why=None if entry.why is None else entry.why.of(lang),
        what=entry.what.of(lang),
        how=entry.how.of(lang),
        standard=entry.standard.of(lang),
        check=entry.check.of(lang),
        indicator=entry.indicator.of(lang),
        cycle=cells.cycle(entry.cycle),
        due=None if entry.due is None else entry.due.of(lang),
    )


def blame_cells(table: Table) -> None:
    """Blame the words of a duty's table that a cell of duties could not hold."""
    cells = _cells()
    reading: Mapping[str, Callable[[Any], object]] = {
        "performed_by": cells.kinds,
        "conditions": lambda raw: conditions(cells, raw),
        "managing_cycle": cells.cycle,
        "bearers": lambda raw: bearers(cells, raw),
        "managing_bearers": lambda raw: bearers(cells, raw),
        "cycle": cells.cycle,
    }
    for key, read in reading.items():
        if isinstance(table.data.get(key), _FORMS[key]):
            try:
                read(table.data[key])
            except CellError as error:
                trouble = error.trouble
                table.blame(trouble.code, key, trouble.text.zh, trouble.text.en)


_FORMS: Mapping[str, type] = {
    **dict.fromkeys(("managing_cycle", "bearers", "managing_bearers", "cycle"), str),
    "performed_by": list,
    "conditions": dict,
}
"""What each is read from; another form is blamed before."""


def plain_cells() -> CellReader:
    """Return a reader of the words of a unit's own file: kinds, conditions and rhythms as in the columns of duties."""
    return _cells()


@cache
def _cells() -> CellReader:
    return CellReader(
        is_table=False,
        organization_kinds={**lookup("organization_kinds"), **_words_of(ORGANIZATION_KINDS)},
        role_kinds={**lookup("role_kinds"), **_words_of(ROLE_KINDS)},
        leading=[kind.id for kind in ORGANIZATION_KINDS.values() if kind.leads],
    )


def _words_of(kinds: Mapping[str, Kind]) -> dict[str, str]:
    return {word: id_ for id_, kind in kinds.items() for word in (id_, kind.label_zh, kind.label_en) if word}
