"""DJ409 rectification-verified-by-its-doer: 由整改人自行销号."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.performance.ledger_items import LedgerItems
from dangjian_chain.text import Text


def conditions(context: Context) -> Iterator[Condition]:
    items = context.arrays.kept(LedgerItems)
    yield Condition(
        Text(zh="已销号，填有销号时间和验收人", en="it is closed: its day and its verifier are entered"),
        items.is_closed,
    )
    yield Condition(
        Text(
            zh="验收人是承担整改的岗位、领导、单位，或者本组织、其在任人员",
            en="the verifier is the role, leader or unit in charge, the organization itself, or who holds the role",
        ),
        np.array([items.verifier_as(row) is not None for row in range(len(items))], dtype=bool),
    )


def find(context: Context) -> Iterator[Hit]:
    items = context.arrays.kept(LedgerItems)
    for row in meeting(conditions(context)):
        doer = items.verifier_as(row)
        organization, _ = where(context, "ledger", row)
        yield Hit(
            organization=organization,
            subject_kind="ledger",
            subject=items.table.ids[row],
            words={
                "organization": items.whose(row),
                "item": items.called(row),
                "closed_on": items.table.column("closed_on")[row],
                "doer": "" if doer is None else doer.label,
            },
            row=("ledger", row),
        )


RULE = Rule(
    code="DJ409",
    name="rectification-verified-by-its-doer",
    severity=Severity.WARNING,
    citations=("rectified_to_the_end",),
    title=Text(zh="由整改人自行销号", en="Closed by the one who had to do it"),
    message=Text(
        zh="{organization}的“{item}”于{closed_on}销号，登记的验收人与整改一方（{doer}）相同。",
        en="{item!r} of {organization} was closed on {closed_on}; the verifier entered is {doer}, which had to mend it.",
    ),
    explanation=Text(
        zh="核对已销号各项的验收人：与责任岗位（编号、名称、当时的任职人员）、责任领导、责任单位或者本组织相同的，列出；"
        "没有填写责任岗位的，本组织书记视同承担整改。按登记的文字比较，全角半角不分；写有几个验收人的，"
        "其中有一个不是整改一方即可。自己整改、自己验收，销号就看不出问题是否真的解决。依据是责任链的定义，不是条文规定。",
        en="Looks at the verifiers of closed items: the one who is the role in charge (its id, its title, who held it then), "
        "the leader or unit in charge, or the organization itself; where no role is entered, the secretary of the "
        "organization counts as in charge. What is entered is compared as text, whatever the width of its characters; of "
        "several verifiers one who did not have to mend it is enough. Where the doer verifies, closing does not show "
        "whether the problem is gone. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="建议由上一级党组织或者未承担整改的岗位核验，补记验收人；实际由他人验收的，更正登记即可。",
        en="Let the next level up, or a role that did not have to mend it, verify it and enter that; if it did, mend the entry.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2026-001, organization: Z1, problem: 主题党日记录不全, closed_on: 2026-09-10, verified_by: 示例支部书记}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
ledger:
- {id: 2026-001, organization: Z1, problem: 主题党日记录不全, closed_on: 2026-09-10, verified_by: 示例大队党委}
roles:
- {id: Z1-1, organization: Z1, kind: secretary}
""",
    find=find,
    conditions=conditions,
    over="ledger",
    needs=(Data.LEDGER,),
    reads=("ledger.verified_by",),
    columns=("verified_by",),
    symptom=Symptom.HOLLOWED,
)
