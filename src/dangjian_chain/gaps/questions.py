"""What a list answers of a duty: the required duties that leave a column blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.rows import column_label
from dangjian_chain.gaps.rule import Hit
from dangjian_chain.model.document import TITLES
from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.gaps.context import Context
    from dangjian_chain.typing import Bools

REQUIRED = Text(zh="是规定动作，不是自选动作", en="the duty is required, not elective")
FILLED = Text(zh="清单中有事项填写了这些栏", en="some duty of the list fills one of the columns")


def unanswered(context: Context, columns: Iterable[str], blank: Text) -> Iterator[Condition]:
    """
    Yield what must hold of a duty before its list is said to leave something open.

    Parameters
    ----------
    context : Context
    columns : iterable of str
        Any of them answers; a part answers with what it inherits.
    blank : Text
        What holds where none does, as a clause.
    """
    names = tuple(columns)
    answered = stated(context, names)
    if len(names) > 1:  # of one column the rule's `reads` says so
        yield Condition(FILLED, np.full(len(answered), is_filled(context, names)))
    yield Condition(REQUIRED, context.cascade.duties.required)
    yield Condition(blank, ~answered)


def is_filled(context: Context, columns: Iterable[str]) -> bool:
    """Whether any duty fills one of these columns itself; what is read off its classes is no column of the list."""
    table = context.table("duties")
    return any(_is_stated(value) for name in columns for value in table.columns.get(name, ()))


def stated(context: Context, columns: Iterable[str]) -> Bools:
    """Return which duties state one of these columns, themselves or by what they are a part of; shape (m,)."""
    names = tuple(columns)
    duties = context.cascade.duties.values
    return np.array([any(_is_stated(getattr(duty, name)) for name in names) for duty in duties], dtype=bool)


def _is_stated(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def hits(context: Context, conditions: Iterable[Condition]) -> Iterator[Hit]:
    """Yield a hit for each duty of which every condition holds."""
    for duty in meeting(conditions):
        yield duty_hit(context, duty)


def duty_hit(context: Context, duty: int, **words: object) -> Hit:
    """Return the hit of a duty's own row: it stands where the duty comes from, if that is one organization."""
    origin = origin_of(context, duty)
    id_ = context.duty(duty)
    return Hit(
        organization="" if origin < 0 else context.organization(origin),
        subject_kind="duty",
        subject=id_,
        duty=id_,
        words={"whose": _whose(context, origin), "duty": context.title(duty), **words},
        row=("duties", duty),
    )


def origin_of(context: Context, duty: int) -> int:
    """Return the one organization that a duty comes from; -1 where it names none or several that exist."""
    named = context.cascade.duties.values[duty].origin
    known = {position for position in context.table("organizations").find(named) if position >= 0}
    return known.pop() if len(known) == 1 else -1


def _whose(context: Context, origin: int) -> Text:
    if origin < 0:
        return Text(zh="", en="")
    name = context.names[origin]
    return Text(zh=f"{name}的", en=f"{name}: ")


def note_unfilled(context: Context, code: str, columns: Iterable[str]) -> None:
    """Note that a rule looked at nothing, for none of the columns that would do is filled anywhere."""
    every = [column.split(".") for column in columns]
    title = TITLES[every[0][0]]
    labels = [column_label(collection, name) for collection, name in every]
    zh = "”“".join(label.zh for label in labels)
    en = listed([repr(label.en) for label in labels], "en")
    context.notes.append(
        NotChecked(
            code,
            Text(
                zh=f"{title.zh}的“{zh}”等栏均未填写",
                en=f"none of the columns {en} of {title.en} is filled anywhere",
            ),
        )
    )
