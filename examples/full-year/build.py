"""
Make the full year: the bureau of `../geological-bureau` with everything that was due on record.

    python build.py TARGET
    python build.py --pack

The second packs it anew into the archive that the package brings. The lists, roles and holders are the bureau's own. What is added: `records.csv`, `records_cover.csv`,
`ledger.csv`, and the band of each organization, by the rules below, from what `dangjian_chain.due`
says is due. One event that serves several duties is one record that names them all.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import dangjian_chain as dc
from dangjian_chain.formats.bundled import packed

HERE = Path(__file__).parent
BUREAU = HERE.parent / "geological-bureau"
AT = date(2026, 9, 30)
TOP = "SZGW"
LISTS = ("organizations", "roles", "appointments", "duties", "assignments", "changes")
OWN = ("profile.toml", "scheme.toml", "scheme-committees.toml")
COLUMNS = (
    *(
        "id",
        "organization",
        "kind",
        "on",
        "duty",
        "subordinate",
        "role",
        "period",
        "outcome",
        "score",
        "grade",
    ),
    *("use", "present", "entitled", "amount", "evidence", "participants", "by", "about", "recorded_on"),
)
LEDGER = (
    *("id", "organization", "problem", "source", "measure", "leader", "unit", "role", "due", "progress"),
    *("closed_on", "verified_by", "carried_from"),
)
Row = dict[str, str]

HOLIDAYS = {date(2025, 1, 1), date(2026, 1, 1), date(2026, 4, 6), date(2026, 6, 19), date(2026, 9, 25)}
HOLIDAYS |= {date(year, 5, day) for year in (2025, 2026) for day in range(1, 6)}
HOLIDAYS |= {date(year, 10, day) for year in (2025,) for day in range(1, 9)}

APART = {
    "Z02": "支委会记录",
    "Z03": "小组记录",
    "Z09": "培训记录",
    "Y09": "培训记录",
    "Z11": "述职报告",
    "Y04": "党委报告",
}
"""Duties with an event of their own: other people come to it, or it has its own paper."""

ROTATION = "Y09"
"""The training of secretaries, in June: new ones are there within half a year."""

BEST = 5
"""Of so many appraised by one superior one is 好."""


def build(target: Path) -> Path:
    """Write the folder of the full year into `target` and return it."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (target / name).write_bytes(content)
    return target


def files() -> dict[str, bytes]:
    """Return the files of the full year by name."""
    made = {f"{name}.csv": (BUREAU / f"{name}.csv").read_bytes() for name in LISTS}
    year = Year()
    records = _numbered(year.records())
    made["organizations.csv"] = _content_of(_banded(year.grades))
    made["records.csv"] = _content(COLUMNS, records)
    made["records_cover.csv"] = _content(("kind", "organization", "from", "until"), _cover())
    made["ledger.csv"] = _content(LEDGER, year.ledger())
    return made | {name: (HERE / name).read_bytes() for name in OWN}


def _read(name: str) -> list[Row]:
    with (BUREAU / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _cover() -> Iterator[Row]:
    for kind in ("performed", "supervised", "reported", "appraised", "applied"):
        yield {"kind": kind, "organization": TOP, "from": "2025-01-01", "until": "2026-10-01"}


class Year:
    """What an orderly bureau keeps of 2025 and of 2026 up to September."""

    def __init__(self) -> None:
        chain = dc.read(BUREAU).with_collection("records", ()).at(AT)
        self.chain = chain
        self.items = [item for year in (2025, 2026) for item in dc.due(chain, year) if item.is_required]
        self.organizations = {row["id"]: row for row in _read("organizations")}
        self.heads = {
            row["organization"]: row["id"]
            for row in _read("roles")
            if row["kind"] in {"secretary", "group_leader"}
        }
        self.bodies = Counter(
            row["organization"]
            for row in _read("roles")
            if row["kind"] in {"secretary", "deputy_secretary", "organization_member", "publicity_member"}
            or row["kind"] in {"discipline_member", "committee_member"}
        )
        self.officers = [
            row
            for row in _read("roles")
            if row["kind"].endswith(("secretary", "_member")) and row["organization"] in self.organizations
        ]
        self.grades = dict(self._graded())

    def records(self) -> list[Row]:
        """Return every record, by day, organization and kind."""
        rows = [
            *self._performed(),
            *self._hours(),
            *self._second_training(),
            *self._reported(),
            *self._voted(),
            *self._visits(),
            *self._appraised(),
            *self._used(),
            *self._offered(),
        ]
        return sorted(
            rows,
            key=lambda row: (
                row["on"],
                row["organization"],
                row["kind"],
                row["subordinate"],
                row["duty"],
                row["role"],
            ),
        )

    # --- performed ---------------------------------------------------------------------

    def _performed(self) -> Iterator[Row]:
        """Yield an event for each day on which an organization did something that was due."""
        asked: dict[tuple[str, str], list[dc.DueItem]] = defaultdict(list)
        for item in self.items:
            if item.subordinate is None and item.period.start <= AT and item.due_on >= date(2025, 1, 1):
                asked[item.organization, APART.get(item.duty, "")].append(item)
        for (organization, series), items in sorted(asked.items()):
            for day, duties in sorted(_events(organization, items).items()):
                yield self._event(organization, day, sorted(duties), series)

    def _event(self, organization: str, day: date, duties: list[str], series: str) -> Row:
        row = self.organizations[organization]
        cells = {"duty": ";".join(duties)}
        if "Z01" in duties and row["full_members"]:
            cells |= _attended(int(row["full_members"]), day)
        elif ROTATION in duties:
            cells["participants"] = ";".join(self._secretaries(organization, day))
        elif duties == ["Z09"]:
            cells |= {"amount": "32"}
        elif "Z02" in duties:
            cells |= _attended(self.bodies[organization], day)
        return _row(organization, "performed", day, series or _series(row), **cells)

    def _secretaries(self, committee: str, day: date) -> Iterator[str]:
        """Yield the secretaries of the branches of which a committee is the nearest above, as of a day."""
        for id_, row in sorted(self.organizations.items()):
            above = row["superior"]
            while above and self.organizations[above]["kind"] != "committee":
                above = self.organizations[above]["superior"]
            there = row["valid_from"] <= str(day) and (not row["valid_to"] or row["valid_to"] > str(day))
            if row["kind"] == "branch" and above == committee and there:
                yield self.heads[id_]

    def _hours(self) -> Iterator[Row]:
        """Yield the training of secretaries and members of branch committees beyond what all members study."""
        for row in self.officers:
            kind = self.organizations[row["organization"]]
            if kind["kind"] == "branch" and kind["temporary"] != "yes":
                day = _working(date(2025, 10, 13) + timedelta(_spread(row["id"], 12)))
                cells = {"duty": "Z09", "role": row["id"], "amount": "24"}
                yield _row(row["organization"], "performed", day, "培训证明", **cells)

    def _second_training(self) -> Iterator[Row]:
        """Yield the second training of 2025, for those who became secretary in the second half."""
        for committee in sorted({item.organization for item in self.items if item.duty == ROTATION}):
            day = _working(date(2025, 12, 1) + timedelta(_spread(committee, 5)))
            cells = {"duty": ROTATION, "participants": ";".join(self._secretaries(committee, day))}
            yield _row(committee, "performed", day, "培训记录", **cells)

    def _reported(self) -> Iterator[Row]:
        """Yield the work reports of committees and general branches for 2025; branches have a duty that is one."""
        for id_, row in sorted(self.organizations.items()):
            if row["kind"] in {"committee", "general_branch"} and row["superior"] and not row["valid_to"]:
                day = _working(date(2026, 1, 12) + timedelta(_spread(id_, 5)))
                yield _row(id_, "reported", day, "述职报告", period="2025")

    def _voted(self) -> Iterator[Row]:
        """Yield how D1 voted on the work reports of its secretaries: a line for each grade of the form."""
        day = _working(date(2025, 12, 8) + timedelta(_spread("D1", 14)))
        for place, id_ in enumerate(self._below()["D1"]):
            good, fair = 18 + place % 4, place % 2
            votes = {"好": good, "较好": 25 - good - fair, "一般": fair, "差": 0}
            for grade, count in votes.items():
                cells = {"role": self.heads[id_], "period": "2025", "grade": grade, "amount": str(count)}
                yield _row(id_, "appraised", day, "述职测评表", by="D1", **cells, present="25", entitled="27")

    def _offered(self) -> Iterator[Row]:
        """Yield elective work: brands and joint work of a few branches."""
        for organization, duty, day in (
            ("D1-04", "E01", date(2025, 9, 18)),
            ("D3-03", "E01", date(2025, 11, 6)),
            ("D4-02", "E03", date(2025, 7, 10)),
            ("D1-04", "E01", date(2026, 9, 17)),
            ("YJ-02", "E03", date(2026, 5, 21)),
        ):
            yield _row(organization, "performed", day, "支部记录", duty=duty)

    # --- supervised ----------------------------------------------------------------------

    def _visits(self) -> Iterator[Row]:
        """Yield a visit of each subordinate in 2025, and one of all of them together in 2026."""
        pairs = sorted({(item.organization, item.subordinate) for item in self.items if item.subordinate})
        for superior, subordinate in pairs:
            day = _working(date(2025, 3, 10) + timedelta(_spread(subordinate, 200)))
            yield _row(superior, "supervised", day, "督查反馈", subordinate=subordinate)
        for superior in sorted({superior for superior, _ in pairs}):
            day = _working(date(2026, 4, 13) + timedelta(_spread(superior, 60)))
            yield _row(superior, "supervised", day, "督查反馈")

    # --- accounted -------------------------------------------------------------------------

    def _below(self) -> dict[str, list[str]]:
        """Return whom each superior appraises: those next below it, its discipline commission too."""
        appraised = {"committee", "general_branch", "branch", "discipline_commission"}
        found: dict[str, list[str]] = defaultdict(list)
        for id_, row in sorted(self.organizations.items()):
            there = row["valid_from"] < "2025-12" and not row["valid_to"]
            if row["kind"] in appraised and row["superior"] and there:
                found[row["superior"]].append(id_)
        return found

    def _graded(self) -> Iterator[tuple[str, str]]:
        """Yield the grade of each organization for 2025: one in five 好, one in ten or so 一般."""
        for below in self._below().values():
            for place, id_ in enumerate(below):
                yield id_, "好" if place % BEST == 1 else "一般" if place % 9 == 4 else "较好"

    def _appraised(self) -> Iterator[Row]:
        for superior, below in self._below().items():
            day = _working(date(2025, 12, 8) + timedelta(_spread(superior, 14)))
            for id_ in below:
                said = {"period": "2025", "grade": self.grades[id_]}
                yield _row(superior, "appraised", day, "述职评议", subordinate=id_, **said)
                yield _row(id_, "appraised", day, "述职评议", role=self.heads[id_], by=superior, **said)

    def _used(self) -> Iterator[Row]:
        for superior in self._below():
            day = _working(date(2026, 1, 19) + timedelta(_spread(superior, 20)))
            use = "pay;reward;training;team;business"
            yield _row(superior, "applied", day, "结果运用通知", period="2025", use=use)

    def ledger(self) -> Iterator[Row]:
        """Yield what was put right after the appraisal of 2025, an item for each 一般."""
        poor = [id_ for id_, grade in sorted(self.grades.items()) if grade == "一般"]
        for number, id_ in enumerate(poor, 1):
            superior = self.organizations[id_]["superior"]
            yield {
                "id": f"2026-{number:03}",
                "organization": id_,
                "problem": "2025年度党建考核等次为“一般”，组织生活安排不够均衡",
                "source": "2025年度述职评议",
                "measure": "由上级党组织和本支部共同商定全年安排，每季度核对1次",
                "leader": f"{superior}.zw",
                "unit": id_,
                "role": self.heads[id_],
                "due": "2026-06-30",
                "progress": "已按安排开展，第二季度末核对无缺",
                "closed_on": str(_working(date(2026, 6, 15) + timedelta(_spread(id_, 10)))),
                "verified_by": superior,
            }


def _events(organization: str, items: list[dc.DueItem]) -> dict[date, set[str]]:
    """Return on which days an organization did what, so that one event serves all that falls into its span."""
    days: dict[date, set[str]] = {}
    spans = sorted(items, key=lambda item: (item.period.end - item.period.start, item.due_on, item.duty))
    for item in spans:
        season = (
            item.due_on.replace(day=1)
            if item.period.end - item.period.start > timedelta(60)
            else item.period.start
        )
        inside = [day for day in days if season <= day <= item.due_on] or [
            day for day in days if item.period.start <= day <= item.due_on
        ]
        for day in sorted(inside)[-item.wanted :]:
            days[day].add(item.duty)
        for number in range(item.wanted - len(inside)):
            day = _held(organization, season, item.due_on, number)
            if item.duty == ROTATION:
                day = _working(date(item.due_on.year, 6, 17) + timedelta(_spread(organization, 5)))
            if day <= AT:
                days.setdefault(day, set()).add(item.duty)
    return days


def _held(organization: str, season: date, due: date, number: int) -> date:
    """Return a working day from the beginning of a season up to the last day in time."""
    day = _working(season + timedelta(6 + _spread(organization, 15) + number))
    while day > due:
        day -= timedelta(1)
    return day


def _attended(entitled: int, day: date) -> Row:
    """Return how many came: all but one or two."""
    away = 0 if entitled < 4 else 1 + day.day % 2 if entitled > 8 else day.day % 2
    return {"present": str(entitled - away), "entitled": str(entitled)}


def _series(row: Row) -> str:
    return {
        "committee": "党委会纪要",
        "general_branch": "总支会纪要",
        "discipline_commission": "抽查意见",
    }.get(row["kind"], "支部记录")


def _row(organization: str, kind: str, on: date, evidence: str, **cells: str) -> Row:
    stem = {"LC": "局", TOP: "省直工委"}.get(organization, organization)
    recorded = min(_working(on + timedelta(1 + on.day % 4)), AT)
    made = {"organization": organization, "kind": kind, "on": str(on), "evidence": stem + evidence}
    made |= {"recorded_on": str(recorded)} | cells
    return {column: made.get(column, "") for column in COLUMNS}


def _numbered(rows: list[Row]) -> list[Row]:
    """Number the evidence by series and year; what was done by one superior on one day is one paper."""
    numbers: Counter[tuple[str, str]] = Counter()
    papers: dict[tuple[str, str, str], str] = {}
    for row in rows:
        year = row["on"][:4]
        one = (
            row["evidence"],
            row["on"],
            ""
            if row["kind"] == "appraised" and not row["amount"]
            else row["subordinate"] + row["duty"] + row["role"],
        )
        if one not in papers:
            numbers[row["evidence"], year] += 1
            papers[one] = f"{row['evidence']}〔{year}〕{numbers[row['evidence'], year]}号"
        row["evidence"] = papers[one]
    return rows


def _banded(grades: dict[str, str]) -> list[Row]:
    """Return the organizations, each graded one with its band."""
    bands = {"好": "先进", "较好": "达标", "一般": "后进"}
    rows = _read("organizations")
    return [row | {"band": bands.get(grades.get(row["id"], ""), "")} for row in rows]


def _spread(id_: str, width: int) -> int:
    """Return a number below `width` that an id always gives."""
    return sum(ord(letter) * place for place, letter in enumerate(id_, 1)) % width


def _working(day: date) -> date:
    """Return the day, or the next one that is a working day."""
    friday = 4
    while day.weekday() > friday or day in HOLIDAYS:
        day += timedelta(1)
    return day


def _content_of(rows: list[Row]) -> bytes:
    return _content(tuple(rows[0]), rows)


def _content(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, tuple(columns), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


if __name__ == "__main__":
    if sys.argv[1] == "--pack":
        (Path(dc.__file__).parent / "_bundled" / "full-year.zip").write_bytes(packed(files()))
    else:
        build(Path(sys.argv[1]))
