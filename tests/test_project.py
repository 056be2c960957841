"""The project around the library: locks, extras, what an import loads, the same answer twice."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Put together here, so that this file does not hold what it forbids.
ADDRESS = ":" + "//"
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("files", "python" + "hosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
    )
]
FOLDERS = ["/" + "/".join(parts) for parts in (("work", ""), ("root", ""), ("home", ""), ("Users", ""))]
FORBIDDEN = re.compile(
    "|".join([re.escape(host) for host in HOSTS] + [rf"(?<![\w.-]){folder}" for folder in FOLDERS])
)

HEAVY = [
    "click",
    "duckdb",
    "narwhals",
    "networkx",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "python_calamine",
    "xlsxwriter",
]

SMALL = """\
organizations:
- {id: D1, name: 示例党委, kind: committee}
- {id: D1-01, name: 示例一支部, kind: branch, superior: D1}
- {id: D1-02, name: 示例二支部, kind: branch, superior: D1}
- {id: D1-03, name: 示例三支部, kind: branch, superior: D9}
"""


def run(*code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *code],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )


def committed() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    if listing.returncode:
        pytest.skip("git cannot list the files")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("name", ["dev.txt", "run.txt"])
def test_a_lock_names_hashes_and_no_addresses(name: str) -> None:
    """Where a package comes from is the user's business; what it is, ours."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9]", text, flags=re.MULTILINE)

    assert ADDRESS not in text
    assert pins
    assert len(re.findall(r"^[\w.\[\],-]+==\S+.* \\\n    --hash=sha256:", text, flags=re.MULTILINE)) == len(
        pins
    )


def test_the_short_lock_agrees_with_the_long_one() -> None:
    """Who tries the demo runs what the tests ran."""

    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^\S+==[^\\\n]+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE)
        )

    assert pins("run.txt") <= pins("dev.txt")


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    """What is committed works anywhere."""
    found = []
    for path in committed():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
            found += [f"{path.relative_to(ROOT)}:{number}: {hit}" for hit in FORBIDDEN.findall(line)]

    assert found == []


@pytest.mark.parametrize("target", ["bench", "check", "clean", "demo", "docs", "lock", "test"])
def test_the_makefile_has_every_target(target: str) -> None:
    """The README and the CI script call them by these names."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_extra_all_holds_every_extra() -> None:
    """It names them one by one, so it could lag behind."""
    extras = dict(PROJECT["project"]["optional-dependencies"])

    assert extras.pop("all") == [f"dangjian-chain[{','.join(sorted(extras))}]"]


def test_the_installed_package_is_this_one() -> None:
    """Its version is the module's, and its types are marked as public."""
    package = ROOT / "src" / "dangjian_chain"
    version = re.search(
        r'^__version__ = "(.+)"$', (package / "__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert (package / "py.typed").is_file()
    assert version is not None
    assert importlib.metadata.version("dangjian-chain") == version[1]


def test_import_loads_no_heavy_library() -> None:
    """A command that only asks for help does not pay for graphs, frames and workbooks."""
    done = run("-c", f"import dangjian_chain, sys; print(sorted(sys.modules.keys() & set({HEAVY})))")

    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_two_hash_seeds_give_one_answer(tmp_path: Path) -> None:
    """Sets are walked in the order of hashes; no answer may be."""
    document = tmp_path / "chain.yaml"
    document.write_text(SMALL, encoding="utf-8")
    command = (
        "-c",
        "from dangjian_chain.cli import main; main()",
        "check",
        str(document),
        "--at",
        "2026-09-30",
    )
    first, second = (run(*command, PYTHONHASHSEED=seed) for seed in ("1", "2"))

    assert "DJ001" in first.stdout, first.stderr
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
