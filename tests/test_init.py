"""The package: every public name is there, readers and writers from the first time they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dangjian_chain as dc

LATE = {
    "formats": ["chain_from_document", "from_frames", "read", "read_text", "write"],
    "accountability": ["AccountabilityPaths", "accountability_paths", "answers_to", "paths_through"],
}


def shown(code: str) -> str:
    """Return what code prints in a fresh process."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.mark.parametrize("room", LATE)
def test_an_import_loads_neither_readers_nor_paths(room):
    """A command that only asks for help, or a chain made of values, does without."""
    code = f"import sys, dangjian_chain as dc; print('dangjian_chain.{room}' in sys.modules, dc.{LATE[room][-1]}.__name__)"

    assert shown(code) == f"False {LATE[room][-1]}"


@pytest.mark.parametrize(
    "code",
    [
        "dc.formats.read",
        "dc.ResponsibilityChain.from_frames(kinds=None)",
        "dc.write",
        "dc.PathStep",
        "dc.accountability",
    ],
)
def test_what_is_loaded_late_is_there_at_once(code):
    assert shown(f"import dangjian_chain as dc; print({code} is not None)") == "True"


def test_a_star_import_brings_every_public_name():
    code = (
        "from dangjian_chain import *; import dangjian_chain as dc; print(set(dc.__all__) - globals().keys())"
    )

    assert shown(code) == "set()"


@pytest.mark.parametrize("room", LATE)
def test_late_names_are_like_the_others(room):
    loaded = getattr(dc, room)

    assert set(LATE[room]) <= set(dir(dc))
    assert set(LATE[room]) <= set(dc.__all__)
    assert [getattr(dc, name) for name in LATE[room]] == [getattr(loaded, name) for name in LATE[room]]


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'dangjian_chain' has no attribute 'raed'"):
        dc.raed  # noqa: B018
