"""DJ308 same-evidence-twice: 同一佐证重复使用."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.record_words import records_said
from dangjian_chain.gaps.rows import where
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.performance.record_rows import RecordRows
from dangjian_chain.text import Text

ALIKE = ((RecordKind.PERFORMED, RecordKind.DECIDED), (RecordKind.SUPERVISED,))
"""What is compared among itself: a superior that cites what its subordinate did has checked it."""
ONE_PIECE = re.compile(r"\d|《|第[零〇一二三四五六七八九十百]+")
"""What names one piece: 会议记录 alone names any."""
SEPARATOR = "\0"
JOINT = re.compile("联合|joint", re.IGNORECASE)
"""What is written beside the evidence of an event that several organizations held together."""


def find(context: Context) -> Iterator[Hit]:
    found = [rows for kinds in ALIKE for rows in _by_evidence(context, kinds) if _is_twice(context, rows)]
    table = context.table("records")
    for rows in sorted(found):
        organization, duty = where(context, "records", rows[0])
        yield Hit(
            organization=organization,
            subject_kind="record",
            subject=table.ids[rows[0]],
            duty=duty,
            words={
                "evidence": table.column("evidence")[rows[0]],
                "count": len(rows),
                "records": records_said(context, rows),
            },
            row=("records", rows[0]),
        )


def _by_evidence(context: Context, kinds: tuple[RecordKind, ...]) -> Iterator[list[int]]:
    """Yield the records of some kinds that name one piece of evidence, where there are several."""
    evidence = context.table("records").column("evidence")
    rows = np.flatnonzero(context.arrays.kept(RecordRows).of(*kinds) & is_stated(evidence))
    words = _plain(evidence[rows].tolist())
    pieces = dict.fromkeys(words)
    if len(pieces) == len(words):
        return
    found: dict[str, list[int]] = {}
    for piece, row in zip(words, rows.tolist(), strict=True):
        found.setdefault(piece, []).append(row)
    yield from (alike for piece, alike in found.items() if len(alike) > 1 and ONE_PIECE.search(piece))


def _plain(words: Sequence[str]) -> list[str]:
    """Return words alike however they are spaced and spelled: all in one stroke, for there are many."""
    whole = SEPARATOR.join(words)
    if whole.count(SEPARATOR) >= len(words):  # one holds the separator itself, or there are none
        whole = SEPARATOR.join(each.replace(SEPARATOR, "") for each in words)
    plain = "".join(unicodedata.normalize("NFKC", whole).split()).casefold()
    return plain.split(SEPARATOR) if words else []


def _is_twice(context: Context, several: list[int]) -> bool:
    """Whether the records are of different organizations that did not act together, or cannot all be of one day."""
    rows = context.arrays.kept(RecordRows)
    organizations = set(rows.organization[several].tolist())
    is_joint = any(JOINT.search(rows.table.column("evidence")[row]) for row in several)
    differ = len(organizations) > 1 and not is_joint
    return bool(differ or rows.first[several].max() > rows.last[several].min())


RULE = Rule(
    code="DJ308",
    name="same-evidence-twice",
    severity=Severity.NOTE,
    citations=("traceable_record",),
    title=Text(zh="同一佐证重复使用", en="The same evidence more than once"),
    message=Text(
        zh="“{evidence}”在{count}条记录中注明为佐证（{records}）。",
        en="{evidence!r} is named as evidence in {count} records ({records}).",
    ),
    explanation=Text(
        zh="已开展和集体决定的记录放在一起、督促检查的记录放在一起，核对“佐证”一栏：不同组织注明同一佐证的，或者同一组织"
        "在不同日期的记录注明同一佐证的，列出，一份佐证只列一次。一次活动对应多项责任的，一次检查涉及多个下级的，"
        "上级检查时注明下级会议纪要的，都不在此列；空格、全角半角不同视为相同，没有编号、次数或者文件名称的（如“会议记录”）"
        "不能认作同一份，不作核对；注明“联合”的，是几个组织一同开展。依据是责任链的定义，不是条文规定。",
        en="Among records of what was performed or decided, and among those of supervision, lists evidence that "
        "different organizations name, or one organization for different days; once for each piece. One event that "
        "serves several duties, one visit to several subordinates, and a superior's visit that names the minutes it "
        "looked at are no gaps. Spaces and full-width letters make no difference; words without a number or the "
        "title of a document, such as 'the minutes', name no one piece and are not looked at; with 'joint' beside "
        "it several organizations acted together. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对编号；各单位各自编号的，注明单位即可；联合开展的，注明“联合”即可。",
        en="Check the number; where each organization numbers its own, add whose it is, and where they acted "
        "together, write 'joint' beside it.",
    ),
    bad="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, evidence: 示例支部纪要第8号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05, evidence: 示例支部纪要第8号}
""",
    good="""\
organizations:
- {id: Z1, name: 示例支部, kind: branch}
duties:
- {id: S1, title: 主题党日}
records:
- {organization: Z1, duty: [S1], kind: performed, on: 2026-08-05, evidence: 示例支部纪要第8号}
- {organization: Z1, duty: [S1], kind: performed, on: 2026-09-05, evidence: 示例支部纪要第9号}
""",
    find=find,
    needs=(Data.RECORDS,),
    reads=("records.evidence",),
    columns=("evidence",),
    symptom=Symptom.HOLLOWED,
)
