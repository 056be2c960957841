"""Places: where in an instrument a provision stands, as papers print it."""

from __future__ import annotations

from attrs import frozen

from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.text import Lang


@frozen
class Place:
    """
    An article, paragraph and item of an instrument, or a chapter where the article is not known.

    Examples
    --------
    >>> from dangjian_chain.rulebook import rulebook
    >>> place = Place(rulebook().instruments["ACC19"], article=6, paragraph=1, item=3)
    >>> place.say("zh"), place.say("en")
    ('《中国共产党问责条例》第六条第一款第（三）项', 'Accountability Regulations, Art. 6(1), item 3')
    """

    instrument: Instrument
    article: int | None = None
    to_article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    chapter: int | None = None

    def say(self, lang: Lang) -> str:
        """Return the place as messages print it."""
        name = self.instrument.short.of(lang)
        if lang == "en":
            return f"{name}{self._english()}"
        return f"《{name}》{self._chinese()}" if self.instrument.is_text else name

    def _chinese(self) -> str:
        unit = "点" if self.instrument.has_points else "条"
        parts = [
            _counted(self.article, unit),
            "" if self.to_article is None else f"至{_counted(self.to_article, unit)}",
            _counted(self.paragraph, "款"),
            "" if self.item is None else f"第（{chinese_number(self.item)}）项",
        ]
        return "".join(parts) if self.article is not None else _counted(self.chapter, "章")

    def _english(self) -> str:
        if self.article is None:
            return "" if self.chapter is None else f", ch. {self.chapter}"
        unit = "point" if self.instrument.has_points else "Art."
        last = "" if self.to_article is None else f"–{self.to_article}"
        paragraph = "" if self.paragraph is None else f"({self.paragraph})"
        item = "" if self.item is None else f", item {self.item}"
        return f", {unit} {self.article}{last}{paragraph}{item}"


def _counted(number: int | None, unit: str) -> str:
    return "" if number is None else f"第{chinese_number(number)}{unit}"


def chinese_number(number: int) -> str:
    """
    Return a number from 0 to 999 in Chinese, as articles are counted.

    Examples
    --------
    >>> [chinese_number(number) for number in (6, 12, 30, 105, 114, 120)]
    ['六', '十二', '三十', '一百零五', '一百一十四', '一百二十']
    """
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        head = f"{digits[hundreds]}百"
        middle = f"{digits[tens]}十" if tens else "零" if ones else ""
    else:
        head = ""
        middle = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + middle + (digits[ones] if ones or not number else "")
