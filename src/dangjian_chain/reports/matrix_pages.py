"""The responsibility matrix: duties × organizations of a unit, who bears what in which responsibility."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from dangjian_chain.foot import FOOT
from dangjian_chain.model.vocabulary import Responsibility
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.propagation.bearing import RESPONSIBILITIES
from dangjian_chain.propagation.cascade import Cascade
from dangjian_chain.propagation.landing import nearest_committee
from dangjian_chain.reports.page import Column, Page, Row
from dangjian_chain.text import Lang, Text, named

MARKS = {
    Responsibility.PRINCIPAL: "主",
    Responsibility.FIRST: "一",
    Responsibility.DIRECT: "直",
    Responsibility.PORTFOLIO: "岗",
    Responsibility.SUPERVISORY: "监",
    Responsibility.CONCRETE: "具",
    Responsibility.SUPPORTING: "配",
}
"""How a responsibility stands in a cell."""
ENGLISH_MARKS = {
    Responsibility.PRINCIPAL: "P",
    Responsibility.FIRST: "1",
    Responsibility.DIRECT: "D",
    Responsibility.PORTFOLIO: "B",
    Responsibility.SUPERVISORY: "S",
    Responsibility.CONCRETE: "C",
    Responsibility.SUPPORTING: "A",
}
"""The same in English."""
_MANAGES = Text(zh="抓：", en="m: ")
_BETWEEN = Text(zh="、", en=", ")
_OTHERS = Text(zh="其他组织", en="other organizations")
_ABSENT = Text(zh="未列", en="absent")
MOST_UNITS = 100
"""More units than this have a matrix only where it is asked for."""
_WIDEST = 16
"""How many organizations stand on one sheet; more go to the next."""


def matrix_pages(cascade: Cascade, lang: Lang = "zh", asked: Collection[str] = ()) -> Iterator[Page]:
    """
    Yield a matrix a unit, the nearest committee, and one of the organizations below none.

    A large unit has several sheets. Of a chain with more than `MOST_UNITS` units
    those asked for have one, and a page says so.

    Parameters
    ----------
    cascade : Cascade
    lang : {"zh", "en"}
    asked : collection of str
        Organizations by id, for chains of many units.
    """
    arrays = cascade.arrays
    carried = arrays.carries.any(axis=0)
    units = nearest_committee(arrays)
    present = sorted(np.unique(units[carried]).tolist(), key=lambda unit: (unit < 0, unit))
    if len(present) > MOST_UNITS:
        yield _too_many(len(present), lang)
        ids = arrays.chain.tables["organizations"].ids
        present = [unit for unit in present if unit >= 0 and ids[unit] in asked]
    for unit in present:
        inside = np.flatnonzero((units == unit) & carried).tolist()
        for start in range(0, len(inside), _WIDEST):
            yield _page(arrays, unit, inside[start : start + _WIDEST], start // _WIDEST, lang)


def _too_many(count: int, lang: Lang) -> Page:
    """Return the page that says why most units have no matrix."""
    zh = lang == "zh"
    words = (
        f"共{count}个单位，一份工作簿放不下这么多张矩阵；要哪个单位的，写报告时指明该单位（--list 编号）。"
        if zh
        else f"{count} units, more sheets than a workbook can be read with; name the units that are wanted (--list ID)."
    )
    name = "责任矩阵" if zh else "Matrices"
    return Page(name, name, (), (Column("说明" if zh else "note", 100),), (Row((words,)),), (FOOT.of(lang),))


def _page(arrays: CascadeArrays, unit: int, organizations: list[int], part: int, lang: Lang) -> Page:
    names = arrays.chain.tables["organizations"].column("name")
    name = _OTHERS.of(lang) if unit < 0 else str(names[unit])
    zh = lang == "zh"
    duties = np.flatnonzero(arrays.carries[:, organizations].any(axis=1)).tolist()
    rows = []
    for duty in duties:
        cells = [_cell(arrays, duty, organization, lang) for organization in organizations]
        rows.append(Row((named(arrays.duties.ids[duty], arrays.duties.values[duty].title), *cells)))
    more = f"（{part + 1}）" if zh and part else f" ({part + 1})" if part else ""
    marks = MARKS if zh else ENGLISH_MARKS
    legend = ("　" if zh else "  ").join(f"{mark} {word.label.of(lang)}" for word, mark in marks.items())
    return Page(
        name=f"{'矩阵' if zh else 'Matrix'} {name}{more}",
        title=f"{name}责任矩阵{more}" if zh else f"Responsibility matrix of {name}{more}",
        notes=(f"核对日：{arrays.chain.day}" if zh else f"day: {arrays.chain.day}",),
        columns=(
            Column("责任事项" if zh else "duty", 26),
            *(Column(str(names[organization]), 9, is_centered=True) for organization in organizations),
        ),
        rows=tuple(rows),
        legend=(
            f"{legend}　“抓：”后的为抓下级落实；“未列”为应列入而清单中未见；“·”为岗位名册中未见可承担的岗位。"
            if zh
            else f"{legend}  m: manages the level below by; absent: expected and not on the list; ·: no role to bear it on the roster.",
            FOOT.of(lang),
        ),
    )


def _cell(arrays: CascadeArrays, duty: int, organization: int, lang: Lang) -> str | None:
    """Return the responsibilities that are expected there, performing first; `None` where nothing is carried."""
    if not arrays.carries[duty, organization]:
        return None
    marks = MARKS if lang == "zh" else ENGLISH_MARKS
    bearers = arrays.bearers
    first = np.searchsorted(bearers.duty, duty, "left")
    last = np.searchsorted(bearers.duty, duty, "right")
    here = first + np.flatnonzero(bearers.organization[first:last] == organization)
    said = []
    for function, matrix in enumerate((arrays.performs, arrays.manages)):
        if matrix[duty, organization]:
            held = dict.fromkeys(
                marks[RESPONSIBILITIES[code]]
                for code, of in zip(
                    bearers.responsibility[here].tolist(), bearers.function[here].tolist(), strict=True
                )
                if of == function
            )
            said.append((_MANAGES.of(lang) if function else "") + (_BETWEEN.of(lang).join(held) or "·"))
    if arrays.missing[duty, organization]:
        said.append(_ABSENT.of(lang))
    return "\n".join(dict.fromkeys(said))
