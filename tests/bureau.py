"""The bundled example in the repository, and its scripts."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

BUREAU = Path(__file__).parent.parent / "examples" / "geological-bureau"
AT = date(2026, 9, 30)
"""The day that the example is about."""


def script(name: str) -> ModuleType:
    """Return a script of the example as a module."""
    spec = importlib.util.spec_from_file_location(f"bureau_{name}", BUREAU / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLANT = script("plant").plant
