"""DJ007 skipped-level: 越级隶属."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.kernel.grouping import Groups
from dangjian_chain.model.kind import ANY, LEADING, Kind
from dangjian_chain.model.vocabulary import Severity, Symptom
from dangjian_chain.text import Text
from dangjian_chain.typing import Bools, Positions


@frozen(eq=False)
class _Above:
    """
    Who covers the nearest unit above each covered unit; one row an organization, unit and candidate.

    Parameters
    ----------
    organization, unit, above, party : int array
        The one that covers `unit`, the unit above that, and one that covers it and could lead the first.
    """

    organization: Positions
    unit: Positions
    above: Positions
    party: Positions


def find(context: Context) -> Iterator[Hit]:
    above = _above(context)
    fits = _fits(context, above)
    silent = _open(context)
    silent[above.organization[fits]] = True
    organizations, rows = np.unique(above.organization, return_index=True)
    for row in rows[~silent[organizations]].tolist():
        yield _hit(context, above, row)


def _covers(context: Context) -> tuple[Positions, Positions]:
    """Return organizations that lead, and a unit that each covers; pairs of those in force."""
    arrays, figures = context.arrays, context.figures
    pairs = np.array(arrays.covers, dtype=np.int32).reshape(-1, 2)
    organization, unit = pairs[:, 0], pairs[:, 1]
    counts = (figures.alive & arrays.leads)[organization] & (figures.alive & figures.of_kind("unit"))[unit]
    return organization[counts], unit[counts]


def _open(context: Context) -> Bools:
    """Return which organizations cover a unit whose own place is open: nobody knows what stands above it."""
    organization, unit = _covers(context)
    found = np.zeros(context.arrays.hierarchy.size, dtype=bool)
    found[organization[~context.arrays.hierarchy.reachable[unit]]] = True
    return found


def _above(context: Context) -> _Above:
    """Return what stands above the reachable units that organizations cover."""
    hierarchy = context.arrays.hierarchy
    organization, unit = _covers(context)
    coverers = Groups.by(unit, hierarchy.size)
    units = context.figures.of_kind("unit")
    up = np.where((hierarchy.superior >= 0) & units[hierarchy.superior], hierarchy.superior, -1)
    may_stand = _may_stand(context)
    pair = np.flatnonzero(hierarchy.reachable[unit])
    here = up[unit[pair]]
    found: list[Positions] = [np.zeros((3, 0), dtype=np.int32)]
    while len(pair := pair[here >= 0]):
        here = here[here >= 0]
        counts = coverers.bounds[here + 1] - coverers.bounds[here]
        place = np.repeat(np.arange(len(pair)), counts)
        party = organization[coverers.of_all(here)]
        below = organization[pair[place]]
        could = (party != below) & may_stand[context.arrays.kind[below], context.arrays.kind[party]]
        found.append(np.stack([pair[place[could]], here[place[could]], party[could]]))
        here[place[could]] = -1  # the nearest is found
        pair, here = pair[here >= 0], up[here[here >= 0]]
    rows, above, party = np.concatenate(found, axis=1)
    return _Above(organization[rows], unit[rows], above, party)


def _may_stand(context: Context) -> Bools:
    """Return which kind may stand under which; shape (kinds, kinds)."""
    kinds = list(context.arrays.organization_kinds.values())
    return np.array([[_may(below, above) for above in kinds] for below in kinds], dtype=bool)


def _may(below: Kind, above: Kind) -> bool:
    under = below.under
    return not under or ANY in under or above.id in under or (LEADING in under and above.leads)


def _fits(context: Context, above: _Above) -> Bools:
    """Return where the candidate stands above or below the organization, or one of them is cut off or in another tree."""
    hierarchy = context.arrays.hierarchy
    known = hierarchy.reachable[above.party] & (
        hierarchy.top[above.party] == hierarchy.top[above.organization]
    )
    fits = ~known
    for lower, upper in ((above.organization, above.party), (above.party, above.organization)):
        fits |= known & _stands_above(hierarchy.superior, hierarchy.reachable, lower, upper)
    return fits


def _stands_above(superior: Positions, reachable: Bools, lower: Positions, upper: Positions) -> Bools:
    """Return where `upper` is a superior of `lower`, near or far."""
    found = np.zeros(len(lower), dtype=bool)
    here = np.where(reachable[lower], superior[lower], -1)
    while (here >= 0).any():
        found |= here == upper
        here = np.where((here >= 0) & ~found, superior[here], -1)
    return found


def _hit(context: Context, above: _Above, row: int) -> Hit:
    organization, names = int(above.organization[row]), context.names
    id_ = context.organization(organization)
    return Hit(
        organization=id_,
        subject=id_,
        words={
            "organization": names[organization],
            "unit": names[above.unit[row]],
            "above": names[above.above[row]],
            "party": names[above.party[row]],
            "superior": names[context.arrays.hierarchy.superior[organization]],
        },
        row=("organizations", organization),
    )


RULE = Rule(
    code="DJ007",
    name="skipped-level",
    severity=Severity.WARNING,
    citations=("one_superior", "hand_over"),
    title=Text(zh="越级隶属", en="A level is skipped"),
    message=Text(
        zh="{organization}覆盖{unit}，{unit}上一级的{above}由{party}覆盖；{organization}登记的上级为{superior}，"
        "隶属关系中未见{party}。",
        en="{organization} covers {unit}, which belongs to {above}, covered by {party}; the superior entered is "
        "{superior}, and {party} is not in its line.",
    ),
    explanation=Text(
        zh="从党组织覆盖的单位（部门）往上，找到最近的、由另一个可以作其上级的党组织覆盖的单位，再看这个党组织"
        "在不在它的隶属关系之中，不在的列出。越过一级隶属，这一级就不知道自己要抓谁，责任传导从这里断开。"
        "几个单位合建的，有一个单位对得上即可；尚未接到上级的组织和单位不作比较，覆盖单位一栏没有填写的也不作"
        "比较。依据是责任链的定义，不是条文规定。",
        en="From the units that a Party organization covers it goes up to the nearest unit covered by another "
        "Party organization that could be its superior, and lists those in whose line that one is not. Where a "
        "level is skipped, nobody there knows whom to manage, and duties stop. Where several units share one "
        "organization, one that agrees is enough; what is cut off, and organizations whose units are not "
        "entered, are not compared. The basis is the definition of a chain, not a provision.",
    ),
    remedy=Text(
        zh="请核对隶属关系和覆盖单位；按批复由{superior}直接管理的，注明批复即可。",
        en="Check the superior and the units covered; if {superior} leads it directly by decision, note that.",
    ),
    bad="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-ZB, name: 示例院党总支, kind: general_branch, superior: D1, covers: [U1]}
- {id: D1-01, name: 示例室党支部, kind: branch, superior: D1, covers: [U1-1]}
- {id: U1, name: 示例院, superior: D1}
- {id: U1-1, name: 示例室, superior: U1}
""",
    good="""\
organizations:
- {id: D1, name: 示例大队党委, kind: committee}
- {id: D1-ZB, name: 示例院党总支, kind: general_branch, superior: D1, covers: [U1]}
- {id: D1-01, name: 示例室党支部, kind: branch, superior: D1-ZB, covers: [U1-1]}
- {id: U1, name: 示例院, superior: D1}
- {id: U1-1, name: 示例室, superior: U1}
""",
    find=find,
    needs=(Data.ORGANIZATIONS,),
    reads=("organizations.covers",),
    columns=("superior", "covers"),
    symptom=Symptom.WEAKENED,
)
