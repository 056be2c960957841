"""
Measure the library beside its yardsticks and print one line each.

    python benchmarks/run.py [--tiny] [--markdown] [import | bureau | rules | country | extremes | paths | workbook | annotate | report | records | year …]

`--tiny` runs everything once at a small size, to see that it runs; `--markdown`
prints the table of README.md. Exit status is 0 whether within the targets or not.
"""

from __future__ import annotations

import argparse
import os
import platform
from importlib import import_module, metadata

from measure import HEADERS, Line

NAMES = (
    *("import", "bureau", "rules", "country", "extremes", "paths", "workbook", "annotate", "report"),
    *("records", "year"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the library beside its yardsticks.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}; all without one")
    parser.add_argument("--tiny", action="store_true", help="once, at a small size")
    parser.add_argument("--markdown", action="store_true", help="as the table of README.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(NAMES):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    print(machine(), flush=True)
    if chosen.markdown:
        print(f"\n| {' | '.join(HEADERS)} |\n|{' --- |' * len(HEADERS)}", flush=True)
    for name in chosen.names or NAMES:
        for line in import_module(f"bench_{name}").lines(tiny=chosen.tiny):
            print(as_text(line, markdown=chosen.markdown), flush=True)


def machine() -> str:
    """Return what the numbers depend on, and nothing that names a machine."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("numpy", "pandas"))
    return f"Python {platform.python_version()}, {versions}, {os.cpu_count()} cores"


def as_text(line: Line, *, markdown: bool) -> str:
    if markdown:
        return f"| {' | '.join(line.cells())} |"
    what, ours, theirs, ratio, target, verdict, remark = line.cells()
    beside = f"; {theirs}; ratio {ratio}" if theirs else ""
    return f"{verdict:6} {what}: {ours}{beside}; target {target}" + (f"; {remark}" if remark else "")


if __name__ == "__main__":
    main()
