"""The scheme that is there without one: the duties' own weights and indicators, for each kind of organization."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.facts import doing
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import HUNDRED
from dangjian_chain.appraisal.scheme import STAGE_OF, Indicator, Scheme
from dangjian_chain.model.vocabulary import Function
from dangjian_chain.performance.due_arrays import MANAGE, PERFORM
from dangjian_chain.propagation.arrays import CascadeArrays
from dangjian_chain.text import Text, both

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.model.duty import Duty

_YES_NO = re.compile(r"[是有]\s*/\s*[否无]|是否|yes\s*/\s*no", re.IGNORECASE)
_FUNCTIONS = {PERFORM: Function.PERFORM, MANAGE: Function.MANAGE}
MANAGING = "抓"
"""Ends the id of an indicator on seeing to the level below."""


def schemes_of_duties(arrays: ChainArrays) -> tuple[Scheme, ...]:
    """
    Return a scheme for each kind of organization that carries duties with a weight.

    The full marks are the sum of the weights: whether a list sums to 100 is another question
    (DJ216). A duty without a weight gives no points. An indicator 是/否 is yes or no, another is
    done ÷ wanted, and so is seeing to the level below, subordinate by subordinate; a kind that
    performs a duty and manages it has an indicator for each.
    """
    cascade = arrays.kept(CascadeArrays)
    found = []
    for code, kind in enumerate(arrays.organization_kinds.values()):
        indicators = tuple(_indicators(cascade, arrays.kind == code))
        if indicators:
            found.append(
                Scheme(
                    id=f"duties/{kind.id}",
                    name=Text(
                        zh=f"{kind.label.zh}（按事项分值）", en=f"{kind.label.en}, by the weights of duties"
                    ),
                    kinds=(kind.id,),
                    indicators=indicators,
                    full_marks=sum(indicator.weight for indicator in indicators),
                )
            )
    return tuple(found)


def _indicators(
    cascade: CascadeArrays, of_kind: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Iterator[Indicator]:
    for position, duty in enumerate(cascade.duties.values):
        weight = _weight(duty)
        if not weight or not cascade.duties.required[position]:
            continue
        for code, function in _FUNCTIONS.items():
            carried = doing(cascade) if code == PERFORM else cascade.manages
            if (carried[position] & of_kind).any():
                yield Indicator(
                    id=duty.id if code == PERFORM else f"{duty.id}/{MANAGING}",
                    title=both(duty.title),
                    duties=(duty.id,),
                    weight=weight,
                    method=Method.YES_NO if code == PERFORM and _is_yes_no(duty) else Method.RATIO,
                    function=function,
                    stage=STAGE_OF[function],
                )


def _is_yes_no(duty: Duty) -> bool:
    """Whether it is only asked whether it was done; so it is where no rhythm says how often."""
    return bool(_YES_NO.search(duty.indicator or "")) or "/" not in (duty.cycle or "")


def _weight(duty: Duty) -> int:
    """Return the weight in hundredths."""
    if duty.weight is None or duty.weight <= 0:
        return 0
    return int((Decimal(str(duty.weight)) * HUNDRED).to_integral_value(ROUND_HALF_UP))
