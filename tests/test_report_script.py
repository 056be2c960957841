"""The script of the report: what it writes, and that no unit's file holds anything of others."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from attrs import frozen

import dangjian_chain as dc
from dangjian_chain.formats.bundled import example_files
from dangjian_chain.formats.edits import edited_files, rows_of
from dangjian_chain.model.document import COLLECTIONS
from tests.docs.pages import DOCS, LANGUAGES, ROOT, blocks, written

SCRIPT = ROOT / "examples" / "report-script" / "report.py"
BUREAU = ROOT / "examples" / "geological-bureau"
PAGE = "howto/report-script.md"
AT = date(2026, 9, 30)
UNREADABLE = {"28", "29"}
"""The defects of the example that no reader lets pass unless asked to."""

ALONE = """\
import runpy, socket, sys
socket.socket = socket.create_connection = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
print(sorted(sys.modules.keys() & {"click", "narwhals", "networkx", "pandas", "polars", "pyarrow"}))
"""


def run(*args: object, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *python, str(SCRIPT), *map(str, args)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"},
    )

    assert "Traceback" not in done.stderr, done.stderr
    return done


def rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


@frozen
class Report:
    """A report on the example with its defects, and what it was made of."""

    folder: Path
    roster: dc.ResponsibilityChain

    @property
    def chain(self) -> dc.ResponsibilityChain:
        return self.roster.at(AT)

    def lists(self) -> dict[str, list[dict[str, str]]]:
        return {path.stem: rows(path) for path in sorted((self.folder / "units").iterdir())}

    def remaining(self) -> list[dict[str, str]]:
        return rows(self.folder / "remaining.csv")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("report")
    files = example_files()
    edits = rows_of(files["defects.csv"])
    edited = edited_files(files, edits, {edit["no"] for edit in edits} - UNREADABLE)
    bureau = folder / "bureau"
    bureau.mkdir()
    for name in COLLECTIONS:
        if f"{name}.csv" in edited:
            (bureau / f"{name}.csv").write_bytes(edited[f"{name}.csv"])
    done = run(bureau, AT, folder / "out")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return Report(folder / "out" / str(AT), dc.read(bureau))


def committees(chain: dc.ResponsibilityChain) -> list[str]:
    return [id_ for id_, one in chain.organizations.items() if one.kind == "committee"]


def test_there_is_a_list_for_each_committee_and_nothing_else(report: Report) -> None:
    assert sorted(path.name for path in report.folder.iterdir()) == ["remaining.csv", "summary.txt", "units"]
    assert set(report.lists()) == set(committees(report.chain))
    assert all(report.lists().values())


def test_each_list_holds_what_is_the_units_own(report: Report) -> None:
    """A committee further down has a list of its own."""
    whole = {gap.fingerprint: gap for gap in dc.detect_gaps(report.chain)}
    for unit, found in report.lists().items():
        inside = report.chain.under(unit).organizations
        names = {inside[id_].name for id_ in inside}

        assert {row["组织"] for row in found} <= names
        assert {whole[row["指纹"]].unit for row in found if row["指纹"] in whole} <= {unit}


def test_no_list_names_an_organization_of_another_unit(report: Report) -> None:
    """Not in any message either; what two units call alike is no name of the other."""
    every = {one.id: one.name for one in report.roster.organizations.values()}
    for unit in report.lists():
        inside = report.roster.under(unit).organizations
        own = "\n".join(every[id_] for id_ in inside)
        others = {name for id_, name in every.items() if id_ not in inside and name not in own}
        text = (report.folder / "units" / f"{unit}.csv").read_text("utf-8-sig")

        assert others
        assert [name for name in others if name in text] == []


def test_every_gap_is_in_one_file(report: Report) -> None:
    """Nothing is lost between the lists, and nothing told twice."""
    told = Counter(row["指纹"] for found in (*report.lists().values(), report.remaining()) for row in found)

    assert told == Counter(gap.fingerprint for gap in dc.detect_gaps(report.chain))


def test_what_only_the_whole_shows_is_left_for_the_office(report: Report) -> None:
    assert {"DJ001", "DJ003", "DJ005", "DJ107"} <= {row["编号"] for row in report.remaining()}


def test_the_summary_counts_what_stands_in_the_files(report: Report) -> None:
    text = (report.folder / "summary.txt").read_text("utf-8")
    whole = dc.detect_gaps(report.chain)
    landing = {row.group: row for row in dc.propagate(report.chain).landing(by="unit").total()}

    assert text.startswith(
        f"核对清单汇总（待核实）\n核对日：{AT}\n待核实：{len(whole)}项，起因{len(whole.causes)}项\n\n"
    )
    for unit, found in report.lists().items():
        name, row = report.chain.organizations[unit].name, landing[unit]
        causes = sum(not each["随之而来"] for each in found)

        assert (
            f"\n{name}：应列入{row.expected}，已衔接到位{row.reached}；"
            f"待核实{len(found)}项，起因{causes}项（units/{unit}.csv）\n"
        ) in text
    assert f"由本级核对的：{len(report.remaining())}项（remaining.csv）\n" in text
    assert text.endswith("仅供核对和研判参考，不作为问责、考核、任免的依据。\n")


def test_an_example_without_gaps_leaves_lists_without_rows(tmp_path: Path) -> None:
    """In English as well; the file says that the unit was checked."""
    lists_alone = tmp_path / "lists"
    shutil.copytree(BUREAU, lists_alone, ignore=shutil.ignore_patterns("records*.csv"))

    assert run(lists_alone, AT, tmp_path, "--lang", "en").returncode == 0

    lists = [path.read_text("utf-8-sig") for path in (tmp_path / str(AT) / "units").iterdir()]

    assert set(lists) == {"rule,organization,finding,next step,place,fingerprint,follows from\n"}
    assert len(lists) == len(committees(dc.read(BUREAU).at(AT)))
    assert "to verify: 0, causes: 0\n" in (tmp_path / str(AT) / "summary.txt").read_text("utf-8")


def test_what_was_not_checked_is_told(tmp_path: Path) -> None:
    assert run(ROOT / "examples" / "ten-minute-starter", AT, tmp_path).returncode == 0
    text = (tmp_path / str(AT) / "summary.txt").read_text("utf-8")

    assert re.search(r"^未核对的：.*DJ902 未载入履责记录", text, flags=re.MULTILINE)


def test_it_takes_no_network_and_no_library_beside_ours(tmp_path: Path) -> None:
    done = run(BUREAU, AT, tmp_path, python=("-c", ALONE))

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_each_day_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """The report of last month is still there to compare with."""
    for day in ("2026-08-31", "2026-09-30"):
        assert run(BUREAU, day, tmp_path).returncode == 0

    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-08-31", "2026-09-30"]


def test_names_that_a_spreadsheet_or_a_disk_takes_amiss(tmp_path: Path) -> None:
    """No cell is a formula, and no file stands outside its folder."""
    source = tmp_path / "chain.yaml"
    source.write_text(
        "organizations:\n"
        "- {id: ../../D1, name: =1+1, kind: committee}\n"
        "- {id: D1/1, name: 示例支部, kind: branch, superior: ../../D1}\n"
        "roles:\n"
        "- {id: D1-1.sj, organization: D1/1, kind: secretary, holder: 甲}\n",
        encoding="utf-8",
    )

    assert run(source, AT, tmp_path / "out").returncode == 0
    ((_, found),) = Report(tmp_path / "out" / str(AT), dc.read(source)).lists().items()
    assert [row["组织"] for row in found] == ["'=1+1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chain.yaml", "out"]


def test_a_document_that_cannot_be_read_ends_it_with_every_place(tmp_path: Path) -> None:
    """Nothing is written."""
    source = tmp_path / "chain.yaml"
    source.write_text("organizations:\n- {id: D1, kind: brunch}\n", encoding="utf-8")
    done = run(source, AT, tmp_path / "out")

    assert done.returncode == 1
    assert "chain.yaml:2:18: " in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    assert run(BUREAU, "2026-09-31", tmp_path).returncode == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_the_script_and_how_to_run_it(lang: str) -> None:
    page = written(lang)[PAGE]
    (included,) = re.findall(r"^```\{literalinclude\} (\S+)$", page, flags=re.MULTILINE)
    (command,) = [block.text for block in blocks(page) if block.kind == "console"]

    assert (DOCS / lang / PAGE).parent.joinpath(included).resolve() == SCRIPT.resolve()
    assert [(ROOT / name).exists() for name in command.split()[2:4]] == [True, True]
