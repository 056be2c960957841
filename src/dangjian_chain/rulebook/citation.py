"""Citations: what a provision says, where, how sure that is, and how strongly it binds."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.text import Lang, Text


class Status(StrEnum):
    """How a fact was verified."""

    VERIFIED = "verified"
    ARTICLE_UNVERIFIED = "article-unverified"
    MEMORY = "memory"
    LOCAL = "local"
    PRACTICE = "practice"

    @property
    def label(self) -> Text:
        """What people read."""
        return _LABELS[self.value]


_LABELS = {
    "verified": Text(zh="已核对原文", en="verified"),
    "article-unverified": Text(zh="内容已核对，条号待核", en="content verified, article not"),
    "memory": Text(zh="待查证（默认不启用）", en="from memory, off by default"),
    "local": Text(zh="本单位（本地区）做法", en="local practice"),
    "practice": Text(zh="责任链的定义，非条文规定", en="by the definition of a chain, not by a provision"),
}


_FROM_MEMORY = Text(zh="待查证", en="from memory")


class Modality(StrEnum):
    """How strongly a provision binds."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"

    @property
    def label(self) -> Text:
        """The words of provisions."""
        zh, en = {"must": ("应当", "must"), "should": ("一般、原则上", "should"), "may": ("可以", "may")}[
            self.value
        ]
        return Text(zh=zh, en=en)


@frozen(cache_hash=True)
class Citation:
    """
    One provision, in our words.

    Parameters
    ----------
    key : str
        The fact's stable key.
    instrument : Instrument
    article : int, optional
        `None` where the chapter alone is known, or there is none.
    paragraph : int, optional
    status : Status
    modality : Modality
    text : Text
        What it asks, paraphrased.
    by_reference : bool
        Whether it binds primary organizations only by reference (参照执行).
    """

    key: str
    instrument: Instrument
    article: int | None
    paragraph: int | None
    status: Status
    modality: Modality
    text: Text
    by_reference: bool = False

    @property
    def is_on(self) -> bool:
        """Whether rules may rest on it unless a profile says otherwise: not from memory, not local."""
        return self.status not in {Status.MEMORY, Status.LOCAL}

    def document(self) -> dict[str, object]:
        """Return the citation as documents for programs hold it."""
        return {
            "key": self.key,
            "instrument": self.instrument.code,
            **self.instrument.title.under("title"),
            "article": self.article,
            "paragraph": self.paragraph,
            "status": str(self.status),
            "modality": str(self.modality),
            "by_reference": self.by_reference,
            **self.text.under("text"),
        }

    def say(self, lang: Lang) -> str:
        """
        Return the citation as messages print it.

        Examples
        --------
        >>> from dangjian_chain.rulebook import rulebook
        >>> rulebook().citation("acc_overall").say("zh")
        '《中国共产党问责条例》第六条'
        """
        name = self.instrument.short.of(lang)
        if self.status is Status.PRACTICE:
            return name
        mark = ""
        if self.status is not Status.VERIFIED:
            mark = f"（{self.status.label.zh}）" if lang == "zh" else f" ({self.status.label.en})"
        reference = ""
        if self.by_reference:
            reference = "（参照执行）" if lang == "zh" else " (by reference)"
        return f"{self._where(name, lang)}{reference}{mark}"

    def say_verified(self, lang: Lang) -> str:
        """
        Return the citation with its verification status always said, as statements on a path have it.

        Examples
        --------
        >>> from dangjian_chain.rulebook import rulebook
        >>> rulebook().citation("acc_overall").say_verified("zh"), rulebook().citation("acc_exempt").say_verified("zh")
        ('《中国共产党问责条例》第六条（已核对原文）', '《中国共产党问责条例》第十七条（待查证）')
        """
        said = self.say(lang)
        if self.status is Status.VERIFIED:
            return f"{said}（{self.status.label.zh}）" if lang == "zh" else f"{said} ({self.status.label.en})"
        if self.status is Status.MEMORY:
            return said.replace(self.status.label.of(lang), _FROM_MEMORY.of(lang))
        return said

    def _where(self, name: str, lang: Lang) -> str:
        if lang == "zh":
            article = "" if self.article is None else f"第{chinese_number(self.article)}条"
            paragraph = "" if self.paragraph is None else f"第{chinese_number(self.paragraph)}款"
            return f"《{name}》{article}{paragraph}"
        article = "" if self.article is None else f", Art. {self.article}"
        return f"{name}{article}" + ("" if self.paragraph is None else f"({self.paragraph})")


def chinese_number(number: int) -> str:
    """
    Return a number from 1 to 99 in Chinese, as articles are counted.

    Examples
    --------
    >>> chinese_number(6), chinese_number(12), chinese_number(30)
    ('六', '十二', '三十')
    """
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")
