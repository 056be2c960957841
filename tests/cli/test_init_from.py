"""`init --from` maps the tables that are there; `init --excel` makes a template."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import yaml

import dangjian_chain as dc
from tests.cli.running import run
from tests.office import starter
from tests.office.sheets import Page, save

LANGS = pytest.mark.parametrize(("lang", "mapping"), [("zh", "读表对应.yaml"), ("en", "mapping.yaml")])
BROKEN = "支部花名册\n党支部名称 | 书记 | 党员总数\n大队党委 | 甲 | \n机关党支部 | 乙 | 十四"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of three workbooks."""
    folder = tmp_path / "党建 材料（1）"
    folder.mkdir()
    starter.starter(folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- --from -----------------------------------------------------------------------------


@LANGS
def test_what_was_understood_is_shown_and_kept(tables: Path, lang: str, mapping: str) -> None:
    """Beside the tables, which stay as they are; `check` follows it."""
    before, chain = content(tables), dc.understand(tables).read()
    done = run("init", "--from", tables, lang=lang)
    after = content(tables)

    assert (done.code, done.err) == (0, "")
    assert after.keys() - before.keys() == {mapping}
    assert {name: after[name] for name in before} == before
    shown = ("支部花名册.xlsx · Sheet1", "党支部名称", str(tables / mapping), "dangjian-chain check")
    assert [word for word in shown if word not in done.out] == []
    assert ("单位类型是什么" if lang == "zh" else "Of which type are the units") in done.out
    assert dc.read(tables / mapping) == chain


@LANGS
def test_it_is_not_written_over(tables: Path, lang: str, mapping: str) -> None:
    """What a person corrected stays; it is followed, and said so."""
    run("init", "--from", tables, lang=lang)
    text = (tables / mapping).read_text(encoding="utf-8") + "# mine\n"
    (tables / mapping).write_text(text, encoding="utf-8")
    for _ in range(2):
        done = run("init", "--from", tables, lang=lang)

        assert (done.code, done.err) == (0, "")
        assert ("没有改动" if lang == "zh" else "not changed") in done.out
        assert (tables / mapping).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [(("--top", "大队党委"), "top", "大队党委"), (("--unit-type", "soe"), "unit_type", "国有企业")],
)
def test_an_answer_is_written_into_it(tables: Path, options: tuple[str, ...], key: str, value: str) -> None:
    """Without losing what was corrected before."""
    run("init", "--from", tables, lang="zh")
    path = tables / "读表对应.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["tables"][2]["columns"]["副书记"] = "不读"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    done = run("init", "--from", tables, *options, lang="zh")
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert done.code == 0
    assert "已写入" in done.out
    assert kept[key] == value
    assert kept["tables"][2]["columns"]["副书记"] == "不读"


def test_it_goes_where_it_is_said(tables: Path) -> None:
    """The one that is there stays as it is."""
    run("init", "--from", tables, lang="zh")
    before = content(tables)
    done = run("init", "--from", tables, "-o", tables / "又一份.yaml", lang="zh")

    assert done.code == 0
    assert str(tables / "又一份.yaml") in done.out
    assert content(tables).keys() - before.keys() == {"又一份.yaml"}
    assert content(tables)["读表对应.yaml"] == before["读表对应.yaml"]
    assert dc.read(tables / "又一份.yaml") == dc.read(tables)


def test_some_workbooks_may_be_named(tables: Path) -> None:
    """The mapping speaks of those alone, the others are read beside them as ever."""
    names = [tables / "支部花名册.xlsx", tables / "党建责任清单.xlsx"]
    done = run("init", "--from", names[0], names[1], lang="zh")
    data = yaml.safe_load((tables / "读表对应.yaml").read_text(encoding="utf-8"))

    assert done.code == 0
    assert [table["file"] for table in data["tables"]] == ["党建责任清单.xlsx", "支部花名册.xlsx"]
    assert dc.read(*names) == dc.read(tables / "读表对应.yaml")
    assert len(dc.read(tables).records) == 5


@LANGS
def test_check_follows_the_mapping(tables: Path, lang: str, mapping: str) -> None:
    """By the folder, a workbook beside it, or its own name."""
    run("init", "--from", tables, lang=lang)
    path = tables / mapping
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["tables"][2]["columns"] = {"党支部名称": "名称"}
    data["tables"][2]["as"] = "乱写"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    for place in (tables, tables / "支部花名册.xlsx", path):
        done = run("check", place, "--at", "2026-09-30", lang=lang)

        assert (done.code, done.out) == (3, "")
        assert f"{mapping}:" in done.err
        assert "乱写" in done.err


def test_check_of_the_folder_is_check_of_its_mapping(tables: Path) -> None:
    run("init", "--from", tables, "--unit-type", "事业单位", lang="zh")
    ways = [
        run("check", place, "--at", "2026-09-30", lang="zh") for place in (tables, tables / "读表对应.yaml")
    ]

    assert ways[0] == ways[1]
    assert ways[0].code in {0, 1}


@LANGS
def test_cells_that_cannot_be_read_are_3_and_the_mapping_is_written_all_the_same(
    tmp_path: Path, lang: str, mapping: str
) -> None:
    save(tmp_path / "名册.xlsx", Page("Sheet1", BROKEN))
    done = run("init", "--from", tmp_path, lang=lang)

    assert done.code == 3
    assert "名册.xlsx Sheet1!C4" in done.err
    assert "名册.xlsx Sheet1!C4" in done.out
    assert (tmp_path / mapping).exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["没有", "没有.xlsx", "没有/下面/a.xlsx"])
def test_a_path_that_is_missing_is_3(tmp_path: Path, lang: str, name: str) -> None:
    done = run("init", "--from", tmp_path / name, lang=lang)

    assert (done.code, done.out) == (3, "")
    assert str(tmp_path / name) in done.err
    assert list(tmp_path.iterdir()) == []


def test_no_table_is_3_and_nothing_is_written(tmp_path: Path) -> None:
    save(tmp_path / "价目.xlsx", Page("Sheet1", "水果 | 价格\n苹果 | 3"))
    done = run("init", "--from", tmp_path, lang="zh")

    assert (done.code, done.out) == (3, "")
    assert "没有认出的表" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["价目.xlsx"]


@pytest.mark.parametrize("target", ["没有/读表对应.yaml", "夹"])
def test_a_mapping_that_cannot_be_written_is_4(tables: Path, target: str) -> None:
    (tables / "夹").mkdir()
    done = run("init", "--from", tables, "-o", tables / target, lang="zh")

    assert done.code == 4
    assert target in done.err
    assert not (tables / "读表对应.yaml").exists()


def test_a_mapping_with_mistakes_is_3_and_is_left_as_it_is(tables: Path) -> None:
    text = "schema: dangjian-chain-mapping/1\ntopp: 甲\n"
    (tables / "读表对应.yaml").write_text(text, encoding="utf-8")
    done = run("init", "--from", tables, "--top", "大队党委", lang="zh")

    assert done.code == 3
    assert "读表对应.yaml:2:1" in done.err
    assert (tables / "读表对应.yaml").read_text(encoding="utf-8") == text


# --- --excel ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_made_and_passes_check(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "模板（1）.xlsx"
    done = run("init", "--excel", path, lang=lang)
    checked = run("check", path, "--at", "2026-09-30", "--fail-on", "note", lang=lang)

    assert (done.code, done.err) == (0, "")
    assert str(path) in done.out
    assert checked.code == 0, checked.out
    assert len(dc.read(path).organizations) > 0
    assert len(openpyxl.load_workbook(path).sheetnames) > 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_there_is_not_written_over(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(b"mine")
    done = run("init", "--excel", path, lang=lang)

    assert (done.code, done.out) == (4, "")
    assert ("已存在" if lang == "zh" else "there already") in done.err
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["模板.xls", "模板", "模板.xlsx.bak", "模板.et"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    done = run("init", "--excel", tmp_path / name, lang="zh")

    assert (done.code, done.out) == (4, "")
    assert ".xlsx" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_4(tmp_path: Path) -> None:
    done = run("init", "--excel", tmp_path / "没有" / "模板.xlsx", lang="zh")

    assert (done.code, done.out) == (4, "")
    assert "文件夹不存在" in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_is_one(tmp_path: Path) -> None:
    assert run("init", "--excel", tmp_path / "A.XLSX", lang="zh").code == 0
    assert run("init", "--excel", lang="zh").code == 2


@pytest.mark.parametrize("more", [("--excel",), ("--launcher",), ("--excel", "--launcher")])
def test_one_thing_at_a_time(tmp_path: Path, more: tuple[str, ...]) -> None:
    """What was asked for besides is not passed over in silence."""
    named = () if len(more) > 1 else ("--from", tmp_path / "a.xlsx")
    done = run("init", *named, tmp_path / "b.xlsx", *more, lang="zh")

    assert done.code == 2
    assert "一次用一个" in done.err
    assert list(tmp_path.iterdir()) == []
