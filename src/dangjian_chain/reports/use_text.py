"""What results were used for, as text: what is not decided first; the library proposes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dangjian_chain.foot import FOOT
from dangjian_chain.model.naming import Naming
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, listed, named

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.performance.uses import ResultUse, Uses

_HEAD = {
    "zh": ("组织", "岗位", "年度", "结果", "运用", "与其他考核衔接", "记录"),
    "en": ("organization", "role", "year", "result", "used for", "joined with", "records"),
}
_UNDECIDED = Text(zh="暂未见运用登记", en="no use on record")
_UNSAID = Text(zh="已运用（未写明方式）", en="used, not said for what")
_SHOWN = 3


def uses_text(
    uses: Uses, chain: ResponsibilityChain, lang: Lang = "zh", organizations: Sequence[str] = ()
) -> str:
    """
    Return results and their uses.

    Parameters
    ----------
    uses : Uses
    chain : ResponsibilityChain
        On its day, for the names of roles.
    lang : {"zh", "en"}
    organizations : sequence of str
        Whose results are wanted; all if empty.
    """
    held = [one for one in uses if not organizations or one.organization in organizations]
    undecided = sum(not one.is_decided for one in held)
    if lang == "zh":
        head = f"结果运用（核对日 {uses.day}）\n结果{len(held)}项，其中暂未见运用登记{undecided}项"
    else:
        head = f"Use of results on {uses.day}\n{len(held)} result(s), of which without a use on record: {undecided}"
    unfounded = uses.unfounded
    if unfounded:
        said = ("、" if lang == "zh" else ", ").join(unfounded[:_SHOWN])
        more = ("等" if lang == "zh" else " …") if len(unfounded) > _SHOWN else ""
        head += (
            f"\n另有运用记录{len(unfounded)}条未查到所依据的考核：{said}{more}"
            if lang == "zh"
            else f"\nrecords of uses for which no appraisal was found, {len(unfounded)}: {said}{more}"
        )
    naming, roles = Naming(chain.arrays), chain.tables["roles"].positions
    rows = [
        (
            named(one.organization, one.name),
            "" if one.role is None else naming.role(roles[one.role]).of(lang),
            str(one.year),
            _result(one),
            _used(one, lang),
            ("、" if lang == "zh" else ", ").join(use.label.of(lang) for use in one.joined_with),
            listed(one.records, lang),
        )
        for one in sorted(held, key=lambda one: one.is_decided)
    ]
    blocks = [head, *(["\n".join(table([_HEAD[lang], *rows], "lllllll"))] if rows else [])]
    return "\n\n".join([*blocks, FOOT.of(lang)]) + "\n"


def _result(one: ResultUse) -> str:
    held = [one.grade, None if one.score is None else f"{one.score:g}"]
    return " ".join(said for said in held if said)


def _used(one: ResultUse, lang: Lang) -> str:
    if one.used_for:
        return ("、" if lang == "zh" else ", ").join(use.label.of(lang) for use in one.used_for)
    return (_UNSAID if one.is_decided else _UNDECIDED).of(lang)
