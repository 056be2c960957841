"""How office workbooks were understood, in sections that text and pages show alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.model.document import TITLES
from dangjian_chain.model.kind import ORGANIZATION_KINDS
from dangjian_chain.text import Lang, Text, masked

if TYPE_CHECKING:
    from dangjian_chain.errors import Problem
    from dangjian_chain.formats.office.intake import ColumnReading, LeftAlone, TableReading
    from dangjian_chain.formats.office.understanding import Understanding
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.model.document import Understood

_WHY = {
    "hidden": Text(zh="隐藏的工作表", en="a hidden sheet"),
    "no-table": Text(zh="没有认出的表", en="no table was recognized"),
    "said": Text(zh="按读表对应不读", en="left out by the mapping"),
    "other": Text(zh="不是工作簿或 CSV", en="no workbook and no CSV file"),
    "blank": Text(zh="空表", en="empty"),
    "plain": Text(zh="本程序的列，请单独读取", en="the program's own columns; read it by itself"),
    "own": Text(zh="本程序写出的清单或副本", en="written by this program"),
}
_OF_TABLES = frozenset({"table", "unread", "section", "sums", "foot", "repeated-header", "merged"})
"""Notes that are shown with their tables."""

_TITLES = {
    "read": Text(zh="按这样读，得到", en="Read so, there are"),
    "problems": Text(zh="读不进来的地方（{count}处）", en="What cannot be read: {count}"),
    "asked": Text(zh="请回答", en="To be answered"),
    "names": Text(zh="没有对上的名称（{count}处）", en="Names that were not found: {count}"),
    "notes": Text(zh="按惯例理解的写法（{count}处）", en="Entries that were not read literally: {count}"),
    "left": Text(zh="没有读的", en="Not read"),
    "proposed": Text(
        zh="按填报情况推定由谁直接落实（不对的在读表对应的 performed_by 中删改）",
        en="Who performs it, as the lists show (mend under performed_by in the mapping)",
    ),
    "further": Text(zh="再加一列，还可核对", en="One more column would let be checked"),
}
_TOP = Text(
    zh="最上级组织是哪一个？可能是：{names}。用 --top 写明，或在读表对应中填 top。",
    en="Which organization is at the top? It may be {names}. Say so by --top, or as top in the mapping.",
)
_TOP_UNKNOWN = Text(
    zh="最上级组织是哪一个？用 --top 写明，或在读表对应中填 top。",
    en="Which organization is at the top? Say so by --top, or as top in the mapping.",
)
_UNIT_TYPE = Text(
    zh="单位类型是什么？机关、事业单位、国有企业、野外项目组还是离退休。用 --unit-type 写明，或在读表对应中填 unit_type。",
    en="Of which type are the units: organ, public_institution, soe, field_team or retired? "
    "Say so by --unit-type, or as unit_type in the mapping.",
)


@frozen
class Section:
    """
    A part of the page.

    Parameters
    ----------
    title : str
    lines : tuple of str
    table : tuple of tuple of str
        Its rows, the headers first; none where there is no table.
    mark : str
        `asked` or `problems` where a person has to do something about it, else blank.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    mark: str = ""


def understanding_sections(understanding: Understanding, lang: Lang = "zh") -> tuple[Section, ...]:
    """
    Return the sections of an understanding.

    Parameters
    ----------
    understanding : Understanding
    lang : {"zh", "en"}
    """
    chain = understanding.chain
    found = [
        *_read(chain, lang),
        *_problems(understanding.problems, lang),
        *_asked(understanding, lang),
        *_names(understanding, lang),
        *(_table(table, lang) for table in understanding.tables),
        *_left(understanding.left_alone, lang),
        *_proposed(understanding, lang),
        *_notes(understanding.notes if chain is None else chain.understood, lang),
        *_further(understanding, lang),
    ]
    return tuple(found)


def understanding_text(understanding: Understanding, lang: Lang = "zh") -> str:
    """Return an understanding as text; see `understanding_sections`."""
    blocks = []
    for section in understanding_sections(understanding, lang):
        rows = ["  ".join(filter(None, row)) for row in section.table[1:]]
        blocks.append("\n".join([section.title, *(f"  {line}" for line in (*section.lines, *rows))]))
    return "\n\n".join(blocks) + "\n"


def _title(name: str, lang: Lang, count: int = 0) -> str:
    return _TITLES[name].of(lang).format(count=count)


def _read(chain: ResponsibilityChain | None, lang: Lang) -> Iterator[Section]:
    if chain is not None:
        counts = [
            f"{TITLES[name].of(lang)} {len(table)}" for name, table in chain.tables.items() if len(table)
        ]
        yield Section(_title("read", lang), (("、" if lang == "zh" else ", ").join(counts),))


def _problems(problems: Sequence[Problem], lang: Lang) -> Iterator[Section]:
    if problems:
        lines = tuple(problem.say(lang) for problem in problems)
        yield Section(_title("problems", lang, len(problems)), lines, mark="problems")


def _asked(understanding: Understanding, lang: Lang) -> Iterator[Section]:
    lines = []
    if understanding.asks_top:
        names = ("、" if lang == "zh" else ", ").join(understanding.tops[:_SHOWN])
        lines.append(_TOP.of(lang).format(names=names) if names else _TOP_UNKNOWN.of(lang))
    if understanding.asks_unit_type:
        lines.append(_UNIT_TYPE.of(lang))
    lines += [note.text.of(lang) for note in understanding.notes if note.code == "years"]
    if lines:
        yield Section(_title("asked", lang), tuple(lines), mark="asked")


_SHOWN = 6


def _names(understanding: Understanding, lang: Lang) -> Iterator[Section]:
    lines = [_name(one.place, one.text, one.near, lang) for one in understanding.open_names]
    if lines:
        hint = (
            "改正表中的写法，或在读表对应的 names 中写明它指哪个组织。"
            if lang == "zh"
            else "Mend them in the tables, or say under names in the mapping which organization is meant."
        )
        yield Section(_title("names", lang, len(lines)), (*lines, hint), mark="asked")


def _name(place: str, text: str, near: Sequence[str], lang: Lang) -> str:
    if lang == "zh":
        return f"{place}：“{text}”" + (f"，是否为{'、'.join(near)}" if near else "")
    return f"{place}: {text!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def _table(table: TableReading, lang: Lang) -> Section:
    rows = ("、" if lang == "zh" else ", ").join(map(str, table.header))
    label = table.form.label.of(lang)
    if lang == "zh":
        title = f"{table.file} · {table.sheet}：读作{label}，表头第{rows}行，{table.rows}行数据"
        heads = ("列", "表头", "读作")
    else:
        title = f"{table.file} · {table.sheet}: read as {label}, headers in row {rows}, {table.rows} rows"
        heads = ("column", "header", "read as")
    lines = [*_of_whom(table, lang), *_skipped(table, lang)]
    columns = tuple((column.letters, column.header, _field(table, column, lang)) for column in table.columns)
    return Section(title, tuple(lines), (heads, *columns))


def _of_whom(table: TableReading, lang: Lang) -> Iterator[str]:
    if table.unit:
        yield f"填报单位：{table.unit}" if lang == "zh" else f"whose table it is: {table.unit}"
    if table.year is not None:
        yield f"年度：{table.year}" if lang == "zh" else f"year: {table.year}"


def _field(table: TableReading, column: ColumnReading, lang: Lang) -> str:
    if column.is_personal:
        return "个人信息，从不读取" if lang == "zh" else "personal data, never read"
    if column.is_twice:
        return "与前面的列重复，不读" if lang == "zh" else "stands twice, not read"
    if column.field is None:
        return "不认识，不读" if lang == "zh" else "unknown, not read"
    return (
        f"→ {table.form.label_of(column.field).of(lang)}"
        if column.field
        else ("不读" if lang == "zh" else "not read")
    )


def _skipped(table: TableReading, lang: Lang) -> Iterator[str]:
    mark = "：" if lang == "zh" else ": "
    for place, text in table.skipped:
        yield f"{place}{mark}{text.of(lang)}"


def _left(left: Iterable[LeftAlone], lang: Lang) -> Iterator[Section]:
    lines = dict.fromkeys(_left_line(one, lang) for one in left)
    if lines:
        yield Section(_title("left", lang), tuple(lines))


def _left_line(one: LeftAlone, lang: Lang) -> str:
    name = f"{one.file} · {one.sheet}" if one.sheet else one.file
    return f"{name}（{_WHY[one.why].zh}）" if lang == "zh" else f"{name} ({_WHY[one.why].en})"


def _notes(notes: Sequence[Understood], lang: Lang) -> Iterator[Section]:
    shown = [note for note in notes if note.code not in _OF_TABLES and note.code != "unresolved-name"]
    if shown:
        mark = "：" if lang == "zh" else ": "
        lines = tuple(f"{note.place}{mark}{masked(note.text.of(lang))}" for note in shown)
        yield Section(_title("notes", lang, len(lines)), lines)


def _proposed(understanding: Understanding, lang: Lang) -> Iterator[Section]:
    found = understanding.mapping.performed_by
    if found:
        labels = ORGANIZATION_KINDS
        between, mark = ("、", "：") if lang == "zh" else (", ", ": ")
        lines = [
            title
            + mark
            + between.join(labels[kind].label.of(lang) if kind in labels else kind for kind in kinds)
            for title, kinds in found.items()
        ]
        yield Section(_title("proposed", lang), tuple(lines))


def _further(understanding: Understanding, lang: Lang) -> Iterator[Section]:
    if understanding.further:
        yield Section(_title("further", lang), tuple(one.text.of(lang) for one in understanding.further))
