"""Checks of the template as formulas: one text for the tint of a cell and for the count over a column."""

from __future__ import annotations

from collections.abc import Iterable

from dangjian_chain.reports.template_choices import MONTHS, NAMES, NOTHING
from dangjian_chain.reports.template_table import HEADER, Check, Field, Need, Table


def needed(fields: Iterable[Field]) -> tuple[Check, ...]:
    """Return the checks that the fields which must be filled in are, where anything stands in the row."""
    every = list(fields)
    row = is_filled(every)
    return tuple(
        Check(field.id, f'{row}*({{{field.id}}}="")', is_open=True)
        for field in every
        if field.need is Need.NEEDED
    )


def is_filled(fields: Iterable[Field]) -> str:
    """Return the formula of whether anything stands in a row."""
    return f"(LEN({'&'.join(f'{{{field.id}}}' for field in fields)})>0)"


def no_day(field: str) -> Check:
    """
    Return the check that a cell holds a day, a month or a year, as the reader of workbooks takes them.

    A number that may be the first month or the tenth (2024.1) is none.
    """
    cell = f"{{{field}}}"
    spelled = (
        f'((LEFT({cell},2)="19")+(LEFT({cell},2)="20"))*ISNUMBER(--MID({cell},3,2))'
        f'*ISNUMBER(MATCH(MID({cell},5,3)&"|",{MONTHS},0))*(1-ISNUMBER({cell})*(RIGHT({cell},2)=".1"))'
    )
    serial = f"ISNUMBER({cell})*({cell}>18000)*({cell}<75000)"
    is_nothing = f"ISERROR(MATCH({cell},{NOTHING},0))"
    return Check(field, f'({cell}<>"")*{is_nothing}*({spelled}+{serial}=0)')


def no_number(field: str) -> Check:
    """Return the check that a cell holds a number, or a word for nothing."""
    cell = f"{{{field}}}"
    return Check(
        field,
        f'({cell}<>"")*ISERROR(--SUBSTITUTE({cell},"分",""))*ISERROR(MATCH({cell},{NOTHING},0))',
    )


def not_on_the_roster(field: str) -> Check:
    """Return the check that a name stands on the roster of organizations."""
    cell = f"{{{field}}}"
    return Check(field, f'({cell}<>"")*ISERROR(MATCH({cell},{NAMES},0))*ISERROR(MATCH({cell},{NOTHING},0))')


def tint(check: Check, table: Table) -> str:
    """Return the formula of a conditional format that begins in the first prepared row."""
    cells = {field.id: f"${table.letter(field.id)}{HEADER + 2}" for field in table.fields}
    return "=" + check.when.format_map({**cells, "all": _columns(table, sheet=False)})


def count(checks: Iterable[Check], table: Table) -> str:
    """Return the formula that counts the cells on which checks speak."""
    every = _columns(table, sheet=True)
    counted = "+".join(f"({check.when.format_map({**every, 'all': every})})" for check in checks)
    return f"=SUMPRODUCT({counted})"


def _columns(table: Table, *, sheet: bool) -> dict[str, str]:
    return {field.id: table.column(field.id, sheet=sheet) for field in table.fields}
