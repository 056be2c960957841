"""Catalogues as duties: chosen, composed, read from a unit's own file, and enough for every role."""

from __future__ import annotations

import pickle
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

import dangjian_chain as dc
from dangjian_chain.errors import MissingDayError, UnknownNameError, UnreadableDocumentError
from dangjian_chain.formats.catalogue_cells import blame_cells
from dangjian_chain.rulebook import Profile, rulebook
from dangjian_chain.rulebook.catalogue_reading import read_catalogue
from tests.bureau import BUREAU

AT = date(2026, 9, 30)
DATA = Path(dc.__file__).parent / "rulebook" / "data" / "catalogue"
HEAD = 'schema = "dangjian-chain-catalogue/1"\nname = "示例大队"\n'
DUTY = """\
[[duties]]
key = "own.visit"
title = "走访"
performed_by = ["branch"]
bearers = "first=secretary"
why = "示例办法"
what = "每半年走访1轮。"
how = "分头走访。"
standard = "意见有答复"
check = "问群众"
indicator = "已答复数÷意见数"
cycle = "1/half-year"
"""
SWITCH = (
    'schema = "dangjian-chain-profile/1"\nname = "示例大队"\nreason = "示例"\n'
    '[[switches]]\ncitation = "annual_report_upward"\nreason = "上级已有要求"\n'
)


def own(tmp_path: Path, words: str = HEAD + DUTY, **options) -> dc.Catalogue:
    file = tmp_path / "unit.toml"
    file.write_text(words, "utf-8")
    return dc.Catalogue.read(file, **options)


# --- choosing -------------------------------------------------------------------------------


def test_a_day_is_needed():
    """Nothing reads the clock."""
    with pytest.raises(MissingDayError):
        dc.catalogue("soe")


def test_duties_come_by_type_of_unit():
    """Those for every type, and those of the types asked for; Chinese words will do."""
    soe, organ = dc.catalogue("soe", at=AT), dc.catalogue("机关", at=AT)

    assert {"committee.funds", "deputy.direct"} <= set(soe.keys)
    assert not {"committee.funds", "deputy.direct"} & set(organ.keys)
    assert "committee.part_time_counts" in organ.keys
    assert "branch.theme_day" in set(soe.keys) & set(organ.keys)
    assert set(dc.catalogue(["soe", "organ"], at=AT).keys) == {*soe.keys, *organ.keys}
    assert set(dc.catalogue(at=AT).keys) == {*soe.keys, *organ.keys}


def test_duties_come_by_kind_of_organization():
    assert dc.catalogue(kinds="group", at=AT).keys == ("branch.group_meeting", "group_leader.convene")
    assert dc.catalogue(kinds=["discipline_commission"], at=AT).keys == ("discipline.supervise",)
    assert dc.catalogue(kinds=[], at=AT).keys == ()


@pytest.mark.parametrize(
    ("options", "near"),
    [
        ({"unit_types": "public_institutions"}, "public_institution"),
        ({"unit_types": ["soe", "organs"]}, "organ"),
        ({"kinds": "brnch"}, "branch"),
        ({"kinds": ["group", "comittee"]}, "committee"),
    ],
)
def test_an_unknown_name_names_the_nearest(options: dict, near: str):
    with pytest.raises(UnknownNameError, match=near):
        dc.catalogue(at=AT, **options)


def test_duties_from_memory_are_left_out_and_named():
    """They say so where they are asked for."""
    branch = dc.catalogue("organ", kinds="branch", at=AT)
    every = dc.catalogue("organ", kinds="branch", at=AT, include_unverified=True)

    assert [duty.key for duty in branch.off] == [
        *("branch.admission", "branch.masses", "branch.sector_organ", "branch_secretary.report"),
        *("party_member.dues", "party_member.masses"),
    ]
    assert set(every.keys) == {*branch.keys, *(duty.key for duty in branch.off)}
    assert every.off == ()
    report = next(duty for duty in every.duties() if duty.id == "branch_secretary.report")
    assert report.why == "《中国共产党支部工作条例（试行）》第六章（待查证）; secretary_reports_yearly"
    assert repr(branch) == f"<Catalogue: {len(branch)} duties, 6 left out>"


@pytest.mark.parametrize("several", [False, True])
def test_a_profile_switches_duties_on(*, several: bool):
    profile = Profile.from_bytes(SWITCH.encode())
    found = dc.catalogue(kinds="committee", at=AT, profile=[profile] if several else profile)

    assert "committee.report_upward" in found.keys
    assert "committee.annual_tasks" not in found.keys
    why = next(duty.why for duty in found.duties() if duty.id == "committee.report_upward")
    assert "由“示例大队”启用" in why


def test_what_is_not_in_force_is_left_out():
    """On the day before the branch regulations nothing rests on them."""
    assert "branch.theme_day" not in dc.catalogue(at=date(2018, 10, 27)).keys
    assert "branch.theme_day" in dc.catalogue(at=date(2018, 10, 28)).keys


def test_a_type_of_unit_of_a_profile_is_known():
    profile = Profile.from_bytes(SWITCH.replace("[[", 'unit_types = ["示例类型"]\n[[', 1).encode())

    assert "branch.theme_day" in dc.catalogue("示例类型", at=AT, profile=profile).keys


# --- as duties ------------------------------------------------------------------------------


def test_every_duty_answers_the_four_questions():
    """And can be appraised: standard, way of checking, indicator, rhythm; it is required and has no weight."""
    for lang in ("zh", "en"):
        for duty in dc.catalogue(at=AT, include_unverified=True).duties(lang=lang):
            said = (duty.why, duty.what, duty.how, duty.standard, duty.check, duty.indicator, duty.cycle)
            assert all(said), duty.id
            assert duty.performed_by
            assert duty.bearers
            assert duty.nature is dc.Nature.REQUIRED
            assert duty.weight is None


def test_a_basis_reads_as_a_provision_and_is_found_by_its_key():
    """What is off beside what is on is not claimed."""
    why = {duty.id: duty.why for duty in dc.catalogue(at=AT).duties()}

    assert why["branch.theme_day"] == "《中国共产党支部工作条例（试行）》第十六条; theme_day_frequency"
    assert why["secretary.talk_down"].endswith("; failing_branch_work")
    assert "参照执行" in why["committee.strict_gov_study"]
    english = {duty.id: duty.why for duty in dc.catalogue(at=AT).duties(lang="en")}
    assert english["branch.theme_day"] == "Branch Work Regulations (trial), Art. 16; theme_day_frequency"


def test_an_origin_is_written_into_each():
    assert {duty.origin for duty in dc.catalogue(at=AT).duties()} == {()}
    assert {duty.origin for duty in dc.catalogue(at=AT).duties("LC")} == {("LC",)}
    assert {duty.origin for duty in dc.catalogue(at=AT).duties(["LC", "QY"])} == {("LC", "QY")}


def test_conditions_and_types_of_unit_stay_with_the_duty():
    """So that catalogues of several types may be put together."""
    duties = {duty.id: duty for duty in dc.catalogue("soe", at=AT).duties()}

    assert str(duties["committee.funds"].conditions) == "unit_type=soe"
    assert str(duties["branch.committee_meeting"].conditions) == "has_committee=true"
    assert str(duties["discipline.member_supervise"].conditions) == "has_committee=true; temporary=false"
    assert not duties["branch.theme_day"].conditions
    assert duties["branch.org_life"].due == "Q4"
    assert duties["member.portfolio_party_work"].managing_cycle == "1/half-year"


# --- composing ------------------------------------------------------------------------------


def test_catalogues_are_put_together():
    branch, group = dc.catalogue(kinds="branch", at=AT), dc.catalogue(kinds="group", at=AT)
    both = branch + group

    assert both == branch.with_(group) == group + branch
    assert both.keys == tuple(sorted({*branch.keys, *group.keys}))
    assert len(both) == len(both.duties()) == len(branch) + len(group)


def test_the_second_goes_before_the_first(tmp_path: Path):
    """A unit's own wording of a duty takes the place of ours."""
    ours = dc.catalogue(kinds="branch", at=AT)
    mine = own(tmp_path, HEAD + DUTY.replace("own.visit", "branch.lesson").replace("half-year", "quarter"))
    lesson = next(duty for duty in (ours + mine).duties() if duty.id == "branch.lesson")

    assert (lesson.cycle, lesson.why) == ("1/quarter", "示例办法")
    assert len(ours + mine) == len(ours)


def test_what_one_of_them_has_is_not_off():
    ours = dc.catalogue(kinds="branch", at=AT)
    every = dc.catalogue(kinds="branch", at=AT, include_unverified=True)

    assert (ours + every).off == (every + ours).off == ()
    assert (ours + ours).off == ours.off


def test_duties_are_left_out_by_key():
    group = dc.catalogue(kinds="group", at=AT)

    assert group.without("group_leader.convene").keys == ("branch.group_meeting",)
    assert group.without() == group
    with pytest.raises(UnknownNameError, match=r"group_leader\.convene"):
        group.without("group_leader.convenes")


def test_a_catalogue_is_a_value():
    one = dc.catalogue(kinds="branch", at=AT)

    assert one == dc.catalogue(kinds="branch", at=AT)
    assert pickle.loads(pickle.dumps(one.keys)) == one.keys
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.entries = ()


# --- a unit's own file ----------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(DATA.iterdir()), ids=lambda file: file.stem)
def test_the_files_that_ship_are_in_the_format_of_a_units_own(file: Path):
    """Kinds, bearers and rhythms included."""
    assert read_catalogue(file, rulebook(), blame_cells)
    assert len(dc.Catalogue.read(file)) == len(read_catalogue(file, rulebook()))


def test_a_units_own_duty(tmp_path: Path):
    """Words in one language stand for both; kinds, bearers and rhythms are read as in tables."""
    words = DUTY.replace('"1/half-year"', '"每半年"').replace('["branch"]', '["党支部"]')
    words = words.replace("first=secretary", "第一责任人=书记").replace(
        '"走访"', '{zh = "走访", en = "Visits"}'
    )
    mine = own(tmp_path, HEAD + words + 'nature = "elective"\nmanaged_levels = 0\n')
    (duty,) = mine.duties()

    assert mine.keys == ("own.visit",)
    assert (duty.title, mine.duties(lang="en")[0].title) == ("走访", "Visits")
    assert mine.duties(lang="en")[0].what == "每半年走访1轮。"
    assert (duty.performed_by, str(duty.bearers), duty.cycle) == (
        ("branch",),
        "first=secretary",
        "1/half-year",
    )
    assert (duty.nature, duty.managed_levels, duty.area) == (dc.Nature.ELECTIVE, 0, None)
    assert duty.why == "示例办法"


def test_a_units_own_duty_may_rest_on_facts_of_its_profile(tmp_path: Path):
    """What a unit writes down itself is never off."""
    profile = Profile.from_bytes(
        (
            'schema = "dangjian-chain-profile/1"\nname = "示例大队"\nreason = "示例"\nunit_types = ["示例类型"]\n'
            '[[facts]]\nkey = "visits"\ninstrument = "SEEN"\nmodality = "may"\ntext = "走访"\n'
        ).encode()
    )
    words = HEAD + DUTY.replace('why = "示例办法"', 'citations = ["visits"]\nunit_types = ["示例类型"]')

    with pytest.raises(UnreadableDocumentError):
        own(tmp_path, words)
    mine = own(tmp_path, words, profile=profile)
    assert mine.entries[0].citations == ("visits",)
    assert mine.duties()[0].why.endswith("; visits")
    assert str(mine.duties()[0].conditions) == "unit_type=示例类型"


def test_a_file_may_have_types_of_unit_of_its_own(tmp_path: Path):
    words = 'unit_types = ["示例类型"]\n' + DUTY + 'unit_types = ["示例类型", "organ"]\n'

    assert own(tmp_path, HEAD + words).entries[0].unit_types == ("示例类型", "organ")


def test_articles_are_the_facts_that_stand_in_them(tmp_path: Path):
    words = DUTY.replace('why = "示例办法"', 'articles = [{instrument = "BRA18", article = 13}]')
    mine = own(tmp_path, HEAD + words)

    assert mine.entries[0].citations == ("group_when", "group_frequency")
    assert mine.duties()[0].why == "《中国共产党支部工作条例（试行）》第十三条; group_when; group_frequency"


def test_an_article_of_several_is_one_of_them(tmp_path: Path):
    words = DUTY.replace('why = "示例办法"', 'articles = [{instrument = "FUND17", article = 5}]')

    assert own(tmp_path, HEAD + words).entries[0].citations == ("soe_fund_downward",)


def test_a_file_with_windows_line_ends_and_a_mark(tmp_path: Path):
    file = tmp_path / "unit.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + DUTY).replace("\n", "\r\n").encode())

    assert dc.Catalogue.read(str(file)).keys == ("own.visit",)


def changed(old: str, new: str) -> str:
    assert old in DUTY
    return HEAD + DUTY.replace(old, new)


MISTAKES = [
    ("= 3", "unreadable-toml", "unit.toml:1:1", "不是 TOML", "not TOML"),
    (HEAD + DUTY + 'key = "b"\n', "unreadable-toml", "unit.toml:15", "不是 TOML", "not TOML"),
    ('name = "示例"\n' + DUTY, "unknown-schema", "unit.toml schema", "schema", "catalogue/1"),
    (HEAD.replace("/1", "/2") + DUTY, "unknown-schema", "unit.toml:1 schema", "现为", "not 'dangjian"),
    (HEAD.replace('name = "示例大队"\n', "") + DUTY, "missing-value", "unit.toml name", "未填写", "name"),
    (HEAD + "duty = 1\n" + DUTY, "unknown-key", "unit.toml:3 duty", "duties", "did you mean duties"),
    (HEAD + "duties = 3\n", "not-a-list", "unit.toml:3 duties", "[[duties]]", "[[duties]]"),
    (changed('key = "own.visit"\n', ""), "missing-value", "unit.toml:3 duties[0].key", "未填写", "key"),
    (changed("own.visit", "own visit"), "unreadable-key", "unit.toml:4 duties[0].key", "文字", "letters"),
    (HEAD + DUTY * 2, "duplicate-key", "unit.toml:16 duties[1].key", "unit.toml:3 duties[0]", "given twice"),
    (
        HEAD + DUTY + 'manging_cycle = "1/year"\n',
        "unknown-key",
        "unit.toml:15 duties[0].manging_cycle",
        "managing_cycle",
        "did you mean managing_cycle",
    ),
    (changed('"走访"', "3"), "not-a-text", "unit.toml:5 duties[0].title", "应为文字", "should be words"),
    (
        changed('what = "每半年走访1轮。"\n', ""),
        "missing-value",
        "unit.toml:3 duties[0].what",
        "未填写",
        "what",
    ),
    (
        changed('why = "示例办法"\n', ""),
        "missing-value",
        "unit.toml:3 duties[0].citations",
        "依据",
        "no basis",
    ),
    (
        changed('why = "示例办法"', 'citations = ["party_lessons"]'),
        "unknown-citation",
        "unit.toml:8 duties[0].citations",
        "party_lesson",
        "did you mean party_lesson",
    ),
    (
        changed('why = "示例办法"', 'articles = [{instrument = "BRA81", article = 11}]'),
        "unknown-instrument",
        "unit.toml:8 duties[0].articles",
        "BRA18",
        "did you mean BRA18",
    ),
    (
        changed('why = "示例办法"', 'articles = [{instrument = "BRA18", article = 22}]'),
        "unknown-article",
        "unit.toml:8 duties[0].articles",
        "相近的有第 18、19、20 条",
        "the nearest are 18, 19, 20",
    ),
    (
        changed('why = "示例办法"', 'articles = [{instrument = "TOP21", article = 2}]'),
        "unknown-article",
        "unit.toml:8 duties[0].articles",
        "没有 TOP21 第2条",
        "nothing of TOP21, article 2",
    ),
    (
        changed('why = "示例办法"', 'articles = [{instrument = "BRA18"}]'),
        "not-a-place",
        "unit.toml:8 duties[0].articles",
        "article = 11",
        "article = 11",
    ),
    (
        changed('why = "示例办法"', 'articles = [{instrument = "BRA18", article = 11, itme = 1}]'),
        "unknown-key",
        "unit.toml:8 duties[0].articles",
        "itme",
        "itme",
    ),
    (
        changed('why = "示例办法"', 'why = "示例办法"\nunit_types = ["organs"]'),
        "unknown-unit-type",
        "unit.toml:9 duties[0].unit_types",
        "organ",
        "did you mean organ",
    ),
    (
        changed('why = "示例办法"', 'why = "示例办法"\nnature = "electiv"'),
        "unknown-word",
        "unit.toml:9 duties[0].nature",
        "elective",
        "did you mean elective",
    ),
    (
        changed('["branch"]', '["brnch"]'),
        "unknown-kind",
        "unit.toml:6 duties[0].performed_by",
        "branch",
        "branch",
    ),
    (
        changed('["branch"]', "[]"),
        "missing-value",
        "unit.toml:6 duties[0].performed_by",
        "至少",
        "a kind of",
    ),
    (changed('["branch"]', '"branch"'), "not-a-list", "unit.toml:6 duties[0].performed_by", "列表", "list"),
    (
        changed('["branch"]', '["临时党支部"]'),
        "unknown-kind",
        "unit.toml:6 duties[0].performed_by",
        "temporary=true",
        "temporary=true",
    ),
    (
        changed("first=secretary", "fist=secretary"),
        "unknown-word",
        "unit.toml:7 duties[0].bearers",
        "first",
        "first",
    ),
    (
        changed("first=secretary", "first=secretry"),
        "unknown-kind",
        "unit.toml:7 duties[0].bearers",
        "secretary",
        "secretary",
    ),
    (changed('"first=secretary"', "3"), "not-a-word", "unit.toml:7 duties[0].bearers", "文字", "words"),
    (
        HEAD + DUTY + 'managing_bearers = "principal=secretary"\n',
        "unreadable-bearers",
        "unit.toml:15 duties[0].managing_bearers",
        "不写岗位",
        "names no role",
    ),
    (changed("1/half-year", "1/halfyear"), "unknown-cycle", "unit.toml:14 duties[0].cycle", "频次", "rhythm"),
    (
        HEAD + DUTY + 'managing_cycle = "often"\n',
        "unknown-cycle",
        "unit.toml:15 duties[0].managing_cycle",
        "频次",
        "rhythm",
    ),
    (
        HEAD + DUTY + "conditions = {has_comittee = true}\n",
        "unknown-condition",
        "unit.toml:15 duties[0].conditions",
        "has_committee",
        "has_committee",
    ),
    (
        HEAD + DUTY + 'conditions = {unit_type = "soe"}\n',
        "unknown-condition",
        "unit.toml:15 duties[0].conditions",
        "unit_types",
        "unit_types",
    ),
    (
        HEAD + DUTY + 'conditions = "temporary=false"\n',
        "not-a-table",
        "unit.toml:15 duties[0].conditions",
        "{temporary = false}",
        "{temporary = false}",
    ),
    *(
        (
            HEAD + DUTY + f"managed_levels = {value}\n",
            "not-a-number",
            "unit.toml:15 duties[0].managed_levels",
            "0 或者正整数",
            "from 0 on",
        )
        for value in ("-1", "true", '"1"', "1.5", "101")
    ),
]


@pytest.mark.parametrize(("words", "code", "place", "zh", "en"), MISTAKES)
def test_a_mistake_is_said_in_both_languages_and_where_it_is(
    words: str, code: str, place: str, zh: str, en: str, tmp_path: Path
):
    """As those of documents are."""
    with pytest.raises(UnreadableDocumentError) as caught:
        own(tmp_path, words)
    (problem,) = caught.value.problems

    assert problem.code == code
    assert problem.place.startswith(place)
    assert zh in problem.text.zh
    assert en in problem.text.en


def test_every_mistake_is_told_at_once(tmp_path: Path):
    """By line, as a reader goes through the file."""
    words = changed("first=secretary", "first=x").replace("1/half-year", "sometimes").replace("走访1轮", "")
    with pytest.raises(UnreadableDocumentError) as caught:
        own(tmp_path, words + "weight = 3\n" + DUTY.replace("own.visit", "own.b").replace("how =", "hwo ="))

    assert [problem.code for problem in caught.value.problems] == [
        *("unknown-kind", "unknown-cycle", "unknown-key", "missing-value", "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "unreadable-file"),
        (b"#" * (1 << 20) + b"##", "too-large"),
        (HEAD.encode("utf-16"), "unreadable-encoding"),
    ],
)
def test_a_file_that_is_none(data: bytes | None, code: str, tmp_path: Path):
    file = tmp_path / "unit.toml"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(UnreadableDocumentError) as caught:
        dc.Catalogue.read(file)

    assert [problem.code for problem in caught.value.problems] == [code]
    assert "unit.toml" in str(caught.value)


# --- enough for everybody -------------------------------------------------------------------


def bureau(*, include_unverified: bool = False) -> dc.ResponsibilityChain:
    """Return the structure of the bureau, with the members of each branch as a role, and the catalogue's lists."""
    chain = dc.read(BUREAU)
    branches = [each.id for each in chain.organizations.values() if each.kind == "branch"]
    members = [dc.Role(f"{id_}.dy", organization=id_, kind="members") for id_ in branches]
    types = {each.unit_type for each in chain.organizations.values() if each.unit_type}
    found = dc.catalogue(types, at=AT, include_unverified=include_unverified)
    bare = dc.ResponsibilityChain(
        organizations=chain.organizations.values(),
        roles=[*chain.roles.values(), *members],
        appointments=chain.appointments.values(),
        duties=found.duties(),
    )
    return dc.propagate(bare, at=AT).adopt()


@pytest.mark.parametrize("include_unverified", [False, True])
def test_structure_and_catalogue_make_a_list_for_every_role(*, include_unverified: bool):
    """Committee down to members: nobody is without a duty, and nothing is to verify about the lists."""
    chain = bureau(include_unverified=include_unverified)
    borne = Counter(row.role for row in chain.assignments.values())
    gaps = dc.detect_gaps(chain, at=AT, select="DJ1")

    assert [role for role in chain.roles if role not in borne] == []
    assert [gap for gap in gaps if gap.code in {*(f"DJ{n}" for n in range(101, 111)), "DJ125"}] == []
    assert max(count for role, count in borne.items() if role is not None) <= 30


def test_every_kind_of_role_bears_something_of_its_own():
    """Not the secretary alone: what each kind carries, level by level."""
    chain = bureau()
    kinds = {(chain.organizations[role.organization].kind, role.kind) for role in chain.roles.values()}
    borne = {
        (chain.organizations[row.organization].kind, chain.roles[row.role].kind)
        for row in chain.assignments.values()
        if row.role is not None
    }

    assert borne == kinds
    assert ("branch", "members") in borne
    assert ("group", "group_leader") in borne
    assert ("discipline_commission", "committee_member") in borne
    assert ("work_committee", "deputy_secretary") in borne


def test_members_carry_their_duties_as_a_collective():
    """Nobody is named: the branch's role, by concrete responsibility."""
    chain = bureau()
    rows = [row for row in chain.assignments.values() if row.role == "D1-02.dy"]

    assert [(row.duty, str(row.responsibility)) for row in rows] == [
        ("party_member.attend", "concrete"),
        ("party_member.tasks", "concrete"),
    ]


def test_without_a_role_for_members_the_branch_bears_them():
    """A roster without collectives needs none."""
    chain = bureau()
    bare = chain.with_collection("roles", [role for role in chain.roles.values() if role.kind != "members"])
    gaps = dc.detect_gaps(dc.propagate(bare, at=AT).adopt(), at=AT, select="DJ1")

    assert [gap.code for gap in gaps if gap.code in {"DJ101", "DJ104", "DJ125"}] == []


def test_one_pair_of_hands_carries_a_small_branch():
    """A secretary alone bears every duty of the branch, and of its committee none is missed."""
    structure = dc.ResponsibilityChain(
        organizations=[
            dc.Organization("D1", name="示例党委", kind="committee", unit_type="soe", temporary=False),
            dc.Organization(
                "B1", name="示例支部", kind="branch", superior="D1", unit_type="soe", temporary=False
            ),
        ],
        roles=[
            dc.Role("D1.1", "D1", "secretary"),
            dc.Role("D1.2", "D1", "discipline_member"),
            dc.Role("B1.1", "B1", "secretary"),
        ],
        duties=dc.catalogue("soe", at=AT).duties("D1"),
    )
    chain = dc.propagate(structure, at=AT).adopt()
    gaps = dc.detect_gaps(chain, at=AT, select="DJ101,DJ102,DJ103,DJ104,DJ106,DJ108,DJ109,DJ110,DJ125")
    duties = {row.duty for row in chain.assignments.values() if row.organization == "B1"}

    assert list(gaps) == []
    assert "branch.member_meeting" in duties
    assert not {"branch.committee_meeting", "branch.group_meeting", "discipline.member_supervise"} & duties
