"""The language of the command: asked for, of the environment, of the system."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from itertools import pairwise

from dangjian_chain.text import Lang

VARIABLE = "DANGJIAN_CHAIN_LANG"
_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
_DOMAIN = "messages"
_LANGUAGE: ContextVar[Lang] = ContextVar("language", default="en")


def language() -> Lang:
    """Return the language the command speaks now."""
    return _LANGUAGE.get()


def chosen_language(args: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """
    Return the language to speak: `--lang`, else the environment's, else the system's.

    The words of the command line are read before the parser runs, so that its
    complaints are in the right language too.

    Examples
    --------
    >>> chosen_language(["--lang", "zh", "check"], {}), chosen_language([], {"LANG": "zh_CN.GBK"})
    ('zh', 'zh')
    >>> chosen_language(["check", "--lang=en"], {"DANGJIAN_CHAIN_LANG": "zh"})
    'en'
    """
    asked = [after for word, after in pairwise(args) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in args if word.startswith("--lang=")]
    wanted = [*asked, environ.get(VARIABLE, "")]
    if known := [word for word in wanted if word.lower().startswith(("zh", "en"))]:
        return "zh" if known[0].lower().startswith("zh") else "en"
    system = (
        next((environ[name] for name in _SYSTEM if environ.get(name)), None) or locale.getlocale()[0] or ""
    )
    # Windows calls it "Chinese (Simplified)_China".
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Speak a language for a while, the words of click's own among it."""
    token = _LANGUAGE.set(lang)
    folder, before = gettext.bindtextdomain(_DOMAIN), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(files("dangjian_chain.cli") / "locale"))
    os.environ["LANGUAGE"] = "zh" if lang == "zh" else "C"
    try:
        yield
    finally:
        _LANGUAGE.reset(token)
        gettext.bindtextdomain(_DOMAIN, folder)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
