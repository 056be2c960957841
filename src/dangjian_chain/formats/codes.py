"""Path codes: superiors read off ids that say where an organization stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from dangjian_chain.formats.parsing import Parsed
from dangjian_chain.formats.sheet import Trouble
from dangjian_chain.model.document import Understood
from dangjian_chain.text import Text


def superiors_of_codes(result: Parsed, code_levels: Sequence[int] | str) -> None:
    """
    Fill blank superiors of organizations from their ids.

    Parameters
    ----------
    result : Parsed
        Of organizations; its column of superiors is filled.
    code_levels : sequence of int, or str
        The length of the id at each level, or the widths of its segments, or
        the mark between segments. Lengths that grow are taken as lengths unless
        the ids fit them as widths alone.
    """
    ids = result.values.get("id")
    if ids is None:
        return
    stated = result.values.get("superior") or [None] * len(ids)
    lengths = None if isinstance(code_levels, str) else _lengths(ids, code_levels)
    found = []
    for row, (id_, superior) in enumerate(zip(ids, stated, strict=True)):
        if superior is not None or id_ is None:
            found.append(superior)
        elif lengths is None:
            found.append(id_.rpartition(str(code_levels))[0] or None)
        elif len(id_) in lengths:
            shorter = [length for length in lengths if length < len(id_)]
            found.append(id_[: shorter[-1]] if shorter else None)
        else:
            found.append(None)
            result.blame(row, result.position.get("id"), _does_not_fit(id_, lengths))
    result.values["superior"] = found
    text = Text(zh="上级由编号推出", en="superiors were read off the ids")
    result.understood.append(Understood("code-levels", result.sheet.source, text))


def _lengths(ids: Sequence[str | None], code_levels: Sequence[int]) -> list[int]:
    given = list(code_levels)
    widths = list(accumulate(given))
    present = {len(id_) for id_ in ids if id_ is not None}
    grows = all(shorter < longer for shorter, longer in pairwise(given))
    return given if grows and (present <= set(given) or not present <= set(widths)) else widths


def _does_not_fit(id_: str, lengths: Sequence[int]) -> Trouble:
    listed = ", ".join(map(str, lengths))
    zh = f"编号“{id_}”长 {len(id_)} 位，各级应为 {listed} 位"
    return Trouble(
        "unreadable-code",
        Text(zh=zh, en=f"the id {id_!r} has {len(id_)} characters, the levels have {listed}"),
    )
