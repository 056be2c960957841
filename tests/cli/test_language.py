"""Which language the command speaks."""

from __future__ import annotations

import gettext
import os

import pytest

from dangjian_chain.cli.catalogue import PATH, catalogue
from dangjian_chain.cli.language import chosen_language, language, speaking


@pytest.mark.parametrize(
    ("args", "environ", "lang"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.GBK", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh"),
        ([], {"LANG": "C", "DANGJIAN_CHAIN_LANG": "zh"}, "zh"),
        ([], {"LANG": "zh_CN", "DANGJIAN_CHAIN_LANG": "EN"}, "en"),
        ([], {"LANG": "zh_CN", "DANGJIAN_CHAIN_LANG": "fr"}, "zh"),
        (["--lang", "en"], {"LANG": "zh_CN", "DANGJIAN_CHAIN_LANG": "zh"}, "en"),
        (["check", "x", "--lang=zh"], {"LANG": "C"}, "zh"),
        (["check", "--lang"], {"LANG": "zh_CN"}, "zh"),
        (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_asked_for_then_the_environment_then_english(
    args: list[str], environ: dict[str, str], lang: str
) -> None:
    assert chosen_language(args, environ) == lang


def test_windows_has_names_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("Chinese (Simplified)_China", "936"))

    assert chosen_language([], {}) == "zh"


@pytest.mark.parametrize("before", [None, "de"])
def test_speaking_leaves_nothing_behind(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if before is None:
        monkeypatch.delenv("LANGUAGE", raising=False)
    else:
        monkeypatch.setenv("LANGUAGE", before)
    folder = gettext.bindtextdomain("messages")

    with speaking("zh"):
        assert language() == "zh"
        assert gettext.gettext("Options") == "选项"
        assert gettext.ngettext(
            "{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 3
        ).startswith("{value!r} 不在")
        with speaking("en"):
            assert gettext.gettext("Options") == "Options"

    assert gettext.gettext("Options") == "Options"
    assert os.environ.get("LANGUAGE") == before
    assert gettext.bindtextdomain("messages") == folder


def test_the_committed_catalogue_is_what_the_module_writes() -> None:
    assert PATH.read_bytes() == catalogue()
