"""DJ216 weights-do-not-add-up: 分值合计不符."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import attrs
import numpy as np

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.limit import plain
from dangjian_chain.gaps.questions import duty_hit
from dangjian_chain.gaps.rows import class_name
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.inheritance import circles
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.propagation.duties import EVERY_CLASS
from dangjian_chain.text import Text
from dangjian_chain.typing import Floats

_PLACES = 9  # decimals to which a difference of two sums of weights is meant
_LEAST = 2  # a list of one duty is no list that weights are shared out over


def find(context: Context) -> Iterator[Hit]:
    yield from _wholes(context)
    yield from _lists(context)


def _weights(context: Context) -> Floats:
    """Return the weight that each duty states itself: a part does not inherit it; shape (m,)."""
    return context.figures.number("weight", "duties")


def _off(total: float, whole: float) -> float:
    return round(abs(total - whole), _PLACES)


# --- the parts of one duty -------------------------------------------------------------


def _wholes(context: Context) -> Iterator[Hit]:
    """Yield the duties whose weight is not the sum of their required parts'."""
    weights, tolerance = _weights(context), context.parameter("weights_tolerance")
    for whole, parts in sorted(_parts(context).items()):
        total = math.fsum(weights[parts].tolist())
        if _off(total, weights[whole]) > tolerance:  # never where a weight is left out: it is nan
            title = context.title(whole)
            what = Text(zh=f"“{title}”各分项", en=f"the parts of {title!r}")
            hit = duty_hit(context, whole, what=what, sum=_said(total), whole=plain(weights[whole]))
            yield attrs.evolve(hit, citations=("readable_data",))


def _parts(context: Context) -> dict[int, list[int]]:
    """Return the required parts directly under each duty; of a circle none."""
    table = context.table("duties")
    whole = table.references("parent", table)
    circle = _circle(context)
    found: dict[int, list[int]] = {}
    for part in np.flatnonzero(context.cascade.duties.required & (whole >= 0)).tolist():
        if part not in circle:
            found.setdefault(int(whole[part]), []).append(part)
    return found


def _circle(context: Context) -> set[int]:
    """Return the duties that are a part of themselves."""
    table = context.table("duties")
    return set(table.find(circles(dict(zip(table.ids, table.column("parent"), strict=True)))))


# --- the list of one kind of organization ----------------------------------------------


def _lists(context: Context) -> Iterator[Hit]:
    """Yield the lists whose weights do not sum to the whole: of each kind, or of all kinds as one."""
    whole, tolerance = context.parameter("weights_whole"), context.parameter("weights_tolerance")
    lists = _by_kind(context)
    off = {kind: _least_off(context, kind, duties, whole) for kind, duties in lists.items()}
    every = _complete(context, sorted(_tops(context)))
    if every and _off(_total(context, every), whole) < min(off.values(), default=math.inf):
        off, lists = {EVERY_CLASS: _off(_total(context, every), whole)}, {EVERY_CLASS: every}
    for kind, least in off.items():
        if least > tolerance:
            yield _hit(context, kind, lists[kind], whole)


def _tops(context: Context) -> Mapping[int, tuple[str, ...]]:
    """Return the required duties that are no part and say who performs them, with the kinds that do."""
    duties, table = context.cascade.duties, context.table("duties")
    top = duties.required & duties.has_performers & (table.references("parent", table) < 0)
    return {duty: duties.values[duty].performed_by for duty in np.flatnonzero(top).tolist()}


def _complete(context: Context, duties: list[int]) -> list[int]:
    """Return a list of which every duty has a weight, else nothing."""
    is_whole = len(duties) >= _LEAST and not np.isnan(_weights(context)[duties]).any()
    return duties if is_whole else []


def _by_kind(context: Context) -> dict[str, list[int]]:
    """Return, by kind, the duties that organizations of the kind perform, where all have weights."""
    found: dict[str, list[int]] = {kind: [] for kind in context.arrays.organization_kinds}
    for duty, kinds in sorted(_tops(context).items()):
        for kind in dict.fromkeys(kinds):
            found[kind].append(duty)
    return {kind: duties for kind, duties in found.items() if _complete(context, duties)}


def _total(context: Context, duties: list[int]) -> float:
    return math.fsum(_weights(context)[duties].tolist())


def _least_off(context: Context, kind: str, duties: list[int], whole: float) -> float:
    """Return how far a kind's list is off: the whole of it, or what one organization of the kind performs of it."""
    performed = context.cascade.performs[duties][:, context.figures.of_kind(kind)]
    sums = np.unique(_weights(context)[duties] @ performed)
    return min(_off(total, whole) for total in [_total(context, duties), *sums.tolist()])


def _hit(context: Context, kind: str, duties: list[int], whole: float) -> Hit:
    name = class_name(context, f"@{kind}")
    return Hit(
        organization="",
        subject=f"@{kind}",
        words={
            "whose": Text(zh="", en=""),
            "what": Text(
                zh=f"{name.zh}直接落实的规定动作", en=f"the required duties that {name.en} performs"
            ),
            "sum": _said(_total(context, duties)),
            "whole": plain(whole),
        },
        row=("duties", duties[0]),
        citations=(),
        held=(context.rules.held("weights_whole"),),
    )


def _said(total: float) -> str:
    return plain(round(total, _PLACES))


RULE = Rule(
    code="DJ216",
    name="weights-do-not-add-up",
    severity=Severity.NOTE,
    citations=("readable_data", "own_figure"),
    title=Text(zh="分值合计不符", en="Weights that do not add up"),
    message=Text(
        zh="{whose}{what}分值合计{sum}分，与{whole}分不一致。",
        en="{whose}{what} weigh {sum} together, not {whole}.",
    ),
    explanation=Text(
        zh="核对两种合计。一是分项：一个事项的必做分项都有分值、事项本身也有分值的，分项合计与事项分值比较。二是清单："
        "某一类组织直接落实的规定动作（分项、自选动作不计）都有分值的，合计与百分比较；这类组织中有一个因适用条件、"
        "任务来源不同而实际落实的部分正好相符的，视为相符；各类组织合用一份分值、全部规定动作合计正好相符或者更接近的，"
        "按全部合计比较，只列一次。有一项没有分值的不作比较。差额在允许范围内的不列，数值可由本单位配置。"
        "依据是责任链的定义，不是条文规定。",
        en="Compares two sums. Of parts: where all required parts of a duty have weights and the duty has one, they "
        "are to agree. Of lists: where all required duties that one kind of organization performs (parts and "
        "elective ones aside) have weights, they sum to a hundred; what one organization of the kind performs in "
        "fact, by its conditions and origins, may do so instead, and where all kinds share one scale, so that the "
        "sum over all required duties is right or nearer, that sum is compared, once. With a weight left out "
        "nothing is compared. A small difference is allowed, and a profile may change the figures. "
        "The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对各项分值；另有计分办法的，注明即可。",
        en="Check the weights; where they are counted otherwise, note it.",
    ),
    bad="""\
duties:
- {id: S1, title: 主题党日, weight: 3}
- {id: S1-1, title: 主题党日学习, parent: S1, weight: 2}
- {id: S1-2, title: 主题党日服务, parent: S1, weight: 2}
""",
    good="""\
duties:
- {id: S1, title: 主题党日, weight: 3}
- {id: S1-1, title: 主题党日学习, parent: S1, weight: 2}
- {id: S1-2, title: 主题党日服务, parent: S1, weight: 1}
""",
    find=find,
    needs=(Data.DUTIES,),
    reads=("duties.weight",),
    columns=("weight",),
    symptom=Symptom.HOLLOWED,
)
