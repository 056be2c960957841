"""DJ414: indicators of a scheme that are tied to no duty of the lists."""

from dangjian_chain.appraisal.scheme import Scheme
from dangjian_chain.gaps import GapReport, detect_gaps
from dangjian_chain.testing import chain_of
from tests.gaps.finding import AT, not_checked

DUTIES = "duties:\n- {id: S1, title: 主题党日}\n"
HEAD = 'schema = "dangjian-chain-scheme/1"\nid = "S"\nname = "示例考核"\nfor = ["branch"]\nfull_marks = 10\n'
ONE = '[[indicators]]\nid = "K1"\ntitle = "会议"\nweight = 10\nmethod = "score"\n'


def found(duty: str, document: str = DUTIES) -> GapReport:
    scheme = Scheme.from_bytes((HEAD + ONE + duty).encode(), "s.toml")
    return detect_gaps(chain_of(document), at=AT, select="DJ414", scheme=scheme)


def test_without_a_scheme_nothing_is_compared():
    assert not_checked(DUTIES)["DJ414"] == "no scheme of appraisal was given"


def test_without_duties_nothing_is_compared():
    assert len(found("", "organizations:\n- {id: Z1, kind: branch}\n")) == 0


def test_an_indicator_that_names_none_or_only_unknown_ones_is_named_at_its_place():
    (none,), (unknown,) = found(""), found('duty = ["X1", "X2"]\n')

    assert none.message_zh == "“示例考核”的指标“会议”没有写明对应的责任事项。"
    assert unknown.message_zh == "“示例考核”的指标“会议”对应的“X1、X2”不在责任事项中。"
    assert (unknown.subject_kind, unknown.subject, unknown.organization) == ("indicator", "S/K1", "")
    assert unknown.place == "s.toml:6 indicators[0]"


def test_one_known_duty_is_enough():
    assert len(found('duty = ["X1", "S1"]\n')) == 0
