"""`appraise`: scores, bands, use of results and work reports on the console, for programs and in workbooks."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.reports.documents import json_schema
from tests.cli.running import Done, document, run
from tests.reports.appraised import BRANCHES, COMMITTEES, ROWS

DAY = date(2026, 9, 30)
AT = ("--at", str(DAY))
TO_COUNT = """\
organizations:
- {id: B1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 支部党员大会, performed_by: [branch], cycle: 1/quarter, weight: 40}
"""


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, ROWS)


@pytest.fixture
def scheme(tmp_path: Path) -> tuple[object, ...]:
    """The options that name both schemes."""
    paths = [tmp_path / "branches.toml", tmp_path / "committees.toml"]
    for path, words in zip(paths, (BRANCHES, COMMITTEES), strict=True):
        path.write_text(words, "utf-8")
    return tuple(part for path in paths for part in ("--scheme", path))


def told(done: Done) -> dict[str, object]:
    """Return a document that is true to its schema."""
    assert done.code == 0, done.err
    held = json.loads(done.out)
    Draft202012Validator(json_schema(held["schema"].split("/")[1])).validate(held)
    return dict(held)


def rows_of(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))


# --- scores ------------------------------------------------------------------------------------------


def test_scores_in_chinese(chain: Path, scheme: tuple[object, ...]) -> None:
    """What is not counted comes first; a class is a table; of how many points something is known is said."""
    done = run("appraise", chain, *AT, *scheme, lang="zh")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "2025年考核得分（核对日 2026-09-30）\n"
        "\n"
        "未计入的记录3条：\n"
        "  D1-02“K3”S2@D1#appraised#2025-12-30#D1-02：得分120.00不在0与100.00之间\n"
        "  D1-02“K4”@D1-02#appraised#2025-12-20#：等次“优秀”不在考核方案中\n"
        "  D1-02“K4”@D1-02#appraised#2025-12-20#~2：等次“较差”不在考核方案中\n"
        "\n"
        "示例大队党支部考核（党支部）：4个组织，满分100分\n"
        "规范履责 91.83/228.00，40%\n"
        "位次  组织                 得分      已知/满分  本级履责  抓下级落实  加分  备注\n"
        "   1  D1-01 勘查院党支部  81.83  100.00/100.00     81.83           —  2.00\n"
        "   —  D1-02 后勤党支部    10.00   64.00/100.00     10.00           —        相对靠后、需重点帮助；记录未载齐，不排位次\n"
        "   —  D1-03 测绘党支部     0.00   64.00/100.00      0.00           —        相对靠后、需重点帮助；记录未载齐，不排位次\n"
        "   —  D1-T 临时党支部         —     0.00/36.00         —           —        暂无记录，不作判断\n"
        "\n"
        "示例大队党委考核（基层党委）：1个组织，满分10分\n"
        "严肃问责（考核与整改） 6.67/6.67，100%\n"
        "位次  组织             得分   已知/满分  本级履责  抓下级落实  加分  备注\n"
        "   —  D1 示例大队党委  6.67  6.67/10.00         —        6.67        记录未载齐，不排位次\n"
        "\n"
        "本页由登记资料推算，仅供核对和研判参考，不作为问责、考核、任免的依据。责任认定由有权机关按程序作出。\n"
    )


def test_scores_in_english_say_what_is_not_known(chain: Path, scheme: tuple[object, ...]) -> None:
    lines = run("appraise", chain, *AT, *scheme).out.splitlines()

    assert lines[0] == "Scores of 2025 on 2026-09-30"
    assert lines[2] == "Records not counted, 3:"
    assert any(
        line.endswith("further back, to be helped first; not all is known, no place") for line in lines
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "“党支部（按事项分值）”：各项分值合计40分，不是100分，请核对分值"),
        ("en", "Party branch, by the weights of duties: the weights sum to 40, not to 100; check them"),
    ],
)
def test_weights_of_duties_that_do_not_add_up_are_said_before_any_score(
    tmp_path: Path, lang: str, said: str
) -> None:
    done = run("appraise", document(tmp_path, TO_COUNT), *AT, lang=lang)

    assert done.code == 0
    assert done.out.splitlines()[1] == said


def test_a_scheme_whose_weights_do_not_add_up_gives_no_score(chain: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(BRANCHES.replace("weight = 40", "weight = 30"), "utf-8")
    done = run("appraise", chain, *AT, "--scheme", path, lang="zh")

    assert (done.code, done.out) == (3, "")
    assert "各项分值合计为90分，满分为100分" in done.err


def test_without_scheme_and_weights_it_says_so(chain: Path) -> None:
    done = run("appraise", chain, *AT, lang="zh")

    assert done.code == 0
    assert "责任事项均未填写分值，请给出考核方案" in done.out


def test_one_organization_shows_its_indicators_and_their_ground(
    chain: Path, scheme: tuple[object, ...]
) -> None:
    done = run("appraise", chain, *AT, *scheme, "--organization", "D1-01", lang="zh")

    assert "D1-01 勘查院党支部（考核单位：示例大队党委）\n得分 81.83，已知/满分 100.00/100.00\n" in done.out
    assert "本级履责 81.83（100.00/100.00）；规范履责 81.83；加分 2.00\n" in done.out
    assert "K2    主题党日       8.00  24.00/24.00  主题党日：应12次，已登记4次\n" in done.out
    assert "D1-02" not in done.out


def test_a_role_has_the_points_of_what_it_bears(chain: Path, scheme: tuple[object, ...]) -> None:
    asked = ("appraise", chain, *AT, *scheme, "--role", "D1-01.sj")
    role = told(run(*asked, "--format", "json"))["role"]

    assert "D1-01.sj：作为第一责任人、直接责任人承担的事项\n得分 81.83" in run(*asked, lang="zh").out
    assert role["points"] == pytest.approx(sum(part["points"] for part in role["parts"]))
    assert [row["duty"] for row in rows_of(run(*asked, "--format", "csv"))] == [
        part["duty"] for part in role["parts"]
    ]


def test_why_shows_the_arithmetic(chain: Path, scheme: tuple[object, ...]) -> None:
    asked = ("appraise", chain, *AT, *scheme, "--why", "D1-01")
    whole, part = run(*asked, lang="zh").out, run(*asked, "--indicator", "K2", lang="zh").out

    assert whole.startswith("勘查院党支部2025年考核：81.83分，满分100.00分，另加2.00分")
    assert part.splitlines()[1] == "  max(0, 24.00 − 2.00 × 8) = 8.00"
    assert told(run(*asked, "--indicator", "K2", "--format", "json"))["indicator"] == "K2"
    assert run(*asked, "--indicator", "K9", lang="zh").err.startswith("没有考核指标“K9”")


def test_the_period_is_the_one_asked_for(tmp_path: Path) -> None:
    path = document(tmp_path, TO_COUNT)
    quarter = told(run("appraise", path, *AT, "--period", "2025年第三季度", "--format", "json"))

    assert (quarter["from"], quarter["until"]) == ("2025-07-01", "2025-10-01")
    assert told(run("appraise", path, *AT, "--period", "2024", "--format", "json"))["from"] == "2024-01-01"
    assert run("appraise", path, *AT, "--period", "去年").code == 2


def test_the_document_has_the_columns_of_the_frame(chain: Path, scheme: tuple[object, ...]) -> None:
    document = told(run("appraise", chain, *AT, *scheme, "--format", "json"))
    appraisal = dc.appraise(dc.read(chain), 2025, at=DAY, scheme=scheme[1::2])

    assert list(document["indicators"][0]) == list(appraisal.columns())
    assert len(document["indicators"]) == len(appraisal.columns()["organization"])
    assert [score["place"] for score in document["scores"]] == [1, None, None, None, None]
    assert (
        rows_of(run("appraise", chain, *AT, *scheme, "--format", "csv", "--organization", "D1"))[0][
            "indicator"
        ]
        == "M1"
    )


# --- bands, uses, work reports ---------------------------------------------------------------------------


def test_bands_have_their_programmes_and_problems(chain: Path, scheme: tuple[object, ...]) -> None:
    out = run("appraise", chain, *AT, *scheme, "--bands", lang="zh").out

    assert "先进：1个（看创新 · 头雁工程）" in out
    assert "后进：2个（抓基础 · 转化工程），相对靠后、需重点帮助" in out
    assert "未分类：2个" in out
    assert "2025-001" in out
    assert "倒数" not in out


def test_bands_move_between_years_and_rosters(
    chain: Path, tmp_path: Path, scheme: tuple[object, ...]
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    before = document(old, ROWS.replace("name: 后勤党支部,", "name: 后勤党支部, band: 达标,"))
    asked = ("appraise", chain, *AT, *scheme, "--bands")
    by_year = told(run(*asked, "--before", "2024", "--format", "json"))
    by_roster = told(run(*asked, "--before", before, "--format", "json"))

    assert told(run(*asked, "--format", "json"))["moves"] is None
    assert [(move["organization"], move["direction"]) for move in by_year["moves"]] == [
        ("D1-01", "new"),
        ("D1-02", "new"),
        ("D1-03", "new"),
    ]
    assert ("D1-02", "qualified", "backward", "down") in {
        tuple(move[name] for name in ("organization", "before", "after", "direction"))
        for move in by_roster["moves"]
    }
    assert "与2024年（按得分）相比（3个有变化）：" in run(*asked, "--before", "2024", lang="zh").out


def test_uses_are_shown_and_nothing_is_proposed(chain: Path) -> None:
    asked = ("appraise", chain, *AT, "--uses")
    out = run(*asked, lang="zh").out
    document = told(run(*asked, "--format", "json"))

    assert "表彰奖励" in out
    assert (
        document["counts"]["results"] == len(document["uses"]) == len(rows_of(run(*asked, "--format", "csv")))
    )
    assert told(run(*asked, "--organization", "D1-03", "--format", "json"))["uses"] == []


def test_work_reports_in_chinese(chain: Path) -> None:
    done = run("appraise", chain, *AT, "--work-reports", lang="zh")

    assert done.out == (
        "2025年度述职评议（核对日 2026-09-30）\n"
        "述职岗位3个，已见述职记录2个，未见述职记录1个\n"
        "\n"
        "未计入的测评和等次2条：\n"
        "  @D1-02#appraised#2025-12-20#：同一张测评表中有不同考核的等次（优秀、较差），未计入\n"
        "  @D1-02#appraised#2025-12-20#~2：同一张测评表中有不同考核的等次（优秀、较差），未计入\n"
        "\n"
        "向示例大队党委述职：\n"
        "述职人（岗位）        述职情况      时间        好  较好  一般  差  到会/应到  综合评价  上年度问题\n"
        "勘查院党支部支部书记  已见述职记录  2025-12-20  14     4     0   0      18/20  好        已销号1项，未销号1项\n"
        "后勤党支部支部书记    已见述职记录  2025-12-20\n"
        "测绘党支部书记        未见述职记录\n"
        "\n"
        "本页由登记资料推算，仅供核对和研判参考，不作为问责、考核、任免的依据。责任认定由有权机关按程序作出。\n"
    )


def test_work_reports_for_programs_have_the_columns_of_the_frame(chain: Path) -> None:
    document = told(run("appraise", chain, *AT, "--work-reports", "--organization", "D1", "--format", "json"))
    reports = dc.work_reports(dc.read(chain), 2025, at=DAY)

    assert document["counts"]["seen"] == 2
    assert list(document["reports"][0]) == list(reports.columns())
    assert len(rows_of(run("appraise", chain, *AT, "--work-reports", "--format", "csv"))) == 3
    assert run("appraise", chain, *AT, "--work-reports", "--organization", "D1-01").code == 2


def test_a_work_report_has_its_reason(chain: Path) -> None:
    asked = ("appraise", chain, *AT, "--work-reports", "--why", "D1-01.sj")

    assert "综合评价：好" in run(*asked, lang="zh").out
    assert told(run(*asked, "--format", "json"))["role"] == "D1-01.sj"


# --- workbooks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ((), ["考核表 示例大队党支部考核", "考核表 示例大队党委考核"]),
        (("--organization", "D1-01"), ["考核表 勘查院党支部"]),
        (("--work-reports",), ["述职测评表 示例大队党委", "测评汇总 示例大队党委"]),
    ],
)
def test_a_workbook_is_written(
    chain: Path, tmp_path: Path, scheme: tuple[object, ...], more: tuple[str, ...], names: list[str]
) -> None:
    target = tmp_path / "made.xlsx"
    done = run("appraise", chain, *AT, *scheme, *more, "--format", "xlsx", "-o", target, lang="zh")

    assert (done.code, done.out, done.err) == (0, "", f"已写入：{target}\n")
    assert openpyxl.load_workbook(target).sheetnames == names


# --- mistakes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--bands", "--uses"), "--bands, --uses are different results"),
        (("--why", "D1-01", "--bands"), "--bands, --why are different results"),
        (("--indicator", "K1"), "--indicator goes with --why"),
        (("--before", "2024"), "--before goes with --bands"),
        (("--format", "xlsx"), "--format xlsx needs a file"),
        (("--bands", "--format", "xlsx", "-o", "a.xlsx"), "--bands gives no result as xlsx"),
        (("--why", "D1-01", "--format", "csv"), "--why gives no result as csv"),
    ],
)
def test_what_cannot_be_had_together_is_wrong_usage(chain: Path, more: tuple[str, ...], said: str) -> None:
    done = run("appraise", chain, *AT, *more)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    "more", [("--organization", "D9"), ("--role", "D9"), ("--why", "D9"), ("--bands", "--organization", "D9")]
)
def test_a_name_that_nothing_has_is_wrong_usage(
    chain: Path, scheme: tuple[object, ...], more: tuple[str, ...]
) -> None:
    done = run("appraise", chain, *AT, *scheme, *more, lang="zh")

    assert (done.code, done.out) == (2, "")
    assert "D9" in done.err


def test_two_schemes_for_one_organization_are_refused(
    chain: Path, tmp_path: Path, scheme: tuple[object, ...]
) -> None:
    path = tmp_path / "again.toml"
    path.write_text(BRANCHES.replace('id = "branches"', 'id = "again"'), "utf-8")

    assert run("appraise", chain, *AT, *scheme, "--scheme", path).code == 2


def test_nothing_that_is_read_is_written_over(chain: Path, scheme: tuple[object, ...]) -> None:
    before = chain.read_bytes()

    assert run("appraise", chain, *AT, *scheme, "--format", "csv", "-o", chain).code == 4
    assert run("appraise", chain, *AT, *scheme, "--format", "csv", "-o", scheme[1]).code == 4
    assert chain.read_bytes() == before


def test_a_workbook_needs_its_name(chain: Path, tmp_path: Path) -> None:
    done = run(
        "appraise", chain, *AT, "--work-reports", "--format", "xlsx", "-o", tmp_path / "made.csv", lang="zh"
    )

    assert done.code == 4
    assert "工作簿的名称请写成 名称.xlsx" in done.err
