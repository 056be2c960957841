"""Consoles of all kinds: encodings, pipes that break, disks that are full, Ctrl-C, progress."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dangjian_chain.cli.language import speaking
from dangjian_chain.cli.progress import Progress
from dangjian_chain.text import Text
from tests.cli.running import DANGLING, document, process

COMMAND = [sys.executable, "-m", "dangjian_chain"]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of Unix")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "latin-1", "ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("command", [("check",), ("propagate",), ("check", "--format", "json")])
def test_any_encoding_shows_what_it_can(tmp_path: Path, encoding: str, command: tuple[str, ...]) -> None:
    path = document(tmp_path, DANGLING.replace("示例支部", "𬭳镇✓支部"))
    name, *options = command
    done = process(name, path, *options, "--lang", "zh", PYTHONIOENCODING=encoding)

    assert done.code == (0 if name == "propagate" else 1), done.err
    if options:
        assert "组织名册中未查到该组织" in done.raw.decode("utf-8")
    elif encoding == "gbk":
        assert "核对日" in done.raw.decode("gbk")


def test_the_plainest_console_works(tmp_path: Path) -> None:
    """No UTF-8 mode, the C locale and nothing to make up for it."""
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for lang in ("zh", "en"):
        done = process("check", document(tmp_path), "--lang", lang, python=("-X", "utf8=0"), **plain)

        assert done.code == 0, done.err
    assert process("check", tmp_path / "没有", python=("-X", "utf8=0"), **plain).code == 3


@UNIX
@pytest.mark.parametrize("args", [("rules",), ("--help",)])
def test_a_reader_that_goes_away_is_no_drama(args: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, *args], check=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
@pytest.mark.parametrize("args", [("rules",), ("rules", "--format", "json"), ("--help",)])
def test_a_full_disk_is_output_that_cannot_be_written(args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *args], check=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_where_complaints_cannot_be_written_the_code_still_tells(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "check", str(tmp_path / "no")], check=False, stdout=subprocess.PIPE, stderr=full
        )

    assert (done.returncode, done.stdout) == (3, b"")


@UNIX
def test_ctrl_c_leaves_quietly(tmp_path: Path) -> None:
    waiting = tmp_path / "waiting.yaml"
    os.mkfifo(waiting)
    child = subprocess.Popen([*COMMAND, "--lang", "zh", "check", str(waiting)], stderr=subprocess.PIPE)
    writer = os.open(waiting, os.O_WRONLY)  # opens once the child reads
    time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    os.close(writer)

    assert child.returncode == 130
    assert err.decode() == "已中断，没有结果。\n"


class Console(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console()
    monkeypatch.setattr(sys, "stderr", console)
    with Progress(patience=60) as progress:
        progress.step(Text("正在读取 …", "reading …"))

    assert console.getvalue() == ""


def test_long_work_shows_the_step_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console()
    monkeypatch.setattr(sys, "stderr", console)
    with speaking("zh"), Progress(patience=0) as progress:
        progress.step(Text("正在读取 …", "reading …"))
        time.sleep(0.2)
        progress.rule("DJ101")

    shown = console.getvalue()
    assert "正在读取 …" in shown
    assert "正在核对 DJ101 …" in shown
    assert shown.endswith("\r" + " " * 16 + "\r")


def test_a_file_is_not_told_of_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stderr", plain)
    with Progress(patience=0) as progress:
        progress.step(Text("a", "b"))
        time.sleep(0.05)

    assert plain.getvalue() == ""
