"""The package: every public name is there, readers and writers from the first time they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dangjian_chain as dc

LATE = ["chain_from_document", "from_frames", "read", "read_text", "write"]


def shown(code: str) -> str:
    """Return what code prints in a fresh process."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def test_an_import_loads_no_reader():
    """A command that only asks for help, or a chain made of values, does without."""
    code = (
        "import sys, dangjian_chain as dc; print('dangjian_chain.formats' in sys.modules, dc.read.__name__)"
    )

    assert shown(code) == "False read"


@pytest.mark.parametrize(
    "code", ["dc.formats.read", "dc.ResponsibilityChain.from_frames(kinds=None)", "dc.write"]
)
def test_what_is_loaded_late_is_there_at_once(code):
    assert shown(f"import dangjian_chain as dc; print({code} is not None)") == "True"


def test_a_star_import_brings_every_public_name():
    code = (
        "from dangjian_chain import *; import dangjian_chain as dc; print(set(dc.__all__) - globals().keys())"
    )

    assert shown(code) == "set()"


def test_late_names_are_like_the_others():
    assert set(LATE) <= set(dir(dc))
    assert set(LATE) <= set(dc.__all__)
    assert [getattr(dc, name) for name in LATE] == [getattr(dc.formats, name) for name in LATE]


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'dangjian_chain' has no attribute 'raed'"):
        dc.raed  # noqa: B018
