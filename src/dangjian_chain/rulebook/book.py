"""The rulebook: data files beside this module, read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.rulebook.citation import Citation, Modality, Status
from dangjian_chain.rulebook.instrument import Instrument
from dangjian_chain.rulebook.parameter import Parameter
from dangjian_chain.text import Text

if TYPE_CHECKING:
    import cattrs


@frozen
class Rulebook:
    """Instruments, citations and parameters by key."""

    instruments: dict[str, Instrument]
    citations: dict[str, Citation]
    parameters: dict[str, Parameter]

    def citation(self, key: str) -> Citation:
        """Return a citation; raise `UnknownNameError` naming the nearest on an unknown key."""
        if key not in self.citations:
            raise UnknownNameError("citation", key, self.citations)
        return self.citations[key]

    def parameter(self, key: str) -> Parameter:
        """Return a parameter; raise `UnknownNameError` naming the nearest on an unknown key."""
        if key not in self.parameters:
            raise UnknownNameError("parameter", key, self.parameters)
        return self.parameters[key]


@cache
def rulebook() -> Rulebook:
    """Return the rulebook that ships with the library."""
    import cattrs  # noqa: PLC0415 - loaded when the rulebook is first opened

    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook_func(lambda kind: kind.__module__ == "datetime", lambda value, _: value)
    instruments = {row["code"]: converter.structure(row, Instrument) for row in _rows("instruments")}
    citations = {row["key"]: _citation(row, instruments, converter) for row in _rows("facts")}
    parameters = {row["key"]: converter.structure(row, Parameter) for row in _rows("parameters")}
    return Rulebook(instruments=instruments, citations=citations, parameters=parameters)


def _citation(
    row: dict[str, Any], instruments: dict[str, Instrument], converter: cattrs.Converter
) -> Citation:
    return Citation(
        key=row["key"],
        instrument=instruments[row["instrument"]],
        article=row.get("article"),
        paragraph=row.get("paragraph"),
        status=Status(row["status"]),
        modality=Modality(row["modality"]),
        text=converter.structure(row["text"], Text),
        by_reference=row.get("by_reference", False),
    )


def _rows(name: str) -> list[dict[str, Any]]:
    import tomllib  # noqa: PLC0415 - the same
    from importlib import resources  # noqa: PLC0415

    data = resources.files("dangjian_chain.rulebook") / "data" / f"{name}.toml"
    rows: list[dict[str, Any]] = tomllib.loads(data.read_text(encoding="utf-8"))[name]
    return rows
