"""Make the three workbooks of this folder: one page each, as a brigade's office keeps them.

python examples/three-tables/build.py
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import xlsxwriter  # noqa: TID253 - what this script is for

HERE = Path(__file__).parent
CREATED = dt.datetime(2026, 3, 2)  # noqa: DTZ001 - workbooks know no time zones

ROSTER = """
序号|党支部名称|书记|副书记|组织委员|宣传委员|纪检委员|党员总数|其中：正式党员|上次换届时间|备注
|大队党委|酉|||||||2023.6|
1|大队机关党支部|甲|—|乙|丙|丁|14|13|2024.7|
2|地质勘查院党支部|戊|己|庚|辛|戊|22|21|2022.6|
3|测绘分队党支部|空缺|无|壬|癸|子|9|8|2025年1月|原书记3月调出
4|后勤服务中心党支部|丑|/|/|/|/|6|6|2025.01|
5|离退休党支部|寅|—|卯|辰|巳|63|63|2025-05|
6|钻探工程处党支部|午|—|未|申|—|18|17|2024.7|
合计|||||||132|128||
"""
DUTIES = """
序号|责任主体|责任内容|责任人|完成时限
1|大队党委|每半年专题研究1次全面从严治党工作|党委书记|6月底、12月底前
2||加强对党支部工作的指导，推动责任落实|党委|长期坚持
3|党委书记|每年讲1次专题党课|党委书记|12月底前
4|各党支部|每季度召开1次党员大会|支部书记|每季度末
5||每月开展1次主题党日，每次留存照片不少于5张|支部书记|每月
6||落实“三会一课”制度|同上|全年
7|党支部书记|认真履行第一责任人职责，抓好党员教育管理|支部书记|长期坚持
8|纪检委员|每半年核对1次党费收缴情况|纪检委员|6月、12月
9|各支部、相关部门|做好党建宣传工作|全体党员|按上级要求
"""
RESULTS = """
名次|支部|自评得分|考核得分|等次
1|地质勘查院党支部|99|96.5|好
2|大队机关党支部|98|95|好
3|离退休党支部|97|92|较好
4|钻探工程处党支部|98|90.5|较好
5|测绘分队党支部|96|78|一般
6|后勤服务中心党支部|95|—|
"""


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a table written with bars between them."""
    return [line.split("|") for line in table.strip().splitlines()]


def save(
    path: Path, titles: list[str], table: str, widths: list[int], merged: tuple[tuple[int, int], ...]
) -> None:
    """Write one table below its titles; `merged` are the rows of the second column that are one cell."""
    rows = rows_of(table)
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED})
        title = book.add_format(
            {"bold": True, "font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        note = book.add_format({"font_name": "宋体", "align": "left"})
        looks = {"font_name": "宋体", "border": 1, "valign": "vcenter", "text_wrap": True}
        head = book.add_format({**looks, "bold": True, "align": "center"})
        centered, plain = book.add_format({**looks, "align": "center"}), book.add_format(looks)
        sheet = book.add_worksheet("Sheet1")
        last = len(rows[0]) - 1
        for number, words in enumerate(titles):
            sheet.merge_range(number, 0, number, last, words, note if number else title)
        sheet.set_row(0, 30)
        first = len(titles)
        for number, cells in enumerate(rows):
            for column, words in enumerate(cells):
                look = head if number == 0 else plain if len(words) > 8 else centered
                if number and words.replace(".", "", 1).isdigit() and rows[0][column] != "上次换届时间":
                    sheet.write_number(first + number, column, float(words), look)
                else:
                    sheet.write_string(first + number, column, words, look)
        for start, end in merged:
            sheet.merge_range(first + start, 1, first + end, 1, rows[start][1], centered)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)


def main(folder: Path) -> None:
    """Write the three workbooks."""
    save(
        folder / "支部花名册.xlsx",
        ["支部花名册", "填报时间：2026年3月"],
        ROSTER,
        [6, 22, 8, 8, 10, 10, 10, 10, 15, 14, 18],
        (),
    )
    save(
        folder / "党建责任清单.xlsx",
        ["2026年党建工作责任清单"],
        DUTIES,
        [6, 18, 48, 14, 20],
        ((1, 2), (4, 6)),
    )
    save(folder / "2025年度考核结果.xlsx", ["2025年度党支部考核结果"], RESULTS, [6, 24, 12, 12, 10], ())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
