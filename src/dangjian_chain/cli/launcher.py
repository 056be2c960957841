"""The entry for those without a shell: a folder is dropped on a file, and the window waits to be read."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import NoReturn

from dangjian_chain.cli.language import VARIABLE
from dangjian_chain.cli.root import root

FILES = ("核对责任链.bat", "核对责任链.py")
"""What a folder or workbooks are dropped on: on Windows, and where Python files are opened by Python."""

_CLOSE = "按回车键关闭 | press Enter to close "
_BATCH = """\
@echo off
rem Drop the folder of the tables, or some workbooks, on this file.
setlocal DisableDelayedExpansion
"{python}" -m dangjian_chain.cli.launcher %*
if errorlevel 9000 (
  echo Python was not found: "{python}". Make this file anew by: dangjian-chain init --launcher
  pause
)
"""
_SCRIPT = '''\
"""把存放表格的文件夹（或几份表）拖到这个文件上。"""

from dangjian_chain.cli.launcher import main

main()
'''


def main() -> NoReturn:
    """Run `office` on what was dropped, in Chinese unless the environment asks for another language, and wait."""
    code: object = 0
    try:
        spoken = () if VARIABLE in os.environ else ("--lang", "zh")
        root.main(["office", "--ask", *spoken, *sys.argv[1:]])
    except SystemExit as leaving:
        code = leaving.code
    with contextlib.suppress(EOFError, KeyboardInterrupt, OSError):
        input(_CLOSE)
    sys.exit(code if isinstance(code, int) else 0)


def launcher_files(python: str) -> dict[str, bytes]:
    """
    Return the files that a folder is dropped on, by name.

    Parameters
    ----------
    python : str
        The Python that has the library, by its path.

    Notes
    -----
    The batch file is in the code page of Chinese Windows, or in UTF-8 where that lacks a character.
    """
    batch = _BATCH.format(python=python.replace("%", "%%")).replace("\n", "\r\n")
    return {FILES[0]: _encoded(batch), FILES[1]: _SCRIPT.encode("utf-8")}


def _encoded(batch: str) -> bytes:
    try:
        return batch.encode("gbk")
    except UnicodeEncodeError:  # a rare character in the path: the window has to speak UTF-8 first
        return batch.replace("@echo off\r\n", "@echo off\r\nchcp 65001 >nul\r\n").encode("utf-8")


def python_here() -> str:
    """Return the path of the Python that runs, with a window of its own."""
    running = Path(sys.executable)
    console = running.with_name("python.exe")
    return str(console if running.name.lower() == "pythonw.exe" else running)


if __name__ == "__main__":
    main()
