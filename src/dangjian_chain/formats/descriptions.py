"""What each collection and each column holds, in one line: for the JSON Schema and the reference."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dangjian_chain.text import Text


def _texts(rows: Mapping[str, tuple[str, str]]) -> Mapping[str, Text]:
    return MappingProxyType({name: Text(zh=zh, en=en) for name, (zh, en) in rows.items()})


COLLECTION_DESCRIPTIONS: Mapping[str, Text] = _texts(
    {
        "kinds": (
            "本单位自定的组织类别和岗位类别，补充内置类别。",
            "The unit's own kinds of organizations and roles, beside the built-in ones.",
        ),
        "organizations": ("党组织和单位，一行一个。", "Party organizations and units, one each."),
        "roles": (
            "组织中的岗位；无人担任时同样存在。",
            "Posts in organizations; a post exists without a holder.",
        ),
        "appointments": ("谁在什么时间担任哪个岗位。", "Who holds which role, and when."),
        "duties": (
            "责任事项：为什么抓、谁来抓、抓什么、怎么抓。",
            "Duties: why, who, what and how, and how they are appraised.",
        ),
        "assignments": (
            "责任分工：哪个事项由哪个组织的哪个岗位承担。",
            "Which duty is borne in which organization, and by which role.",
        ),
        "records": ("履责记录：有日期的事实。", "Dated evidence of what was done."),
        "records_cover": (
            "说明某类记录在某组织及其所属组织、某段时间内是完整的。",
            "The statement that records of a kind are complete for an organization and all below it.",
        ),
        "ledger": ("整改台账，一行一个问题。", "The rectification ledger, one problem each."),
        "changes": (
            "机构调整。",
            "Merges, splits, renamings, dissolutions and establishments of organizations.",
        ),
    }
)
"""One line for each collection."""

_ORGANIZATIONS = _texts(
    {
        "id": ("本组织的编号，在文件中唯一。", "Its id, unique among organizations."),
        "name": ("名称；不填则同编号。", "Its name; the id where none is given."),
        "kind": ("组织类别；不填则为单位。", "Its kind; a unit where none is given."),
        "superior": (
            "领导它的上级组织的编号，只有一个；最上级组织不填。",
            "The one that leads it; none for the top.",
        ),
        "guided_by": ("指导而不领导它的组织的编号。", "Those that guide it without leading it."),
        "unit_type": (
            "所在单位的类型，决定适用哪些规定。",
            "The type of unit it is in; it decides which provisions apply.",
        ),
        "covers": ("它所覆盖的单位的编号。", "The units it covers."),
        "members": ("党员总数。", "How many Party members it has."),
        "full_members": ("正式党员数。", "How many of them are full members."),
        "staff": ("职工人数。", "How many people work there."),
        "temporary": ("是否临时党组织。", "Whether it is temporary."),
        "joint": ("是否由几个单位联合设立。", "Whether several units share it."),
        "approved_by": ("批准设立的组织或文号。", "Who approved it, or the document."),
        "elected_on": ("最近一次换届的日期。", "When its leading body was last elected."),
        "band": ("分类定级的结果。", "The band it was graded into."),
        "valid_from": ("自哪一天起设立。", "The first day it exists."),
        "valid_to": ("自哪一天起不再存在（当天已不算）。", "The first day it no longer exists."),
    }
)
_ROLES = _texts(
    {
        "id": ("岗位编号，在文件中唯一。", "Its id, unique among roles."),
        "organization": ("岗位所在组织的编号。", "The organization it is in."),
        "kind": ("岗位类别。", "Its kind."),
        "title": ("本单位对这一岗位的称呼。", "What the unit calls it."),
        "required": (
            "是否必设；不填则按组织类别。",
            "Whether it must be there; by the organization's kind if blank.",
        ),
        "seats": (
            "可同时任职的人数；不填则按岗位类别。",
            "How many may hold it at once; by its kind if blank.",
        ),
        "portfolio": (
            "分管的工作（责任类别）或组织的编号。",
            "What it is in charge of: areas of duties, or organizations.",
        ),
        "stand_in": ("B角岗位的编号。", "The role that stands in for it."),
        "valid_from": ("自哪一天起设岗。", "The first day it exists."),
        "valid_to": ("自哪一天起不再设岗（当天已不算）。", "The first day it no longer exists."),
    }
)
_APPOINTMENTS = _texts(
    {
        "role": ("岗位编号。", "The role held."),
        "person": ("任职人员，可以只用代号。", "The person; an opaque code will do."),
        "since": ("任职的第一天。", "The first day."),
        "until": ("不再任职的第一天。", "The first day it is no longer held."),
        "acting": ("是否代理或主持工作。", "Whether the person acts for a holder."),
    }
)
_DUTIES = _texts(
    {
        "id": ("事项编号，在文件中唯一。", "Its id, unique among duties."),
        "title": ("事项名称。", "Its title."),
        "area": ("责任类别，与岗位的分管工作对应。", "Its area, which portfolios name."),
        "nature": ("规定动作或自选动作；不填为规定动作。", "Required or elective; required if blank."),
        "parent": ("它所细化的上级事项的编号。", "The duty it is a part of."),
        "origin": (
            "从哪些组织开始下达；不填为最上级组织。",
            "Where it starts; every top where none is named.",
        ),
        "performed_by": (
            "由哪些类别的组织直接落实；不填则看分工中的类别。",
            "The kinds of organizations that perform it; those of its class assignments if blank.",
        ),
        "conditions": (
            "适用条件，须全部满足。",
            "What an organization must be for it to apply; all must hold.",
        ),
        "managed_levels": (
            "由上面几级组织抓落实；不填则直到下达单位，0 为不设。",
            "How many levels above manage it; up to the origin if blank, none for 0.",
        ),
        "managing_cycle": ("多久督促检查一次；不填为每年一次。", "How often it is managed; yearly if blank."),
        "bearers": ("各类责任由哪些岗位类别承担。", "Which kinds of roles bear it, by responsibility."),
        "managing_bearers": (
            "抓落实时由哪些岗位类别承担；不填则同责任人。",
            "Which kinds of roles bear its management; the bearers if blank.",
        ),
        "why": ("为什么抓：制度依据。", "Why: its basis."),
        "what": ("抓什么：责任内容。", "What: its content."),
        "how": ("怎么抓：工作措施。", "How: the measures."),
        "standard": ("做到什么程度算完成。", "What counts as done."),
        "check": ("用什么方法检查。", "How it is checked."),
        "indicator": ("对应的考核指标。", "The indicator it is appraised by."),
        "cycle": ("多久做一次。", "How often it is due."),
        "due": ("完成时限，可以用文字表述。", "When it is due, in words."),
        "weight": ("考核分值。", "Its weight in the appraisal."),
    }
)
_ASSIGNMENTS = _texts(
    {
        "duty": ("责任事项的编号。", "The duty."),
        "organization": (
            "责任单位的编号，或一类组织：@branch、@*。",
            "The organization, or a class of them: @branch, @*.",
        ),
        "role": (
            "岗位编号，一类组织中写岗位类别：@secretary；不填为组织集体。",
            "The role, in a class a kind of role: @secretary; the body if blank.",
        ),
        "responsibility": (
            "责任类型；不填时组织为主体责任，书记、党小组组长为第一责任人，其他岗位为直接责任人。",
            "If blank principal for the body, first for a secretary or group leader, direct for others.",
        ),
        "function": ("直接落实或抓下级落实；不填为两者。", "Performs or manages; both if blank."),
        "wording": ("本级对该事项的表述。", "The organization's own wording."),
        "standard": ("本级的完成标准。", "Its own standard."),
        "cycle": ("本级的频次。", "Its own rhythm."),
        "bearer_text": ("清单中责任人的原文。", "The bearer as the list words it."),
        "reviewed_on": ("清单最近审核的日期。", "When it was last reviewed."),
        "acknowledged_on": ("责任人确认的日期。", "When the bearer acknowledged it."),
        "since": ("承担的第一天。", "The first day."),
        "until": ("不再承担的第一天。", "The first day it no longer holds."),
    }
)
_RECORDS = _texts(
    {
        "organization": ("哪个组织的记录：组织的编号。", "The organization whose record it is."),
        "kind": ("记录类型。", "What kind of record it is."),
        "on": ("哪一天。", "The day."),
        "id": ("记录编号。", "Its id."),
        "duty": ("对应的责任事项；不填为全部。", "The duties it is about; all if blank."),
        "subordinate": ("对哪个下级；不填为全部。", "The subordinate it is about; all if blank."),
        "role": ("对应的岗位。", "The role it is about."),
        "period": ("所属时段。", "The span it belongs to."),
        "outcome": ("通过或未通过。", "Whether it went well."),
        "score": ("考核得分。", "The score."),
        "grade": ("等次。", "The grade."),
        "present": ("实到人数。", "How many were there."),
        "entitled": ("应到人数。", "How many should have been there."),
        "amount": ("数量，如学时。", "An amount, such as hours of study."),
        "use": (
            "结果用在哪里；可写多项。",
            "What the result was used for; several may be named.",
        ),
        "evidence": ("佐证：会议纪要编号或文件名称。", "Where the evidence is: minutes or a document."),
        "participants": ("参加的岗位（或人员代号）。", "Who took part: roles, or codes of persons."),
        "objectors": ("表示保留意见的岗位（或人员代号）。", "Who objected."),
        "by": ("由谁考核、检查或主持。", "Who appraised, checked or presided."),
        "about": ("针对哪条记录：记录编号。", "The record it is about."),
        "recorded_on": ("登记的日期。", "When it was entered."),
    }
)
_RECORDS_COVER = _texts(
    {
        "kind": ("哪一类记录。", "The kind of records."),
        "organization": ("哪个组织及其所属组织。", "The organization; all below it are covered too."),
        "from": ("自哪一天起。", "The first day covered."),
        "until": ("到哪一天止（当天已不算）。", "The first day no longer covered."),
    }
)
_LEDGER = _texts(
    {
        "id": ("编号，在台账中唯一。", "Its id, unique in the ledger."),
        "organization": ("哪个组织的问题。", "The organization that has the problem."),
        "problem": ("问题。", "The problem."),
        "fingerprint": ("对应的核对项指纹。", "The fingerprint of the gap it answers."),
        "source": ("问题来源。", "Where it was found."),
        "measure": ("整改措施。", "What is being done."),
        "leader": ("责任领导。", "The leader in charge."),
        "unit": ("责任单位。", "The unit in charge."),
        "role": ("责任岗位的编号。", "The role in charge."),
        "due": ("整改时限。", "When it is due."),
        "progress": ("整改进展。", "How it stands."),
        "closed_on": ("销号的日期。", "When it was closed."),
        "verified_by": ("由谁验收。", "Who verified it."),
        "carried_from": ("结转自哪一项。", "The item it continues."),
    }
)
_KINDS = _texts(
    {
        "of": ("组织的类别还是岗位的类别。", "Whether organizations or roles are of it."),
        "id": ("文件中使用的编号。", "What files hold."),
        "label_zh": ("中文名称。", "Its Chinese label."),
        "label_en": ("英文名称。", "Its English label."),
        "under": (
            "可隶属于哪些类别的组织；* 为任何组织，@* 为任何领导下级的组织。",
            "The kinds it may stand under; * any, @* any that leads.",
        ),
        "leads": ("是否领导其下的组织。", "Whether it leads those below it."),
        "needs": ("必设的岗位类别。", "The kind of role each must have."),
        "body": ("岗位是否属于领导班子。", "Whether a role of it belongs to the leading body."),
    }
)
_CHANGES = _texts(
    {
        "kind": ("变动类型。", "The kind of change."),
        "on": ("变动的日期。", "The day."),
        "from": ("变动前的组织。", "The organizations before."),
        "to": ("变动后的组织。", "The organizations after."),
        "reason": ("依据。", "Its basis."),
    }
)

COLUMN_DESCRIPTIONS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "kinds": _KINDS,
        "organizations": _ORGANIZATIONS,
        "roles": _ROLES,
        "appointments": _APPOINTMENTS,
        "duties": _DUTIES,
        "assignments": _ASSIGNMENTS,
        "records": _RECORDS,
        "records_cover": _RECORDS_COVER,
        "ledger": _LEDGER,
        "changes": _CHANGES,
    }
)
"""One line for each column, by collection and column name."""
