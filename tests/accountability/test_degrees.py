"""Degrees: who stands on a step by Article 6, who is vacant, excluded, only noted."""

from __future__ import annotations

from datetime import date

import pytest

import dangjian_chain as dc
from tests.accountability.bureau import bureau, degrees, step, trace

FAILED = {"organization": "D1", "outcome": dc.Outcome.FAILED}
DECIDED = {"organization": "D1", "kind": dc.RecordKind.DECIDED, "on": date(2026, 3, 1), "duty": ("Z1",)}


def test_a_portfolio_assignment_comes_before_area_and_subordinate():
    """The list's own word is the nearest."""
    chain = bureau(FAILED).with_assignment("Z1", "D1", "D1.wy", responsibility=dc.Responsibility.PORTFOLIO)

    assert degrees(step(trace(chain), "D1")) == {None: "overall", "D1.sj": "main", "D1.wy": "main"}


def test_the_area_comes_before_the_subordinate_and_the_subordinate_last():
    chain = bureau(FAILED, {**FAILED, "organization": "LC"})

    assert degrees(step(trace(chain), "D1")) == {None: "overall", "D1.sj": "main", "D1.zw": "main"}
    assert degrees(step(trace(chain), "LC")) == {None: "overall", "LC.sj": "main", "LC.zw": "main"}


def test_those_first_responsible_together_answer_together():
    """党政同责: secretary and head of the administration."""
    paths = trace(bureau(), "Y1", "D1")

    assert degrees(paths.steps[0]) == {None: "overall", "D1.sj": "main", "D1.xz": "main"}


def test_who_stands_outside_the_body_is_never_liable():
    """The organizer's portfolio holds the area too, and puts nobody in charge."""
    chain = bureau(FAILED).with_assignment("Z1", "D1", "D1.zzy", responsibility=dc.Responsibility.CONCRETE)
    told = step(trace(chain), "D1")

    assert "D1.zzy" not in told.roles()


def test_the_executor_outside_the_body_is_a_note():
    """Direct responsibility is no matter of the Accountability Regulations."""
    chain = (
        bureau()
        .with_assignment("Y1", "D1", "D1.zzy")
        .with_assignment("Y1", "D1-U", responsibility=dc.Responsibility.CONCRETE)
    )
    note = trace(chain, "Y1", "D1").steps[0].notes[0]

    assert note.kind == "executor"
    assert "组织员、示例办公室" in note.text.zh
    assert [one.key for one in note.citations] == ["acc_what_is_pursued", "direct_disciplinary"]


def test_participants_of_a_decision_bear_important_liability():
    """Members of the body only, by role or by who held it that day; each once, and not beside a graver degree."""
    decided = {**DECIDED, "participants": ("D1.sj", "D1.wy", "丁", "D1.zzy", "LC.sj", "应到9实到8")}

    assert degrees(step(trace(bureau(FAILED, decided)), "D1")) == {
        None: "overall",
        "D1.sj": "main",
        "D1.zw": "main",
        "D1.wy": "important",
        "D1.xz": "important",
    }
    assert degrees(step(trace(bureau(decided)), "D1")) == {}


@pytest.mark.parametrize("row", [{"on": date(2026, 10, 1)}, {"duty": ("Y1",)}, {"organization": "LC"}])
def test_another_decision_names_nobody(row: dict[str, object]):
    decided = {**DECIDED, "participants": ("D1.wy",), **row}

    assert "D1.wy" not in degrees(step(trace(bureau(FAILED, decided)), "D1"))


@pytest.mark.parametrize("objector", ["D1.wy", "D1.sj", "己", "丙"])
def test_a_recorded_objector_bears_no_liability(objector: str):
    """Shown as excluded, with the record, whatever degree it would have been."""
    decided = {
        **DECIDED,
        "participants": ("D1.wy", "D1.sj"),
        "objectors": (objector,),
        "evidence": "会议纪要〔2026〕3号",
    }
    told = step(trace(bureau(FAILED, decided)), "D1")
    role = {"己": "D1.wy", "丙": "D1.sj"}.get(objector, objector)
    shown = next(one for one in told.answerers if one.role == role)

    assert role not in degrees(told)
    assert shown.is_excluded
    assert "会议纪要〔2026〕3号" in shown.reason.zh
    assert "待查证" in shown.ground().zh


def test_who_held_a_role_that_day_is_meant_not_who_holds_it_now():
    """A person named in a record stands for the role held then."""
    chain = bureau(FAILED, {**DECIDED, "participants": ("前任",)})
    past = chain.with_appointment("D1.wy", "前任", until=date(2026, 2, 1))
    then = chain.with_appointment("D1.wy", "前任", until=date(2026, 4, 1))

    assert "D1.wy" not in degrees(step(trace(past), "D1"))
    assert degrees(step(trace(then), "D1"))["D1.wy"] == "important"


# --- vacancies -----------------------------------------------------------------------------------


def test_a_vacant_secretary_is_shown_with_since_when_and_who_must_fill_it():
    """Answering stays with the body, and goes to the level that should have filled it."""
    chain = (
        bureau()
        .without(appointment="D1-01.sj#辛#")
        .with_appointment("D1-01.sj", "辛", until=date(2026, 4, 1))
    )
    shown = trace(chain).steps[0].answerers[1]

    assert (shown.role, shown.is_vacant, shown.liability) == ("D1-01.sj", True, None)
    assert (shown.vacant_since, shown.filled_by) == (date(2026, 4, 1), "D1")
    assert (
        shown.reason.zh
        == "主要负责人；岗位自2026-04-01起空缺，空缺期间由示例支部集体负责，配备岗位由示例大队党委研究"
    )
    assert degrees(trace(chain).steps[0]) == {None: "overall"}


def test_other_vacancies_are_the_organizations_own_matter():
    chain = bureau(FAILED).without(appointment="D1.zw#戊#")
    shown = next(one for one in step(trace(chain), "D1").answerers if one.role == "D1.zw")

    assert (shown.is_vacant, shown.vacant_since, shown.filled_by) == (True, None, "D1")
    assert "目前空缺" in shown.reason.zh


def test_a_vacancy_at_the_top_is_for_its_superior_whoever_that_is():
    chain = bureau().without(appointment="LC.sj#甲#")
    shown = step(trace(chain), "LC").answerers[0]

    assert (shown.is_vacant, shown.filled_by) == (True, None)
    assert "由上级党组织研究" in shown.reason.zh


# --- breaks ---------------------------------------------------------------------------------------


def breaks(chain: dc.ResponsibilityChain, **asked: str) -> list[tuple[str, str]]:
    return [(step.organization, one.kind) for step in trace(chain, **asked).steps for one in step.breaks]


def test_a_missing_hand_over_is_shown_and_the_path_goes_on():
    chain = bureau().without(assignment="Z1@D1/#principal#").with_assignment("Y1", "D1")

    assert breaks(bureau()) == []
    assert breaks(chain) == [("D1", "not-declared")]
    assert trace(chain)[0].organizations == ("D1-01", "D1", "LC")
    assert trace(chain)[0].breaks[0].text.zh == "示例大队党委的清单中未见“主题党日”"


def test_an_organization_without_a_list_is_told_as_that():
    assert breaks(bureau(), duty="Y1", organization="D1") == [("D1", "not-declared"), ("LC", "not-declared")]
    assert breaks(bureau().without(assignment="Z1@D1/#principal#")) == [("D1", "no-list")]


def test_an_organization_without_a_secretary_is_a_break():
    chain = bureau().without(role="D1.sj")

    assert breaks(chain) == [("D1", "no-head")]
    assert step(trace(chain), "D1").roles() == ("D1.zw",)


# --- persons ---------------------------------------------------------------------------------------


def test_names_are_shown_on_request_only():
    plain, named = trace(bureau())[0], trace(bureau(), persons=True)[0]

    assert all(one.persons == () for step in plain.steps for one in step.answerers)
    assert {one.role: one.persons for step in named.steps for one in step.answerers if one.role} == {
        "D1-01.sj": ("辛",),
        "D1.sj": ("丙",),
        "D1.zw": ("戊",),
        "LC.sj": ("甲",),
        "LC.zw": ("乙",),
    }
    assert "书记（辛）" in named.explain().to_text("zh")
    assert "书记（辛）" in trace(bureau(), persons=True).to_text("zh")
    assert "辛" not in trace(bureau()).to_text("zh")


def test_persons_are_those_of_the_day():
    chain = bureau().without(appointment="D1-01.sj#辛#")
    chain = chain.with_appointment("D1-01.sj", "前任", until=date(2026, 9, 1))
    chain = chain.with_appointment("D1-01.sj", "现任", since=date(2026, 9, 1))

    assert trace(chain, persons=True)[0].steps[0].answerers[1].persons == ("现任",)


def test_frames_and_files_of_several_paths_never_show_persons():
    guided = [
        dc.Organization("D1", name="示例大队党委", kind="committee", superior="LC", guided_by=("GW",))
        if one.id == "D1"
        else one
        for one in bureau().organizations.values()
    ]
    chain = bureau().with_collection("organizations", guided)
    several, alone = trace(chain, persons=True), trace(bureau(), persons=True)

    assert len(several) == 2
    assert set(several.columns()["person"]) == {None}
    assert "甲" not in several.to_json()
    assert {"辛", "丙", "甲"} < set(alone.columns()["person"])
    assert '"甲"' in alone.to_json()
    assert {"辛"} < set(several[0].to_frame()["person"].dropna())
    assert {"辛"} < set(trace(bureau()).to_frame(persons=True)["person"].dropna())
    assert set(alone.to_frame(persons=False)["person"].dropna()) == set()
    assert set(trace(chain).to_frame(persons=True)["person"].dropna()) == set()
