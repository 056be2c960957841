"""DJ219 not-for-a-temporary-branch: 临时党支部一般不承担的事项."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.cited import Reading
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.duty import Duty
from dangjian_chain.model.vocabulary import Responsibility, Severity, Symptom
from dangjian_chain.text import Text


@frozen
class Matter:
    """What a temporary branch generally does not do, and by what a duty is known to be about it."""

    name: Text
    words: str
    facts: str = r"(?!)"
    instruments: tuple[str, ...] = ()


MATTERS = (
    Matter(
        Text(zh="发展党员", en="admission of members"),
        words=r"发展党员|(?:接收|吸收|发展)(?:为)?预备党员|预备党员(?:的)?(?:接收|转正)|(?:讨论|审批)转正",
    ),
    Matter(
        Text(zh="处分、处置党员", en="discipline and disposal of members"),
        words=r"(?:纪律|党纪)处分(?!条例|规定|案例)|处分党员|党员(?:的)?处分|不合格党员(?:的)?(?:组织)?处置"
        r"|处置不合格党员",
    ),
    Matter(
        Text(zh="收缴党费", en="the collection of dues"),
        words=r"党费(?:的)?(?:收缴|收取|代收|管理|使用|公示)|(?:收缴|收取|代收|收)[^，。；]{0,4}党费",
    ),
    Matter(
        Text(zh="选举党代表", en="the election of delegates"),
        words=r"选举[^，。；]{0,20}代表(?!大会|团)|代表(?:的)?选举",
        facts=r"election_delegates",
    ),
    Matter(
        Text(zh="换届", en="re-election"),
        words=r"换届|改选|届满|选举(?:产生)?(?:党?支部)?(?:书记|委员)",
        facts=r"branch_term|term_\w+|election_(?!delegates)\w+",
        instruments=("TERM18", "ELE20"),
    ),
)
"""After Art. 8 of the Branch Work Regulations, in its order; 入党积极分子 may be educated, and are not here."""

_TITLES = re.compile(r"《[^《》]*》")
_NOT = "".join(f"(?<!不{word})" for word in ("", "再", "得", "进行", "组织", "办理", "开展", "负责", "承担"))


def matter_of(duty: Duty, reading: Reading) -> Matter | None:
    """Return what a duty is about, of the things that a temporary branch generally does not do."""
    said = _TITLES.sub("", f"{duty.title}。{duty.what or ''}")
    why = duty.why or ""
    facts = [fact.key for fact in reading.facts(why)]
    instruments = reading.instruments(why)
    for matter in MATTERS:
        by_fact = any(re.fullmatch(matter.facts, key) for key in facts)
        if by_fact or instruments & set(matter.instruments) or re.search(f"{_NOT}(?:{matter.words})", said):
            return matter
    return None


def find(context: Context) -> Iterator[Hit]:
    figures, rows = context.figures, context.cascade.rows
    temporary = figures.of_kind("branch") & figures.flag("temporary")  # rows are of organizations in force
    own = ~rows.by_class & ~rows.is_(Responsibility.SUPPORTING) & temporary[rows.organization]
    reading = Reading(context.rules.book)
    duties = context.cascade.duties.values
    matters = {duty: matter_of(duties[duty], reading) for duty in np.unique(rows.duty[own]).tolist()}
    first: dict[tuple[int, int], int] = {}
    for place in np.flatnonzero(own).tolist():
        first.setdefault((int(rows.organization[place]), int(rows.duty[place])), int(rows.row[place]))
    for (organization, duty), row in sorted(first.items()):
        matter = matters[duty]
        if matter is not None:
            yield _hit(context, organization, duty, row, matter)


def _hit(context: Context, organization: int, duty: int, row: int, matter: Matter) -> Hit:
    id_, of_duty = context.organization(organization), context.duty(duty)
    return Hit(
        organization=id_,
        subject=id_,
        duty=of_duty,
        words={
            "organization": context.names[organization],
            "duty": context.title(duty),
            "matter": matter.name,
        },
        row=("assignments", row),
        after=(("DJ109", id_, id_, of_duty),),
    )


RULE = Rule(
    code="DJ219",
    name="not-for-a-temporary-branch",
    severity=Severity.WARNING,
    citations=("temporary_branch_limits",),
    title=Text(zh="临时党支部一般不承担的事项", en="Not for a temporary branch"),
    message=Text(
        zh="{organization}是临时党支部，清单中列有“{duty}”；{matter}一般由党员组织关系所在的党组织办理。",
        en="{organization} is a temporary branch and lists {duty!r}; {matter} is generally left to the "
        "organization where the members are enrolled.",
    ),
    explanation=Text(
        zh="在当日在册的临时党支部自列的清单中，找出发展党员、处分处置党员、收缴党费、选举党代表和换届的事项，按所引的"
        "依据和名称、内容中的用词辨认；教育培养入党积极分子、提醒党员到所在支部交纳党费的不在此列，配合的、写给一类"
        "组织的分工不核对。《中国共产党支部工作条例（试行）》第八条（条号待核）说的是临时党支部一般不承担这些事项，"
        "“一般”之外确有安排的，注明即可。",
        en="In the lists that temporary branches in force keep, looks for admission of members, discipline and "
        "disposal, collection of dues, election of delegates and re-election, known by what the duty cites and by "
        "the words of its title and content. Educating applicants, or reminding members to pay where they are "
        "enrolled, is not among them; supporting assignments and those of classes are not looked at. Art. 8 of "
        "the Branch Work Regulations (article not verified) says that a temporary branch generally does none of "
        "these; where there is reason to, note it.",
    ),
    remedy=Text(
        zh="建议改由党员组织关系所在的党组织承担，临时党支部可作配合；上级另有安排的，注明即可。",
        en="Let the organization where the members are enrolled bear it, the temporary branch may support it; where "
        "the superior arranged otherwise, note it.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-T, name: 示例项目临时党支部, kind: branch, superior: D1, temporary: true, approved_by: D1}
duties:
- {id: S1, title: 发展党员}
- {id: S2, title: 主题党日}
assignments:
- {duty: S1, organization: D1-T}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-T, name: 示例项目临时党支部, kind: branch, superior: D1, temporary: true, approved_by: D1}
duties:
- {id: S1, title: 发展党员}
- {id: S2, title: 主题党日}
assignments:
- {duty: S2, organization: D1-T}
""",
    find=find,
    needs=(Data.DUTIES, Data.ASSIGNMENTS),
    reads=("organizations.temporary",),
    columns=("duty",),
    symptom=Symptom.WEAKENED,
)
