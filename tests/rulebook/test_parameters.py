"""Parameters: numbers of provisions and of this library, on a day and for a type of unit."""

from datetime import date

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.rulebook import NoValueError, Parameter, Status, rulebook
from dangjian_chain.rulebook.parameter import DatedValue
from dangjian_chain.rulebook.unit_types import UNIT_TYPES
from dangjian_chain.text import both

BOOK = rulebook()
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("key", "unit_type", "value"),
    [
        ("branch_min_full_members", None, 3),
        ("branch_max_members", None, 50),
        ("joint_branch_max_units", None, 5),
        ("project_branch_months", "field_team", 6),
        ("committee_min_members", "organ", 100),
        ("committee_min_members", "soe", 100),
        ("committee_min_members", None, 100),
        ("general_branch_min_members", "organ", 50),
        ("branch_committee_threshold", None, 7),
        ("branch_committee_size_least", None, 3),
        ("branch_committee_size_usual", None, 5),
        ("branch_committee_size_most", None, 7),
        ("committee_term_years", "public_institution", 5),
        ("general_branch_term_years", "organ", 3),
        ("branch_term_years", "organ", 3),
        ("branch_term_years", "village", 5),
        ("branch_term_years", None, 3),
        ("term_extension_years", None, 1),
        ("reelection_reminder_months", None, 6),
        ("member_study_hours", None, 32),
        ("officer_study_hours", None, 56),
        ("new_secretary_training_months", None, 6),
        ("full_time_staff_share_least", "organ", 0.01),
        ("full_time_staff_share_most", "organ", 0.02),
        ("fund_share", "soe", 0.01),
        ("serious_warning_effect_years", None, 1.5),
        ("landing_minimum", None, 5),
        ("landing_floor", None, 0.8),
    ],
)
def test_a_number_is_that_of_its_provision(key, unit_type, value):
    assert BOOK.parameter(key).on(TODAY, unit_type=unit_type) == value


def test_every_parameter_and_value_rests_on_a_known_fact():
    for parameter in BOOK.parameters.values():
        fact = BOOK.citation(parameter.citation)
        assert (parameter.status, parameter.by_reference) == (fact.status, fact.by_reference)
        assert all(value.citation in BOOK.citations for value in parameter.values if value.citation)


def test_figures_of_ours_say_so():
    """They rest on no provision: on the definition of a chain or on a fact that says it is ours."""
    ours = {key for key, parameter in BOOK.parameters.items() if parameter.is_ours}

    assert {"reelection_reminder_months", "list_length_most", "role_load_most", "landing_floor"} <= ours
    assert "branch_max_members" not in ours
    assert {BOOK.parameter(key).citation for key in ours} == {
        "own_figure",
        "left_to_the_profile",
        "hand_over",
    }


def test_values_stand_from_the_oldest_and_bind_known_types():
    for parameter in BOOK.parameters.values():
        types = {*parameter.unit_types, *(each for value in parameter.values for each in value.unit_types)}
        general = [value.since for value in parameter.values if not value.unit_types]
        assert types <= set(UNIT_TYPES), parameter.key
        assert [since for since in general if since is None] == general[: general.count(None)], parameter.key
        assert not parameter.is_share or all(0 < value.value <= 1 for value in parameter.values), (
            parameter.key
        )


def test_what_binds_some_types_alone_binds_the_types_of_its_fact():
    for parameter in BOOK.parameters.values():
        fact = BOOK.citation(parameter.citation)
        assert not fact.unit_types or set(fact.unit_types) <= set(parameter.unit_types), parameter.key


@pytest.mark.parametrize(("day", "value"), [(date(2018, 7, 11), 4), (date(2018, 7, 12), 5)])
def test_a_value_holds_from_its_day_on(day, value):
    assert BOOK.parameter("committee_term_years").on(day) == value


def test_the_shorter_of_two_former_terms_is_kept_beside_the_longer():
    branch = BOOK.parameter("branch_term_years").held(date(2018, 7, 11))
    committee = BOOK.parameter("committee_term_years").held(date(2018, 7, 11))

    assert (branch.value, branch.or_else, branch.citation) == (3, 2, "older_terms")
    assert (committee.value, committee.or_else, committee.citation) == (4, 3, "older_terms")
    assert BOOK.parameter("branch_term_years").held(date(2018, 7, 12)).or_else is None


def test_a_number_known_to_the_month_holds_from_the_first_of_it():
    hours = BOOK.parameter("member_study_hours")

    assert hours.on(date(2019, 5, 1)) == 32
    with pytest.raises(NoValueError):
        hours.on(date(2019, 4, 30))


def test_without_a_value_yet_the_error_says_from_when():
    with pytest.raises(NoValueError, match=r"only from 2018-10-28 on") as caught:
        BOOK.parameter("branch_max_members").on(date(2018, 10, 27))

    assert caught.value.since == date(2018, 10, 28)


def test_each_type_of_unit_has_its_own_beginning():
    least = BOOK.parameter("committee_min_members")

    assert least.on(date(2019, 12, 1), "organ") == 100
    with pytest.raises(NoValueError, match=r"only from 2019-12-30 on"):
        least.on(date(2019, 12, 29), "soe")
    assert least.held(TODAY, "organ").citation == "organ_committee_threshold"
    assert least.held(TODAY, "soe").citation == "soe_committee_threshold"


def test_a_type_that_is_not_bound_has_no_value():
    with pytest.raises(
        NoValueError, match="does not bind units of type 'public_institution', only organ, soe"
    ):
        BOOK.parameter("committee_min_members").on(TODAY, "public_institution")


def test_what_only_a_profile_can_set_says_so():
    for key in ("branch_lessons_per_year", "best_grade_share_most", "full_time_deputies_least"):
        with pytest.raises(NoValueError, match="a profile may set one") as caught:
            BOOK.parameter(key).on(TODAY)
        assert caught.value.since is None
    with pytest.raises(NoValueError, match="of its own for units of type 'soe'; a profile may set one"):
        BOOK.parameter("full_time_staff_share_least").on(TODAY, "soe")


def test_a_value_that_differs_by_type_asks_for_the_type():
    values = (DatedValue(None, 1, ("organ",)), DatedValue(None, 2, ("soe",)))
    differing = Parameter("示例", both("示例"), both("人"), "own_figure", values, ("organ", "soe"))

    assert (differing.on(TODAY, "organ"), differing.on(TODAY, "soe")) == (1, 2)
    with pytest.raises(NoValueError, match="differs by type of unit; say unit_type=, one of organ, soe"):
        differing.on(TODAY)


def test_an_unknown_parameter_names_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'branch_max_members'") as caught:
        BOOK.parameter("branch_max_member")

    assert caught.value.nearest[0] == "branch_max_members"


def test_numbers_from_memory_say_so():
    assert BOOK.parameter("election_quorum").status is Status.MEMORY
    assert BOOK.parameter("appeal_months").status is Status.MEMORY


def test_by_reference_passes_from_the_fact_to_its_number():
    assert BOOK.parameter("strict_gov_studies_per_half_year").by_reference
    assert not BOOK.parameter("branch_max_members").by_reference
