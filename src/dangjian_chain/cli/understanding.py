"""`init --from`: how office workbooks are understood, and the mapping file that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dangjian_chain.cli.failure import INPUT, NoResultError, reading, writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.output import emit
from dangjian_chain.text import Text

_MADE = Text(
    zh="已写入：{target}\n下一步：核对上面的读法，要改就改这个文件，再运行 dangjian-chain check {target}",
    en="written: {target}\nnext: look through the above, correct that file where it is wrong, "
    "then dangjian-chain check {target}",
)
_KEPT = Text(
    zh="已有 {target}，照它读取，没有改动；要重新生成请另写 --output，或先移走它。",
    en="{target} was there and was followed, not changed; for a new one give --output, or move it away.",
)


def map_workbooks(paths: Sequence[Path], target: Path | None, top: str, unit_type: str) -> None:
    """
    Show how workbooks are understood, and write the mapping file.

    Raises
    ------
    NoResultError
        If something in them cannot be read; the mapping file is written all the same.
    """
    from dangjian_chain.formats.office.mapping import NAMES  # noqa: PLC0415 - only where workbooks are mapped
    from dangjian_chain.formats.office.understanding import understand  # noqa: PLC0415 - the same
    from dangjian_chain.reports.understanding import understanding_text  # noqa: PLC0415 - the same

    with reading(paths[0]):
        found = understand(*paths, top=top, unit_type=unit_type)
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    place = target or found.source or folder / NAMES[0 if language() == "zh" else 1]
    emit(understanding_text(found, language()) + "\n")
    if place == found.source and not (top or unit_type):
        emit(_KEPT.of(language()).format(target=place) + "\n")
    else:
        with writing(place):
            found.write(place, language())
        emit(_MADE.of(language()).format(target=place) + "\n")
    if found.problems:
        raise NoResultError(INPUT, found.problems)
