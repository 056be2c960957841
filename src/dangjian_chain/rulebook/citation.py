"""Citations: what a provision says, where, how sure that is, and how strongly it binds."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from dangjian_chain.rulebook.instrument import Instrument, Standing
from dangjian_chain.rulebook.override import Switch
from dangjian_chain.rulebook.place import Place
from dangjian_chain.rulebook.status import Modality, Status
from dangjian_chain.text import Lang, Text

_FROM_MEMORY = Text(zh="待查证", en="from memory")
_SWITCHED_ON = Text(zh="待查证，由“{profile}”启用", en="from memory, switched on by {profile}")


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
    to_article, item, chapter : int, optional
        The last of several articles; the item; the chapter, printed where there is no article.
    version : str, optional
        The version whose counting of articles it follows; the last if it says none.
    unit_types : tuple of str
        The types of unit it binds; every one if empty.
    modality_is_ours : bool
        Whether the source leaves the modality open, so that it was chosen here.
    also : tuple of Place
        Other places that say the same.
    where : Text, optional
        Where a practice was seen.
    note : Text, optional
        What a reader should know besides.
    switched : Switch, optional
        The profile that switched it on.
    """

    key: str
    instrument: Instrument
    article: int | None
    paragraph: int | None
    status: Status
    modality: Modality
    text: Text
    by_reference: bool = False
    to_article: int | None = None
    item: int | None = None
    chapter: int | None = None
    version: str | None = None
    unit_types: tuple[str, ...] = ()
    modality_is_ours: bool = False
    also: tuple[Place, ...] = ()
    where: Text | None = None
    note: Text | None = None
    switched: Switch | None = None

    @property
    def is_on(self) -> bool:
        """Whether rules may rest on it: not from memory and not local, unless a profile switched it on."""
        return self.switched is not None or self.status not in {Status.MEMORY, Status.LOCAL}

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.instrument, self.article, self.to_article, self.paragraph, self.item, self.chapter)

    def binds(self, unit_type: str | None) -> bool:
        """Whether it binds units of a type; one of unknown type only if it binds all."""
        return not self.unit_types or unit_type in self.unit_types

    def of(self, unit_type: str | None) -> Citation:
        """
        Return the citation without the other places that are not for units of a type.

        Examples
        --------
        >>> from dangjian_chain.rulebook import rulebook
        >>> fact = rulebook().citation("branch_committee_threshold")
        >>> [len(fact.of(unit_type).also) for unit_type in ("organ", "soe", None)]
        [1, 0, 0]
        """
        also = tuple(place for place in self.also if place.instrument.binds(unit_type))
        return self if len(also) == len(self.also) else evolve(self, also=also)

    def standing(self, day: date) -> Standing:
        """Return whether the version it is counted by is in force on a day."""
        return self.instrument.standing(day, self.version)

    def is_in_force(self, day: date) -> bool:
        """Whether the version it is counted by is in force on a day, as far as is known."""
        return self.instrument.is_in_force(day, self.version)

    def with_switch(self, switch: Switch) -> Citation:
        """Return the citation switched on."""
        return evolve(self, switched=switch)

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
        >>> rulebook().citation("acc_overall").say("zh"), rulebook().citation("acc_exempt").say("zh")
        ('《中国共产党问责条例》第六条', '《中国共产党问责条例》第十七条（待查证）')
        """
        if self.status is Status.PRACTICE:
            return self.instrument.short.of(lang)
        places = ("、" if lang == "zh" else "; ").join(place.say(lang) for place in (self.place, *self.also))
        reference = ""
        if self.by_reference:
            reference = "（参照执行）" if lang == "zh" else " (by reference)"
        mark = "" if self.status is Status.VERIFIED else _bracketed(self._mark(), lang)
        return f"{places}{reference}{mark}"

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
        return f"{said}{_bracketed(self.status.label, lang)}" if self.status is Status.VERIFIED else said

    def _mark(self) -> Text:
        if self.status is not Status.MEMORY:
            return self.status.label
        if self.switched is None:
            return _FROM_MEMORY
        profile = self.switched.profile
        return _SWITCHED_ON.format(zh={"profile": profile.zh}, en={"profile": profile.en})


def _bracketed(words: Text, lang: Lang) -> str:
    return f"（{words.zh}）" if lang == "zh" else f" ({words.en})"
