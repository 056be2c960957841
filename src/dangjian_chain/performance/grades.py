"""Grades: four vocabularies that are never mixed, and the bands of organizations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from attrs import frozen

from dangjian_chain.text import Text

_BRACKETS = re.compile(r"\([^()]*\)")
_ENDINGS = ("等次", "等级", "等")
_FAILED = "failed"


@frozen
class Grades:
    """
    One vocabulary of grades.

    Parameters
    ----------
    id : str
    label : Text
    words : tuple of str
        From the best to the worst; the last two are poor, the last says that it failed.
    """

    id: str
    label: Text
    words: tuple[str, ...]

    @property
    def best(self) -> str:
        """The best of them."""
        return self.words[0]

    @property
    def poor(self) -> tuple[str, ...]:
        """The last two: what calls for rectification."""
        return self.words[-2:]


VOCABULARIES: tuple[Grades, ...] = (
    Grades("work_report", Text(zh="述职评议", en="work reports"), ("好", "较好", "一般", "差")),
    Grades("grading", Text(zh="党组织定级", en="grading of organizations"), ("好", "较好", "一般", "较差")),
    Grades(
        "cadre", Text(zh="干部年度考核", en="yearly grades of cadres"), ("优秀", "称职", "基本称职", "不称职")
    ),
    Grades(
        "member", Text(zh="民主评议党员", en="appraisal of members"), ("优秀", "合格", "基本合格", "不合格")
    ),
)
"""The four vocabularies; a word may stand in two of them."""

_RANK: Mapping[str, int] = MappingProxyType(
    {word: rank for grades in VOCABULARIES for rank, word in enumerate(grades.words)} | {_FAILED: 3}
)
_POOR_FROM = 2


@lru_cache(maxsize=1024)
def plain_grade(words: str) -> str:
    """
    Return a grade without what sheets write around it.

    Examples
    --------
    >>> [plain_grade(words) for words in ("差（58分）", "（差）", "不称职等次", "差，限期整改", "优秀(95)")]
    ['差', '差', '不称职', '差', '优秀']
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    bare = _BRACKETS.sub("", plain).strip() or plain.strip(" ()")
    head = re.split(r"[,;、。\s]", bare, maxsplit=1)[0]
    for ending in _ENDINGS:
        head = head.removesuffix(ending)
    return head


def rank(words: str) -> int | None:
    """
    Return the place of a grade in its vocabulary, 0 for the best; `None` for a word of none of them.

    Examples
    --------
    >>> [rank(words) for words in ("好", "称职", "一般", "较差", "五星")]
    [0, 1, 2, 3, None]
    """
    return _RANK.get(plain_grade(words))


def is_failing(grade: str) -> bool:
    """
    Whether a grade says that it failed, as sheets write it.

    Examples
    --------
    >>> [is_failing(words) for words in ("差", "差（58分）", "（差）", "不称职等次", "差，限期整改", "Failed", "较好", "一般")]
    [True, True, True, True, True, True, False, False]
    """
    found = rank(grade)
    return found is not None and found > _POOR_FROM


def is_poor(grade: str) -> bool:
    """
    Whether a grade is one of the last two of its vocabulary.

    Examples
    --------
    >>> [is_poor(words) for words in ("一般", "基本合格", "差", "较好", "称职")]
    [True, True, True, False, False]
    """
    found = rank(grade)
    return found is not None and found >= _POOR_FROM


def is_best(grade: str) -> bool:
    """
    Whether a grade is the best of its vocabulary.

    Examples
    --------
    >>> is_best("好"), is_best("较好"), is_best("优秀（96分）")
    (True, False, True)
    """
    return rank(grade) == 0


def vocabularies_of(words: str) -> tuple[Grades, ...]:
    """
    Return the vocabularies that a grade can be of: 好 is of two.

    Examples
    --------
    >>> [grades.id for grades in vocabularies_of("一般")], vocabularies_of("三星")
    (['work_report', 'grading'], ())
    """
    plain = plain_grade(words)
    return tuple(grades for grades in VOCABULARIES if plain in grades.words)
