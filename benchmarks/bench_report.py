"""The list to verify of 5,000 gaps as a workbook, beside XlsxWriter with the same cells and formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

from measure import DAY, Line, in_turn


def lines(*, tiny: bool = False) -> Iterator[Line]:
    import xlsxwriter

    from dangjian_chain import Organization, ResponsibilityChain, detect_gaps
    from dangjian_chain.reports.checklist_pages import checklist_page
    from dangjian_chain.reports.workbook import pages_bytes

    count = 50 if tiny else 5_000
    branches = [
        Organization(f"B{n:05}", name=f"示例第{n}支部", kind="branch", superior="D9", members=9)
        for n in range(count)
    ]
    gaps = detect_gaps(
        ResponsibilityChain(organizations=branches), at=date.fromisoformat(DAY), select="DJ001"
    )
    assert len(gaps) == count
    page = checklist_page(gaps)

    def ours() -> None:
        pages_bytes([page])

    def raw() -> None:
        held = io.BytesIO()
        with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
            form = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
            sheet = book.add_worksheet()
            for line, row in enumerate(page.rows):
                for place, cell in enumerate(row.cells):
                    if cell is None:
                        sheet.write_blank(line, place, None, form)
                    else:
                        sheet.write_string(line, place, str(cell), form)
                sheet.set_row(line, 30)

    mine, theirs = in_turn(ours, raw, 1 if tiny else 5)
    yield Line(
        what=f"report: the list to verify as a workbook, {count} rows of {len(page.columns)} cells",
        ours=mine,
        yardstick="XlsxWriter, the same cells with one format",
        theirs=theirs,
        limit=1.5,
    )
