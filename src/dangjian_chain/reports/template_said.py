"""What the template says of a table: how far it is filled in, by formula, with the words for its sample kept."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.reports.template_options import COUNTS, counted
from dangjian_chain.reports.template_table import Table
from dangjian_chain.text import Lang, Text

_FORMULA = Text(
    zh='="{before}已填 "&{filled}&" 行"&IF({sample}=0,"","，其中 "&{sample}&" 行仍是示例（浅灰）")'
    '&IF({open}+{again}=0,"；没有要补的。","；待补 "&{open}&" 处（浅黄），请核对 "&{again}&" 处（浅褐）。")',
    en='="{before}"&{filled}&" row(s) filled in"&IF({sample}=0,"",", "&{sample}&" of them still the sample (grey)")'
    '&IF({open}+{again}=0,"; nothing to complete.",'
    '"; "&{open}&" to complete (amber), "&{again}&" to look at again (light brown).")',
)
_NOW = Text(
    zh="{before}已填 {size} 行，其中 {size} 行仍是示例（浅灰）；没有要补的。",
    en="{before}{size} row(s) filled in, {size} of them still the sample (grey); nothing to complete.",
)
_NOTHING = Text(zh="", en="")


@frozen
class Said:
    """
    One line about a table.

    Parameters
    ----------
    table : Table
    place : int
        Its place among the tables.
    before : Text
        What the line begins with.
    """

    table: Table
    place: int
    before: Text = _NOTHING

    def formula(self, lang: Lang) -> str:
        """Return the formula, to be worked out whenever the table changes."""
        cells = {what: counted(self.place, what) for what in COUNTS}
        return _FORMULA.of(lang).format_map({**cells, "before": self.before.of(lang)})

    def now(self, lang: Lang) -> str:
        """Return what the formula comes to for the sample."""
        return _NOW.of(lang).format(before=self.before.of(lang), size=len(self.table.sample))
