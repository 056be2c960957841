"""
Lay the planted defects over a copy of the example.

    python plant.py TARGET            all of them
    python plant.py TARGET 08 12b     some of them

`defects.csv` says what to change, `defects-gaps.csv` which gaps follow.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from dangjian_chain.formats.edits import edited_files, rows_of

HERE = Path(__file__).parent
FILES = (
    "organizations",
    "roles",
    "appointments",
    "duties",
    "assignments",
    "records",
    "records_cover",
    "changes",
)
PROFILE = "profile.toml"


def plant(target: Path, numbers: Iterable[str] | None = None) -> Path:
    """Write the example with the defects of those numbers (all without) into `target` and return it."""
    edits = rows_of((HERE / "defects.csv").read_bytes())
    chosen = {edit["no"] for edit in edits} if numbers is None else set(numbers)
    if unknown := chosen - {edit["no"] for edit in edits}:
        sys.exit(f"defects.csv has no {', '.join(sorted(unknown))}")
    files = {f"{name}.csv": (HERE / f"{name}.csv").read_bytes() for name in FILES}
    target.mkdir(parents=True, exist_ok=True)
    of_files = [edit for edit in edits if edit["file"] != PROFILE]
    for name, content in edited_files(files, of_files, chosen).items():
        (target / name).write_bytes(content)
    profile = (HERE / PROFILE).read_text("utf-8")
    for edit in edits:
        if edit["file"] == PROFILE and edit["no"] in chosen:
            profile = _overridden(profile, edit)
    (target / PROFILE).write_text(profile, "utf-8")
    return target


def _overridden(profile: str, edit: Mapping[str, str]) -> str:
    """Return the profile with a number of its first override of a parameter changed."""
    wanted = rf'(parameter = "{edit["row"]}"\n{edit["column"]} = ).*'
    changed, count = re.subn(wanted, rf"\g<1>{edit['value']}", profile, count=1)
    if not count:
        raise LookupError(edit["no"], PROFILE, edit["row"])
    return changed


if __name__ == "__main__":
    plant(Path(sys.argv[1]), sys.argv[2:] or None)
