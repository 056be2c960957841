"""What each table of a folder holds, column by column: for the folder's README."""

from __future__ import annotations

from collections.abc import Iterable

from dangjian_chain.formats.descriptions import COLLECTION_DESCRIPTIONS, COLUMN_DESCRIPTIONS
from dangjian_chain.formats.spelled import Spelled
from dangjian_chain.formats.table_cells import header
from dangjian_chain.text import Lang


def columns_explained(collections: Iterable[Spelled], lang: Lang) -> str:
    """Return what each table and each of its columns holds."""
    lines = []
    for one in collections:
        lines += ["", f"## {one.name}.csv", "", COLLECTION_DESCRIPTIONS[one.name].of(lang), ""]
        lines += ["| 列 | 说明 |" if lang == "zh" else "| column | meaning |", "|---|---|"]
        for column in one.columns:
            words = COLUMN_DESCRIPTIONS[one.name][column.name].of(lang).replace("|", "\\|")
            lines.append(f"| {header(column, lang)} | {words} |")
    return "\n".join(lines) + "\n"
