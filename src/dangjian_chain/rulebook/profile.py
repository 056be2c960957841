"""Profiles: a unit's own file of numbers, facts switched on and implementing rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from dangjian_chain.errors import Problem, UnknownNameError, UnreadableDocumentError
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.rulebook.override import Override, Switch
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SCHEMA = "dangjian-chain-profile/1"

_LARGEST = 1 << 20


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
        file = Path(path)
        try:
            data = file.read_bytes()
        except OSError as error:
            what = error.strerror or str(error)
            raise _unreadable(
                "unreadable-file", file.name, f"文件打不开（{what}）", f"the file cannot be opened: {what}"
            ) from error
        return cls.from_bytes(data, file.name)

    @classmethod
    def from_bytes(cls, data: bytes, source: str = "profile.toml") -> Profile:
        """Return the profile in the bytes of a TOML file; see `read`."""
        if len(data) > _LARGEST:
            raise _unreadable("too-large", source, "文件过大，最多 1 MB", "too large, 1 MB at most")
        try:
            words = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            zh, en = "不是 UTF-8 编码，请另存为 UTF-8", "this is not UTF-8; save it as UTF-8"
            raise _unreadable("unreadable-encoding", source, zh, en) from error
        from dangjian_chain.rulebook.profile_reading import profile_of  # noqa: PLC0415 - it imports this module

        return profile_of(words.replace("\r\n", "\n"), source)

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


def _unreadable(code: str, source: str, zh: str, en: str) -> UnreadableDocumentError:
    return UnreadableDocumentError([Problem(code, source, Text(zh=zh, en=en))])
