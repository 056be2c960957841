"""The error values of an .xls workbook, wherever its streams lie."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from dangjian_chain.reports.xls_errors import error_words

XLS = Path(__file__).with_name("roster.xls")
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def records(*errors: tuple[int, int, int]) -> bytes:
    """Return a stream of two sheets, the second with some errors, by row, column and code."""

    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def sheet(start: int, title: str) -> bytes:
        return record(0x85, struct.pack("<IHBB", start, 0, len(title), 1) + title.encode("utf-16-le"))

    head = len(record(0x809) + sheet(0, "甲") + sheet(0, "乙二") + record(0x0A))
    first = record(0x809) + record(0x0A)
    values = b"".join(
        record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))
        if number % 2
        else record(0x06, struct.pack("<HHHBBBBBBHHIH", row, column, 0, 2, 0, code, 0, 0, 0, 0xFFFF, 0, 0, 0))
        for number, (row, column, code) in enumerate(errors)
    )
    other = record(0x205, struct.pack("<HHHBB", 9, 9, 0, 1, 0)) + record(
        0x06, struct.pack("<HHHdHIH", 8, 8, 0, 2.5, 0, 0, 0)
    )
    return (
        record(0x809)
        + sheet(head, "甲")
        + sheet(head + len(first), "乙二")
        + record(0x0A)
        + first
        + record(0x809)
        + values
        + other
        + record(0x0A)
    )


def compound(stream: bytes, *, is_small: bool) -> bytes:
    """Return a file that holds a stream, by itself or among small ones."""
    stream = stream.ljust(0 if is_small else 4096, b"\0")
    size = 64 if is_small else 512
    count = -(-len(stream) // 512)
    held = stream.ljust(count * 512, b"\0")
    directory, small_table = count, count + 1
    table = [*range(1, count), END, END, END, TABLE]
    small = [*range(1, -(-len(stream) // size)), END]
    root = entry("Root Entry", 5, 0 if is_small else END, count * 512 if is_small else 0, child=1)
    entries = root + entry("Workbook", 2, 0, len(stream)) + bytes(256)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, directory)
    struct.pack_into("<IIIII", header, 56, 4096, small_table, 1, END, 0)
    struct.pack_into("<109I", header, 76, count + 2, *[FREE] * 108)
    return bytes(header) + held + entries + pack(small) + pack(table)


def entry(name: str, kind: int, first: int, length: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<III", first, length, 0)
    )


def pack(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")


def test_a_file_of_a_table_program() -> None:
    assert error_words(XLS.read_bytes()) == {
        ("附表 说明", 2, 2): "#N/A",
        ("附表 说明", 3, 2): "#DIV/0!",
        ("附表 说明", 4, 2): "#N/A",
        ("附表 说明", 4, 7): "#NAME?",
    }


@pytest.mark.parametrize("is_small", [True, False])
def test_constants_and_results_of_formulas(*, is_small: bool) -> None:
    codes = {0x00: "#NULL!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x24: "#NUM!", 0x2B: "#N/A"}
    data = compound(records(*((row, 3, code) for row, code in enumerate(codes))), is_small=is_small)

    assert error_words(data) == {("乙二", row, 3): words for row, words in enumerate(codes.values())}


@pytest.mark.parametrize("length", [0, 8, 100, 511, 1000, 4000, 8000])
def test_what_is_cut_off_has_none_or_some(length: int) -> None:
    """And is no fault."""
    whole = error_words(XLS.read_bytes())

    assert error_words(XLS.read_bytes()[:length]).items() <= whole.items()
    assert error_words(b"\xff" * length) == {}


def test_a_chain_that_goes_in_circles_ends() -> None:
    data = bytearray(compound(records((1, 1, 0x2A)), is_small=False))
    struct.pack_into("<I", data, len(data) - 512, 0)

    assert error_words(bytes(data)).items() <= {("乙二", 1, 1): "#N/A"}.items()
