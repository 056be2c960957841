"""Running the command inside a test, and in a process of its own."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

from attrs import frozen
from click.testing import CliRunner

from dangjian_chain.cli import root

_SETTINGS = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
_NEUTRAL = {"DANGJIAN_CHAIN_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}

GOOD = """\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: D1-01, name: 示例支部, kind: branch, superior: D1}
roles:
- {id: D1.sj, organization: D1, kind: secretary, holder: 甲}
- {id: D1-01.sj, organization: D1-01, kind: secretary, holder: 乙}
duties:
- {id: S1, title: 主题党日, performed_by: [branch], bearers: {first: secretary}}
assignments:
- {duty: S1, organization: D1, role: D1.sj, responsibility: first}
- {duty: S1, organization: D1-01, role: D1-01.sj, responsibility: first}
"""
"""A chain without gaps."""

DANGLING = GOOD.replace("superior: D1}", "superior: D9}")
"""The same with an error: the branch names a superior that is not there."""

VACANT = GOOD.replace("holder: 乙", "holder: 空缺")
"""The same with a vacancy."""

TWO_MISTAKES = "organizations:\n- {id: D1, kind: brunch}\n- {id: D2, valid_from: 2026-13-01}\n"
"""A document that cannot be read, for two reasons."""


@frozen
class Done:
    """What a run came to."""

    code: int
    out: str
    err: str
    raw: bytes = b""


def run(*args: object, lang: str = "en", input_: str | None = None, **environment: str) -> Done:
    """Run the command; a traceback fails the test."""
    given = [str(arg) for arg in args]
    env = {**_NEUTRAL, "DANGJIAN_CHAIN_LANG": lang, **environment}
    result = CliRunner(**_SETTINGS).invoke(root, given, env=env, input=input_)

    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.stdout + result.stderr
    return Done(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)


def process(*args: object, python: tuple[str, ...] = (), timeout: float = 60, **environment: str) -> Done:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "dangjian_chain", *map(str, args)],
        check=False,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, **_NEUTRAL, **environment},
    )
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")

    assert "Traceback" not in err, err
    return Done(done.returncode, out, err, done.stdout)


def document(folder: Path, text: str = GOOD, name: str = "chain.yaml") -> Path:
    """Write a document and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
