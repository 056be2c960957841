"""Facts: what provisions say, where, how sure that is and how strongly they bind."""

import re
import tomllib
from importlib import resources

import pytest

from dangjian_chain.rulebook import Modality, Status, rulebook
from dangjian_chain.rulebook.rows import Rows
from dangjian_chain.text import Text

BOOK = rulebook()
DATA = resources.files("dangjian_chain.rulebook") / "data"

# key: instrument, article, chapter, status, modality, whether the modality is ours. By hand, from the texts.
EXPECTED = {
    "branch_min_full_members": ("BRA18", 4, None, "verified", "must", False),
    "branch_counts_full_only": ("BRA18", 4, None, "verified", "may", True),
    "branch_max_members": ("BRA18", 4, None, "verified", "should", False),
    "joint_branch_when": ("BRA18", 5, None, "article-unverified", "must", False),
    "joint_branch_max_units": ("BRA18", 5, None, "article-unverified", "should", False),
    "branch_adjust_dissolve": ("BRA18", 7, None, "article-unverified", "must", False),
    "temporary_branch_when": ("BRA18", 8, None, "article-unverified", "may", False),
    "temporary_branch_limits": ("BRA18", 8, None, "article-unverified", "should", False),
    "branch_basic_tasks_8": ("BRA18", 9, None, "memory", "may", True),
    "member_meeting_frequency": ("BRA18", 11, None, "verified", "should", False),
    "branch_committee_frequency": ("BRA18", 12, None, "verified", "should", False),
    "group_when": ("BRA18", 13, None, "verified", "must", False),
    "group_frequency": ("BRA18", 13, None, "verified", "should", False),
    "dual_org_life": ("BRA18", 15, None, "article-unverified", "may", True),
    "org_life_meeting": ("BRA18", 17, None, "verified", "should", False),
    "democratic_appraisal": ("BRA18", 18, None, "article-unverified", "should", False),
    "heart_to_heart_talks": ("BRA18", 19, None, "article-unverified", "should", False),
    "branch_committee_threshold": ("BRA18", 20, None, "verified", "must", False),
    "branch_committee_size": ("BRA18", 20, None, "verified", "should", False),
    "secretary_party_age": ("BRA18", None, 6, "article-unverified", "should", False),
    "secretary_reports_yearly": ("BRA18", None, 6, "memory", "may", True),
    "organizer_staff": ("BRA18", None, 7, "article-unverified", "should", False),
    "branch_work_in_report": ("BRA18", None, 7, "article-unverified", "must", False),
    "organ_committee_threshold": ("GOV19", 5, None, "verified", "may", False),
    "organ_full_time_staff_ratio": ("GOV19", 30, None, "verified", "should", False),
    "organ_discipline_body": ("GOV19", 8, None, "memory", "should", False),
    "soe_committee_threshold": ("SOE19", 4, None, "verified", "may", False),
    "soe_committee_size": ("SOE19", 6, None, "memory", "may", True),
    "soe_fund_ratio": ("FUND17", 1, None, "verified", "should", False),
    "term_primary_committee": ("TERM18", 1, None, "verified", "should", False),
    "term_extension": ("TERM18", 2, None, "verified", "should", False),
    "term_superior_reminds": ("TERM18", 3, None, "verified", "must", False),
    "election_congress_when": ("ELE20", 4, None, "verified", "may", False),
    "election_quorum": ("ELE20", None, 5, "memory", "may", True),
    "secretary_approved_upward": ("CON22", 31, None, "verified", "may", True),
    "res20_applies_by_reference": ("RES20", 2, None, "verified", "may", True),
    "half_year_study": ("RES20", None, 3, "article-unverified", "may", True),
    "responsibility_list": ("RES20", None, 3, "memory", "may", True),
    "members_one_post_two_duties": ("RES20", 9, None, "memory", "may", True),
    "app19_yearly": ("APP19", 3, None, "verified", "may", True),
    "app19_result_effect": ("APP19", None, None, "memory", "may", True),
    "member_study_hours": ("EDU19", None, 3, "article-unverified", "may", True),
    "secretary_training": ("EDU19", None, 3, "article-unverified", "should", False),
    "acc_main": ("ACC19", 6, None, "verified", "may", True),
    "acc_methods_combine": ("ACC19", 8, None, "article-unverified", "may", False),
    "acc_appeal": ("ACC19", 20, None, "memory", "may", True),
    "acc_public": ("ACC19", 14, None, "memory", "should", False),
    "acc_correct_error": ("ACC19", 21, None, "verified", "must", False),
    "dis_effect_warning": ("DIS23", 10, None, "verified", "may", True),
    "dis_principal_failure": ("DIS23", 74, None, "verified", "may", True),
    "grd12_grades": ("GRD12", None, None, "verified", "may", True),
}


@pytest.mark.parametrize("key", EXPECTED)
def test_a_fact_is_what_its_source_says(key):
    fact = BOOK.citation(key)
    got = (fact.instrument.code, fact.article, fact.chapter, str(fact.status), str(fact.modality))

    assert (*got, fact.modality_is_ours) == EXPECTED[key]


def test_every_row_loads_and_no_row_is_lost():
    """Rows read one by one are the rows of the files read whole."""
    folders = (("instruments", BOOK.instruments), ("facts", BOOK.citations), ("parameters", BOOK.parameters))
    for folder, rows in folders:
        whole = [
            key
            for file in (DATA / folder).iterdir()
            for key in tomllib.loads(file.read_text(encoding="utf-8"))
        ]

        assert sorted(rows) == sorted(whole)
        assert len(rows) == len(set(whole)) == len(whole)
        assert [rows[key] for key in rows]


def test_every_citation_and_place_stands_in_a_known_instrument():
    for fact in BOOK.citations.values():
        for place in (fact.place, *fact.also):
            assert BOOK.instruments[place.instrument.code] is place.instrument


def test_no_article_lies_beyond_the_last_of_its_version():
    for fact in BOOK.citations.values():
        version = fact.instrument.version(fact.version)
        last = fact.to_article or fact.article
        assert last is None or version is not None
        assert last is None or version.articles is None or last <= version.articles, fact.key


def test_every_text_stands_in_both_languages():
    """Chinese has no run of Latin words, English no Chinese; neither is blank."""
    for row in (*BOOK.citations.values(), *BOOK.parameters.values(), *BOOK.instruments.values()):
        texts = [getattr(row, name, None) for name in ("text", "title", "short", "unit", "note", "where")]
        for text in filter(None, texts):
            assert re.search(r"[\u4e00-\u9fff]", text.zh), row
            assert text.en.strip(), row
            assert not re.search(
                r"[\u4e00-\u9eff]", text.en.replace("较差", "").replace("差", "").replace("半数以上", "")
            ), row
            assert not re.search(r"[A-Za-z]{4,} [A-Za-z]{3,}", text.zh), row


def test_a_chosen_modality_is_the_mildest():
    """Except for the facts that rules rested on before it was marked."""
    chosen = {fact.key for fact in BOOK.citations.values() if fact.modality_is_ours}
    strict = {key for key in chosen if BOOK.citation(key).modality is not Modality.MAY}

    assert strict == {
        "one_superior", "hand_over", "clear_bearer", "readable_data", "record_not_deed", "group_owns_no_failure",
        "secretary_first_responsible", "res20_principles", "supervision_first_responsible", "four_way_split",
        "acc_overall", "responsibility_fits_power", "branch_committee_posts", "branch_under_committee",
        "acc_what_is_pursued", "acc_objects", "acc_lifelong", "direct_disciplinary",
    }  # fmt: skip


def test_words_of_obligation_follow_the_modality():
    """应当 stands only where the text says it; what the source calls general says 一般 or 原则上."""
    for fact in BOOK.citations.values():
        if fact.status is not Status.PRACTICE and "应当" in fact.text.zh:
            assert fact.modality is Modality.MUST, fact.key
        if fact.modality is Modality.SHOULD:
            assert "一般" in fact.text.zh or "原则上" in fact.text.zh, fact.key


def test_what_binds_primary_organizations_by_reference_is_the_principal_responsibility_provisions():
    assert {fact.key for fact in BOOK.citations.values() if fact.by_reference} == {
        fact.key for fact in BOOK.citations.values() if fact.instrument.code == "RES20"
    }


def test_a_practice_seen_somewhere_says_where():
    seen = [fact for fact in BOOK.citations.values() if fact.instrument.code == "SEEN"]

    assert seen
    assert all(fact.where is not None for fact in seen)


def test_local_facts_stand_in_profiles_alone():
    assert not [fact.key for fact in BOOK.citations.values() if fact.status is Status.LOCAL]


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("acc_overall", "《中国共产党问责条例》第六条", "Accountability Regulations, Art. 6"),
        (
            "organ_terms",
            "《中国共产党党和国家机关基层组织工作条例》第五条至第七条",
            "Organs' Primary Organizations Regulations, Art. 5–7",
        ),
        (
            "term_primary_committee",
            "《关于党的基层组织任期的意见》第一点",
            "Opinions on Terms of Primary Organizations, point 1",
        ),
        (
            "half_year_study",
            "《党委（党组）落实全面从严治党主体责任规定》第三章（参照执行）（内容已核对，条号待核）",
            "Principal Responsibility Provisions, ch. 3 (by reference) (content verified, article not)",
        ),
        (
            "branch_min_full_members",
            "《中国共产党支部工作条例（试行）》第四条、《中国共产党章程》第三十条",
            "Branch Work Regulations (trial), Art. 4; Party Constitution, Art. 30",
        ),
        (
            "acc_exempt",
            "《中国共产党问责条例》第十七条（待查证）",
            "Accountability Regulations, Art. 17 (from memory)",
        ),
        ("own_figure", "本工具的默认数值", "default figures of this tool"),
        ("weak_types_8", "公开资料所见做法", "practice seen on public pages"),
    ],
)
def test_a_citation_is_printed_as_papers_do(key, zh, en):
    assert (BOOK.citation(key).say("zh"), BOOK.citation(key).say("en")) == (zh, en)


def test_facts_from_memory_are_off():
    memory = [fact for fact in BOOK.citations.values() if fact.status is Status.MEMORY]

    assert memory
    assert not any(fact.is_on for fact in memory)
    assert all(fact.is_on for fact in BOOK.citations.values() if fact.status is not Status.MEMORY)


def test_a_fact_as_a_document_says_its_status_and_modality():
    document = BOOK.citation("half_year_study").document()

    assert (document["instrument"], document["article"], document["by_reference"]) == ("RES20", None, True)
    assert (document["status"], document["modality"]) == ("article-unverified", "may")
    assert BOOK.citation("half_year_study").modality.label == Text(zh="可以", en="may")
    assert Status.LOCAL.label.zh == "本单位（本地区）做法"


def test_a_name_in_two_files_is_refused(tmp_path, monkeypatch):
    """Two facts under one key would hide each other."""
    for name in ("EX01", "EX02"):
        (tmp_path / "data" / "facts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / "facts" / f"{name}.toml").write_text("[same]\n", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)

    with pytest.raises(ValueError, match="same stands in EX01 and in EX02"):
        len(Rows("facts", lambda key, _name, _row: key))
