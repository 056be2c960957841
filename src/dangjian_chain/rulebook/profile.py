"""Profiles: a unit's own file of numbers, facts switched on and implementing rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.rulebook.override import Override, Switch
from dangjian_chain.rulebook.toml_file import bytes_of, words_of
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SCHEMA = "dangjian-chain-profile/1"


@frozen
class Profile:
    """
    What a unit changes in the rulebook; `Rulebook.with_profile` applies it.

    Parameters
    ----------
    name, reason : Text
        What it is called, and why it is.
    overrides : tuple of Override
        Numbers in place of ours.
    switches : tuple of Switch
        Facts from memory or of a place that rules may rest on.
    facts : tuple of Citation
        Implementing rules of its own, all of them local.
    instruments : tuple of Instrument
        The documents they stand in.
    unit_types : tuple of str
        Types of unit of its own.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain.rulebook import rulebook
    >>> profile = Profile.example("local-practice")
    >>> talks = rulebook().with_profile(profile).parameter("talks_per_year").held(date(2026, 9, 30))
    >>> talks.value, talks.former, talks.override.reason.zh
    (2.0, 1.0, '多地手册要求每年谈心谈话不少于2次')
    """

    name: Text
    reason: Text
    overrides: tuple[Override, ...] = ()
    switches: tuple[Switch, ...] = ()
    facts: tuple[Citation, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    unit_types: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: str | Path) -> Profile:
        """
        Return the profile in a TOML file.

        Raises
        ------
        UnreadableDocumentError
            With everything that is wrong in it.
        """
        return cls.from_bytes(bytes_of(path), Path(path).name)

    @classmethod
    def from_bytes(cls, data: bytes, source: str = "profile.toml") -> Profile:
        """Return the profile in the bytes of a TOML file; see `read`."""
        from dangjian_chain.rulebook.profile_reading import profile_of  # noqa: PLC0415 - it imports this module

        return profile_of(words_of(data, source), source)

    @classmethod
    def example(cls, name: str) -> Profile:
        """
        Return a profile that ships as an example and is never applied by itself.

        Raises
        ------
        UnknownNameError
            Naming the nearest.
        """
        known = cls.examples()
        if name not in known:
            raise UnknownNameError("profile", name, known)
        return cls.from_bytes((_shipped() / f"{name}.toml").read_bytes(), f"{name}.toml")

    @classmethod
    def examples(cls) -> tuple[str, ...]:
        """Return the names of the profiles that ship as examples."""
        files = (file.name for file in _shipped().iterdir())
        return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))

    def dumps(self) -> str:
        """Return the profile as a TOML file; reading it gives the same profile."""
        from dangjian_chain.rulebook.profile_writing import written  # noqa: PLC0415 - it imports this module

        return written(self)


def _shipped() -> Traversable:
    from importlib import resources  # noqa: PLC0415 - loaded when an example is asked for

    return resources.files("dangjian_chain.rulebook") / "profiles"
