"""The results of `due`: each as text, for programs, as a table, and as pages of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dangjian_chain.appraisal.loop import Loop, loop
from dangjian_chain.cli.failure import reading
from dangjian_chain.cli.language import language
from dangjian_chain.cli.output import tell
from dangjian_chain.performance.burden import Burden, burden
from dangjian_chain.performance.due import DueItems, due
from dangjian_chain.performance.terms import terms
from dangjian_chain.reports import due_document as documents
from dangjian_chain.reports.burden_pages import burden_text
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.due_text import DAYS, LISTED, due_text
from dangjian_chain.reports.loop_text import loop_text
from dangjian_chain.reports.sheet import columns_bytes
from dangjian_chain.reports.terms_pages import not_judged, terms_document, terms_page
from dangjian_chain.text import Text, named

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain
    from dangjian_chain.reports.page import Page
    from dangjian_chain.rulebook import Profile

_ONLY = Text(zh="只看：{names}", en="only: {names}")
_BELOW = Text(zh="{name}及以下各级", en="{name} and all below")


@frozen
class Asked:
    """What the line asks for."""

    chain: ResponsibilityChain
    day: date
    period: int | str | None
    year: int
    under: str | None
    role: str | None
    duty: str | None
    days: int | None
    months: int | None
    why: tuple[str, str] | None
    records: Path | None
    profiles: tuple[Profile, ...]
    is_all: bool

    @property
    def listed(self) -> int | None:
        """How many groups are listed."""
        return None if self.is_all else LISTED

    @property
    def ahead(self) -> int | None:
        """How many days ahead; `None` for everything."""
        return None if self.is_all else DAYS if self.days is None else self.days

    @property
    def only(self) -> tuple[str, ...]:
        """What it was narrowed to, in words."""
        names = list(self._narrowed())
        mark = "、" if language() == "zh" else ", "
        return (_ONLY.of(language()).format(names=mark.join(names)),) if names else ()

    def _narrowed(self) -> Iterator[str]:
        tables = self.chain.tables
        if self.under is not None:
            table = tables["organizations"]
            name = named(self.under, table.column("name")[table.position(self.under)])
            yield _BELOW.of(language()).format(name=name)
        if self.role is not None:
            yield self.role
        if self.duty is not None:
            table = tables["duties"]
            yield named(self.duty, table.column("title")[table.position(self.duty)])


class Items:
    """What is due."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        items = _due(asked)
        if asked.under is not None:
            items = items.under(asked.under)
        if asked.role is not None:
            items = items.of_role(asked.role)
        if asked.duty is not None:
            items = items.of_duty(asked.duty)
        self._items = items

    def text(self) -> str:
        """Return text for people."""
        days = DAYS if self._asked.days is None else self._asked.days
        return due_text(self._items, language(), days=days, listed=self._asked.listed, only=self._asked.only)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.due_document(self._items, days=self._asked.ahead))

    def csv(self) -> bytes:
        """Return a table, a row for each item."""
        return columns_bytes(self._items.columns())

    def pages(self) -> tuple[Page, ...]:
        """Return what is due, and how far it was done."""
        from dangjian_chain.reports.due_pages import due_page, performance_page  # noqa: PLC0415 - loaded where wanted

        return (
            due_page(self._items, language(), days=self._asked.ahead),
            performance_page(self._items, language()),
        )


class Why:
    """Why something due, or a stage of the loop, counts as it does."""

    about = "due"

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._pair = asked.why or ("", "")
        self._tree = self._source(asked).why(*self._pair)

    def _source(self, asked: Asked) -> DueItems | Loop:
        return _due(asked)

    def text(self) -> str:
        """Return the tree as lines."""
        return self._tree.to_text(language()) + "\n"

    def json(self) -> bytes:
        """Return the tree for programs."""
        duty, organization = self._pair
        return json_bytes(
            documents.due_reason_document(
                self._tree, self._asked.day, duty=duty, organization=organization, about=self.about
            )
        )


class WhyLoop(Why):
    """Why a stage of the loop counts as it does."""

    about = "loop"

    def _source(self, asked: Asked) -> DueItems | Loop:
        return loop(asked.chain, asked.period)


class Closing:
    """The loop."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        found = loop(asked.chain, asked.period)
        if asked.under is not None:
            found = found.under(asked.under)
        if asked.duty is not None:
            found = found.of_duty(asked.duty)
        self._loop = found

    def text(self) -> str:
        """Return text for people."""
        return loop_text(self._loop, language(), listed=self._asked.listed, only=self._asked.only)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.loop_document(self._loop))

    def csv(self) -> bytes:
        """Return a table, a row for each pair."""
        return columns_bytes(self._loop.columns())

    def pages(self) -> tuple[Page, ...]:
        """Return stages by level and unit, and the pairs with an open stage."""
        from dangjian_chain.reports.loop_pages import MOST, loop_page  # noqa: PLC0415 - loaded where it is wanted

        most = len(self._loop) if self._asked.is_all else MOST
        return (loop_page(self._loop, language(), most=most),)


class Asking:
    """What the lists ask of each organization in a year."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        found: Burden = burden(asked.chain, year=asked.year)
        if asked.under is not None:
            below = asked.chain.hierarchy.subordinates(asked.under)
            found = found.among([asked.under, *below])
        self._burden = found

    def text(self) -> str:
        """Return text for people."""
        return burden_text(self._burden, language(), listed=self._asked.listed, only=self._asked.only)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(documents.burden_document(self._burden, self._asked.day))

    def csv(self) -> bytes:
        """Return a table, a row for each organization."""
        return columns_bytes(self._burden.columns())

    def pages(self) -> tuple[Page, ...]:
        """Return what is asked of each organization."""
        from dangjian_chain.reports.burden_pages import burden_page  # noqa: PLC0415 - loaded where it is wanted

        return (burden_page(self._burden, language()),)


class Terms:
    """Who is due for re-election when."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._terms = terms(asked.chain, profile=asked.profiles)

    def text(self) -> str:
        """Return text for people."""
        return terms_page(self._terms, self._asked.chain, language(), months=self._asked.months)

    def json(self) -> bytes:
        """Return a document for programs."""
        return json_bytes(terms_document(self._terms, self._asked.months))

    def csv(self) -> bytes:
        """Return a table, a row for each term that ends; how many could not be judged is told beside it."""
        tell(not_judged(self._terms, language()))
        return columns_bytes(self._terms.due(self._asked.months).columns())


def _due(asked: Asked) -> DueItems:
    """Return what is due, with the records that stay where they lie."""
    if asked.records is None:
        return due(asked.chain, asked.period)
    with reading(asked.records):
        return due(asked.chain, asked.period, records=asked.records)


VIEWS: Mapping[str, Any] = {
    "": Items,
    "--why": Why,
    "--terms": Terms,
    "--burden": Asking,
    "--loop": Closing,
    "--loop --why": WhyLoop,
}
