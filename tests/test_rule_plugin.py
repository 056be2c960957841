"""The example of a rule of one's own: built, installed aside, found by the command; and what a broken one leads to."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

from tests.docs.pages import DOCS, LANGUAGES, blocks, written

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "rule-plugin"
PAGE = "howto/rule-plugin.md"
PACKAGE = "dangjian-chain-example-rules"
EACH_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("pip", "flit_core")),
    reason="building a package takes pip and flit_core",
)


@frozen
class Plugin:
    """A copy of the example, and the folder it is installed in."""

    source: Path
    installed: Path

    def run(self, *command: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "DANGJIAN_CHAIN_LANG": lang,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(self.installed),
            "PYTHONUTF8": "1",
        }
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.source,
            check=False,
            capture_output=True,
            encoding="utf-8",
            env=environment,
        )

    def chain(self, *command: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
        done = self.run("dangjian_chain", *command, lang=lang)

        assert "Traceback" not in done.stderr, done.stderr
        return done


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Plugin:
    folder = tmp_path_factory.mktemp("rule-plugin")
    source, installed = folder / "source", folder / "installed"
    shutil.copytree(EXAMPLE, source, ignore=shutil.ignore_patterns("__pycache__"))
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir", "--no-compile")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", *options, "--target", installed, source],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )

    assert done.returncode == 0, done.stderr
    return Plugin(source, installed)


@pytest.fixture
def broken(plugin: Plugin, tmp_path: Path) -> Plugin:
    """A copy of what is installed, to be broken."""
    installed = tmp_path / "installed"
    shutil.copytree(plugin.installed, installed)
    return Plugin(tmp_path, installed)


@pytest.fixture(scope="module")
def card(plugin: Plugin) -> dict[str, str]:
    """What the command tells of the rule."""
    done = plugin.chain("explain", "LC501", "--format", "json")

    assert done.returncode == 0, done.stderr
    (rule,) = json.loads(done.stdout)["rules"]
    return rule


def change(plugin: Plugin, name: str, *edits: tuple[str, str]) -> None:
    """Change a file of an installed plug-in."""
    (path,) = plugin.installed.rglob(name)
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_the_rule_stands_in_the_table(plugin: Plugin) -> None:
    """Once, in the stage that its digit names, and ours beside it."""
    rows = plugin.chain("rules", "--stage", "capability", lang="zh").stdout.splitlines()

    assert [row.split()[-1] for row in rows if row.startswith("LC")] == ["secretary-alone"]
    assert any(row.startswith("DJ501") for row in rows)


@pytest.mark.parametrize("name", ["LC501", "lc501", "secretary-alone"])
def test_its_card_is_shown(plugin: Plugin, name: str) -> None:
    assert plugin.chain("explain", name, lang="zh").stdout.startswith(
        "LC501 书记岗位未见B角（secretary-alone）\n"
    )


@EACH_LANGUAGE
def test_it_speaks_in_its_bad_example_and_no_other_does(
    plugin: Plugin, card: dict[str, str], tmp_path: Path, lang: str
) -> None:
    """With its message in the language that is asked for, and the place of the row."""
    (tmp_path / "roster.yaml").write_text(card["bad"], encoding="utf-8")
    command = ("check", str(tmp_path / "roster.yaml"), "--at", card["examples_at"])
    gaps = json.loads(plugin.chain(*command, "--format", "json").stdout)["gaps"]
    shown = plugin.chain(*command, "--fail-on", "note", lang=lang)

    assert [(gap["code"], gap["subject"]) for gap in gaps] == [("LC501", "D1-01.sj")]
    assert gaps[0]["place"].endswith("roster.yaml:7")
    assert gaps[0][f"message_{lang}"] in shown.stdout
    assert gaps[0][f"remedy_{lang}"] in shown.stdout
    assert shown.returncode == 1


def test_nothing_speaks_in_its_good_example(plugin: Plugin, card: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "roster.yaml").write_text(card["good"], encoding="utf-8")
    done = plugin.chain("check", str(tmp_path / "roster.yaml"), "--at", "2026-09-30", "--format", "json")

    assert json.loads(done.stdout)["gaps"] == []


def test_its_own_tests_pass(plugin: Plugin) -> None:
    done = plugin.run("pytest", "-p", "no:cacheprovider", "-q")

    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d passed", done.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "__init__.py",
            "lc501_secretary_alone import",
            "lc502_absent import",
            "ModuleNotFoundError: No module named 'example_rules.lc502_absent'",
        ),
        ("__init__.py", "RULES = (RULE,)", "RULES = (RULE", "SyntaxError: '(' was never closed"),
        ("__init__.py", "RULES = (RULE,)", "RULES = (RULE, None)", "it offers NoneType, not a Rule"),
        ("__init__.py", "RULES = (RULE,)", "RULES = (RULE, RULE)", f"LC501 is taken by a rule of {PACKAGE}"),
        ("entry_points.txt", "example_rules:RULES", "example_rules", "it offers module, not a Rule"),
        (
            "lc501_secretary_alone.py",
            'code="LC501"',
            'code="DJ501"',
            "code DJ501 begins with DJ, the letters of this library's own rules",
        ),
        (
            "lc501_secretary_alone.py",
            'code="LC501"',
            'code="LC5"',
            "ValueError: a code is two to six capital letters",
        ),
        (
            "lc501_secretary_alone.py",
            'name="secretary-alone"',
            'name="vacant-role"',
            "vacant-role is taken by a rule of dangjian-chain",
        ),
    ],
    ids=["import", "syntax", "not-a-rule", "twice", "module", "letters", "code", "name"],
)
def test_a_broken_package_is_told_in_one_line(
    broken: Plugin, name: str, old: str, new: str, words: str
) -> None:
    """The line says which package, what is wrong with it, and what to do."""
    change(broken, name, (old, new))
    done = broken.chain("rules")
    (line,) = done.stderr.splitlines()

    assert (done.returncode, done.stdout) == (70, "")
    assert line.startswith(f"the rules of package {PACKAGE} (example = example_rules")
    assert words in line
    assert line.endswith("; update or uninstall that package")


@EACH_LANGUAGE
@pytest.mark.parametrize("command", ["explain DJ001", "check roster.yaml --at 2026-09-30", "demo"])
def test_every_command_that_needs_rules_tells_of_a_broken_package(
    broken: Plugin, command: str, lang: str
) -> None:
    """And checks nothing, for what a list leaves out in silence is taken for in order."""
    change(broken, "__init__.py", ("RULES = (RULE,)", "RULES = None"))
    roster = "organizations:\n- {id: Z1, name: 示例支部, kind: branch}\n"
    (broken.source / "roster.yaml").write_text(roster, encoding="utf-8")
    done = broken.chain(*command.split(), lang=lang)

    assert (done.returncode, done.stdout) == (70, "")
    assert (
        done.stderr.splitlines()[-1]
        == {
            "zh": f"程序包 {PACKAGE} 提供的核对项（example = example_rules:RULES）无法使用：应为 Rule，实为 NoneType。"
            "请更新或卸载该程序包。",
            "en": f"the rules of package {PACKAGE} (example = example_rules:RULES) cannot be used: "
            "it offers NoneType, not a Rule; update or uninstall that package",
        }[lang]
    )


def test_a_rule_that_fails_is_told_in_one_line(broken: Plugin, card: dict[str, str]) -> None:
    """The table still shows it; only looking fails, and a program is told as well."""
    change(broken, "lc501_secretary_alone.py", ('roles.column("stand_in")', 'roles.column("stand-in")'))
    document = broken.source / "roster.yaml"
    document.write_text(card["bad"], encoding="utf-8")
    done = broken.chain("check", str(document), "--at", "2026-09-30", "--format", "json", lang="zh")
    told = json.loads(done.stdout)

    assert done.returncode == told["exit_code"] == 70
    assert told["problems"][0]["code"] == "rule-plug-in"
    assert "LC501 核对时出错（UnknownNameError: there is no column 'stand-in'" in done.stderr
    assert told["problems"][0]["message_zh"] in done.stderr
    assert PACKAGE in told["problems"][0]["message_en"]


def test_where_it_happened_is_shown_on_request(broken: Plugin) -> None:
    change(broken, "__init__.py", ("lc501_secretary_alone import", "lc502_absent import"))
    done = broken.run("dangjian_chain", "rules", "--debug")

    assert "from example_rules.lc502_absent import RULE" in done.stderr


def test_commands_that_need_no_rules_go_on(broken: Plugin) -> None:
    change(broken, "__init__.py", ("RULES = (RULE,)", "RULES = None"))

    assert broken.chain("--help").returncode == 0
    assert broken.chain("init", "my-unit").returncode == 0


# --- the page --------------------------------------------------------------------------------------


@EACH_LANGUAGE
def test_what_the_page_includes_is_there(lang: str) -> None:
    """All files of the package but the READMEs are shown."""
    found = re.findall(r"^```\{literalinclude\} (\S+)$", written(lang)[PAGE], flags=re.MULTILINE)
    shown = {(DOCS / lang / PAGE).parent.joinpath(name).resolve() for name in found}
    held = {path for suffix in ("py", "toml") for path in EXAMPLE.rglob(f"*.{suffix}")}

    assert shown == held


@EACH_LANGUAGE
def test_the_page_shows_the_example_of_the_card(card: dict[str, str], lang: str) -> None:
    (document,) = [block.text for block in blocks(written(lang)[PAGE]) if block.kind == "yaml"]

    assert document + "\n" == card["bad"]


@EACH_LANGUAGE
def test_the_page_shows_what_the_commands_print(
    plugin: Plugin, broken: Plugin, card: dict[str, str], lang: str
) -> None:
    """Every line that stands under a command, in that order; `…` leaves some out."""
    change(broken, "entry_points.txt", ("example_rules:RULES", "example_rule:RULES"))
    (broken.source / "roster.yaml").write_text(card["bad"], encoding="utf-8")
    sessions = [block.text.split("\n") for block in blocks(written(lang)[PAGE]) if block.kind == "console"]
    answered = [(command.split()[2:], shown) for command, *shown in sessions if shown]
    for args, shown in answered:
        used = Plugin(broken.source, (broken if args == ["rules"] else plugin).installed)
        done = used.chain(*args, lang=lang)
        printed = iter([" ".join(line.split()) for line in (done.stdout + done.stderr).splitlines()])

        assert [line for line in shown if line != "…" and " ".join(line.split()) not in printed] == []
    assert len(answered) == 3
