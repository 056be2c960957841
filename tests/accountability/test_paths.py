"""Paths: where they start and end, how many there are, their forms and reasons."""

from __future__ import annotations

import json
from datetime import date

import attrs
import networkx as nx
import pytest
from jsonschema import Draft202012Validator

import dangjian_chain as dc
from dangjian_chain.accountability.path import COLUMNS
from dangjian_chain.foot import FOOT
from dangjian_chain.reports.documents import json_schema
from tests.accountability.bureau import DAY, bureau, degrees, step, trace


def guided(chain: dc.ResponsibilityChain, **guides: tuple[str, ...]) -> dc.ResponsibilityChain:
    ids = {name.replace("_", "-"): above for name, above in guides.items()}
    return chain.with_collection(
        "organizations",
        [attrs.evolve(one, guided_by=ids.get(one.id, one.guided_by)) for one in chain.organizations.values()],
    )


def ways(paths: dc.AccountabilityPaths) -> list[str]:
    return [" ".join(f"{step.organization}:{step.relation}" for step in path.steps) for path in paths]


def test_a_path_goes_along_the_line_to_where_the_duty_starts():
    assert ways(trace(bureau())) == ["D1-01:owns D1:leads LC:leads"]
    assert trace(bureau()).count == 1


def test_it_ends_at_the_origin():
    duties = [attrs.evolve(one, origin=("D1",)) for one in bureau().duties.values()]

    assert ways(trace(bureau().with_collection("duties", duties))) == ["D1-01:owns D1:leads"]


def test_a_group_owns_no_failure():
    """The path starts at its branch, with a note naming the group leader; beyond what is managed nobody stands."""
    paths = trace(bureau(), "Z2", "D1-01-G1")

    assert paths.start == "D1-01"
    assert ways(paths) == ["D1-01:owns D1:leads LC:leads"]
    assert [one.kind for one in paths.steps[0].notes] == ["asked"]
    assert "其负责岗位为党小组组长" in paths.steps[0].notes[0].text.zh
    assert "D1-01-G1.zc" not in {role for one in paths.steps for role in one.roles()}
    assert "只抓1级" in step(paths, "D1").fact.zh
    assert step(paths, "D1").answerers == ()


def test_records_about_the_group_count_where_its_branch_owns():
    """The group's own record, and its branch's superior looking at it."""
    met = {"organization": "D1-01-G1", "kind": dc.RecordKind.PERFORMED, "duty": ("Z2",)}
    seen = {"organization": "D1", "subordinate": "D1-01-G1", "duty": ("Z2",)}
    paths = trace(bureau(met, seen), "Z2", "D1-01-G1")

    assert [one.state for one in paths.steps[:2]] == [dc.State.PERFORMED, dc.State.DISCHARGED]


def test_a_helping_unit_is_answered_for_by_the_organization_above():
    chain = bureau().with_assignment("Y1", "D1-U", responsibility=dc.Responsibility.CONCRETE)

    assert trace(chain, "Y1", "D1-U").start == "D1"
    assert trace(bureau(), "Y1", "D1-U").count == 0


def test_a_commission_owns_its_failures():
    chain = bureau(
        duties=[dc.Duty("J1", "日常监督", performed_by=("discipline_commission",), origin=("LC",))]
    )

    assert ways(trace(chain, "J1", "D1-J")) == ["D1-J:owns D1:leads LC:leads"]


def test_a_duty_that_does_not_say_who_performs_it_is_traced_where_it_is_declared():
    """An ordinary office list: the chain's word is the assignment."""
    chain = bureau(duties=[dc.Duty("X1", "临时任务")]).with_assignment("X1", "D1-01")

    assert trace(chain, "X1", "D1-01").count == 1
    assert trace(chain, "X1", "D1").count == 0
    assert "未写明责任主体" in trace(chain, "X1", "D1").explain().to_text("zh")


def test_kinds_of_a_units_own_stand_as_they_say():
    """A kind that leads owns its failures, and the role it needs is its head; one without a body owns none."""
    chain = dc.read_text(
        """
kinds:
- {of: organization, id: bureau_group, label_zh: 党建联盟, under: ["*"], leads: true, needs: chair}
- {of: organization, id: desk, label_zh: 工作台, under: ["*"], needs: clerk}
- {of: role, id: chair, label_zh: 召集人, body: true}
- {of: role, id: clerk, label_zh: 干事}
organizations:
- {id: L, kind: bureau_group}
- {id: B, kind: branch, superior: L}
- {id: T, kind: desk, superior: B}
roles:
- {id: L.c, organization: L, kind: chair, holder: 甲}
- {id: T.c, organization: T, kind: clerk, holder: 乙}
duties:
- {id: S1, title: 值守, performed_by: [desk]}
records:
- {organization: L, kind: supervised, on: 2025-05-01, outcome: failed}
"""
    )
    paths = trace(chain, "S1", "T")

    assert (paths.start, paths[0].organizations) == ("B", ("B", "L"))
    assert degrees(step(paths, "L")) == {None: "overall", "L.c": "main"}
    assert "其负责岗位为干事" in paths.steps[0].notes[0].text.zh


# --- guiding lines -----------------------------------------------------------------------------


def test_a_guide_gives_another_way():
    """It creates no expectation, and stands for nobody until a record says so."""
    chain = guided(bureau(), D1=("GW",))
    paths = trace(chain)
    guide = step(paths, "GW")

    assert ways(paths) == ["D1-01:owns D1:leads LC:leads", "D1-01:owns D1:leads GW:guides"]
    assert paths.no_bypass == ("D1-01", "D1")
    assert (guide.state, guide.answerers, guide.below) == (dc.State.UNKNOWN, (), "D1")


def test_complete_records_do_not_make_a_guide_missed():
    cover = [{"organization": "GW", "from_": date(2025, 1, 1), "until": date(2026, 1, 1)}]

    assert step(trace(guided(bureau(cover=cover), D1=("GW",))), "GW").state is dc.State.UNKNOWN


def test_a_unit_that_guides_stands_for_the_organization_it_belongs_to():
    assert ways(trace(guided(bureau(), D1_01=("D1-U",)))) == ["D1-01:owns D1:leads LC:leads"]
    assert trace(guided(bureau(), LC=("D1-U",))).not_followed == ()


def test_guides_in_a_circle_are_listed_and_not_followed():
    chain = guided(bureau(), D1=("GW",), GW=("D1-01",))
    paths = trace(chain)

    assert ways(paths) == ["D1-01:owns D1:leads LC:leads"]
    assert paths.not_followed == (("D1-01", "GW"), ("GW", "D1"))
    assert "GW→D1" in paths.explain().to_text("zh")


def test_a_ladder_is_counted_exactly_and_listed_as_far_as_asked():
    """64 double superiors: 2⁶⁴ ways, counted by adding up."""
    ladder = [
        dc.Organization(
            f"{side}{level:02}",
            kind="committee",
            superior=f"A{level - 1:02}" if level else None,
            guided_by=(f"B{level - 1:02}",) if level else (),
        )
        for level in range(65)
        for side in "AB"
    ]
    chain = dc.ResponsibilityChain(
        organizations=[*ladder, dc.Organization("X", kind="branch", superior="A64")],
        duties=[dc.Duty("S1", "主题党日", performed_by=("branch",))],
    )
    paths = dc.accountability_paths(chain, duty="S1", organization="X", at=DAY, limit=3)

    assert paths.count == 2**64
    assert paths.truncated
    assert [path.organizations[-1] for path in paths] == ["A00", "B00", "A00"]
    assert paths.no_bypass == ("X", "A64")
    assert len(paths.steps) == 2 + 2 + 63 * 4
    assert json.loads(paths.to_json())["count"] == str(2**64)


def test_a_circle_of_superiors_that_a_guide_leads_into_ends_the_way():
    loop = [
        dc.Organization("P", kind="committee", superior="Q"),
        dc.Organization("Q", kind="committee", superior="P"),
    ]
    chain = guided(bureau(organizations=loop), D1=("P",))

    assert ways(trace(chain)) == ["D1-01:owns D1:leads LC:leads", "D1-01:owns D1:leads P:guides"]
    assert trace(chain).not_followed == (("P", "Q"), ("Q", "P"))


def test_ten_thousand_levels_need_no_recursion():
    count = 10_000
    chain = dc.ResponsibilityChain(
        organizations=[
            dc.Organization(
                f"O{level:05}",
                kind="committee" if level < count - 1 else "branch",
                superior=f"O{level - 1:05}" if level else None,
            )
            for level in range(count)
        ],
        duties=[dc.Duty("S1", "主题党日", performed_by=("branch",))],
    )
    paths = dc.accountability_paths(chain, duty="S1", organization=f"O{count - 1:05}", at=DAY)

    assert len(paths[0]) == count
    assert paths.explain().to_text("en").count("\n") > count
    assert paths.to_mermaid().count("-->") == count - 1


# --- calls ---------------------------------------------------------------------------------------


def test_an_unknown_name_is_told_with_the_nearest_by_id_or_by_name():
    with pytest.raises(dc.UnknownNameError, match="'Z1'"):
        trace(bureau(), "Z11")
    with pytest.raises(dc.UnknownNameError, match="'D1-01' \\(示例支部\\)"):
        trace(bureau(), organization="示例支部")
    with pytest.raises(dc.UnknownNameError, match=r"no role 'D1\.sjj'; did you mean 'D1.sj'"):
        dc.paths_through(bureau(), "D1.sjj", at=DAY)
    with pytest.raises(dc.UnknownNameError):
        bureau().answers_to("无此岗位", DAY)


def test_a_day_is_needed_and_may_come_with_the_chain():
    with pytest.raises(dc.MissingDayError):
        dc.accountability_paths(bureau(), duty="Z1", organization="D1-01")
    with pytest.raises(dc.MissingDayError):
        bureau().answers_for("D1.sj")
    with pytest.raises(dc.MissingDayError):
        dc.paths_through(bureau(), "D1.sj")
    with pytest.raises(dc.MissingDayError):
        dc.changed_paths(bureau(), bureau())

    assert dc.accountability_paths(bureau().at(DAY), duty="Z1", organization="D1-01").day == DAY


def test_a_limit_below_one_is_refused():
    for limit in (0, -1, 1.5, None, True):
        with pytest.raises(ValueError, match=f"limit is a whole number from 1, not {limit}"):
            trace(bureau(), limit=limit)


@pytest.mark.parametrize(
    ("duty", "organization", "words"),
    [
        ("E1", "D1-01", "自选动作"),
        ("Z1", "D1-01-G1", "责任主体为党支部，党小组不在其中"),
        ("Z1", "GW", "任务来自示例局党委，该组织不在其下"),
    ],
)
def test_where_nothing_is_expected_it_says_why_not(duty: str, organization: str, words: str):
    """And what would make it so, in every form."""
    paths = trace(bureau(), duty, organization)

    assert (paths.count, len(paths), paths.steps, paths.start) == (0, 0, (), None)
    assert words in paths.explain().to_text("zh")
    assert words in json.dumps(json.loads(paths.to_json())["why_not"], ensure_ascii=False)
    assert paths.explain() == paths.why_not()
    assert "没有责任链条可列" in paths.to_mermaid()
    assert paths.columns()["path"] == []


def test_a_unit_that_nobody_leads_has_no_path():
    chain = dc.ResponsibilityChain(
        organizations=[dc.Organization("U", kind="unit")],
        duties=[dc.Duty("S1", "值班", performed_by=("unit",))],
    )

    assert trace(chain, "S1", "U").count == 0
    assert "补录上级后即可列出" in trace(chain, "S1", "U").explain().to_text("zh")


# --- forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_has_the_columns_of_the_contract(backend: str):
    frame = trace(bureau({"organization": "D1", "outcome": dc.Outcome.FAILED})).to_frame(backend)
    names = frame.column_names if backend == "pyarrow" else list(frame.columns)

    assert tuple(names) == COLUMNS
    assert len(frame) == 3 + 2 + 3 + 2


def test_rows_say_the_state_first_and_then_who_stands_there():
    columns = trace(bureau()).columns("en")

    assert columns["path"] == [1] * len(columns["path"])
    assert columns["step"] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert columns["role"] == [None, None, "D1-01.sj", None, "D1.sj", "D1.zw", None, "LC.sj", "LC.zw"]
    assert columns["liability"][:3] == [None, "overall", "main"]
    assert columns["citation"][0] == "the definition of a chain"


def test_a_step_says_its_breaks_and_notes_with_its_state():
    chain = bureau().without(assignment="Z1@D1/#principal#").with_assignment("Y1", "D1")
    facts = trace(chain).columns("en")
    rows = [
        place
        for place, role in enumerate(facts["role"])
        if role is None and facts["liability"][place] is None
    ]

    assert [facts["organization"][row] for row in rows] == ["D1-01", "D1", "LC"]
    assert facts["fact"][rows[1]].endswith("; the list of 示例大队党委 does not show '主题党日'")
    assert facts["relation"] == [
        facts["relation"][max(row for row in rows if row <= place)] for place in range(len(facts["role"]))
    ]


def test_the_foot_line_goes_with_every_rendering():
    paths = trace(bureau())

    for words in (
        paths.to_text("zh"),
        str(paths),
        paths.to_mermaid("zh"),
        paths[0].explain().to_text("zh"),
        paths.why("D1.sj").to_text("zh"),
        paths.why_not("D1.wy").to_text("zh"),
        paths.explain().to_html("zh"),
        json.loads(paths.to_json())["foot_zh"],
        trace(bureau(), "E1").to_text("zh"),
    ):
        assert FOOT.zh in words
    assert paths.foot == paths[0].foot == FOOT


@pytest.mark.parametrize("pair", [("Z1", "D1-01"), ("Z2", "D1-01-G1"), ("E1", "D1-01"), ("Y1", "D1")])
def test_a_document_is_true_to_its_schema(pair: tuple[str, str]):
    told = json.loads(trace(guided(bureau(), D1=("GW",)), *pair).to_json())
    Draft202012Validator(json_schema("accountability")).validate(told)

    assert told["candidate"] is True
    assert all(len(told["steps"]) > place for path in told["paths"] for place in path)


def test_a_chart_escapes_names_and_dots_guiding_lines():
    chain = guided(bureau(), D1=("GW",))
    wicked = [
        attrs.evolve(one, name='<img src=x>"|]') if one.id == "D1" else one
        for one in chain.organizations.values()
    ]
    drawn = trace(chain.with_collection("organizations", wicked)).to_mermaid("en")

    assert drawn.startswith("flowchart BT\n")
    assert "-.->|guides|" in drawn
    assert "<img" not in drawn
    assert "&lt;img src=x&gt;#quot;|]" in drawn


def test_a_representation_is_short_and_calls_it_a_candidate():
    assert repr(trace(bureau())) == "<AccountabilityPaths Z1 at D1-01 on 2026-09-30: 1 candidate(s)>"
    assert repr(trace(bureau())[0]) == (
        "<AccountabilityPath candidate Z1: D1-01 unknown → D1 unknown → LC unknown>"
    )


def test_paths_are_a_run_of_paths():
    paths = trace(guided(bureau(), D1=("GW",)))

    assert list(paths) == [paths[0], paths[1]] == list(paths[:2])
    assert len(paths[0]) == 3


# --- reasons -----------------------------------------------------------------------------------------


def test_why_a_role_stands_here_says_in_what_degree():
    paths = trace(bureau({"organization": "D1", "outcome": dc.Outcome.FAILED}))

    assert "main leadership liability, to be verified; in charge of '组织生活'" in paths.why("D1.zw").to_text(
        "en"
    )


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("LC.sj", "有关岗位"),
        ("D1.wy", "该级管理责任未见待核实的记录"),
        ("D1.zzy", "不属于领导班子"),
        ("D1-01-G1.zc", "所在组织不在链条上"),
        ("D1-01.jw", "既非主要负责人"),
    ],
)
def test_why_not_names_the_first_thing_that_would_have_to_change(role: str, words: str):
    assert words in trace(bureau()).why_not(role).to_text("zh")


def test_why_of_a_role_that_does_not_stand_is_why_not():
    paths = trace(bureau())

    assert paths.why("D1.wy") == paths.why_not("D1.wy")
    assert paths.why_not() == paths.explain()


def test_memory_is_marked_wherever_it_appears():
    """The basis of an exclusion is from memory, and says so in text, frame and document."""
    decided = {
        "organization": "D1-01",
        "kind": dc.RecordKind.DECIDED,
        "duty": ("Z1",),
        "objectors": ("D1-01.sj",),
    }
    paths = trace(bureau(decided))

    assert "from memory" in paths.to_text("en")
    assert any("待查证" in cell for cell in paths.columns()["citation"])
    assert {one["key"]: one["status"] for one in json.loads(paths.to_json())["citations"]}[
        "acc_exempt"
    ] == "memory"


# --- neighbours ------------------------------------------------------------------------------------


def test_answers_to_and_for_are_two_sides():
    chain = bureau(
        duties=[
            dc.Duty(
                "B1", "党费", performed_by=("branch",), bearers=dc.Bearers.of({"first": (("secretary",),)})
            )
        ]
    )

    assert chain.answers_to("D1-01.sj", DAY) == (("B1", "D1.sj", "D1"),)
    assert ("B1", "D1-01.sj", "D1-01") in chain.answers_for("D1.sj", DAY)
    assert dc.answers_to(chain, "LC.sj", at=DAY) == ()


def test_a_body_answers_where_no_role_does():
    chain = bureau().without(role="LC.sj").without(role="LC.zw")
    duties = [
        attrs.evolve(one, bearers=dc.Bearers.of({"principal": (), "first": (("secretary",),)}))
        for one in chain.duties.values()
    ]
    chain = chain.with_collection("duties", duties).at(DAY)

    assert chain.answers_to("D1.sj")[0] == ("Y1", None, "LC")
    assert ("Z1", None, "D1-01") in chain.answers_for("D1.sj")


def test_the_reverse_question_lists_every_pair_and_no_person():
    found = dc.paths_through(bureau({"organization": "D1", "outcome": dc.Outcome.FAILED}), "D1.sj", at=DAY)
    places = {(one.duty, one.organization): (one.state, one.liability) for one in found}

    assert places[("Z1", "D1-01")] == (dc.State.ACCOUNTABLE, dc.Liability.MAIN)
    assert places[("Y1", "D1")] == (dc.State.UNKNOWN, dc.Liability.MAIN)
    assert [(one.duty, one.organization) for one in found.in_state(dc.State.ACCOUNTABLE)] == [
        ("Z1", "D1-01"),
    ]
    assert "person" not in found.to_frame().columns
    assert (found.role, found.day, found.foot, found[0].step) == ("D1.sj", DAY, FOOT, "D1")
    assert repr(found) == "<Standings of D1.sj on 2026-09-30: 3 place(s), candidates to be verified>"


def test_the_common_superior_is_neither_of_the_two():
    hierarchy = bureau().at(DAY).hierarchy

    assert hierarchy.common_superior("D1-01", "D1-J") == "D1"
    assert hierarchy.common_superior("D1", "D1-01") == "LC"
    assert hierarchy.common_superior("D1", "D1") == "LC"
    assert hierarchy.common_superior("D1", "GW") is None
    assert hierarchy.common_superior("D1-01-G1", "D1-U") == "D1"
    with pytest.raises(dc.UnknownNameError):
        hierarchy.common_superior("D1", "D9")


def test_the_common_superior_is_the_lowest_common_ancestor():
    """As networkx finds it, where neither is above the other."""
    hierarchy = bureau().at(DAY).hierarchy

    assert nx.lowest_common_ancestor(hierarchy.graph, "D1-01", "D1-J") == hierarchy.common_superior(
        "D1-01", "D1-J"
    )


# --- what if -----------------------------------------------------------------------------------------


def test_a_vacancy_changes_the_paths_it_stands_on():
    before = bureau()
    changes = dc.changed_paths(before, before.without(appointment="LC.zw#乙#"), at=DAY)

    assert [(one.duty, one.organization) for one in changes] == [("Y1", "D1"), ("Z1", "D1"), ("Z1", "D1-01")]
    assert changes[0].lines[0].zh == "示例局党委：组织委员：有关岗位 → 空缺"
    assert (changes[0].before, changes[0].after) == (1, 1)
    assert len(changes[:1]) == 1
    assert changes.explain().to_text("zh").endswith(FOOT.zh)
    assert repr(changes) == "<PathChanges on 2026-09-30: 3 pair(s) of duty and organization>"


def test_an_appointment_ends_it_again():
    vacant = bureau().without(appointment="LC.zw#乙#")
    filled = vacant.with_appointment("LC.zw", "新任", since=date(2026, 9, 1), acting=True)

    assert {line.zh for one in dc.changed_paths(vacant, filled, at=DAY) for line in one.lines} == {
        "示例局党委：组织委员：空缺 → 有关岗位"
    }
    assert len(dc.changed_paths(bureau(), filled, at=DAY)) == 0


def test_a_hand_over_declared_mends_a_break():
    before = bureau().without(assignment="Z1@D1/#principal#").with_assignment("Y1", "D1")
    after = before.with_assignment("Z1", "D1", "D1.zw", function=dc.Function.MANAGE)
    changes = dc.changed_paths(before, after, at=DAY)

    assert [(one.duty, one.organization) for one in changes] == [("Z1", "D1"), ("Z1", "D1-01")]
    assert {line.zh for one in changes for line in one.lines} == {
        "示例大队党委：已接上：示例大队党委的清单中未见“主题党日”"
    }
    assert {line.en for one in dc.changed_paths(after, before, at=DAY) for line in one.lines} == {
        "示例大队党委: broken: the list of 示例大队党委 does not show '主题党日'"
    }


def test_states_and_whole_paths_come_and_go():
    before = bureau()
    after = before.with_rows(
        records=[dc.Record("D1", dc.RecordKind.SUPERVISED, date(2025, 5, 1), duty=("Z1",))]
    )
    gone = before.without(organization="D1-01")

    assert {
        one.organization: [line.en for line in one.lines] for one in dc.changed_paths(before, after, at=DAY)
    } == {
        "D1": ["示例大队党委: no record loaded, nothing is concluded → recorded as performed"],
        "D1-01": ["示例大队党委: no record loaded, nothing is concluded → its management is on record"],
    }
    assert {(one.duty, one.before, one.after) for one in dc.changed_paths(before, gone, at=DAY)} >= {
        ("Z1", 1, 0)
    }
    assert {(one.duty, one.before, one.after) for one in dc.changed_paths(gone, before, at=DAY)} >= {
        ("Z1", 0, 1)
    }


def test_an_assignment_of_what_is_not_there_is_refused():
    for given in (("Z9", "D1"), ("Z1", "D9"), ("Z1", "D1", "D1.no")):
        with pytest.raises(dc.UnknownNameError):
            bureau().with_assignment(*given)
