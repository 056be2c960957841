"""Data to measure with: fictional, the same on every run, with some defects in it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_chain import ResponsibilityChain

Row = tuple[object, ...]

_SEED = 20260930
_POSTS = {
    "committee": (
        ("secretary", "书记"),
        ("full_time_deputy_secretary", "专职副书记"),
        ("organization_member", "组织委员"),
        ("publicity_member", "宣传委员"),
        ("discipline_member", "纪检委员"),
        ("administrative_head", "行政负责人"),
        ("deputy_head", "行政副职"),
    ),
    "discipline_commission": (("secretary", "纪委书记"),),
    "general_branch": (
        ("secretary", "书记"),
        ("deputy_secretary", "副书记"),
        ("organization_member", "组织委员"),
    ),
    "branch": (
        ("secretary", "书记"),
        ("organization_member", "组织委员"),
        ("publicity_member", "宣传委员"),
        ("discipline_member", "纪检委员"),
    ),
    "group": (("group_leader", "组长"),),
}
_FURTHER_POST = ("committee_member", "委员")
_LARGE = "min_full_members=7"
_STEADY = "unit_type=public_institution"


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows(rows)


# --- a bureau ------------------------------------------------------------------


def bureau(
    folder: Path, organizations: int = 400, roles: int = 1500, duties: int = 60, assignments: int = 15_000
) -> None:
    """
    Write a bureau of the size asked for as a folder of CSV.

    One committee on top, one in sixteen a brigade's committee with its
    discipline commission, then branches, some under general branches, some
    with groups. The lists are whole but for the rows drawn at random that the
    number of assignments leaves out; a few roles are vacant.
    """
    draw = random.Random(_SEED)
    placed = list(_bureau_organizations(organizations))
    posts = list(_bureau_roles(placed, roles))
    listed = list(_bureau_duties(duties))
    every = list(_bureau_assignments(placed, listed))
    kept = sorted(draw.sample(range(len(every)), min(assignments, len(every))))
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(
        folder / "organizations.csv",
        ("id", "name", "kind", "superior", "unit_type", "members", "full_members"),
        placed,
    )
    write_csv(folder / "roles.csv", ("id", "organization", "kind", "title", "required"), posts)
    write_csv(
        folder / "appointments.csv",
        ("role", "person", "since"),
        (
            (post[0], f"G{number:05}", "2024-05-01")
            for number, post in enumerate(posts)
            if draw.random() > 0.02
        ),
    )
    write_csv(
        folder / "duties.csv",
        (
            "id",
            "title",
            "area",
            "nature",
            "origin",
            "performed_by",
            "conditions",
            "bearers",
            "managing_bearers",
            "what",
            "standard",
            "check",
            "cycle",
        ),
        listed,
    )
    write_csv(
        folder / "assignments.csv",
        ("duty", "organization", "role", "responsibility", "wording", "since"),
        (every[place] for place in kept),
    )


def _bureau_organizations(count: int) -> Iterator[Row]:
    """Yield organizations: id, name, kind, superior, type of unit, members, full members."""
    brigades = max(1, count // 16)
    yield "B", "示例地质局党委", "committee", "", "public_institution", 3000, 2900
    left = count - 1
    for number in range(1, brigades + 1):
        share = left // (brigades - number + 1)
        left -= share
        yield from _brigade(f"D{number:02}", f"第{number}大队", share)


def _brigade(id_: str, name: str, count: int) -> Iterator[Row]:
    """Yield a brigade of a number of organizations."""
    unit = "public_institution"
    rows: list[Row] = [
        (id_, f"{name}党委", "committee", "B", unit, 160, 150),
        (f"{id_}-J", f"{name}纪委", "discipline_commission", id_, unit, "", ""),
        (f"{id_}-Z", f"{name}党总支", "general_branch", id_, unit, 60, 55),
    ]
    number = 0
    while len(rows) < count:
        number += 1
        above = f"{id_}-Z" if number <= 3 else id_
        members = 6 + 5 * number % 37
        kind = ("field_team" if number % 7 == 0 else unit, members, members - 1)
        rows.append((f"{id_}-{number:02}", f"{name}第{number}支部", "branch", above, *kind))
        if number % 4 == 0:
            rows.append(
                (
                    f"{id_}-{number:02}-G",
                    f"{name}第{number}支部党小组",
                    "group",
                    f"{id_}-{number:02}",
                    unit,
                    "",
                    "",
                )
            )
    yield from rows[:count]


def _bureau_roles(organizations: Sequence[Row], count: int) -> Iterator[Row]:
    """Yield roles: id, organization, kind, title, required; further members of branches make up the number."""
    made = 0
    for id_, _, kind, *_ in organizations:
        for post, title in _POSTS[str(kind)]:
            yield f"{id_}.{post}", id_, post, title, "yes" if post == "secretary" else ""
            made += 1
    branches = [str(row[0]) for row in organizations if row[2] == "branch"]
    for number in range(max(0, count - made)):
        id_ = branches[number % len(branches)]
        yield f"{id_}.{_FURTHER_POST[0]}.{number // len(branches)}", id_, *_FURTHER_POST, ""


def _bureau_duties(count: int) -> Iterator[Row]:
    """Yield duties; three of four are performed by branches, the others by committees."""
    for number in range(1, count + 1):
        by = "committee" if number % 4 == 0 else "branch"
        condition = {1: _LARGE, 7: _STEADY}.get(number % 10, "") if by == "branch" else ""
        direct = ("organization_member", "publicity_member")[number % 2]
        helped = by == "committee" or number % 18 == 1
        bearers = f"first=secretary; direct={direct}" if helped else "first=secretary"
        yield (
            f"S{number:02}",
            f"示例事项{number}",
            ("政治建设", "组织建设", "纪律建设")[number % 3],
            "elective" if number % 15 == 14 else "required",
            "B",
            by,
            condition,
            bearers if number % 20 else f"principal; {bearers}; supervisory=discipline_member",
            "first=secretary" if by == "branch" else "",
            f"每季度至少开展1次示例工作{number}，有安排、有记录。",
            "有记录，议定事项有责任人和时限",
            "查会议记录",
            ("1/month", "1/quarter", "1/year")[number % 3],
        )


def _bureau_assignments(organizations: Sequence[Row], duties: Sequence[Row]) -> Iterator[Row]:
    """Yield what every leading organization's list holds when nothing is forgotten."""
    for id_, _, _, _, _, by, condition, bearers, *_ in duties:
        direct = str(bearers).partition("direct=")[2].partition(";")[0]
        for organization, _, kind, _, unit, _, full_members in organizations:
            fits = condition == "" or (
                unit != "field_team" if condition == _STEADY else int(str(full_members or 0)) >= 7
            )
            performs, manages = (
                kind == by and fits,
                by == "branch" and kind in {"committee", "general_branch"},
            )
            if performs or manages:
                wording = f"落实示例事项，{organization}"
                yield id_, organization, f"{organization}.secretary", "first", wording, "2026-02-10"
            if performs and direct:
                yield id_, organization, f"{organization}.{direct}", "direct", "", "2026-02-10"


# --- a slice of a country ----------------------------------------------------------


def country(path: Path, organizations: int = 665_000) -> None:
    """
    Write organizations on five levels as one CSV, upper levels first.

    One row in a thousand names a superior that is not there, and two
    committees name each other.
    """
    write_csv(path, ("id", "name", "kind", "superior", "members"), _country_rows(organizations))


def posts(folder: Path, organizations: int = 665_000) -> None:
    """
    Write the same country with its counts, types of unit and elections, two roles in each organization, and holders.

    One branch in five hundred has more members than the soft cap, one in five
    hundred a term that has ended, one secretary in a thousand is not there.
    """
    rows = list(_country_rows(organizations))
    write_csv(
        folder / "organizations.csv",
        (
            "id",
            "name",
            "kind",
            "superior",
            "members",
            "full_members",
            "unit_type",
            "approved_by",
            "elected_on",
        ),
        map(_counted, range(len(rows)), rows),
    )
    kinds = ("secretary", "deputy_secretary")
    write_csv(
        folder / "roles.csv",
        ("id", "organization", "kind", "required"),
        ((f"{row[0]}.{kind}", row[0], kind, "") for row in rows for kind in kinds),
    )
    write_csv(
        folder / "appointments.csv",
        ("role", "person", "since"),
        (
            (f"{row[0]}.{kind}", f"P{number}{kind[0]}", "2024-05-06")
            for number, row in enumerate(rows)
            for kind in kinds
            if kind != "secretary" or number % 1000 != 500
        ),
    )


def _counted(number: int, row: Row) -> Row:
    id_, name, kind, superior, members = row
    unit_type = ("organ", "public_institution", "soe")[number % 3]
    if kind == "committee":
        return id_, name, kind, superior, 400, 390, unit_type, superior, "2023-06-01"
    members = 51 if number % 500 == 1 else 3 + number % 4
    elected = "2023-02-01" if number % 500 == 2 else "2025-02-01"
    return id_, name, kind, superior, members, members, unit_type, "", elected


def _country_rows(count: int) -> Iterator[Row]:
    above: list[str] = []
    made = 0
    for level, size in enumerate(_level_sizes(count)):
        ids = [_code(above, number, size) for number in range(size)]
        for number, id_ in enumerate(ids):
            made += 1
            superior = above[number % len(above)] if above else ""
            if level and made % 1000 == 0:
                superior = f"X{superior}"
            elif level == 3 and number < 2:
                superior = ids[1 - number]
            if level == 4:
                yield id_, f"示例第{made}支部", "branch", superior, 3 + made % 47
            else:
                yield id_, f"示例第{made}党委", "committee", superior, ""
        above = ids


def _code(above: Sequence[str], number: int, size: int) -> str:
    """Return an id that continues the superior's, all of a level equally long."""
    if not above:
        return "1"
    width = len(str((size - 1) // len(above)))
    return f"{above[number % len(above)]}{number // len(above):0{width}}"


def _level_sizes(count: int) -> list[int]:
    upper = [1, max(3, count // 20_000), max(6, count // 1_000), max(12, count // 50)]
    return [*upper, max(1, count - sum(upper))]


# --- extremes ------------------------------------------------------------------------


def deep(levels: int) -> ResponsibilityChain:
    """Return a chain of committees one under the other, a branch below them, and a duty of the branch."""
    ids = [f"D{level:06}" for level in range(levels)]
    above = [None, *ids[:-1]]
    kinds = ["committee"] * (levels - 1) + ["branch"]
    return _chain(ids, above, kinds, assigned=[*ids[::3], ids[-1]])


def wide(subordinates: int) -> ResponsibilityChain:
    """Return a chain of branches that all stand under one committee."""
    ids = ["D", *(f"D{number:06}" for number in range(subordinates))]
    return _chain(
        ids, [None, *["D"] * subordinates], ["committee", *["branch"] * subordinates], assigned=ids[::3]
    )


def loop(length: int) -> ResponsibilityChain:
    """Return a chain with a circle of committees beside a top, and a branch below each of the circle."""
    circle = [f"K{number:06}" for number in range(length)]
    branches = [f"{id_}-Z" for id_ in circle]
    return _chain(
        ["D", *circle, *branches],
        [None, circle[-1], *circle[:-1], *circle],
        ["committee", *["committee"] * length, *["branch"] * length],
        assigned=branches[::3],
    )


def ladder(rungs: int) -> ResponsibilityChain:
    """Return a branch X under two committees on each rung, one that leads and one that guides both below."""
    from dangjian_chain import Duty, Organization, ResponsibilityChain

    sides = [(f"{side}{rung:03}", rung) for rung in range(rungs + 1) for side in "AB"]
    committees = [
        Organization(
            id_,
            kind="committee",
            superior=f"A{rung - 1:03}" if rung else None,
            guided_by=(f"B{rung - 1:03}",) if rung else (),
        )
        for id_, rung in sides
    ]
    return ResponsibilityChain(
        organizations=[*committees, Organization("X", kind="branch", superior=f"A{rungs:03}")],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
    )


def _chain(
    ids: Sequence[str], above: Sequence[str | None], kinds: Sequence[str], assigned: Sequence[str]
) -> ResponsibilityChain:
    from dangjian_chain import Assignment, Duty, Organization, ResponsibilityChain

    return ResponsibilityChain(
        organizations=[
            Organization(id_, kind=kind, superior=superior)
            for id_, kind, superior in zip(ids, kinds, above, strict=True)
        ],
        duties=[Duty("S1", "示例事项", performed_by=("branch",))],
        assignments=[Assignment("S1", id_) for id_ in assigned],
    )
