"""
Make `records.csv`, `records_cover.csv` and `ledger.csv`: what the offices kept of 2025 and 2026, by the rules below.

    python records.py

A branch holds its theme day on the day of the month that `wordings.csv` names, on
the next working day if that is none. One event that serves several duties is one
record naming them. Evidence is numbered by series and year in the order of days.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
AT = date(2026, 9, 30)
COLUMNS = (
    *("organization", "kind", "on", "duty", "subordinate", "role", "period", "outcome", "grade"),
    *("evidence", "participants", "objectors", "by", "recorded_on"),
)
Row = dict[str, str]

HOLIDAYS = {date(2026, 4, 6), date(2026, 6, 19), date(2026, 9, 25)} | {
    date(2026, 5, day) for day in range(1, 6)
}

POOR = ("一般", "较差")
"""Grades after which something was put right."""

LEDGER = (
    *("id", "organization", "problem", "source", "measure", "leader", "unit", "role", "due", "progress"),
    *("closed_on", "verified_by"),
)

COVER = (
    ("supervised", "D2", "2025-01-01", "2026-01-01"),
    ("supervised", "D6", "2025-01-01", "2026-01-01"),
    ("performed", "D1", "2026-07-01", "2026-10-01"),
)
"""What is stated complete: two brigades' supervision of 2025, and one brigade's third quarter of 2026."""

VISITS = {
    "LC": "D1 05-14, D2 05-20, D3 06-11, D4 06-17, D5 09-10, D6 09-16, DY 10-15, ZX 11-05",
    "D1": "D1-01 03-12, D1-02 03-26, D1-03 04-16, D1-04 04-23, D1-05 06-18, D1-06 07-09, D1-07 09-17, "
    "D1-08 10-22, D1-09 10-29",
    "D2": "D2-01 04-10, D2-ZB 05-15, D2-02 09-04, D2-03 10-16",
    "D2-ZB": "D2-ZB-1 06-05, D2-ZB-2 06-06",
    "D6": "D6-01 03-20, D6-02 04-17, D6-03 05-22, D6-04 09-11, D6-06 10-23",
}
"""Whom a superior visited in 2025, and when; a visit covers all duties."""

GRADES = {
    "LC": ("12-23", "LC-JG 好, DY 好, D1 好, D2 较好, D3 较好, D4 好, D5 一般, D6 较好, ZX 较好, YJ 较好"),
    "DY": (
        "12-16",
        "DY-01 好, DY-02 较好, DY-03 好, DY-04 较好, DY-05 较好, DY-06 一般, DY-07 较好, DY-08 较好, DY-09 好, DY-10 一般",
    ),
    "D1": (
        "12-11",
        "D1-01 好, D1-02 好, D1-03 较好, D1-04 好, D1-05 一般, D1-06 较好, D1-07 较好, D1-08 较好, D1-09 较好",
    ),
    "D3": (
        "12-17",
        "D3-01 好, D3-02 较好, D3-03 好, D3-04 较好, D3-05 较好, D3-06 一般, D3-07 较好, D3-08 好",
    ),
    "D4": (
        "12-12",
        "D4-01 好, D4-02 好, D4-03 较好, D4-04 较好, D4-05 一般, D4-06 较好, D4-07 好, D4-08 较好",
    ),
    "D5": ("12-24", "D5-01 较好, D5-02 好, D5-03 好, D5-04 较好, D5-05 较好, D5-06 好, D5-07 一般"),
    "ZX": ("12-18", "ZX-01 好, ZX-02 较好, ZX-03 较差, ZX-04 好"),
    "YJ": ("12-19", "YJ-01 好, YJ-02 较好, YJ-03 较好, YJ-04 一般"),
}
"""Work reports of 2025 (述职评议): the day, and the grades given."""

SHEETS = {
    "QY": ("12-09", "QY-01 好, QY-YT 较好, QY-ZT 一般, QY-KY 较好, QY-HB 好, QY-WY 较好, QY-LT 好"),
    "QY-YT": ("12-04", "QY-YT-1 好, QY-YT-2 较好, QY-YT-3 较好"),
}
"""The same as result sheets, which name the one appraised, and the appraiser in `by`."""

MEETINGS = """
LC 2025-12-23 Y05
LC 2026-03-05 Y02;Y03;Y16
LC 2026-06-25 Y01;Y15
LC-JG 2025-12-15 Y05
LC-JG 2026-03-12 Y02;Y03
LC-JG 2026-06-11 Y01
DY 2025-12-16 Y05
DY 2026-03-10 Y02;Y16
DY 2026-06-16 Y01;Y15
D1 2025-12-11 Y05
D1 2026-03-11 Y02;Y03;Y16
D1 2026-05-20 Y21
D1 2026-06-17 Y01;Y15
D1 2026-09-16 Z16
D2 2026-03-17 Y02;Y10;Y16
D2 2026-06-23 Y01
D3 2025-12-17 Y05
D3 2026-03-18 Y02;Y03
D3 2026-06-24 Y01;Y15
D4 2025-12-12 Y05
D4 2026-04-22 Y06
D4 2026-06-18 Y01
D5 2026-03-19 Y02;Y16
D6 2026-03-24 Y02;Y10
D6 2026-06-09 Y01;Y12
D6 2026-09-15 Z16
QY 2025-12-09 Y05
QY 2026-03-20 Y02;Y10;Y16
QY 2026-06-26 Y01;Y15
ZX 2025-12-18 Y05
ZX 2026-06-15 Y15
YJ 2025-12-19 Y05
LC-JW 2026-06-29 Y17
DY-J 2026-06-08 Y17
D1-J 2026-06-10 Y17
D2-J 2026-06-11 Y17
D4-J 2026-05-27 Y17
QY-J 2026-06-22 Y17
"""
"""What committees, general branches and discipline commissions did themselves."""

Months = dict[int, tuple[str, str]]
SPRING: Months = {4: ("Z04;Z13", "Z04;Z17"), 5: ("Z01;Z04", "Z01;Z04;Z17"), 6: ("Z04;Z05", "Z04;Z17")}
SUMMER: Months = {7: ("Z04;Z13", "Z04;Z17"), 8: ("Z01;Z04", "Z01;Z04;Z17"), 9: ("Z04", "Z04;Z17")}
"""Which duties the theme day of a month serves, in a branch and in a temporary branch."""

MISSED = {("D1-05", 8), ("DY-07", 9)}
"""Theme days of which there is no record: D1's records are stated complete, the institute's are not."""


def _read(name: str) -> list[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


BRANCHES = {row["id"]: row for row in _read("organizations") if row["kind"] == "branch"}
THEME_DAY = {
    row["organization"]: int(found[1])
    for row in _read("wordings")
    if row["duty"] == "Z04" and (found := re.match(r"每月(\d+)日", row["wording"]))
}


def build(target: Path = HERE) -> None:
    """Write `records.csv`, `records_cover.csv` and `ledger.csv` into the folder `target`."""
    rows = sorted(_rows(), key=lambda row: (row["on"], row["organization"], row["kind"], row["subordinate"]))
    numbers: Counter[tuple[str, str]] = Counter()
    for row in rows:
        year = row["on"][:4]
        if not row["evidence"].endswith("号"):
            numbers[row["evidence"], year] += 1
            row["evidence"] += f"〔{year}〕{numbers[row['evidence'], year]}号"
    (target / "records.csv").write_bytes(_content(COLUMNS, (row.values() for row in rows)))
    (target / "ledger.csv").write_bytes(_content(LEDGER, (row.values() for row in _ledger())))
    (target / "records_cover.csv").write_bytes(_content(("kind", "organization", "from", "until"), COVER))


def _ledger() -> Iterator[Row]:
    """Yield what was put right after the work reports of 2025, an item for each poor grade."""
    poor = sorted(
        (id_, superior, grade)
        for superior, (_, grades) in (GRADES | SHEETS).items()
        for id_, grade in _pairs(grades)
        if grade in POOR
    )
    for number, (id_, superior, grade) in enumerate(poor, 1):
        yield {
            "id": f"2026-{number:03}",
            "organization": id_,
            "problem": f"2025年度述职评议等次为“{grade}”",
            "source": "2025年度述职评议",
            "measure": "与上级共同商定全年安排，逐季核对",
            "leader": f"{superior}.zw",
            "unit": id_,
            "role": f"{id_}.sj",
            "due": "2026-06-30",
            "progress": "已按安排开展",
            "closed_on": str(_working(date(2026, 6, 15) + timedelta(number))),
            "verified_by": superior,
        }


def _rows() -> Iterator[Row]:
    yield from _supervision()
    yield from _appraisals()
    yield from _committees()
    yield from _singular()
    yield from _branches()


def _supervision() -> Iterator[Row]:
    for superior, visits in VISITS.items():
        for subordinate, day in _pairs(visits):
            yield _row(superior, "supervised", f"2025-{day}", "督查反馈", subordinate=subordinate)
    # One visit of everybody below, in 2025 and in 2026.
    yield _row("LC-JG", "supervised", "2025-11-20", "督查反馈")
    yield _row("SZGW", "supervised", "2025-10-28", "督查反馈", duty="Y04;Y05", subordinate="LC-JG")
    visitors = ("LC-JG", "DY", "D1", "D2", "D3", "D4", "D5", "D6", "QY", "ZX", "YJ")
    for place, superior in enumerate(visitors):
        yield _row(superior, "supervised", _working(date(2026, 5, 12) + timedelta(3 * place)), "督查反馈")
    yield _row("LC", "supervised", "2026-06-18", "局党委会议纪要〔2026〕9号", recorded_on="2026-06-22")


def _appraisals() -> Iterator[Row]:
    for superior, (day, grades) in GRADES.items():
        for subordinate, grade in _pairs(grades):
            cells = {"subordinate": subordinate, "period": "2025", "grade": grade}
            yield _row(superior, "appraised", f"2025-{day}", "述职评议", **cells)
    for superior, (day, grades) in SHEETS.items():
        for appraised, grade in _pairs(grades):
            cells = {"period": "2025", "grade": grade, "by": superior}
            yield _row(appraised, "appraised", f"2025-{day}", "述职评议", **cells)


def _committees() -> Iterator[Row]:
    for line in MEETINGS.strip().splitlines():
        organization, day, duty = line.split()
        series = "抽查意见" if organization.endswith(("-J", "-JW")) else _minutes(organization)
        # Work reports held in December are those that the list of the next year asks for by January.
        period = {"period": "2026"} if duty == "Y05" else {}
        yield _row(organization, "performed", day, series, duty=duty, **period)
    for place, organization in enumerate(("LC", "DY", "D1", "D2", "D3", "D4", "D6")):
        yield _row(organization, "reported", f"2026-01-{12 + place:02}", "党委报告", duty="Y04")
    for organization, day, duty in (
        ("LC", "2026-02-10", "Y02;Y03"),
        ("DY", "2026-03-03", "Y02"),
        ("D1", "2026-03-04", "Y02;Y03"),
        ("D2", "2026-03-10", "Y02"),
        ("D3", "2026-03-12", "Y02"),
        ("D6", "2026-03-18", "Y02"),
        ("QY", "2026-03-13", "Y02;Y18"),
    ):
        body = ("sj", "fsj", "zz", "jw", "zw", "xw", "wy")
        participants = ";".join(f"{organization}.{post}" for post in body)
        yield _row(organization, "decided", day, _minutes(organization), duty=duty, participants=participants)


def _singular() -> Iterator[Row]:
    """Yield the records on which one path or another turns."""
    body = ("sj", "fsj", "zz", "jw", "zw", "xw", "wy")
    holders = {row["role"]: row["person"] for row in _read("appointments")}
    # The organizer sits in (列席); a committee member reserves an opinion.
    present = ";".join(f"D1.{post}" for post in (*body, "zzy"))
    named = {"participants": present, "objectors": "D1.wy"}
    yield _row("D1", "decided", "2026-02-26", "党委会纪要", duty="Z04", **named)
    # Staff numbers in place of posts; one person is deputy secretary and head of administration.
    numbers = ";".join(holders[f"D4.{post}"] for post in body)
    yield _row("D4", "decided", "2026-03-18", "党委会纪要", duty="Y02", participants=numbers)
    # Supervision that is on record as failed: a committee's, a discipline commission's, a discipline member's.
    failed = {"outcome": "failed"}
    yield _row("D1", "supervised", "2026-08-27", "督查反馈", duty="Z04", subordinate="D1-05", **failed)
    yield _row("D3-J", "supervised", "2026-05-20", "抽查意见", duty="Z13", subordinate="D3-05", **failed)
    yield _row("D4-02", "supervised", "2026-07-13", "支部记录", duty="Z13", role="D4-02.jw", **failed)


def _branches() -> Iterator[Row]:
    yield from _theme_days("D1", SPRING | SUMMER)
    yield from _theme_days("D2", {5: SPRING[5]} | SUMMER)
    for brigade in ("D6", "QY"):
        yield from _theme_days(brigade, SUMMER)
    yield from _theme_days("DY", {9: ("Z01;Z04", "Z04;Z17")})
    # Committee meetings of D1's branches, where members who are away are gone through, and its groups.
    for branch in (f"D1-0{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9)):
        for month in SUMMER:
            yield _row(branch, "performed", _near_theme_day(branch, month, -3), "支委会记录", duty="Z02;Z14")
    for branch, number in itertools.product(("D1-02", "D1-04"), (1, 2)):
        for month in SUMMER:
            day = _near_theme_day(branch, month, 6 + number)
            yield _row(f"{branch}-G{number}", "performed", day, "小组记录", duty="Z03")
    # Member meetings and fees elsewhere, as far as they were handed in.
    for branch in BRANCHES:
        if re.fullmatch(r"(ZX|LC-JG)-0\d", branch):
            yield _row(branch, "performed", _near_theme_day(branch, 8, 10), "支部记录", duty="Z01")
        if branch.startswith("D4-"):
            for month in (4, 7):
                yield _row(branch, "performed", _near_theme_day(branch, month, 7), "支部记录", duty="Z13")


def _theme_days(under: str, months: Months) -> Iterator[Row]:
    for branch, row in BRANCHES.items():
        for month, (ordinary, temporary) in months.items():
            if branch.startswith(f"{under}-") and (branch, month) not in MISSED:
                duty = temporary if row["temporary"] == "yes" else ordinary
                if branch == "D1-07" and month in SUMMER:  # no committee that could go through them
                    duty += ";Z14"
                yield _row(branch, "performed", _near_theme_day(branch, month), "支部记录", duty=duty)


def _near_theme_day(branch: str, month: int, days: int = 0) -> date:
    """Return a working day that is some days after a branch's theme day of a month of 2026."""
    return _working(date(2026, month, THEME_DAY[branch]) + timedelta(days))


def _row(organization: str, kind: str, on: str | date, evidence: str, **cells: str) -> Row:
    stem = {"LC": "局", "SZGW": "省直工委"}.get(organization, organization)
    made = {
        "organization": organization,
        "kind": kind,
        "on": str(on),
        "evidence": evidence if evidence.startswith("局") else stem + evidence,
        "recorded_on": _recorded(str(on)),
        **cells,
    }
    return {column: made.get(column, "") for column in COLUMNS}


def _recorded(on: str) -> str:
    """Return when a record was entered: some working days later, at the latest on the day of analysis."""
    day = date.fromisoformat(on)
    return str(min(_working(day + timedelta(1 + day.day % 4)), AT))


def _working(day: date) -> date:
    """Return the day, or the next one that is a working day."""
    friday = 4
    while day.weekday() > friday or day in HOLIDAYS:
        day += timedelta(1)
    return day


def _minutes(organization: str) -> str:
    return "总支会纪要" if organization in {"ZX", "YJ"} else "党委会纪要"


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split(", "):
        first, second = pair.split()
        yield first, second


def _content(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return made.getvalue().encode()


if __name__ == "__main__":
    build()
