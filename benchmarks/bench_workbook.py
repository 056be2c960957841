"""Reading sheets of 20,000 rows, beside python-calamine reading the same files alone."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from measure import Line, in_turn

_HEADERS = [
    "编号",
    "名称",
    "组织类别",
    "上级党组织",
    "单位类型",
    "党员人数",
    "正式党员",
    "换届时间",
    "批准单位",
    "分类定级",
]
_MEMBERS = ["序号", "姓名", "性别", "民族", "出生年月", "学历", "所在党支部", "党内职务", "入党时间", "备注"]
_POSTS = ("书记", "组织委员", "宣传委员", "纪检委员")
_BRANCH = 20
"""Members of a branch."""


def lines(*, tiny: bool = False) -> Iterator[Line]:
    count = 60 if tiny else 20_000
    with tempfile.TemporaryDirectory() as folder:
        plain = _save(Path(folder) / "组织.xlsx", "组织", [_HEADERS, *map(_organization, range(count))])
        office = _save(
            Path(folder) / "党员花名册.xlsx",
            "Sheet1",
            [["党员花名册"], _MEMBERS, *map(_member, range(count))],
        )
        yield _line(
            f"workbook of our own columns: {count} organizations, {len(_HEADERS)} columns",
            plain,
            3,
            tiny=tiny,
        )
        yield _line(
            f"workbook of an office: {count} members, {len(_MEMBERS)} columns; to branches, posts, holders",
            office,
            3,
            tiny=tiny,
        )


def _line(what: str, path: Path, limit: float, *, tiny: bool) -> Line:
    import python_calamine

    import dangjian_chain as dc

    def ours() -> None:
        assert len(dc.read(path).organizations) > 1

    def raw() -> None:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    mine, theirs = in_turn(ours, raw, 1 if tiny else 5)
    return Line(
        what=what, ours=mine, yardstick="python-calamine, the cells alone", theirs=theirs, limit=limit
    )


def _save(path: Path, sheet: str, rows: Sequence[Sequence[object]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        write: Callable[..., object] = page.write_row
        for number, row in enumerate(rows):
            write(number, 0, row)
    return path


def _organization(number: int) -> list[object]:
    kind, superior = ("党支部", "D0") if number else ("党委", "")
    return [
        f"D{number}",
        f"示例第{number}党组织",
        kind,
        superior,
        "事业单位",
        12,
        11,
        "2024-07-01",
        "D0",
        "先进",
    ]


def _member(number: int) -> list[object]:
    place = number % _BRANCH
    post = _POSTS[place] if place < len(_POSTS) else ""
    branch = f"示例第{number // _BRANCH}党支部"
    return [number + 1, f"G{number:05}", "男", "汉", "1980.1", "本科", branch, post, "2001.7", ""]
