"""`due`: what is due, the loop and the burden on the console, for programs and in workbooks."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.model import RecordKind, RecordsCover
from dangjian_chain.reports.documents import json_schema
from dangjian_chain.reports.due_words import not_judged
from tests.cli.running import Done, document, run
from tests.reports.due_lists import CHAIN, DAY, ROWS

AT = ("--at", str(DAY))
FOOT = (
    "本页由登记资料推算，仅供核对和研判参考，不作为问责、考核、任免的依据。责任认定由有权机关按程序作出。\n"
)
BARE = "organizations:\n- {id: B1, name: 示例支部, kind: branch}\n"


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    return document(tmp_path, ROWS)


def told(done: Done) -> dict[str, object]:
    """Return a document that is true to its schema."""
    assert done.code == 0, done.err
    held = json.loads(done.out)
    Draft202012Validator(json_schema(held["schema"].split("/")[1])).validate(held)
    return dict(held)


def rows_of(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.raw.decode("utf-8-sig"))))


# --- what is due -------------------------------------------------------------------------------------


def test_what_is_due_in_chinese(chain: Path) -> None:
    """What cannot be judged and how to say that it can comes first; every figure has both its numbers."""
    done = run("due", chain, *AT, lang="zh")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "应办事项（核对日 2026-09-30，2026年到期的）\n"
        "\n"
        "记录未载齐10项，不作判断（本级开展10项，督促检查下级0项）。\n"
        "记录已经齐全的，在 records_cover（记录完整范围）写明类别、组织和起止日期即可：\n"
        "  - {kind: performed, organization: D2-01, from: 2026-01-01, until: 2026-09-30}\n"
        "另有1条记录未计入：组织或类别不明，或者没有日期。\n"
        "\n"
        "可作判断的21项：已见记录8/21，38%，其中逾期1项，到期未见记录13项；未到期20项；自选动作3项不计。\n"
        "\n"
        "到期未见记录或次数未达频次的：13项，按组织分为2组\n"
        "D1-02 后勤党支部（8项）\n"
        "  S2 主题党日：2026年1月、2026年3月、2026年4月等7个时段，应7次，已登记0次\n"
        "  S1 支部党员大会：2026年第二季度，应1次，已登记0次\n"
        "D1-01 勘查院党支部（5项）\n"
        "  S2 主题党日：2026年1月、2026年3月、2026年4月、2026年7月、2026年8月，应5次，已登记0次\n"
        "已开展的，注明会议或文件即可，不必另做材料；未开展的，请说明情况。\n"
        "\n"
        "30天内（2026-10-30前）到期的：6项，按责任事项分为2组\n"
        "S1 支部党员大会（3项）\n"
        "  勘查院党支部、后勤党支部、测绘党支部：2026-09-30前，共3项\n"
        "S2 主题党日（3项）\n"
        "  勘查院党支部、后勤党支部、测绘党支部：2026-09-30前，共3项\n"
        "\n"
        "单位             应办  按期  逾期  未见记录  未载齐  未到期  已见记录\n"
        "D1 示例大队党委    21     7     1        13       0      13  8/21，38%\n"
        "D2 示例二队党委    10     0     0         0      10       7  —\n"
        "合计               31     7     1        13      10      20  8/21，38%\n"
        "\n" + FOOT
    )


def test_what_is_due_in_english(chain: Path) -> None:
    lines = run("due", chain, *AT).out.splitlines()

    assert lines[0] == "What is due in 2026, on 2026-09-30"
    assert lines[2] == (
        "Records not stated complete for 10 item(s), nothing is concluded there: "
        "10 to perform, 0 to see to subordinates."
    )
    assert "D1-02 后勤党支部 (8)" in lines
    assert lines[-3].split() == ["all", "31", "7", "1", "13", "10", "20", "8/21,", "38%"]


@pytest.mark.parametrize("period", [2026, 2024])
def test_the_statement_asked_for_leaves_nothing_unjudged(period: int) -> None:
    """One row where one organization stands above all of them, else one a top."""
    items = dc.due(CHAIN, period, at=DAY)
    cells = [line.strip(" -{}").split(", ") for line in not_judged(items, "zh") if line.startswith("  - ")]
    stated = [dict(cell.split(": ") for cell in row) for row in cells]
    covers = [
        RecordsCover(
            RecordKind(row["kind"]),
            row["organization"],
            *(pd.Timestamp(row[name]).date() for name in ("from", "until")),
        )
        for row in stated
    ]
    now = dc.due(
        CHAIN.with_collection("records_cover", [*CHAIN.records_cover.values(), *covers]), period, at=DAY
    )

    assert items.counts[dc.DueState.UNKNOWN] > 0
    assert now.counts[dc.DueState.UNKNOWN] == 0
    assert [row["organization"] for row in stated] == (["D2-01"] if period == 2026 else ["D1", "D2"] * 2)


@pytest.mark.parametrize(
    ("narrowed", "said", "counted"),
    [
        (("--period", "2026年第三季度"), "应办事项（核对日 2026-09-30，2026年第三季度到期的）", "0/4，0%"),
        (("--under", "D1"), "只看：D1 示例大队党委及以下各级", "8/21，38%"),
        (("--duty", "S2"), "只看：S2 主题党日", "4/16，25%"),
        (("--role", "D1-01.sj"), "只看：D1-01.sj", "2/2，100%"),
        (
            ("--under", "D1-02", "--duty", "S1"),
            "只看：D1-02 后勤党支部及以下各级、S1 支部党员大会",
            "1/2，50%",
        ),
    ],
)
def test_it_is_narrowed_and_says_so(chain: Path, narrowed: tuple[str, ...], said: str, counted: str) -> None:
    out = run("due", chain, *AT, *narrowed, lang="zh").out

    assert said in out.splitlines()
    assert f"已见记录{counted}" in out


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("0", "0天内（2026-09-30前）到期的：6项，按责任事项分为2组"),
        ("31", "31天内（2026-10-31前）到期的：9项，按责任事项分为2组"),
        ("92", "92天内（2026-12-31前）到期的：20项，按责任事项分为2组"),
    ],
)
def test_how_far_ahead(chain: Path, days: str, said: str) -> None:
    """What falls due on the day itself is not past it."""
    assert said in run("due", chain, *AT, "--days", days, lang="zh").out.splitlines()


def test_twenty_groups_are_listed_and_the_rest_counted_unless_all_are_asked_for(tmp_path: Path) -> None:
    branches = "".join(f"- {{id: B{number:02}, kind: branch, superior: D1}}\n" for number in range(25))
    duties = "".join(
        f"- {{id: S{number:02}, title: 事项{number}, performed_by: [branch], cycle: 1/half-year, managed_levels: 0}}\n"
        for number in range(26)
    )
    path = document(
        tmp_path,
        f"organizations:\n- {{id: D1, kind: committee}}\n{branches}duties:\n{duties}"
        "records_cover:\n- {kind: performed, organization: D1, from: 2026-01-01, until: 2027-01-01}\n",
    )
    some, every = (run("due", path, *AT, *more, lang="zh").out for more in ((), ("--all",)))

    assert "到期未见记录或次数未达频次的：650项，按组织分为25组" in some
    assert "另有5组130项（加 --all 全部列出）" in some
    assert some.count("  另有21行\n") == 20
    assert "另有" not in every
    assert all(f"\nB{number:02}（26项）\n" in every for number in range(25))


def test_whom_a_superior_is_to_see_to_is_one_line_however_many_duties_it_is_about(tmp_path: Path) -> None:
    """One visit can cover several."""
    path = document(
        tmp_path,
        "organizations:\n- {id: D1, name: 示例党委, kind: committee}\n"
        "- {id: B1, name: 一支部, kind: branch, superior: D1}\n- {id: B2, name: 二支部, kind: branch, superior: D1}\n"
        "duties:\n- {id: S1, title: 党员大会, performed_by: [branch], cycle: 1/term}\n"
        "- {id: S2, title: 主题党日, performed_by: [branch], cycle: 1/term}\n"
        "records_cover:\n- {kind: supervised, organization: D1, from: 2025-01-01, until: 2026-01-01}\n",
    )
    zh, en = (run("due", path, *AT, "--period", "2025", lang=lang).out.splitlines() for lang in ("zh", "en"))
    place = zh.index("D1 示例党委（4项）")

    assert "".join(line.strip() for line in zh[place + 1 : place + 3]) == (
        "督促检查一支部、二支部：2025年，党员大会、主题党日，共4项；一次检查可涵盖多个下级、多项责任"
        "已开展的，注明会议或文件即可，不必另做材料；未开展的，请说明情况。"
    )
    assert any(
        line.startswith("  to see to 一支部, 二支部: 2025; 党员大会, 主题党日, 4 item(s)") for line in en
    )


def test_a_statement_is_written_out_for_ten_tops_and_the_others_are_counted(tmp_path: Path) -> None:
    tops = "".join(f"- {{id: B{number:02}, kind: branch}}\n" for number in range(12))
    path = document(
        tmp_path,
        f"organizations:\n{tops}duties:\n- {{id: S1, title: 主题党日, performed_by: [branch], cycle: 1/year}}\n",
    )
    lines = run("due", path, *AT, "--period", "2025", lang="zh").out.splitlines()

    assert sum(line.startswith("  - {kind: performed") for line in lines) == 10
    assert "  另有2个组织照此写明" in lines


def test_nothing_due_and_nothing_overdue(tmp_path: Path) -> None:
    done = document(
        tmp_path,
        BARE
        + "duties:\n- {id: S1, title: 主题党日, performed_by: [branch], cycle: 1/year}\n"
        + "records:\n- {organization: B1, kind: performed, on: 2026-02-10, duty: [S1]}\n",
        "done.yaml",
    )

    assert "该时段没有到期事项" in run("due", document(tmp_path, BARE), *AT, lang="zh").out
    for lang, none in (
        ("zh", ("没有到期未见记录的事项。", "30天内没有到期的事项。")),
        ("en", ("Nothing is past its day without a record.", "Nothing falls due within 30 days.")),
    ):
        lines = run("due", done, *AT, lang=lang).out.splitlines()
        assert set(none) <= set(lines)


def test_due_is_never_called_undone(chain: Path) -> None:
    """The tone of what is not seen: no word of not having been done."""
    said = "".join(run("due", chain, *AT, *view, lang="zh").out for view in ((), ("--loop",), ("--burden",)))

    for word in ("未完成", "没有完成", "未落实", "失职", "违规", "不合格"):
        assert word not in said


# --- for programs ----------------------------------------------------------------------------------------


def test_json_is_true_to_its_schema(chain: Path) -> None:
    held = told(run("due", chain, *AT, "--format", "json"))
    every = told(run("due", chain, *AT, "--all", "--format", "json"))
    counts = dict(held["counts"])

    assert (held["schema"], held["at"], held["days"]) == ("dangjian-chain/due/1", "2026-09-30", 30)
    assert (held["from"], held["until"], held["left_out"]) == ("2026-01-01", "2027-01-01", 1)
    assert Counter(item["state"] for item in held["items"]) == {"not_seen": 13, "running": 6}
    assert Counter(item["state"] for item in every["items"]) == {
        state: count for state, count in counts.items() if count
    }
    by_unit = [row for row in held["landed"] if row["by"] == "unit"]
    assert sum(row["not_seen"] for row in by_unit) == counts["not_seen"] + counts["short"]


def test_csv_is_the_frame(chain: Path) -> None:
    rows = rows_of(run("due", chain, *AT, "--under", "D1-02", "--format", "csv"))
    frame = dc.due(dc.read(chain), 2026, at=DAY).under("D1-02").to_frame()

    assert list(rows[0]) == list(frame.columns)
    assert [(row["duty"], row["due_on"], row["state"]) for row in rows] == list(
        zip(frame["duty"], frame["due_on"].astype(str), frame["state"], strict=True)
    )


def test_a_large_set_of_records_counts_beside_those_of_the_input(chain: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.parquet"
    pd.DataFrame(
        {
            "organization": ["D1-02"] * 2,
            "kind": ["performed"] * 2,
            "on": ["2026-05-20", "2026-03-02"],
            "duty": ["S1;S2", "S2"],
        }
    ).to_parquet(path)
    before, after = (
        told(run("due", chain, *AT, *more, "--format", "json"))["counts"]
        for more in ((), ("--records", path))
    )

    assert (before["done"], after["done"]) == (7, 10)


def test_large_records_that_are_not_there_are_a_document_that_cannot_be_read(
    chain: Path, tmp_path: Path
) -> None:
    done = run("due", chain, *AT, "--records", tmp_path / "none.parquet")

    assert done.code != 0
    assert "none.parquet" in done.err


# --- why -----------------------------------------------------------------------------------------------


def test_why_tells_span_by_span(chain: Path) -> None:
    lines = run("due", chain, *AT, "--why", "S2", "D1-01", lang="zh").out.splitlines()

    assert lines[0] == "勘查院党支部的“主题党日”：应办12项，已见3项"
    assert lines[2:4] == [
        "  2026年2月应开展1次，2026-02-28前；已登记1次：按期完成",
        "    2026-02-10；支部记录1号",
    ]
    assert "    2026-07-02（逾期）" in lines


def test_why_of_the_loop_tells_stage_by_stage(chain: Path) -> None:
    lines = run("due", chain, *AT, "--loop", "--why", "S1", "D1-01", lang="zh").out.splitlines()

    assert [
        line.strip().partition("：")[0] for line in lines if line.startswith("  已") or "结果" in line
    ] == [stage.label.zh for stage in dc.LoopStage if stage is not dc.LoopStage.RECTIFIED]


@pytest.mark.parametrize(("more", "about"), [((), "due"), (("--loop",), "loop")])
def test_why_for_programs(chain: Path, more: tuple[str, ...], about: str) -> None:
    held = told(run("due", chain, *AT, *more, "--why", "S1", "D1-01", "--format", "json"))

    assert (held["about"], held["duty"], held["organization"]) == (about, "S1", "D1-01")
    assert held["tree"]["children"]


def test_a_name_that_is_not_there_is_told(chain: Path) -> None:
    for asked in (("--why", "S9", "D1-01"), ("--under", "D9"), ("--role", "R9"), ("--duty", "S9")):
        done = run("due", chain, *AT, *asked)
        assert (done.code != 0, done.out) == (True, "")
        assert asked[-2 if asked[0] == "--why" else -1] in done.err


# --- the burden --------------------------------------------------------------------------------------------


def test_the_burden_before_and_after_sharing(chain: Path) -> None:
    done = run("due", chain, *AT, "--burden", lang="zh")

    assert done.out == (
        "一年要记多少（2026年）\n"
        "2026年，3个组织：各项责任分别登记共48次；合并开展、一次登记，36次即可，少12次（25%）。\n"
        "同一类别的责任，一次活动能兼顾的算一次、写一条记录，注明几项责任即可。能否合并由本单位确定，这里只说明最少几次。\n"
        "\n"
        "组织                责任  分别登记  合并登记  少  已登记  涉及事项\n"
        "D1-01 勘查院党支部     2        16        12   4       4         6\n"
        "D1-02 后勤党支部       2        16        12   4       1         2\n"
        "D2-01 测绘党支部       2        16        12   4       0         0\n"
        "\n"
        "不必单独登记的责任（括号内为组织数）：\n"
        "  S1 支部党员大会（3）\n"
        "\n"
        "可不再要求的材料：\n"
        "  照片：S1 支部党员大会\n"
        "\n" + FOOT
    )


def test_the_burden_for_programs(chain: Path) -> None:
    held = told(run("due", chain, *AT, "--burden", "--period", "2025", "--under", "D2", "--format", "json"))
    rows = rows_of(run("due", chain, *AT, "--burden", "--format", "csv"))

    assert (held["year"], held["records"], held["events"]) == (2025, 16, 12)
    assert [row["organization"] for row in held["organizations"]] == ["D2-01"]
    assert list(rows[0]) == list(dc.read(chain).burden(at=DAY).columns())


def test_twenty_organizations_are_listed_and_the_rest_counted_unless_all_are_asked_for(
    tmp_path: Path,
) -> None:
    """Where nothing can be shared or dropped, nothing is said of it."""
    branches = "".join(f"- {{id: B{number:02}, kind: branch}}\n" for number in range(23))
    path = document(
        tmp_path,
        f"organizations:\n{branches}duties:\n- {{id: S1, title: 主题党日, performed_by: [branch], cycle: 1/year}}\n",
    )
    some, every = (run("due", path, *AT, "--burden", *more, lang="zh").out for more in ((), ("--all",)))

    assert "另有3个组织（加 --all 全部列出）" in some
    assert "另有" not in every
    assert "少0次（0%）" in some
    assert "不必单独登记的责任" not in some
    assert "可不再要求的材料" not in some


def test_the_burden_of_nothing(tmp_path: Path) -> None:
    done = run("due", document(tmp_path, BARE), *AT, "--burden", lang="zh")

    assert "该年度没有按日历到期的责任事项。" in done.out


# --- the loop ----------------------------------------------------------------------------------------------


def test_the_loop_has_a_bar_a_stage_and_says_where_it_is_open(chain: Path) -> None:
    out = run("due", chain, *AT, "--loop", lang="zh").out
    lines = out.splitlines()

    assert lines[0] == "责任闭环（核对日 2026-09-30，2026年）"
    assert lines[1].startswith("责任事项×承担组织8对：")
    assert lines[4].split() == ["已明确承担", "确权定责", "████████████████░░░···········", "4/5，80%", "3"]
    assert "已见开展\n  S1 支部党员大会：后勤党支部\n" in out


def test_the_rows_of_the_loop_in_csv_are_the_frame(chain: Path) -> None:
    rows = rows_of(run("due", chain, *AT, "--loop", "--duty", "S1", "--format", "csv"))
    frame = dc.loop(dc.read(chain), 2026, at=DAY).of_duty("S1").to_frame()

    assert list(rows[0]) == list(frame.columns)
    assert [row["performed"] for row in rows] == list(frame["performed"])


def test_the_loop_for_programs(chain: Path) -> None:
    held = told(run("due", chain, *AT, "--loop", "--under", "D1", "--format", "json"))
    counts = dict(held["counts"])
    pairs = list(held["pairs"])

    assert counts["pairs"] == len(pairs) == 5
    assert counts["closed"] + counts["open"] + counts["not_known"] == len(pairs)
    assert Counter(pair["first_open"] for pair in pairs if pair["first_open"]) == {
        stage: count for stage, count in dict(held["first_open"]).items() if count
    }


def test_the_loop_of_nothing(tmp_path: Path) -> None:
    assert "没有应列入的责任事项" in run("due", document(tmp_path, BARE), *AT, "--loop", lang="zh").out


# --- workbooks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "names"),
    [((), ["应办事项", "履责情况"]), (("--loop",), ["闭环情况"]), (("--burden",), ["减少台账"])],
)
def test_a_workbook(chain: Path, tmp_path: Path, view: tuple[str, ...], names: list[str]) -> None:
    path = tmp_path / "due.xlsx"
    done = run("due", chain, *AT, *view, "--format", "xlsx", "-o", path, lang="zh")

    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f"已写入：{path}\n")
    assert [sheet.title for sheet in openpyxl.load_workbook(path).worksheets] == names


@pytest.mark.parametrize("more", [(), ("-o", "due.csv")])
def test_a_workbook_needs_a_file_of_that_name(chain: Path, more: tuple[str, ...]) -> None:
    assert run("due", chain, *AT, "--format", "xlsx", *more).code in {2, 4}


def test_a_file_that_is_read_is_not_written(chain: Path) -> None:
    before = chain.read_bytes()

    assert run("due", chain, *AT, "-o", chain).code == 4
    assert chain.read_bytes() == before


# --- asking wrongly ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--loop", "--burden"), "--burden、--loop 各是一种结果，一次只写一个"),
        (("--months", "3"), "--months 随 --terms 使用"),
        (("--burden", "--days", "3"), "--days 不与 --burden 同用"),
        (("--loop", "--role", "D1-01.sj"), "--role 不与 --loop 同用"),
        (("--terms", "--period", "2026"), "--period 不与 --terms 同用"),
        (("--period", "下半辈子"), "时段请写成年、半年、季度或月，如 2026、2026年第三季度"),
        (("--burden", "--period", "2026年第三季度"), "--burden 按年计，时段请写成年，如 2026"),
        (("--why", "S1", "D1-01", "--format", "csv"), "--why 的结果没有 csv 形式"),
        (("--terms", "--format", "xlsx", "-o", "a.xlsx"), "--terms 的结果没有 xlsx 形式"),
        (("--days", "-1"), "-1"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(chain: Path, asked: tuple[str, ...], said: str) -> None:
    done = run("due", chain, *AT, *asked, lang="zh")

    assert (done.code, done.out) == (2, "")
    assert said in done.err
