"""Grades: four vocabularies that are never mixed, read as sheets write them."""

from __future__ import annotations

import pytest

from dangjian_chain.performance.grades import (
    VOCABULARIES,
    is_best,
    is_failing,
    is_poor,
    plain_grade,
    rank,
    vocabularies_of,
)


def test_each_vocabulary_ends_in_its_own_word():
    """Work reports end in 差, gradings of organizations in 较差 (trap 29)."""
    assert {grades.id: grades.words[-1] for grades in VOCABULARIES} == {
        "work_report": "差",
        "grading": "较差",
        "cadre": "不称职",
        "member": "不合格",
    }


@pytest.mark.parametrize("grades", VOCABULARIES, ids=lambda grades: grades.id)
def test_ranks_go_from_the_best_to_the_worst(grades):
    """The last two are poor, the last says that it failed."""
    assert [rank(word) for word in grades.words] == [0, 1, 2, 3]
    assert [word for word in grades.words if is_best(word)] == [grades.best]
    assert tuple(word for word in grades.words if is_poor(word)) == grades.poor
    assert [word for word in grades.words if is_failing(word)] == [grades.words[-1]]


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("好", "好"),
        (" 好 ", "好"),
        ("好（95.5分）", "好"),
        ("好(95)", "好"),
        ("（好）", "好"),
        ("好等次", "好"),
        ("好等级", "好"),
        ("较差，限期整改", "较差"),
        ("差 58分", "差"),
        ("FAILED", "failed"),
        ("三星", "三星"),
        ("", ""),
    ],
)
def test_what_sheets_write_around_a_grade_is_left_out(words, plain):
    assert plain_grade(words) == plain


@pytest.mark.parametrize("words", ["三星", "", "95", "待定", "很好", "不好"])
def test_a_word_of_no_vocabulary_is_neither_best_nor_poor(words):
    assert rank(words) is None
    assert [is_best(words), is_poor(words), is_failing(words)] == [False] * 3
    assert vocabularies_of(words) == ()


def test_a_word_of_two_vocabularies_stands_in_both():
    assert [grades.id for grades in vocabularies_of("好（96分）")] == ["work_report", "grading"]
    assert [grades.id for grades in vocabularies_of("优秀")] == ["cadre", "member"]
    assert [grades.id for grades in vocabularies_of("较差")] == ["grading"]


def test_failed_is_poor_in_english_too():
    assert is_failing("failed")
    assert is_poor("Failed")
