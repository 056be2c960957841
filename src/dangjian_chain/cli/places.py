"""Places of input and output that must not be one."""

from __future__ import annotations

import os
from pathlib import Path

from dangjian_chain.cli.failure import OUTPUT, NoResultError
from dangjian_chain.errors import Problem
from dangjian_chain.text import Text

_SAME = Text(
    zh="输出和输入是同一处，原有内容（包括注释）会丢失；请另写一处",
    en="output and input are the same place, and what is there, comments among it, would be lost; write elsewhere",
)


def refuse_same(source: Path, target: Path | None) -> None:
    """Refuse to write over what is read."""
    if target is not None and os.path.realpath(source) == os.path.realpath(target):
        raise NoResultError(OUTPUT, [Problem("same-place", str(target), _SAME)])
