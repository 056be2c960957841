"""Bands of organizations: advanced, qualified, backward, each with its focus and its programme."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from dangjian_chain.model.vocabulary import Word
from dangjian_chain.performance.grades import plain_grade
from dangjian_chain.text import Text


class Band(Word):
    """
    Where an organization stands (分类定级); from the best to the one that is to be rectified.

    Three bands are asked for by a provision (扩大先进、提升中间、整顿后进); focus and
    programme of each are practice of the paper this library starts from.
    """

    ADVANCED = "advanced", "先进", "advanced"
    QUALIFIED = "qualified", "达标", "qualified"
    BACKWARD = "backward", "后进", "backward"

    @property
    def focus(self) -> Text:
        """What to look at in organizations of the band; practice of the seed document."""
        return _FOCUS[self]

    @property
    def programme(self) -> Text:
        """The programme they are in; practice of the seed document."""
        return _PROGRAMMES[self]

    @property
    def place(self) -> int:
        """0 for the best."""
        return tuple(Band).index(self)

    @classmethod
    def of(cls, words: str | None) -> Band | None:
        """
        Return the band that words of a roster mean; `None` for words that mean none.

        Examples
        --------
        >>> [Band.of(words) for words in ("先进", "较好", "一星", "三星级", "差（58分）", "待定", None)]
        [<Band.ADVANCED: 'advanced'>, <Band.QUALIFIED: 'qualified'>, <Band.BACKWARD: 'backward'>,
         <Band.QUALIFIED: 'qualified'>, <Band.BACKWARD: 'backward'>, None, None]
        """
        return None if words is None else _READ.get(_plain(words))


_FOCUS: Mapping[Band, Text] = MappingProxyType(
    {
        Band.ADVANCED: Text(zh="看创新", en="look at innovation"),
        Band.QUALIFIED: Text(zh="促提升", en="press for improvement"),
        Band.BACKWARD: Text(zh="抓基础", en="see to the basics"),
    }
)
_PROGRAMMES: Mapping[Band, Text] = MappingProxyType(
    {
        Band.ADVANCED: Text(zh="头雁工程", en="lead-goose programme"),
        Band.QUALIFIED: Text(zh="提升工程", en="improvement programme"),
        Band.BACKWARD: Text(zh="转化工程", en="transformation programme"),
    }
)
_WORDS: Mapping[Band, tuple[str, ...]] = MappingProxyType(
    {
        Band.ADVANCED: ("先进", "好", "优秀", "五星", "5星", "advanced"),
        Band.QUALIFIED: (
            *("达标", "中间", "较好", "一般", "合格", "基本合格", "qualified"),
            *("四星", "三星", "二星", "两星", "4星", "3星", "2星"),
        ),
        Band.BACKWARD: ("后进", "差", "较差", "不合格", "不达标", "软弱涣散", "一星", "1星", "backward"),
    }
)
_READ = MappingProxyType({word: band for band, words in _WORDS.items() for word in words})
_STARS = re.compile(r"★+")
_NUMBERS = "零一二三四五"
_ENDINGS = ("党支部", "支部", "党组织", "组织", "级", "型", "类")


def _plain(words: str) -> str:
    """Return words without what rosters write around a band: brackets, 级, 支部; stars drawn are counted."""
    text = unicodedata.normalize("NFKC", words).strip()
    if _STARS.fullmatch(text) and len(text) < len(_NUMBERS):
        return _NUMBERS[len(text)] + "星"
    plain = plain_grade(text)
    for ending in _ENDINGS:
        plain = plain.removesuffix(ending)
    return plain
