"""Report on a day: a list to verify for each committee, what is left for the office, and a summary."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import dangjian_chain as dc

FIELDS = ("code", "organization_name", "message_{0}", "remedy_{0}", "place", "fingerprint", "follows_from")
HEADERS = {
    "zh": ("编号", "组织", "核对情况", "下一步", "出处", "指纹", "随之而来"),
    "en": ("rule", "organization", "finding", "next step", "place", "fingerprint", "follows from"),
}
HEAD = {
    "zh": "核对清单汇总（待核实）\n核对日：{day}\n待核实：{gaps}项，起因{causes}项\n",
    "en": "Lists to verify, a summary\nday: {day}\nto verify: {gaps}, causes: {causes}\n",
}
UNIT = {
    "zh": "{name}：应列入{expected}，已衔接到位{reached}；待核实{gaps}项，起因{causes}项（{file}）",
    "en": "{name}: {expected} expected, {reached} reached; to verify: {gaps}, causes: {causes} ({file})",
}
FOOT = {
    "zh": "\n不在各单位清单之内、由本级核对的：{rest}项（remaining.csv）\n未核对的：{unchecked}\n"
    "由登记资料推算，仅供核对和研判参考，不作为问责、考核、任免的依据。\n",
    "en": "\nin no unit's list, for the office itself: {rest} (remaining.csv)\nnot checked: {unchecked}\n"
    "Worked out from the lists as entered, for checking only; it determines nobody's responsibility.\n",
}
NO_SEPARATORS = str.maketrans("/\\:", "---")


def report(source: str, day: date, out: Path, lang: str) -> None:
    chain = dc.read(source).at(day)
    whole = dc.detect_gaps(chain)
    landing = {row.group: row for row in dc.propagate(chain).landing(by="unit").total()}
    lines = [HEAD[lang].format(day=day, gaps=len(whole), causes=len(whole.causes))]
    known, listed = {gap.fingerprint for gap in whole}, set[str]()
    for id_, committee in chain.organizations.items():
        if committee.kind != "committee":
            continue
        part = dc.detect_gaps(chain.under(id_))  # it knows nothing of other units, so it names none
        rows = [row for row in part.rows() if row["unit"] == id_ and row["fingerprint"] in known]
        listed |= {row["fingerprint"] for row in rows}
        file = f"units/{id_.translate(NO_SEPARATORS)}.csv"
        write(out / file, rows, lang)
        counts = {name: getattr(landing.get(id_), name, 0) for name in ("expected", "reached")}
        causes = sum(cause.gap.unit == id_ and cause.gap.fingerprint in known for cause in part.causes)
        lines.append(
            UNIT[lang].format(name=committee.name, file=file, gaps=len(rows), causes=causes, **counts)
        )
    rest = [row for row in whole.rows() if row["fingerprint"] not in listed]
    write(out / "remaining.csv", rest, lang)
    unchecked = "; ".join(f"{left.code} {getattr(left.reason, lang)}" for left in whole.coverage) or "-"
    lines.append(FOOT[lang].format(rest=len(rest), unchecked=unchecked))
    (out / "summary.txt").write_text("\n".join(lines), encoding="utf-8")


def write(path: Path, rows: Iterable[dict[str, Any]], lang: str) -> None:
    fields = [field.format(lang) for field in FIELDS]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark at the top is for Excel
        writer = csv.writer(file)
        writer.writerow(HEADERS[lang])
        writer.writerows([plain(row[field]) for field in fields] for row in rows)


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", help="a folder, a workbook, or a YAML or JSON file")
    parser.add_argument("day", type=date.fromisoformat, help="such as 2026-09-30")
    parser.add_argument("out", type=Path, help="the report goes into a folder of the day in it")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    given = parser.parse_args()
    try:
        report(given.source, given.day, given.out / str(given.day), given.lang)
    except (dc.ChainError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
