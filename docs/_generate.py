"""
Write the reference pages that come from the library itself: columns, the cards of the rules, the rulebook.

    python docs/_generate.py

`conf.py` of both trees calls it; the pages are not committed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.formats import read_text
from dangjian_chain.formats.descriptions import COLLECTION_DESCRIPTIONS, COLUMN_DESCRIPTIONS
from dangjian_chain.formats.schema import vocabulary_of
from dangjian_chain.formats.words import words
from dangjian_chain.gaps import Data, Gap, Rule, RuleStatus, detect_gaps, rules
from dangjian_chain.model.column import CellType, Column, columns_of
from dangjian_chain.model.cycle import OTHER, PERIODS
from dangjian_chain.model.cycle_words import in_words
from dangjian_chain.model.document import COLLECTIONS, TITLES
from dangjian_chain.model.kind import ANY, LEADING, ORGANIZATION_KINDS, ROLE_KINDS, default_seats
from dangjian_chain.model.vocabulary import (
    ChangeKind,
    Function,
    KindOf,
    Nature,
    Outcome,
    RecordKind,
    Responsibility,
    Stage,
    UnitType,
    Use,
    Word,
)
from dangjian_chain.reports.card import reads_said
from dangjian_chain.reports.held_values import latest_rulebook, types_said, values_said
from dangjian_chain.reports.resting import facts_in, parameters_on, rules_on
from dangjian_chain.reports.rulebook_pages import dates_said, modality_said, place_said
from dangjian_chain.rulebook import Citation, Instrument, Parameter, Place, Profile, Version, rulebook
from dangjian_chain.text import Lang, Text

HERE = Path(__file__).parent
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

_ORDER = (
    "organizations",
    "roles",
    "appointments",
    "duties",
    "assignments",
    "records",
    "records_cover",
    "ledger",
    "kinds",
    "changes",
)


def pages(lang: Lang) -> dict[str, str]:
    """Return the generated pages of a tree by their paths in it."""
    found = {
        "columns.md": _columns(lang),
        "rules.md": _rule_table(lang),
        "rulebook.md": _rulebook_tables(lang),
    }
    found |= {f"rules/{code.lower()}.md": _rule_page(rule, lang) for code, rule in rules().items()}
    return found | {
        f"rulebook/{code.lower()}.md": _instrument_page(instrument, lang)
        for code, instrument in rulebook().instruments.items()
    }


def write(lang: Lang, tree: Path) -> None:
    """Write the pages of a tree, leaving alone those that are as they should be."""
    wanted = pages(lang)
    for folder in (tree / "rules", tree / "rulebook"):
        made = {Path(name).name for name in wanted if Path(name).parent.name == folder.name}
        if folder.is_dir() and {path.name for path in folder.iterdir()} - made:
            shutil.rmtree(folder)
    for name, content in wanted.items():
        path = tree / name
        if not path.is_file() or path.read_text("utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")


# --- Markdown ------------------------------------------------------------------------------------


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") or " " for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _code(words_: str, kind: str = "") -> str:
    return f"```{kind}\n{words_.rstrip()}\n```"


def _literals(values: Iterable[object], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(f"`{value}`" for value in values)


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    for mark in "\\`*_<>[]":
        text = text.replace(mark, f"\\{mark}")
    return text


def _page(*blocks: str) -> str:
    return "\n\n".join(filter(None, blocks)) + "\n"


# --- columns -------------------------------------------------------------------------------------

_CELLS: dict[CellType, Text] = {
    "id": Text(zh="编号", en="an id"),
    "ids": Text(zh="几个编号", en="several ids"),
    "text": Text(zh="文字", en="text"),
    "words": Text(zh="几段文字", en="several texts"),
    "kind": Text(zh="[类别](#cell-kinds)", en="a [kind](#cell-kinds)"),
    "kinds": Text(zh="几个[组织类别](#cell-kinds)", en="several [kinds](#cell-kinds)"),
    "choice": Text(zh="", en=""),
    "choices": Text(zh="", en=""),
    "flag": Text(zh="是 / 否", en="yes or no"),
    "count": Text(zh="整数", en="a whole number"),
    "number": Text(zh="数", en="a number"),
    "day": Text(zh="[日期](#cell-dates)", en="a [date](#cell-dates)"),
    "last-day": Text(
        zh="[日期](#cell-dates)（当天已不在期内）", en="a [date](#cell-dates), the first day no longer in it"
    ),
    "cycle": Text(zh="[频次](#cell-cycles)", en="a [rhythm](#cell-cycles)"),
    "conditions": Text(zh="[条件](#cell-conditions)", en="[conditions](#cell-conditions)"),
    "bearers": Text(zh="[承担者](#cell-bearers)", en="[bearers](#cell-bearers)"),
    "class": Text(zh="编号，或一类组织", en="an id, or a class"),
    "post": Text(zh="编号，或一类岗位", en="an id, or a kind of role"),
    "person": Text(zh="文字，可用代号", en="text; a code will do"),
    "outcome": Text(zh="通过 / 未通过", en="passed or failed"),
}
_COLUMN_HEAD: dict[Lang, tuple[str, ...]] = {
    "zh": ("列", "中文表头（也认的表头）", "填什么", "含义"),
    "en": ("column", "Chinese header (also read)", "holds", "meaning"),
}
_COLUMNS_TOP = Text(
    zh="""\
# 各表各列

一个文件夹里一张表一个文件（CSV 或 YAML），一个 YAML、JSON 文档里一个集合一个键，一个工作簿里一个集合一张工作表：列名处处相同。
**粗体**的列必填，其余可以不填。
表格也认中文表头；比较时不计空格、冒号、“其中”和括号里的计量单位。
不认识的列、不认识的类别，读取时逐处指出，并给出最接近的名称，不作猜测。
没有列出的集合可以没有；一列从不填写，与之有关的核对项就不作核对，并在“本次核对范围”里写明。

几个值写在一格里，用 `;`、`；`、`、` 或换行隔开；YAML、JSON 里写成列表。
表格里的 {nothing} 读作未填写；任职格里的 {vacant} 读作岗位空缺；{repeats} 读作与上一行相同；{sums} 行不作数据。
这些理解逐处记在 `chain.understood` 里。
写在表格里而恰好像这些记号的真内容，前面加一个 `'`。
身份证号、电话、出生年月、住址一类的列一律不读。

本页由程序里各列的定义生成。""",
    en="""\
# Columns

In a folder a collection is a file (CSV or YAML), in a YAML or JSON document a key, in a workbook a sheet: the names of columns are the same everywhere.
Columns in **bold** are required, all others may be left out.
Tables may have Chinese headers; spaces, colons, 其中 and units in brackets do not count.
An unknown column or kind is an error that names its place and the nearest known one; nothing is guessed.
A collection that is not listed may be absent; where a column is filled nowhere, the rules that need it are not applied, and coverage says so.

Several values in one cell are separated by `;`, `；`, `、` or a line break; in YAML and JSON they are a list.
In tables {nothing} mean that nothing is entered; in a holder's cell {vacant} mean a vacancy; {repeats} repeat the cell above; rows of {sums} are no data.
Every such reading is listed in `chain.understood`.
A true content that looks like one of these marks takes a `'` in front.
Columns of identity numbers, telephone numbers, birthdays or addresses are never read.

This page is made from the definitions of the columns.""",
)


def _columns(lang: Lang) -> str:
    cells = words("values")["cells"]
    top = _COLUMNS_TOP.of(lang).format(**{name: _literals(several, lang) for name, several in cells.items()})
    return _page(top, *(_collection(name, lang) for name in _ORDER), *_vocabularies(lang))


def _collection(name: str, lang: Lang) -> str:
    make = COLLECTIONS[name]
    rows = [_column(name, make, column, lang) for column in columns_of(make)]
    if name == "roles":
        rows.append(_holder(lang))
    title = f"{TITLES[name].zh} {name}" if lang == "zh" else name
    head = f"(columns-{name.replace('_', '-')})=\n## {title}"
    said = COLLECTION_DESCRIPTIONS[name].of(lang)
    files = words("headers")["collections"].get(name, ())
    named = Text(zh="文件、工作表也可叫：{}。", en="Files and sheets may also be called {}.").of(lang)
    return _page(
        head, said, named.format(_literals(files, lang)) if files else "", _table(_COLUMN_HEAD[lang], rows)
    ).rstrip()


def _column(name: str, make: type, column: Column, lang: Lang) -> Sequence[str]:
    label = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    also = [
        each for each in words("headers")["columns"].get(name, {}).get(column.name, ()) if each != column.zh
    ]
    header = column.zh + (f"（{'、'.join(also)}）" if also else "")
    return label, header, _holds(make, column, lang), COLUMN_DESCRIPTIONS[name][column.name].of(lang)


def _holds(make: type, column: Column, lang: Lang) -> str:
    if column.cell not in {"choice", "choices"}:
        return _CELLS[column.cell].of(lang)
    words_ = vocabulary_of(make, column)
    if len(words_) <= 3:  # noqa: PLR2004 - more would fill the cell
        return _literals((word.value for word in words_), lang)
    return f"[{_VOCABULARIES[words_].of(lang)}](#{_anchor(words_)})"


def _holder(lang: Lang) -> Sequence[str]:
    also = words("headers")["columns"]["roles"]["holder"]
    meaning = Text(
        zh="现任的人，等于一条没有起止时间的任职；写“空缺”就是空缺。",
        en="Who holds it: short for one open appointment; 空缺 is a vacancy.",
    )
    return "`holder`", "、".join(also), _CELLS["person"].of(lang), meaning.of(lang)


_VOCABULARIES: dict[type[Word], Text] = {
    Responsibility: Text(zh="责任类型", en="responsibility"),
    Function: Text(zh="承担方式", en="function"),
    Nature: Text(zh="任务性质", en="nature"),
    RecordKind: Text(zh="记录类型", en="kind of record"),
    Outcome: Text(zh="结论", en="outcome"),
    Use: Text(zh="运用方式", en="use of results"),
    ChangeKind: Text(zh="变动类型", en="kind of change"),
    KindOf: Text(zh="种类", en="kind of what"),
    UnitType: Text(zh="单位类型", en="unit type"),
}
_SECTIONS = {
    Responsibility: "responsibility",
    Function: "function",
    Nature: "nature",
    RecordKind: "record_kind",
    Outcome: "outcome",
    Use: "use",
    ChangeKind: "change_kind",
    KindOf: "kind_of",
    UnitType: "unit_types",
}
_VALUE_HEAD: dict[Lang, tuple[str, ...]] = {
    "zh": ("值", "名称", "也认"),
    "en": ("value", "label", "also read"),
}


def _anchor(words_: type[Word]) -> str:
    return f"words-{_SECTIONS[words_].replace('_', '-')}"


def _also(section: str, value: str, label: str) -> str:
    return "、".join(each for each in dict.fromkeys(words("values")[section].get(value, ())) if each != label)


def _vocabularies(lang: Lang) -> Iterator[str]:
    yield _kinds(lang)
    for words_, title in _VOCABULARIES.items():
        rows = [
            (f"`{word.value}`", word.label.of(lang), _also(_SECTIONS[words_], word.value, word.label.zh))
            for word in words_
        ]
        name = title.of(lang)
        heading = name if lang == "zh" else name[0].upper() + name[1:]
        yield f"({_anchor(words_)})=\n## {heading}\n\n{_table(_VALUE_HEAD[lang], rows)}"
    yield _OTHER_CELLS.of(lang).format(
        cycles=_table(
            _VALUE_HEAD[lang],
            [
                (f"`{value}`", in_words(value).of(lang), _also("cycle", value, in_words(value).zh))
                for value in (*(f"1/{period}" for period in PERIODS), *OTHER)
            ],
        )
    )


def _kinds(lang: Lang) -> str:
    zh = lang == "zh"
    yes, no = ("是", "否") if zh else ("yes", "no")
    organizations = [
        (
            f"`{kind.id}`",
            kind.label.of(lang),
            _under(kind.under, lang),
            yes if kind.leads else no,
            "" if kind.needs is None else f"`{kind.needs}`",
        )
        for kind in ORGANIZATION_KINDS.values()
    ]
    read = [
        (f"`{kind.id}`", _also("organization_kinds", kind.id, kind.label.zh))
        for kind in ORGANIZATION_KINDS.values()
    ]
    roles = [
        (
            f"`{kind.id}`",
            kind.label.of(lang),
            yes if kind.body else no,
            str(default_seats(kind.id) or ("不限" if zh else "any")),
            _also("role_kinds", kind.id, kind.label.zh),
        )
        for kind in ROLE_KINDS.values()
    ]
    heads = _KIND_HEADS[lang]
    return _page(
        _KINDS_TOP.of(lang), _table(heads[0], organizations), _table(heads[1], read), _table(heads[2], roles)
    ).rstrip()


_KINDS_TOP = Text(
    zh="(cell-kinds)=\n## 类别\n\n内置的组织类别和岗位类别如下，本单位另有的在 [`kinds`](#columns-kinds) 里添加。",
    en="(cell-kinds)=\n## Kinds\n\n"
    "The built-in kinds of organizations and roles; a unit adds its own in [`kinds`](#columns-kinds).",
)
_KIND_HEADS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "zh": (
        ("值", "名称", "可隶属于", "领导下级", "必设岗位"),
        ("值", "也认"),
        ("值", "名称", "属班子", "职数", "也认"),
    ),
    "en": (
        ("value", "label", "may stand under", "leads", "needs"),
        ("value", "also read"),
        ("value", "label", "of the leading body", "seats", "also read"),
    ),
}


def _under(kinds: Sequence[str], lang: Lang) -> str:
    said = {ANY: Text(zh="任何组织", en="any"), LEADING: Text(zh="任何领导下级的组织", en="any that leads")}
    return ("、" if lang == "zh" else ", ").join(
        said[kind].of(lang) if kind in said else f"`{kind}`" for kind in kinds
    )


_OTHER_CELLS = Text(
    zh="""\
(cell-cycles)=
## 频次

`次数/时段`，如 `2/year` 为每年不少于2次；只写时段即为其中1次。
“不少于4次/年”“全年4次”一类的说法也认。

{cycles}

(cell-dates)=
## 日期

`2026-09-30`、`2026/9/30`、`2026.9.30`、`2026年9月30日`；只知道月份或年份的写 `2024.7`、`2024年7月`、`202407`、`2024`，按对单位有利的一天比较。
两位数的年份不读，报错时给出两种读法。
期间前闭后开：`until`、`valid_to` 是不再在期内的第一天。
表头写“任期至”“截止日(含)”的，格内是在期内的最后一天，读入时加一天。

(cell-conditions)=
## 条件

`min_full_members=7; temporary=false; unit_type=organ|soe`，须全部满足。
可用的条件：`unit_type`、`min_full_members`、`max_full_members`、`has_committee`、`has_groups`、`temporary`、`joint`。
YAML、JSON 里写成映射。

(cell-bearers)=
## 承担者

`first=secretary; direct=full_time_deputy_secretary|organization_member; principal`。
`|` 依次列出可选的岗位类别，取有此岗位的第一个；`a+b` 为按规定共同负责的两个岗位（党政同责）；`principal` 单独写，指组织本身。
YAML、JSON 里写成映射。""",
    en="""\
(cell-cycles)=
## Rhythms

`times/span`, such as `2/year` for at least twice a year; a bare span means once in it.
Words such as 不少于4次/年 or 全年4次 are read too.

{cycles}

(cell-dates)=
## Dates

`2026-09-30`, `2026/9/30`, `2026.9.30`, `2026年9月30日`; where only the month or the year is known, `2024.7`, `2024年7月`, `202407`, `2024`: a rule compares with the day most favorable to the unit.
A year of two digits is refused, with both readings shown.
Periods are half-open: `until` and `valid_to` are the first day no longer in force.
Under the headers 任期至 and 截止日(含) a cell holds the last day in force, and reading adds one.

(cell-conditions)=
## Conditions

`min_full_members=7; temporary=false; unit_type=organ|soe`; all must hold.
The conditions there are: `unit_type`, `min_full_members`, `max_full_members`, `has_committee`, `has_groups`, `temporary`, `joint`.
In YAML and JSON they are a mapping.

(cell-bearers)=
## Bearers

`first=secretary; direct=full_time_deputy_secretary|organization_member; principal`.
`|` gives kinds of roles in order, the first that exists is taken; `a+b` are two that are responsible together by rule (党政同责); `principal` stands alone and means the organization itself.
In YAML and JSON they are a mapping.""",
)


# --- rules ---------------------------------------------------------------------------------------

_RULES_TOP = Text(
    zh="""\
# 核对项

核对项是对照责任链逐条核对的内容，每一条有固定的编号：`DJ`、环节、两位序号。
查出来的是**待核实事项**：说明对照了什么、没有见到什么、下一步可以怎么做、已经做了的怎么注明；由人核实以后才作数。
编号和含义不会改作他用；标为“试行”的，含义在定稿前可能调整。
缺少所需资料的核对项不作核对，并写明原因。

本页和每一条的说明由程序里的卡片生成，`dangjian-chain explain DJ101` 显示同样的内容。""",
    en="""\
# Rules

A rule compares the lists with the chain; each has a lasting code: `DJ`, the stage, two digits.
What it finds is **to be verified**: what was compared, what was not found, a next step, and how to say that it was done after all.
Codes are never reused; the meaning of a rule in preview may still change.
A rule that lacks the data it needs is not applied, and the report says why.

This page and the pages of the rules are made from their cards; `dangjian-chain explain DJ101` shows the same.""",
)
_RULE_HEAD: dict[Lang, tuple[str, ...]] = {
    "zh": ("编号", "核对项", "程度", "默认", "名称"),
    "en": ("code", "rule", "severity", "by default", "name"),
}
_DATA = {
    Data.ORGANIZATIONS: Text(zh="组织", en="organizations"),
    Data.ROLES: Text(zh="岗位", en="roles"),
    Data.HOLDERS: Text(zh="任职", en="appointments"),
    Data.PERFORMERS: Text(zh="写明责任主体的责任事项", en="duties that say who performs them"),
    Data.ASSIGNMENTS: Text(zh="责任分工", en="assignments"),
    Data.RECORDS: Text(zh="履责记录", en="records"),
    Data.MEMBER_COUNTS: Text(zh="党员人数", en="member counts"),
    Data.CHANGES: Text(zh="机构变动", en="changes of organizations"),
    Data.DUTIES: Text(zh="责任事项", en="duties"),
    Data.LEDGER: Text(zh="整改台账", en="a rectification ledger"),
    Data.COVER: Text(zh="记录完整范围", en="where records are complete"),
    Data.PERFORMED: Text(zh="开展记录", en="records of what was performed"),
    Data.SUPERVISED: Text(zh="督促检查记录", en="records of supervision"),
    Data.REPORTED: Text(zh="报告述职记录", en="records of reports"),
    Data.APPRAISED: Text(zh="考核结果", en="results of appraisals"),
    Data.APPLIED: Text(zh="结果运用记录", en="uses of results"),
    Data.SCHEME: Text(zh="考核方案", en="a scheme"),
}
_STATUS = {
    RuleStatus.PREVIEW: Text(zh="试行", en="preview"),
    RuleStatus.STABLE: Text(zh="稳定", en="stable"),
}


def _rule_table(lang: Lang) -> str:
    blocks = []
    for stage in Stage:
        found = [rule for rule in rules().values() if rule.stage is stage]
        if found:
            label = stage.label.of(lang)
            title = label if lang == "zh" else label[0].upper() + label[1:]
            rows = [
                (
                    f"[{rule.code}](rules/{rule.code.lower()}.md)",
                    _plain(rule.title.of(lang)),
                    rule.severity.label.of(lang),
                    _switch(rule, lang),
                    f"`{rule.name}`",
                )
                for rule in found
            ]
            blocks.append(f"(stage-{stage.value})=\n## {title}\n\n{_table(_RULE_HEAD[lang], rows)}")
    toc = "```{toctree}\n:hidden:\n\n" + "\n".join(f"rules/{code.lower()}" for code in rules()) + "\n```"
    return _page(_RULES_TOP.of(lang), *blocks, _RULES_LATER.of(lang), toc)


_RULES_LATER = Text(
    zh="""(rules-later)=
## 还没有的

编号已经定下、还没有做的：表述和变动（DJ209–DJ213、DJ416、DJ417）。
做出来以前，程序不认识这些编号，也不作这些核对。""",
    en="""(rules-later)=
## Not there yet

Codes that are settled and not built: wording and change (DJ209–DJ213, DJ416, DJ417).
Until they are, the program does not know these codes and checks nothing of the kind.""",
)


def _rule_page(rule: Rule, lang: Lang) -> str:
    zh = lang == "zh"
    facts = [
        ("英文名称" if zh else "name", f"`{rule.name}`"),
        ("程度" if zh else "severity", rule.severity.label.of(lang)),
        ("环节" if zh else "stage", rule.stage.label.of(lang)),
        ("状态" if zh else "status", _STATUS[rule.status].of(lang)),
        ("自版本" if zh else "since", rule.since),
        ("默认" if zh else "by default", _switch(rule, lang)),
        ("表现" if zh else "a sign of", "—" if rule.symptom is None else rule.symptom.label.of(lang)),
        (
            "所需资料" if zh else "needs",
            ("、" if zh else ", ").join(_DATA[data].of(lang) for data in rule.needs) or "—",
        ),
        ("所需栏目" if zh else "columns it needs", _plain(reads_said(rule, lang)) or "—"),
    ]
    return _page(
        f"# {rule.code} {_plain(rule.title.of(lang))}",
        _table(("项目", "内容") if zh else ("fact", "value"), facts),
        _plain(rule.explanation.of(lang)),
        "## 核对情况与建议的写法" if zh else "## Message and next step",
        _quoted(_template(rule.message, lang), _template(rule.remedy, lang)),
        "## 依据" if zh else "## Basis",
        "\n".join(_citation(rulebook().citation(key), lang) for key in rule.citations) or "—",
        *_numbers(rule, lang),
        "## 例子" if zh else "## Example",
        (f"核对日为 {rule.at}。" if zh else f"The day is {rule.at}.") + _reading(rule, lang),
        *_example_profile(rule, lang),
        _code(rule.bad, "yaml"),
        "列出：" if zh else "It says:",
        *(
            _quoted(f"**{gap.code}** {_plain(gap.message.of(lang))}", _plain(gap.remedy.of(lang)))
            for gap in _gaps(rule, rule.bad)
        ),
        "补正之后，不再列出：" if zh else "Mended, it says nothing more:",
        _code(rule.good, "yaml"),
    )


def _switch(rule: Rule, lang: Lang) -> str:
    if rule.is_on:
        return "核对" if lang == "zh" else "on"
    said = f"不核对，用 `--select {rule.code}` 启用"
    return said if lang == "zh" else f"off; `--select {rule.code}` switches it on"


def _numbers(rule: Rule, lang: Lang) -> Iterator[str]:
    """Yield the numbers that a rule compares with, under a heading, if there are any."""
    if not rule.parameters:
        return
    zh, latest = lang == "zh", latest_rulebook()
    rows = [
        (
            f"[`{key}`](../rulebook.md#rulebook-parameters)",
            _plain(latest.book.parameter(key).title.of(lang)),
            _plain(values_said(key, latest, lang)),
        )
        for key in rule.parameters
    ]
    yield "## 用来比较的数值" if zh else "## Numbers it compares with"
    yield _table(("参数", "名称", "最近的取值") if zh else ("parameter", "title", "latest value"), rows)


def _example_profile(rule: Rule, lang: Lang) -> Iterator[str]:
    if rule.profile:
        yield "例子所用的本单位口径：" if lang == "zh" else "The examples are run with this profile:"
        yield _code(rule.profile, "toml")
    if rule.scheme:
        yield "例子所用的考核方案：" if lang == "zh" else "The examples are run with this scheme:"
        yield _code(rule.scheme, "toml")


def _quoted(*paragraphs: str) -> str:
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)


def _template(text: Text, lang: Lang) -> str:
    """Return a message with its placeholders as code, without the marks that only the program needs."""
    return re.sub(r"\{(\w+)(?:!r)?\}", r"`{\1}`", _plain(text.of(lang)).replace("\\_", "_"))


def _citation(citation: Citation, lang: Lang) -> str:
    modality, status = citation.modality.label.of(lang), citation.status.label.of(lang)
    where, text = _plain(citation.say(lang)), _plain(citation.text.of(lang))
    if lang == "zh":
        return f"- {where}：{text}（约束程度：{modality}；核实情况：{status}）"
    return f"- {where}: {text} (modality: {modality}; verification: {status})"


def _reading(rule: Rule, lang: Lang) -> str:
    if not rule.reading:
        return ""
    options = _literals((f"{name}={value!r}" for name, value in rule.reading.items()), lang)
    return f"读取时用 {options}。" if lang == "zh" else f" It is read with {options}."


def _gaps(rule: Rule, document: str) -> list[Gap]:
    options: dict[str, Any] = dict(rule.reading)
    profile = Profile.from_bytes(rule.profile.encode()) if rule.profile else ()
    select = None if rule.is_on else [*{code[:2] for code in rules()}, rule.code]
    chain = read_text(document, **options)
    scheme = Scheme.from_bytes(rule.scheme.encode()) if rule.scheme else ()
    day = date.fromisoformat(rule.at)
    return list(detect_gaps(chain, day, profile=profile, scheme=scheme, select=select))


# --- the rulebook --------------------------------------------------------------------------------

_RULEBOOK_TOP = Text(
    zh="""\
# 制度和参数

核对项依据的制度、其中的事项和数值都作为数据保存，逐条写明出处、核实情况和约束程度。
**参数**是核对项用来比较的数值，按日期取值；本单位有自己的规定，写进[本单位口径](howto/profile.md)，不改程序。
标为“待查证”的事项默认不启用，以其为据的数值不参与比较；“责任链的定义”和“本工具的默认数值”不是条文规定。

本页由规则库生成；`dangjian-chain explain BRA18`、`dangjian-chain explain branch_max_members` 显示在某一天的情况。""",
    en="""\
# Instruments and parameters

The instruments that rules rest on, the facts in them and the numbers are data, each with its place, its verification and its modality.
A **parameter** is a number that rules compare with, as of a day; where a unit has its own, it goes into [a profile](howto/profile.md), and no program is changed.
Facts from memory are off, and no rule compares with a number that comes from them; "the definition of a chain" and "default figures of this tool" are no provisions.

This page is made from the rulebook; `dangjian-chain explain BRA18` and `dangjian-chain explain branch_max_members` show how things stand on a day.""",
)


def _instrument_link(code: str, words_: str, folder: str = "rulebook/") -> str:
    return f"[{_plain(words_)}]({folder}{code.lower()}.md)"


def _rulebook_tables(lang: Lang) -> str:
    zh, book = lang == "zh", rulebook()
    instruments = [
        (
            _instrument_link(code, code),
            _plain(instrument.title.of(lang)),
            _versions_said(instrument, lang),
            str(len(facts_in(code, book))),
        )
        for code, instrument in book.instruments.items()
    ]
    parameters = [_parameter_row(parameter, lang) for parameter in book.parameters.values()]
    head = ("参数", "名称", "最近的取值", "适用单位", "核实情况", "依据") if zh else (
        "parameter", "title", "latest value", "binds", "verification", "basis",
    )  # fmt: skip
    pages = "\n".join(f"rulebook/{code.lower()}" for code in book.instruments)
    return _page(
        _RULEBOOK_TOP.of(lang),
        f"(rulebook-instruments)=\n## {'制度' if zh else 'Instruments'}",
        _table(
            ("代号", "名称", "版本", "事项数") if zh else ("code", "title", "versions", "facts"), instruments
        ),
        f"(rulebook-parameters)=\n## {'参数' if zh else 'Parameters'}",
        _table(head, parameters),
        f"```{{toctree}}\n:hidden:\n\n{pages}\n```",
    )


def _versions_said(instrument: Instrument, lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(version.name for version in instrument.versions) or "—"


def _parameter_row(parameter: Parameter, lang: Lang) -> Sequence[str]:
    latest = latest_rulebook()
    citation = latest.citation(parameter.citation)
    link = _instrument_link(citation.instrument.code, citation.say(lang))
    note = ""
    if parameter.note is not None:
        note = f"（{_plain(parameter.note.zh)}）" if lang == "zh" else f" ({_plain(parameter.note.en)})"
    return (
        f"`{parameter.key}`",
        f"{_plain(parameter.title.of(lang))}{note}",
        _plain(values_said(parameter.key, latest, lang)),
        types_said(parameter.unit_types).of(lang),
        parameter.status.label.of(lang),
        link,
    )


def _instrument_page(instrument: Instrument, lang: Lang) -> str:
    zh = lang == "zh"
    facts = facts_in(instrument.code, rulebook())
    short = "" if instrument.short == instrument.title else _plain(instrument.short.of(lang))
    return _page(
        f"# {instrument.code} {_plain(instrument.title.of(lang))}",
        (f"简称：{short}" if zh else f"Short name: {short}") if short else "",
        *(
            [
                f"## {'版本' if zh else 'Versions'}",
                _table(_VERSION_HEAD[lang], _version_rows(instrument, lang)),
            ]
            if instrument.versions
            else []
        ),
        f"## {'所载事项' if zh else 'Facts'}",
        *(_fact(place, fact, lang) for place, fact in facts),
        "" if facts else "—",
    )


_VERSION_HEAD: dict[Lang, tuple[str, ...]] = {
    "zh": ("版本", "印发", "施行", "停止施行", "条数", "日期核实情况", "备注"),
    "en": ("version", "issued", "in force from", "ended", "articles", "verification of its dates", "note"),
}


def _version_rows(instrument: Instrument, lang: Lang) -> Iterator[Sequence[str]]:
    def said(value: object) -> str:
        return "—" if value is None else str(value)

    for version in instrument.versions:
        yield (
            version.name,
            *(said(day) for day in (version.issued, version.in_force, version.ended)),
            said(version.articles),
            dates_said(version).of(lang),
            _version_note(version, lang),
        )


def _version_note(version: Version, lang: Lang) -> str:
    return "" if version.note is None else _plain(version.note.of(lang))


def _fact(place: Place, fact: Citation, lang: Lang) -> str:
    """Return a fact with all that is known of it."""
    zh, book = lang == "zh", rulebook()
    where = place_said(place, lang)
    states = [
        ("约束程度" if zh else "modality", modality_said(fact, lang)),
        ("核实情况" if zh else "verification", fact.status.label.of(lang)),
        ("适用单位" if zh else "binds", types_said(fact.unit_types).of(lang) if fact.unit_types else ""),
        ("参照执行" if zh else "by reference", ("是" if zh else "yes") if fact.by_reference else ""),
        ("见于" if zh else "seen at", "" if fact.where is None else _plain(fact.where.of(lang))),
        ("备注" if zh else "note", "" if fact.note is None else _plain(fact.note.of(lang))),
        ("核对项" if zh else "rules", _rule_links(rules_on(fact.key, book), lang)),
        ("参数" if zh else "parameters", _parameter_links(parameters_on(fact.key, book), lang)),
    ]
    mark = "：" if zh else ": "
    lines = [f"- {head}{mark}{words_}" for head, words_ in states if words_]
    return f"### {where} `{fact.key}`\n\n{_plain(fact.text.of(lang))}\n\n" + "\n".join(lines)


def _rule_links(found: Iterable[Rule], lang: Lang) -> str:
    links = [f"[{rule.code}](../rules/{rule.code.lower()}.md)" for rule in found]
    return ("、" if lang == "zh" else ", ").join(links)


def _parameter_links(found: Iterable[Parameter], lang: Lang) -> str:
    links = [f"[`{each.key}`](../rulebook.md#rulebook-parameters)" for each in found]
    return ("、" if lang == "zh" else ", ").join(links)


if __name__ == "__main__":
    for language in LANGUAGES:
        write(language, HERE / language)
