"""Whole renderings as readable text in `tests/golden/`; read every change before accepting it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
UPDATE = "UPDATE_GOLDENS"
"""Set this in the environment to accept what is rendered now."""


def assert_golden(name: str, rendered: str | bytes) -> None:
    """Compare a rendering with the committed one."""
    content = rendered.encode() if isinstance(rendered, str) else rendered
    path = FOLDER / name
    if os.environ.get(UPDATE):
        path.write_bytes(content)

    assert content.decode("utf-8-sig") == path.read_text("utf-8-sig")
