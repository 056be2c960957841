"""What would be lost is found in the parts; what can be carried over is."""

import io
import zipfile

import pytest

from dangjian_chain.formats import workbook_whole
from dangjian_chain.formats.read_workbook import cells_of
from dangjian_chain.formats.workbook_carrying import carried_over
from dangjian_chain.formats.workbook_whole import what_is_lost
from dangjian_chain.formats.workbooks.parts import sheet_parts

BOOK = {
    "[Content_Types].xml": "<Types/>",
    "xl/": "",
    "xl/workbook.xml": '<workbook><sheets><sheet name="甲" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    "xl/worksheets/a.xml": "<worksheet><sheetData/></worksheet>",
}


def zipped(**more: str) -> bytes:
    """Return a workbook with some parts of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        for name, content in (BOOK | more).items():
            book.writestr(name, content)
    return held.getvalue()


def sheet(content: str) -> bytes:
    return zipped(**{"xl/worksheets/a.xml": f"<worksheet><sheetData>{content}</sheetData></worksheet>"})


def carried(new: bytes, old: bytes) -> bytes:
    """Return one workbook with what another had, each sheet under its own name."""
    with zipfile.ZipFile(io.BytesIO(new)) as book:
        titles = {name: name for name, _ in sheet_parts(book)}
    return carried_over(new, old, titles, {})


def part(data: bytes, name: str = "xl/worksheets/a.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name).decode()


def test_a_plain_workbook_loses_nothing():
    assert what_is_lost(zipped(), ".XLSX") == ()


def test_a_reason_is_said_once():
    data = zipped(**{"xl/media/1.png": "", "xl/media/2.png": "", "xl/charts/chart1.xml": ""})

    assert [what.en for what in what_is_lost(data, ".xlsx")] == ["pictures", "charts"]


def test_a_workbook_that_calls_itself_one_with_macros_is_one():
    data = zipped(
        **{"[Content_Types].xml": "<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"}
    )

    assert [what.en for what in what_is_lost(data, ".xlsx")] == ["macros"]


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(workbook_whole, "_MOST", 10)

    assert [what.en for what in what_is_lost(zipped(), ".xlsx")] == ["too much"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A1" s="2"><f>1+1</f><v>2</v></c>', '<c r="A1" s="2" t="n"><f>1+1</f><v>2</v></c>'),
        (
            '<c t="str" r="A1"><f>B1</f><v>a&lt;b</v></c>',
            '<c r="A1" s="2" t="str"><f>1+1</f><v>a&lt;b</v></c>',
        ),
        ('<x:c r="A1" t="b"><x:f>B1</x:f><x:v>1</x:v></x:c>', '<c r="A1" s="2" t="b"><f>1+1</f><v>1</v></c>'),
        ('<c r="A1"><f>1+1</f></c>', '<c r="A1" s="2"><f>1+1</f><v /></c>'),
        ('<c r="B9"><f>1+1</f><v>2</v></c>', '<c r="A1" s="2"><f>1+1</f><v /></c>'),
    ],
)
def test_the_result_of_a_formula_goes_to_its_cell(old, new):
    """With its kind, and nothing is made up where there was none."""
    blank, rest = '<c r="A1" s="2"><f>1+1</f><v /></c>', '<c r="A2" s="1" /><c r="A3"><v>5</v></c>'
    result = part(carried(sheet(blank + rest), sheet(old)))

    assert result == f"<worksheet><sheetData>{new}{rest}</sheetData></worksheet>"


def test_times_are_those_of_the_source_or_none():
    core = '<p xmlns:dcterms="t"><dcterms:created>2020-01-01</dcterms:created><dcterms:modified>{}</dcterms:modified></p>'
    name = "docProps/core.xml"
    new, old = zipped(**{name: core.format("now")}), zipped(**{name: core.format("then")})

    assert part(carried(new, old), name) == core.format("then")
    assert "2000-01-01T00:00:00Z" in part(carried(new, zipped()), name)
    assert carried(new, old) == carried(new, old)


def test_cells_of_what_is_no_workbook():
    with pytest.raises(ValueError, match=r".+"):
        cells_of(b"PK\x03\x04")
