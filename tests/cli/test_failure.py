"""Errors of all kinds, and what the command makes of them."""

from __future__ import annotations

import pytest

from dangjian_chain.cli.failure import NoResultError, failure_of, halves, reading, writing
from dangjian_chain.errors import ChainError, MissingExtraError, Problem, UnknownNameError
from dangjian_chain.gaps import RulePluginError
from dangjian_chain.text import Text


@pytest.mark.parametrize(
    ("message", "zh", "en"),
    [
        ("甲 | a", "甲", "a"),
        ("x | y：无法写入 | x | y: cannot be written", "x | y：无法写入", "x | y: cannot be written"),
        ("only one", "only one", "only one"),
        ("a | b | c", "a | b | c", "a | b | c"),
    ],
)
def test_two_languages_in_one_message_are_taken_apart(message: str, zh: str, en: str) -> None:
    assert halves(message) == Text(zh, en)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnknownNameError("duty", "S9", ["S1"]), 2),
        (ChainError("refused"), 2),
        (RulePluginError("example-rules", "example = example_rules:RULES", Text("甲", "a")), 70),
        (ValueError("a fault"), 70),
        (RecursionError(), 70),
        (NoResultError(4, [Problem("x", "", Text("甲", "a"))]), 4),
    ],
)
def test_an_error_has_its_exit_code(error: Exception, code: int) -> None:
    assert failure_of(error).exit_code == code


def test_a_library_that_is_not_there_counts_where_it_was_needed() -> None:
    """A workbook cannot be read, or cannot be written: the same library, two exit codes."""
    for held, code in ((reading("in.xlsx"), 3), (writing("out.xlsx"), 4)):
        with pytest.raises(NoResultError) as caught, held:
            raise MissingExtraError("excel", "XlsxWriter")

        assert caught.value.exit_code == code
        assert "pip install" in caught.value.problems[0].text.zh


def test_what_the_system_says_is_passed_on() -> None:
    for held, code in ((reading("in"), 3), (writing("out"), 4)):
        with pytest.raises(NoResultError) as caught, held:
            raise OSError(5, "Input/output error")

        assert caught.value.exit_code == code
        assert caught.value.problems[0].text.en == "Input/output error"


def test_a_broken_pipe_is_left_to_the_command_line() -> None:
    with pytest.raises(BrokenPipeError), writing("stdout"):
        raise BrokenPipeError


def test_an_unknown_name_is_told_in_chinese_too() -> None:
    (problem,) = failure_of(UnknownNameError("duty", "S9", ["S1", "S99"])).problems

    assert problem.text.zh == "没有责任事项“S9”；是否想用“S99”？"
    assert failure_of(UnknownNameError("duty", "xyz", ["S1"])).problems[0].text.zh == "没有责任事项“xyz”。"
