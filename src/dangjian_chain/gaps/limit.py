"""Limits: a number of the rulebook, for every organization after its type of unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from dangjian_chain.model.vocabulary import unit_type_label
from dangjian_chain.rulebook import Held, NoValueError
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dangjian_chain.rulebook import DatedRulebook
    from dangjian_chain.typing import Floats, Objects, Positions


@frozen(eq=False)
class Limit:
    """
    What each organization is compared with, as the rulebook stands on the day.

    Parameters
    ----------
    key : str
        Of the parameter.
    values : float array, shape (n,)
        NaN where there is nothing to compare with: no value on the day, another
        type of unit, or a fact that is switched off. A comparison with NaN is
        false, so no rule speaks there.
    """

    key: str
    values: Floats
    _by_type: Mapping[str | None, Held | None]
    _types: Objects

    @property
    def is_set(self) -> bool:
        """Whether any organization has something to be compared with."""
        return any(held is not None for held in self._by_type.values())

    def of_roles(self, owner: Positions) -> Floats:
        """Return what each role is compared with, after its organization, NaN for one that is not known; shape (r,)."""
        return np.append(self.values, np.nan)[owner]

    def held(self, organization: int) -> tuple[Held, ...]:
        """Return where an organization's number comes from, for the basis of a gap; empty without a number."""
        found = self._by_type.get(self._types[organization])
        return () if found is None else (found,)

    def said(self, organization: int) -> str:
        """Return an organization's number as a sentence prints it."""
        return plain(float(self.values[organization]))


class Limits:
    """The limits of the organizations of one chain on one day."""

    def __init__(self, rules: DatedRulebook, types: Objects) -> None:
        self._rules = rules
        self._types = types
        self._known: dict[str, Limit] = {}
        kinds = sorted({each for each in types.tolist() if each is not None})
        self._kinds: list[str | None] = [None, *kinds]
        codes = {kind: code for code, kind in enumerate(self._kinds)}
        self._codes: NDArray[np.int32] = np.fromiter(
            map(codes.__getitem__, types), dtype=np.int32, count=len(types)
        )

    def __getitem__(self, key: str) -> Limit:
        """Return a limit by the key of its parameter."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._made(key)
        return found

    def _made(self, key: str) -> Limit:
        by_type = {kind: self._rules.usable(key, kind) for kind in self._kinds}
        numbers = np.array([np.nan if held is None else held.value for held in by_type.values()])
        return Limit(key, numbers[self._codes], by_type, self._types)

    def why_none(self, key: str) -> Text:
        """Return why no organization here has a number to be compared with."""
        parameter = self._rules.book.parameter(key)
        kinds = [kind for kind in self._kinds if parameter.binds(kind)]
        if not kinds:
            types = [unit_type_label(kind) for kind in parameter.unit_types]
            zh, en = "、".join(each.zh for each in types), ", ".join(each.en for each in types)
            return Text(zh=f"只适用于{zh}，本次资料中没有", en=f"it binds only: {en}; there are none here")
        for kind in kinds:
            try:
                held = self._rules.held(key, kind)
            except NoValueError as error:
                if error.since is not None:
                    return Text(
                        zh=f"所依规定自{error.since}起才有，核对日尚无",
                        en=f"the provision holds from {error.since} on, after the day asked",
                    )
                continue
            citation = self._rules.book.citation(held.citation)
            return Text(
                zh=f"依据“{citation.say('zh')}”默认不启用，可在本单位口径中启用",
                en=f"its basis, {citation.say('en')}, is off by default; a profile may switch it on",
            )
        return Text(
            zh="没有统一规定的数值，可在本单位口径中设定",
            en="no general figure exists; a profile may set one",
        )


def plain(number: float) -> str:
    """
    Return a number without needless zeros.

    Examples
    --------
    >>> plain(50.0), plain(0.015)
    ('50', '0.015')
    """
    return f"{number:.10g}"
