"""The page of how office workbooks were understood: one HTML file, without scripts, readable without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from dangjian_chain.reports.understanding import Section, understanding_sections
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.formats.office.understanding import Understanding

_TITLE = Text(zh="读表情况", en="How the tables were understood")
_LEAD = Text(
    zh="程序怎样读懂这些表。有读错的，改“{mapping}”后再运行一次；原表没有改动。",
    en="How the program understood these tables. Where it is wrong, correct {mapping!r} and run it again; "
    "the tables themselves were not touched.",
)
_WRITTEN = Text(zh="写出的文件", en="Files that were written")
_LONG = 12
"""Lines from which on a section is folded."""

_STYLE = """
body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#222;max-width:60em;
margin:2em auto;padding:0 1em}
h1{font-size:1.6em;color:#7a2e1d;border-bottom:2px solid #7a2e1d;padding-bottom:.2em}
h2{font-size:1.1em;margin:1.6em 0 .4em}
p.lead{color:#555}
table{border-collapse:collapse;margin:.5em 0}
th,td{border:1px solid #bfbfbf;padding:.2em .8em;text-align:left;vertical-align:top}
th{background:#f2ece6;font-weight:600}
td:first-child{color:#777}
ul{margin:.3em 0;padding-left:1.3em}
summary{cursor:pointer;color:#0b57a4}
section.asked,section.problems{background:#fbf3e4;border-left:4px solid #c98a1b;padding:.1em 1em .6em;margin:1em 0}
@media print{body{margin:0;font-size:11pt}details>*{display:block}}
"""


def understanding_page(
    understanding: Understanding,
    day: date,
    written: Sequence[tuple[str, str]],
    mapping: str,
    lang: Lang = "zh",
) -> str:
    """
    Return the page of an understanding as HTML.

    Parameters
    ----------
    understanding : Understanding
    day : date
        The day of the analysis.
    written : sequence of (str, str)
        Each file that was written beside the page, or was not, with what it is or why.
    mapping : str
        The name of the mapping file.
    lang : {"zh", "en"}
    """
    title = _TITLE.of(lang)
    parts = [
        f"<h1>{title}</h1>",
        f'<p class="lead">{escape(_LEAD.of(lang).format(mapping=mapping))} {day.isoformat()}</p>',
        *_files(written, lang),
        *(
            part
            for section in understanding_sections(understanding, lang)
            for part in _section(section, lang)
        ),
    ]
    body = "\n".join(parts)
    code = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _files(written: Sequence[tuple[str, str]], lang: Lang) -> Iterator[str]:
    if written:
        yield f"<h2>{_WRITTEN.of(lang)}</h2>"
        yield (
            "<ul>"
            + "".join(f"<li><b>{escape(name)}</b> {escape(what)}</li>" for name, what in written)
            + "</ul>"
        )


def _section(section: Section, lang: Lang) -> Iterator[str]:
    asked = f' class="{section.mark}"' if section.mark else ""
    yield f"<section{asked}><h2>{escape(section.title)}</h2>"
    if section.lines:
        items = "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in section.lines) + "</ul>"
        folded = "展开" if lang == "zh" else "show"
        yield (
            items if len(section.lines) <= _LONG else f"<details><summary>{folded}</summary>{items}</details>"
        )
    if section.table:
        head, *rows = section.table
        yield "<table><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in head) + "</tr>"
        yield from ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        yield "</table>"
    yield "</section>"
