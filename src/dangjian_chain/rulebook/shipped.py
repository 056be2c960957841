"""The rows of our data files as instruments, citations and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dangjian_chain.period import Day, read_day
from dangjian_chain.rulebook.citation import Citation
from dangjian_chain.rulebook.instrument import Instrument, Version
from dangjian_chain.rulebook.parameter import DatedValue, Parameter
from dangjian_chain.rulebook.place import Place
from dangjian_chain.rulebook.status import Modality, Status
from dangjian_chain.text import Text

Row = dict[str, Any]


def instrument_of(code: str, row: Row) -> Instrument:
    """Return an instrument from its row."""
    title = Text(**row.pop("title"))
    return Instrument(
        code=code,
        title=title,
        short=Text(**row.pop("short")) if "short" in row else title,
        versions=tuple(_version(each) for each in row.pop("versions", ())),
        unit_types=tuple(row.pop("unit_types", ())),
        **row,
    )


def _version(row: Row) -> Version:
    return Version(
        issued=_day(row.pop("issued", None)),
        in_force=_day(row.pop("in_force", None)),
        ended=_day(row.pop("ended", None)),
        status=Status(row.pop("status", Status.VERIFIED)),
        note=_text(row.pop("note", None)),
        **row,
    )


def citation_of(key: str, code: str, row: Row, instruments: Mapping[str, Instrument]) -> Citation:
    """Return a citation from its row in the file of an instrument."""
    return Citation(
        key=key,
        instrument=instruments[code],
        article=row.pop("article", None),
        paragraph=row.pop("paragraph", None),
        status=Status(row.pop("status")),
        modality=Modality(row.pop("modality")),
        text=Text(zh=row.pop("zh"), en=row.pop("en")),
        unit_types=tuple(row.pop("unit_types", ())),
        also=tuple(_place(each, instruments) for each in row.pop("also", ())),
        where=_text(row.pop("where", None)),
        note=_text(row.pop("note", None)),
        **row,
    )


def _place(row: Row, instruments: Mapping[str, Instrument]) -> Place:
    return Place(instruments[row.pop("instrument")], **row)


def parameter_of(key: str, row: Row, citations: Mapping[str, Citation]) -> Parameter:
    """Return a parameter from its row, with the status of the fact it comes from."""
    fact = citations[row["citation"]]
    return Parameter(
        key=key,
        title=Text(**row.pop("title")),
        unit=Text(**row.pop("unit")),
        values=tuple(_dated(each) for each in row.pop("values", ())),
        unit_types=tuple(row.pop("unit_types", ())),
        status=fact.status,
        by_reference=fact.by_reference,
        note=_text(row.pop("note", None)),
        **row,
    )


def _dated(row: Row) -> DatedValue:
    return DatedValue(
        since=_day(row.pop("since", None)),
        value=float(row.pop("value")),
        unit_types=tuple(row.pop("unit_types", ())),
        note=_text(row.pop("note", None)),
        **row,
    )


def _day(value: date | str | None) -> Day | None:
    """Return a day; words are a month or a year."""
    return read_day(value) if isinstance(value, str) else value


def _text(row: Mapping[str, str] | None) -> Text | None:
    return None if row is None else Text(**row)
