"""The first sheet of the template: how it is used, what is still to be done, and every column in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_chain.formats.places import letters_of
from dangjian_chain.reports.layout import lines_in
from dangjian_chain.reports.template_choices import LISTS
from dangjian_chain.reports.template_formats import AGAIN, NEEDED, OPEN, SAMPLE, CellFormat, Formats, Sheet
from dangjian_chain.reports.template_said import Said
from dangjian_chain.reports.template_table import Field, Need, Table
from dangjian_chain.text import Lang, Text

NAME = Text(zh="填写说明", en="How to fill in")

_STEPS = (
    Text(
        zh="第一步　先填“党组织一览”：一个党组织一行，书记、委员写在各自那一列。",
        en="First, 党组织一览 (the roster): one row an organization, secretary and members in their columns.",
    ),
    Text(
        zh="第二步　再填“责任清单”：一件事由谁来抓，一行写清。“岗位任职”“考核结果”有现成的就抄，没有就空着。",
        en="Second, 责任清单 (the duties): one row says by whom a thing is done. 岗位任职 and 考核结果 only from what exists already; else leave them blank.",
    ),
    Text(
        zh="第三步　看下面的“检查”，补上浅黄的、核对浅褐的，存盘，交给运行核对的同事。",
        en="Third, look at the check below, complete what is tinted amber, look again at what is light brown, save, and pass it on to whoever runs the comparison.",
    ),
)
_CALM = Text(
    zh="只收现成的情况，不要求另建台账、另补材料；不知道的先空着。身份证号、电话、出生年月等不要填，填了也不读。可以加列，不认识的列不读。",
    en="It gathers what is known and asks for no further paper; leave blank what you do not know. Enter no identity numbers, telephones or birthdays: they are not read. Columns of your own may be added; they are not read either.",
)
_ROWS = Text(
    zh="每张表备好200行，不够的在表的中间插入行。从别的表粘贴来的，选“只粘贴数值”，提示和颜色就都在。打印前在表头的筛选里去掉“空白”，只打印填了的行。",
    en="Each sheet has 200 rows ready; for more, insert rows in the middle of the table. Paste values only, and the notes and tints stay. Before printing, clear the blanks in the filter of a header, so that only rows filled in are printed.",
)
_ENGLISH = Text(
    zh="",
    en="Sheets, headers and the words of the lists are Chinese, as the offices use them and as they are read back; this sheet and the messages explain them.",
)
_LEGEND = (
    (Text(zh="表头深灰", en="dark header"), NEEDED, Text(zh="这一列必填", en="the column must be filled in")),
    (
        Text(zh="浅灰", en="grey"),
        SAMPLE,
        Text(zh="仍是示例，改成本单位的", en="still the sample, to be written over"),
    ),
    (Text(zh="浅黄", en="amber"), OPEN, Text(zh="还要填", en="to be filled in")),
    (
        Text(zh="浅褐", en="light brown"),
        AGAIN,
        Text(
            zh="请核对：名称重复、上级不在一览中、正式党员多于党员人数、时间不成时间等",
            en="to look at again: a name twice, a superior that is not on the roster, more full members than members, a time that is none",
        ),
    ),
)
_WORDS = Text(zh="可选：", en="Words: ")
_HEADS = (
    Text(zh="列", en="col."),
    Text(zh="栏目", en="header"),
    Text(zh="填不填", en="needed?"),
    Text(zh="怎么填", en="how it is filled in"),
    Text(zh="例", en="example"),
)
_CHECK = Text(zh="检查", en="Check")
_TINTS = Text(zh="颜色", en="Tints")
_NUMBERS = (
    Text(zh="一、", en="1. "),
    Text(zh="二、", en="2. "),
    Text(zh="三、", en="3. "),
    Text(zh="四、", en="4. "),
)
_LABEL = 2
"""Columns that a label takes."""
_WIDTHS = (5, 19, 10, 80, 31)
_LINE = 15.0
_A4 = 9


def fill_guide(sheet: Sheet, tables: Sequence[Table], formats: Formats, lang: Lang) -> None:
    """Write the guide to the tables."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    guide = _Guide(sheet, formats, lang)
    guide.steps()
    guide.check(tables)
    guide.legend()
    for number, table in enumerate(tables):
        guide.columns(table, number)
    _settings(sheet)


class _Guide:
    """Writes the guide from the top, line by line."""

    def __init__(self, sheet: Sheet, formats: Formats, lang: Lang) -> None:
        self._sheet = sheet
        self._formats = formats
        self._lang: Lang = lang
        self._line = 0

    # --- parts ------------------------------------------------------------------------

    def steps(self) -> None:
        """Write how the workbook is used."""
        self._across(0, NAME.of(self._lang), self._formats.title(), 30)
        self._line += 1
        for text in (*_STEPS, _CALM, _ROWS, _ENGLISH):
            if words := text.of(self._lang):
                self._across(0, words, self._formats.of(text_wrap=True), self._height(words, _WIDTHS))
                self._line += 1

    def check(self, tables: Sequence[Table]) -> None:
        """Write how far each table is filled in."""
        self._heading(_CHECK.of(self._lang))
        for place, table in enumerate(tables):
            said = Said(table, place)
            self._label(table.name, self._formats.framed())
            self._across(_LABEL, "", self._formats.framed(), 20)
            formula, now = said.formula(self._lang), said.now(self._lang)
            self._sheet.write_formula(self._line, _LABEL, formula, self._formats.framed(), now)
            self._line += 1

    def legend(self) -> None:
        """Write what the tints mean."""
        self._heading(_TINTS.of(self._lang))
        for name, ground, meaning in _LEGEND:
            self._label(name.of(self._lang), self._formats.framed(bg_color=ground))
            words = meaning.of(self._lang)
            height = self._height(words, _WIDTHS[_LABEL:])
            self._across(_LABEL, words, self._formats.framed(), height)
            self._line += 1

    def columns(self, table: Table, number: int) -> None:
        """Write how each column of a table is filled in."""
        mark = "：" if self._lang == "zh" else ": "
        self._heading(f"{_NUMBERS[number].of(self._lang)}{table.name}{mark}{table.about.of(self._lang)}")
        for column, head in enumerate(_HEADS):
            self._sheet.write_string(self._line, column, head.of(self._lang), self._formats.header())
        self._sheet.set_row(self._line, 20)
        self._line += 1
        for column, field in enumerate(table.fields):
            self._field(letters_of(column), field)

    def _field(self, letter: str, field: Field) -> None:
        meaning = field.meaning.of(self._lang) + _offered(field, self._lang)
        need = field.need.value.of(self._lang)
        cells = (letter, _header(field, self._lang), need, meaning, field.example)
        for column, words in enumerate(cells):
            look = self._look(column, field)
            self._sheet.write_string(self._line, column, words, look)
        lines = max(lines_in(words, width) for words, width in zip(cells, _WIDTHS, strict=True))
        self._sheet.set_row(self._line, _LINE * lines + 5)
        self._line += 1

    # --- lines ------------------------------------------------------------------------

    def _look(self, column: int, field: Field) -> CellFormat:
        if column in {0, 2}:
            return self._formats.framed(align="center")
        if column == 1 and field.need is Need.NEEDED:
            return self._formats.framed(font_name="黑体")
        return self._formats.framed()

    def _heading(self, words: str) -> None:
        self._sheet.set_row(self._line, 8)
        self._across(0, "", self._formats.of(), 8)
        self._line += 1
        self._across(0, words, self._formats.of(font_name="黑体", font_size=12), 24)
        self._line += 1

    def _label(self, words: str, look: CellFormat) -> None:
        self._sheet.merge_range(self._line, 0, self._line, _LABEL - 1, words, look)

    def _across(self, first: int, words: str, look: CellFormat, height: float) -> None:
        self._sheet.merge_range(self._line, first, self._line, len(_WIDTHS) - 1, words, look)
        self._sheet.set_row(self._line, height)

    @staticmethod
    def _height(words: str, widths: Sequence[int]) -> float:
        return _LINE * lines_in(words, sum(widths)) + 5


def _header(field: Field, lang: Lang) -> str:
    return field.header if lang == "zh" else f"{field.header}\n{field.english}"


def _offered(field: Field, lang: Lang) -> str:
    """Return the words that the list of a field offers; of those that follow the roster, none."""
    if field.choice is None or field.choice.source not in LISTS:
        return ""
    return "\n" + _WORDS.of(lang) + LISTS[field.choice.source].offered(lang)


def _settings(sheet: Sheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&9&P / &N")
