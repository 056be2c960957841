"""What was read, as text."""

from dangjian_chain.model.document import LeftOut, Understood
from dangjian_chain.reports.reading_notes import reading_notes
from dangjian_chain.text import Text
from tests.reports.small import CHAIN


def test_it_lists_counts_readings_and_rows_left_out() -> None:
    chain = type(CHAIN).of_tables(
        CHAIN.tables,
        understood=[
            Understood("nothing", "roles.csv:2", Text("“—”读作未填写", "'—' read as nothing entered"))
        ],
        left_out=[
            LeftOut("bad-row", "duties", "row 4", "", "duties.csv:4", Text("频次读不出", "no known cycle"))
        ],
    )

    assert reading_notes(chain, "zh") == (
        "读入：组织 4、岗位 3、责任事项 3、责任分工 4\n"
        "按惯例理解的填写（1处）\n"
        "  roles.csv:2：“—”读作未填写\n"
        "未载入的行（1处）\n"
        "  duties.csv:4：频次读不出\n"
    )
    assert (
        reading_notes(chain, "en").splitlines()[0]
        == "read: organizations 4, roles 3, duties 3, assignments 4"
    )
