"""A unit's own kinds: what they may stand under and what they need, in whatever words."""

from __future__ import annotations

from collections.abc import Mapping

from dangjian_chain.formats.cells import CellError, CellReader
from dangjian_chain.formats.parsing import Parsed
from dangjian_chain.model.kind import ANY, LEADING
from dangjian_chain.model.vocabulary import KindOf
from dangjian_chain.text import Text

_KIND = Text(zh="类别", en="kind")


def translate_kinds(result: Parsed, cells: CellReader) -> None:
    """Put the ids of kinds in place of words for them, in `under` and `needs`."""
    organizations = {
        ANY: ANY,
        LEADING: LEADING,
        **cells.organization_kinds,
        **_own(result, KindOf.ORGANIZATION),
    }
    roles = {**cells.role_kinds, **_own(result, KindOf.ROLE)}
    for row, several in enumerate(result.values.get("under", ())):
        result.values["under"][row] = tuple(
            _word(result, cells, row, "under", each, organizations) for each in several
        )
    for row, needed in enumerate(result.values.get("needs", ())):
        if needed is not None:
            result.values["needs"][row] = _word(result, cells, row, "needs", needed, roles)


def _own(result: Parsed, of: KindOf) -> dict[str, str]:
    values = result.values
    found: dict[str, str] = {}
    for row, id_ in enumerate(values.get("id", ())):
        if id_ is not None and "of" in values and values["of"][row] == of:
            labels = (values[name][row] for name in ("label_zh", "label_en") if name in values)
            found |= {id_: id_, **{label: id_ for label in labels if label}}
    return found


def _word(  # noqa: PLR0913 - one cell, spelled out
    result: Parsed, cells: CellReader, row: int, name: str, text: str, known: Mapping[str, str]
) -> str:
    position = result.position[name]
    cells.note = result.noting(position)
    try:
        return cells.word(text, known, _KIND, "unknown-kind")
    except CellError as error:
        result.blame(row, position, error.trouble)
        return text
