"""DJ217 by brute force: a table written by hand, and rows looked at one by one."""

from __future__ import annotations

import random
from typing import Any

from tests.twins.chains import DAY, Maker, Rows

LEADERS = ("committee", "leading_members_group")
NEVER = {"temporary": False}

DUTIES: dict[str, tuple[tuple[str, ...], str | None, dict[str, bool], str, tuple[str, ...]]] = {
    # key: kinds, type of unit, conditions, keys that answer it, articles that do
    "branch.member_meeting": (("branch",), None, {}, "member_meeting_frequency", ("BRA18 11",)),
    "branch.committee_meeting": (
        ("branch",), None, {"has_committee": True}, "branch_committee_frequency", ("BRA18 12",),
    ),
    "branch.theme_day": (("branch",), None, {}, "theme_day_frequency", ("BRA18 16",)),
    "branch.lesson": (("branch",), None, {}, "party_lesson", ("BRA18 16",)),
    "branch.org_life": (("branch",), None, NEVER, "org_life_meeting org_life_steps", ("BRA18 17",)),
    "branch.appraisal": (("branch",), None, NEVER, "democratic_appraisal", ("BRA18 18",)),
    "branch.talks": (("branch",), None, {}, "heart_to_heart_talks", ("BRA18 19",)),
    "branch.study_hours": (("branch",), None, NEVER, "member_study_hours officer_study_hours", ("EDU19",)),
    "branch.reelection": (
        ("branch", "general_branch"), None, NEVER, "branch_term term_extension",
        ("TERM18 1", "TERM18 2", "BRA18", "GOV19 7", "ELE20 3"),
    ),
    "branch.group_meeting": (("group",), None, {}, "group_frequency", ("BRA18 13",)),
    "group_leader.convene": (
        ("group",), None, {}, "meeting_chair group_frequency", ("BRA18 13", "BRA18 14"),
    ),
    "committee.strict_gov_study": (LEADERS, None, {}, "half_year_study", ("RES20",)),
    "committee.content_fields": (LEADERS, None, {}, "res20_content_fields", ("RES20 6", "RES20 7")),
    "committee.same_plan": (LEADERS, None, {}, "committee_same_plan", ("RES20 6",)),
    "committee.assess_children": (
        LEADERS, None, {}, "app19_yearly branch_work_in_report", ("APP19 3", "BRA18"),
    ),
    "committee.grade_branches": (("committee",), None, {}, "branch_tiers_3", ("BRA18",)),
    "committee.rectify_backward": (("committee",), None, {}, "branch_tiers_3", ("BRA18",)),
    "committee.remind_reelection": (
        ("committee", "general_branch"), None, {}, "term_superior_reminds", ("TERM18 3",),
    ),
    "committee.train_secretaries": (("committee",), None, {}, "secretary_training", ("EDU19", "BRA18")),
    "committee.funds": (("committee",), "soe", {}, "soe_fund_ratio", ("FUND17 1",)),
    "committee.funds_downward": (
        ("committee",), "soe", {}, "soe_fund_downward", ("FUND17 4", "FUND17 5"),
    ),
    "discipline.supervise": (
        ("discipline_commission",), None, {}, "four_way_split supervisory", ("TOP21", "ACC19 4"),
    ),
    "discipline.member_supervise": (
        ("branch",), None, {"has_committee": True, "temporary": False}, "four_way_split supervisory",
        ("TOP21", "ACC19 4"),
    ),
    "secretary.lesson": (LEADERS, None, {}, "party_lesson", ("BRA18 16",)),
    "secretary.contact_point": (LEADERS, None, {}, "contact_point", ("BRA18",)),
    "secretary.talk_down": (
        ("committee",), None, {}, "failing_branch_work secretary_watch_down", ("BRA18", "RES20 8"),
    ),
    "secretary.report_work": (("committee",), None, {}, "app19_yearly", ("APP19 3",)),
    "member.portfolio_party_work": (
        ("committee", "general_branch", "branch"), None, {},
        "one_post_two_duties supervision_first_responsible members_one_post_two_duties",
        ("RES20", "TOP21", "SUP16 15", "RES20 9"),
    ),
    "member.home_branch_life": (LEADERS, None, {}, "dual_org_life", ("BRA18 15",)),
    "party_member.attend": (
        ("branch",), None, {},
        "member_meeting_frequency group_frequency theme_day_frequency member_study_hours",
        ("BRA18 11", "BRA18 13", "BRA18 16", "EDU19"),
    ),
}  # fmt: skip

TITLES = {
    "《中国共产党支部工作条例（试行）》": "BRA18",
    "《党委（党组）落实全面从严治党主体责任规定》": "RES20",
    "《中国共产党党员教育管理工作条例》": "EDU19",
    "《关于党的基层组织任期的意见》": "TERM18",
    "《中国共产党问责条例》": "ACC19",
}
ARTICLES = {"": None, "第三条": 3, "第四条": 4, "第八条": 8, "第十一条": 11, "第十六条": 16, "第三十条": 30}
KNOWN = {  # articles of which the catalogue, what is off included, knows what they say
    "BRA18": {9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19},
    "RES20": {6, 7, 8, 9},
    "ACC19": {4},
    "TERM18": {1, 2, 3},
    "EDU19": set(),
}
OTHERS = ("示例办法", "branch_min_full_members", "annual_report_upward", "ours")


def rows_of(seed: int) -> Rows:
    """Return a random chain whose duties give all sorts of bases, and whose organizations have types of unit."""
    chance = random.Random(seed)
    rows = Maker(seed).rows()
    keys = sorted({key for duty in DUTIES.values() for key in duty[3].split()})
    for row in rows["organizations"]:
        row["kind"] = chance.choice([row["kind"], *LEADERS, "branch"])
        row.pop("unit_type", None)
        if chance.random() < 0.85:
            row["unit_type"] = chance.choice(["organ", "soe", "public_institution", "field_team"])
    for row in rows["duties"]:
        several = chance.sample(keys, chance.randint(0, 7))
        for _ in range(chance.randint(0, 2)):
            several.append(chance.choice(sorted(TITLES)) + chance.choice(sorted(ARTICLES)))
        if chance.random() < 0.3:
            several.append(chance.choice(OTHERS))
        if several:
            row["why"] = chance.choice(["; ", "；"]).join(several)
    return rows


def required_duties_absent(rows: Rows) -> set[tuple[str, str, str, str, str]]:
    """Return what DJ217 counts."""
    bases = [row["why"] for row in rows["duties"] if row.get("why")]
    if not bases or not any(row.get("unit_type") for row in rows["organizations"]):
        return set()
    keys, places = _cited(bases)
    here = [row for row in rows["organizations"] if row.get("unit_type") and _reachable(rows, row)]
    found = set()
    for key, (kinds, unit_type, conditions, answers, articles) in DUTIES.items():
        if keys & set(answers.split()) or _named(places, articles):
            continue
        for row in here:
            is_for = row["kind"] in kinds and unit_type in {None, row["unit_type"]}
            if is_for and all(_holds(rows, row, name, value) for name, value in conditions.items()):
                found.add(("DJ217", "", "duty", key, ""))
    return found


def _cited(bases: list[str]) -> tuple[set[str], set[tuple[str, int | None]]]:
    """Return the keys and the places, instrument and article, that bases name."""
    keys: set[str] = set()
    places: set[tuple[str, int | None]] = set()
    every = {key for duty in DUTIES.values() for key in duty[3].split()} | set(OTHERS)
    of_key = {key: duty[4] for duty in DUTIES.values() for key in duty[3].split()}
    of_key |= {
        "org_life_meeting": ("BRA18 17",), "branch_term": ("TERM18 1", "BRA18", "GOV19 7"),
        "term_extension": ("TERM18 2", "ELE20 3"), "meeting_chair": ("BRA18 14",), "group_frequency": ("BRA18 13",),
        "app19_yearly": ("APP19 3",), "branch_work_in_report": ("BRA18",), "four_way_split": ("TOP21",),
        "supervisory": ("TOP21", "ACC19 4"), "failing_branch_work": ("BRA18",), "secretary_watch_down": ("RES20 8",),
        "one_post_two_duties": ("RES20", "TOP21"), "supervision_first_responsible": ("SUP16 15",),
        "members_one_post_two_duties": ("RES20 9",), "member_meeting_frequency": ("BRA18 11",),
        "theme_day_frequency": ("BRA18 16",), "member_study_hours": ("EDU19",), "officer_study_hours": ("EDU19",),
        "branch_min_full_members": ("BRA18 4", "CON22 30"), "annual_report_upward": ("RES20",),
    }  # fmt: skip
    for words in bases:
        tokens = [token.strip() for token in words.replace("；", ";").split(";")]
        mine = {token for token in tokens if token in every}
        keys |= mine
        beside = {place for token in mine for place in of_key.get(token, ())}
        for token in tokens:
            for title, code in TITLES.items():
                if token.startswith(title):
                    article = ARTICLES[token.removeprefix(title)]
                    place = code if article is None else f"{code} {article}"
                    stands_beside = code in {each.split()[0] for each in beside}
                    if place not in beside and (article is not None or not stands_beside):
                        places.add((code, article))
    return keys, places


def _named(places: set[tuple[str, int | None]], articles: tuple[str, ...]) -> bool:
    for place in articles:
        code, _, number = place.partition(" ")
        for named, article in places:
            if named != code:
                continue
            if number and article == int(number):
                return True
            if not number and (article is None or article not in KNOWN[code]):
                return True
    return False


def _holds(rows: Rows, row: dict[str, Any], name: str, wanted: object) -> bool:
    if name == "temporary":
        return row.get("temporary") is wanted
    posts = {"organization_member", "publicity_member", "discipline_member", "committee_member"}
    return any(
        role["organization"] == row["id"] and role["kind"] in posts and _alive(role) for role in rows["roles"]
    )


def _alive(row: dict[str, Any]) -> bool:
    start, end = row.get("valid_from"), row.get("valid_to")
    return (start is None or start <= DAY) and (end is None or end > DAY)


def _reachable(rows: Rows, row: dict[str, Any]) -> bool:
    by_id = {each["id"]: each for each in rows["organizations"]}
    seen: set[str] = set()
    while True:
        if row["id"] in seen or not _alive(row):
            return False
        seen.add(row["id"])
        above = row.get("superior")
        if above is None:
            return True
        if above not in by_id:
            return False
        row = by_id[above]
