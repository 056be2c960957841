"""Times of two things in turn, and the line that says how they compare."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

DAY = "2026-09-30"
"""The day that every analysis asks about."""


@dataclass(frozen=True)
class Times:
    """The seconds that one thing took, run after run."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def middle(self) -> float:
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return f"{self.best:.3g} / {self.middle:.3g} s"


@dataclass(frozen=True)
class Line:
    """
    One measurement.

    `limit` is in units of the yardstick where there is one and `in_seconds`
    is not set, else in seconds.
    """

    what: str
    ours: Times
    limit: float
    yardstick: str = ""
    theirs: Times | None = None
    in_seconds: bool = False
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.theirs is None else self.ours.middle / self.theirs.middle

    @property
    def is_within(self) -> bool:
        value = self.ours.middle if self.ratio is None or self.in_seconds else self.ratio
        return value <= self.limit

    def cells(self) -> tuple[str, ...]:
        """Return what is printed: names first, numbers after them."""
        unit = " s" if self.ratio is None or self.in_seconds else " ×"
        return (
            self.what,
            f"{self.ours} (n={len(self.ours.seconds)})",
            "" if self.theirs is None else f"{self.yardstick}: {self.theirs}",
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            f"≤ {self.limit:g}{unit}",
            "within" if self.is_within else "OVER",
            self.remark,
        )


HEADERS = ("what", "ours, best / median", "yardstick, best / median", "ratio", "target", "", "memory")


def timed(run: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], count: int) -> tuple[Times, Times]:
    """
    Return the times of both, taken in turn so that a busy machine slows both.

    One run of each goes first and does not count: it fills the caches.
    """
    ours()
    theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(count)]
    first, second = zip(*pairs, strict=True)
    return Times(first), Times(second)


def child(code: str, *arguments: str) -> Callable[[], None]:
    """
    Return a call that runs Python code in a fresh process.

    Compiled modules may be kept, as they are for everyone who installs the library.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command: Sequence[str] = (sys.executable, "-c", code, *arguments)

    def run() -> None:
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)

    return run


def peak(code: str, *arguments: str) -> int | None:
    """Return the most memory, in MB, that Python code takes in a fresh process, where Linux tells it."""
    if not Path("/proc/self/status").exists():
        return None
    tell = "import re; print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    done = subprocess.run(
        (sys.executable, "-c", f"{code}\n{tell}", *arguments),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return int(done.stdout) // 1024
