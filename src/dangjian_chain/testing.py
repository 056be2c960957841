"""
Chains for tests: a builder from text, and Hypothesis strategies.

For the tests of this library and of rules written elsewhere. The strategies
need Hypothesis, which is imported when they are called.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from dangjian_chain.formats.read import chain_from_document, read_text
from dangjian_chain.formats.schema import vocabulary_of
from dangjian_chain.model.bearers import Bearers
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.column import Column, columns_of
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.cycle import OTHER, PERIODS
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.model.kind import ANY, LEADING, ORGANIZATION_KINDS, ROLE_KINDS, Kind
from dangjian_chain.model.vocabulary import KindOf, Responsibility
from dangjian_chain.period import Day, PartialDate

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

NASTY = (
    "010",
    "1e3",
    "12:30",
    "2026-01-01",
    "2024",
    "true",
    "no",
    "null",
    "~",
    "-",
    "无",
    "空缺",
    "同上",
    "合计",
    "=1+1",
    "+86",
    "-3",
    "@branch",
    "'-",
    "''=1",
    "'",
    '"quoted", and more',
    "two\nlines",
    "a: b # c",
    "- item",
    "[x]",
    "{x}",
    "D1;D2",
    "𬭳",
    "党支部",
    "（代）",
)
"""Texts that one form of file or another takes for something else."""


def chain_of(document: str | Mapping[str, Any], **options: Any) -> ResponsibilityChain:  # noqa: ANN401 - as `read`
    """
    Return the chain of a small document in the users' format.

    Parameters
    ----------
    document : str or mapping
        YAML, indented as it stands in the test; or what it would be read to.
    **options
        As in `read`, such as `duplicates="keep-first"`.

    Examples
    --------
    >>> chain = chain_of('''
    ...     organizations:
    ...     - {id: D1, kind: committee}
    ...     - {id: D1-01, kind: branch, superior: D1}
    ... ''')
    >>> chain.hierarchy.subordinates("D1")
    ['D1-01']
    """
    if isinstance(document, str):
        return read_text(textwrap.dedent(document), **options)
    return chain_from_document(document, **options)


def texts() -> SearchStrategy[str]:
    """Return texts as cells hold them: short, in normal form, many of them easily mistaken."""
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    letters = st.text("ab01 .:'\"=-\n，。（）甲乙é", min_size=1, max_size=8)
    return (st.sampled_from(NASTY) | letters).map(_normal).filter(bool)


def names() -> SearchStrategy[str]:
    """Return ids: texts that break no list in two, end in no made number, and mean no class."""
    return texts().filter(
        lambda text: not set(text) & set(_BREAKS) and "~" not in text[1:] and text != "党支部"
    )


def days() -> SearchStrategy[Day]:
    """Return days, some of them known only to the month or the year."""
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    years = st.integers(1921, 2049)
    return (
        st.dates(date(1921, 7, 1), date(2049, 10, 1))
        | st.builds(PartialDate, years, st.integers(1, 12))
        | st.builds(PartialDate, years)
    )


def chains(*, most: int = 4) -> SearchStrategy[ResponsibilityChain]:
    """
    Return small whole chains, every column of every collection in use.

    Parameters
    ----------
    most : int
        How many rows a collection has at most.

    Returns
    -------
    SearchStrategy of ResponsibilityChain
        Names mostly point to what there is, and sometimes nowhere.
    """
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    @st.composite
    def whole(draw: DrawFn) -> ResponsibilityChain:
        kinds = _OWN_KINDS if draw(st.booleans()) else ()
        rows = {
            name: draw(
                st.lists(_values(name, kinds), max_size=most, unique_by=_id if name in _WITH_IDS else None)
            )
            for name in COLLECTIONS
            if name != "kinds"
        }
        return ResponsibilityChain(kinds=kinds, **rows)

    return whole()


_BREAKS = ";；、，,/\n"
_WITH_IDS = ("organizations", "roles", "duties", "ledger")
_OWN_KINDS = (
    Kind(KindOf.ORGANIZATION, "office", label_zh="党群部门", under=(ANY,)),
    Kind(KindOf.ORGANIZATION, "bureau_group", under=("committee", LEADING), leads=True, needs="secretary"),
    Kind(KindOf.ROLE, "party_officer", label_en="Party affairs officer", body=True),
)
_POINTS_TO = {
    "superior": "organizations",
    "guided_by": "organizations",
    "covers": "organizations",
    "organization": "organizations",
    "origin": "organizations",
    "subordinate": "organizations",
    "from_": "organizations",
    "to": "organizations",
    "role": "roles",
    "stand_in": "roles",
    "duty": "duties",
    "parent": "duties",
    "carried_from": "ledger",
}


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _id(value: Any) -> str:  # noqa: ANN401 - a value of any collection with ids
    return str(value.id)


@cache
def _ids(collection: str) -> SearchStrategy[str]:
    """Return ids of a collection: in one chain they come from a few, so that references meet."""
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    few = st.shared(st.lists(names(), min_size=3, max_size=6, unique=True), key=collection)
    return few.flatmap(st.sampled_from)


@cache
def _values(name: str, own: tuple[Kind, ...]) -> SearchStrategy[Any]:
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    make = COLLECTIONS[name]
    made = st.builds(make, **{column.attribute: _cell(name, column, own) for column in columns_of(make)})
    if name != "assignments":
        return made
    of_class = st.sampled_from(["@*", "@branch", "@committee"])
    roles = st.none() | st.sampled_from(["@secretary", "@members"])
    return made | st.builds(attrs.evolve, made, organization=of_class, role=roles)


def _cell(name: str, column: Column, own: tuple[Kind, ...]) -> SearchStrategy[Any]:
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    collection = name if column.attribute == "id" else _POINTS_TO.get(column.attribute, "")
    id_ = _ids(collection) if collection in _WITH_IDS else names()
    kind = st.sampled_from(_kinds(KindOf.ROLE if name == "roles" else KindOf.ORGANIZATION, own))
    by_type: dict[str, Callable[[], SearchStrategy[Any]]] = {
        "id": lambda: id_,
        "ids": lambda: st.lists(id_, max_size=3).map(tuple),
        "text": texts,
        "words": lambda: st.lists(names(), max_size=3).map(tuple),
        "kind": lambda: kind,
        "kinds": lambda: st.lists(kind, max_size=2, unique=True).map(tuple),
        "flag": st.booleans,
        "count": lambda: st.integers(0, 10**6),
        "number": lambda: st.integers(-(10**4), 10**6).map(lambda hundredths: hundredths / 100),
        "day": days,
        "last-day": days,
        "cycle": lambda: st.sampled_from([*OTHER, *(f"{n}/{period}" for n in (1, 4) for period in PERIODS)]),
        "conditions": _conditions,
        "bearers": lambda: _bearers(st.sampled_from(_kinds(KindOf.ROLE, own))),
        "class": lambda: id_,
        "post": lambda: id_.filter(lambda text: text[0] != "@"),
        "person": names,
    }
    if column.cell in by_type:
        cell = by_type[column.cell]()
    else:
        word = st.sampled_from(list(vocabulary_of(COLLECTIONS[name], column)))
        cell = st.lists(word, max_size=2, unique=True).map(tuple) if column.cell == "choices" else word
    return st.none() | cell if not column.required and column.default is None else cell


def _kinds(of: KindOf, own: tuple[Kind, ...]) -> list[str]:
    built_in = ROLE_KINDS if of is KindOf.ROLE else ORGANIZATION_KINDS
    return [*built_in, *(kind.id for kind in own if kind.of is of)]


def _conditions() -> SearchStrategy[Conditions]:
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    flag = st.none() | st.booleans()
    count = st.none() | st.integers(0, 100)
    types = st.lists(st.sampled_from(["organ", "soe", "园区"]), max_size=2, unique=True).map(tuple)
    return st.builds(Conditions, types, count, count, flag, flag, flag, flag)


def _bearers(kind: SearchStrategy[str]) -> SearchStrategy[Bearers]:
    from hypothesis import strategies as st  # noqa: PLC0415 - for tests only

    together = st.lists(kind, min_size=1, max_size=2, unique=True).map(tuple)
    alternatives = st.lists(together, min_size=1, max_size=2).map(tuple)
    words = [word for word in Responsibility if word is not Responsibility.PRINCIPAL]
    others = st.dictionaries(st.sampled_from(words), alternatives, max_size=3)
    return st.builds(
        lambda others, principal: Bearers.of(others | ({Responsibility.PRINCIPAL: ()} if principal else {})),
        others,
        st.booleans(),
    )
