"""The closed vocabularies, each word with its label in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from dangjian_chain.text import Text


class Word(StrEnum):
    """A word of a closed vocabulary: its value is what files hold, its label what people read."""

    label: Text

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Make the word from its value and its labels."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = Text(zh=zh, en=en)
        return word


class Responsibility(Word):
    """Who does it (谁来做): the kind of responsibility a bearer has for a duty."""

    PRINCIPAL = "principal", "主体责任", "principal responsibility"
    FIRST = "first", "第一责任人责任", "first responsibility"
    DIRECT = "direct", "直接责任人责任", "direct responsibility"
    PORTFOLIO = "portfolio", "“一岗双责”（分管责任）", "portfolio responsibility"
    SUPERVISORY = "supervisory", "监督责任", "supervisory responsibility"
    CONCRETE = "concrete", "具体责任", "concrete responsibility"
    SUPPORTING = "supporting", "配合责任", "supporting responsibility"


class Liability(Word):
    """Who answers (谁来答): never mixed with `Responsibility`."""

    OVERALL = "overall", "全面领导责任", "overall leadership liability"
    MAIN = "main", "主要领导责任", "main leadership liability"
    IMPORTANT = "important", "重要领导责任", "important leadership liability"
    SUPERVISORY = "supervisory", "监督责任（履行情况）", "supervisory liability"


class State(Word):
    """What the records say of one step of an accountability path; absence of a record is not absence of the deed."""

    PERFORMED = "performed", "已见开展记录", "recorded as performed"
    NOT_PERFORMED = "not_performed", "开展情况待核实", "whether it was performed is to be verified"
    DISCHARGED = "discharged", "已见履行管理责任的记录", "its management is on record"
    ACCOUNTABLE = "accountable", "管理责任待核实", "a record says that its management failed, to be verified"
    NOT_RECORDED = "not_recorded", "未见记录，待核实", "no record found, to be verified"
    UNKNOWN = "unknown", "暂无记录，不作判断", "no record loaded, nothing is concluded"


class Function(Word):
    """What an organization does with a duty."""

    PERFORM = "perform", "直接落实", "performs"
    MANAGE = "manage", "抓下级落实", "manages the level below"


class Nature(Word):
    """Whether a duty is required or elective."""

    REQUIRED = "required", "规定动作", "required"
    ELECTIVE = "elective", "自选动作", "elective"


class RecordKind(Word):
    """What a record is about."""

    PERFORMED = "performed", "已开展", "performed"
    SUPERVISED = "supervised", "督促检查", "supervised"
    REPORTED = "reported", "报告述职", "reported"
    DECIDED = "decided", "集体决定", "decided"
    APPRAISED = "appraised", "考核评议", "appraised"
    APPLIED = "applied", "结果运用", "applied"
    RECTIFIED = "rectified", "整改", "rectified"


class Outcome(Word):
    """Whether a record says it went well."""

    PASSED = "passed", "通过", "passed"
    FAILED = "failed", "未通过", "failed"


class Use(Word):
    """What a result was used for: the five uses, and the unit's other appraisals that it entered."""

    PAY = "pay", "绩效分配", "pay"
    SELECTION = "selection", "选拔任用", "selection"
    TRAINING = "training", "培养教育", "training"
    REWARD = "reward", "表彰奖励", "reward"
    PENALTY = "penalty", "提醒惩戒", "penalty"
    TEAM = "team", "领导班子考核", "appraisal of the leading body"
    ECONOMY = "economy", "经济指标考核", "economic appraisal"
    ASSETS = "assets", "资产保值增值考核", "appraisal of asset value"
    BUSINESS = "business", "业务工作考核", "appraisal of business"
    STAFF = "staff", "干部职工考核", "appraisal of staff"
    IDEOLOGY = "ideology", "意识形态工作考核", "appraisal of ideological work"
    INTEGRITY = "integrity", "党风廉政建设考核", "appraisal of clean conduct"
    STAFF_HOME = "staff_home", "职工之家建设考核", "appraisal of the staff home"

    @property
    def is_joined(self) -> bool:
        """Whether it is another appraisal that the result entered."""
        return self not in _OWN_USES


_OWN_USES = frozenset({Use.PAY, Use.SELECTION, Use.TRAINING, Use.REWARD, Use.PENALTY})


class ChangeKind(Word):
    """How organizations change."""

    MERGE = "merge", "合并", "merge"
    SPLIT = "split", "拆分", "split"
    RENAME = "rename", "更名", "rename"
    DISSOLVE = "dissolve", "撤销", "dissolve"
    ESTABLISH = "establish", "设立", "establish"


class KindOf(Word):
    """What a further kind is a kind of."""

    ORGANIZATION = "organization", "组织", "organization"
    ROLE = "role", "岗位", "role"


class Stage(Word):
    """The stage of the loop that a rule belongs to; the first digit of its code names it."""

    STRUCTURE = "structure", "组织体系", "structure"
    DEFINE = "define", "确权定责", "define"
    LIST = "list", "清单明责", "list"
    PERFORM = "perform", "规范履责", "perform"
    ACCOUNT = "account", "严肃问责（考核与整改）", "account"
    CAPABILITY = "capability", "履职能力", "capability"
    DATA = "data", "基础信息", "data"

    @classmethod
    def of_code(cls, code: str) -> Stage:
        """
        Return the stage of a rule's code.

        Examples
        --------
        >>> Stage.of_code("DJ503")
        <Stage.CAPABILITY: 'capability'>
        """
        return dict(zip("0123459", cls, strict=True))[code[2]]


class Severity(Word):
    """How much a gap weighs, after the modality of its basis."""

    ERROR = "error", "应核改", "error"
    WARNING = "warning", "建议完善", "warning"
    NOTE = "note", "提示", "note"

    @property
    def weight(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class UnitType(Word):
    """The types of unit with rules of their own; the vocabulary is open."""

    ORGAN = "organ", "机关", "organ"
    PUBLIC_INSTITUTION = "public_institution", "事业单位", "public institution"
    SOE = "soe", "国有企业", "state-owned enterprise"
    FIELD_TEAM = "field_team", "野外项目组", "field team"
    RETIRED = "retired", "离退休", "retired members"


_FURTHER = {"village": "村", "community": "社区"}
"""Types of unit that provisions name and none of ours is."""


def unit_type_label(unit_type: str) -> Text:
    """Return what people call a type of unit; one of a unit's own as it is written."""
    try:
        return UnitType(unit_type).label
    except ValueError:
        return Text(zh=_FURTHER.get(unit_type, unit_type), en=unit_type)


class Symptom(Word):
    """What a gap is a sign of: the four ways in which Party building loses its hold (党建“四化”)."""

    WEAKENED = "weakened", "弱化", "weakened"
    DILUTED = "diluted", "淡化", "diluted"
    HOLLOWED = "hollowed", "虚化", "hollowed out"
    MARGINALIZED = "marginalized", "边缘化", "marginalized"
