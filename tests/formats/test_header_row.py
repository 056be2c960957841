"""The header row of a sheet, and the cell that tells most about one of its rows."""

from dangjian_chain.formats.header_row import header_row


def test_headers_are_found_below_a_title():
    """A title and a note above the table are no headers."""
    rows = [
        ["附件1 党组织花名册"],
        ["填报单位：某大队"],
        ["序号", "党组织名称", "上级党组织", "书记", "纪检委员"],
    ]
    found = header_row("组织", rows)

    assert found.row == 2
    assert dict(found.columns) == {"name": 1, "superior": 2}
    assert dict(found.posts) == {"secretary": 3, "discipline_member": 4}


def test_a_sheet_of_any_name_is_known_by_its_headers():
    found = header_row("2026年", [["责任事项", "责任单位", "责任人", "责任类型"], ["a", "b", "c", "d"]])

    assert found.row == 0
    assert "role" in found.columns


def test_a_sheet_without_headers_has_none():
    assert header_row("组织", []) is None
    assert header_row("某表", [["某", None], [1, 2]]) is None


def test_a_post_tells_more_than_a_column_and_a_column_more_than_a_name():
    found = header_row("组织", [["编号", "名称", "上级党组织", "书记"]])

    assert found.asked(("superior",), "secretary") == 3
    assert found.asked(("holder", "superior"), "committee_member") == 2
    assert found.asked(("holder",)) is None
    assert found.naming() == [1, 0]
