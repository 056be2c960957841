"""
Untidy workbooks in the styles offices use, each with the chain that it means, written by hand.

`python -m tests.office.untidy FOLDER` writes them all, a folder a case, to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.office import bearers, folders, lists, outcomes, people, rosters, starter
from tests.office.case import Case

CASES: tuple[Case, ...] = (
    *starter.CASES,
    *rosters.CASES,
    *people.CASES,
    *lists.CASES,
    *bearers.CASES,
    *outcomes.CASES,
    *folders.CASES,
)


def write_all(folder: Path) -> None:
    """Write every case into a folder of its name."""
    for case in CASES:
        place = folder / case.name
        place.mkdir(parents=True)
        case.make(place)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
