"""Status and modality: how sure a fact is, and how strongly a provision binds."""

from __future__ import annotations

from enum import StrEnum

from dangjian_chain.text import Text


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
