"""The rectification ledger for programs, and as the table that the reader takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dangjian_chain.formats.spelled import spelled
from dangjian_chain.formats.write_csv import csv_text
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.text import Lang

if TYPE_CHECKING:
    from dangjian_chain.gaps.gap import Gap
    from dangjian_chain.rectification.difference import LedgerDifference
    from dangjian_chain.rectification.ledger import Ledger


def ledger_document(
    ledger: Ledger, new: Sequence[Gap], difference: LedgerDifference | None = None
) -> dict[str, Any]:
    """
    Return a ledger under the schema `dangjian-chain/ledger/1`, what is past its date first.

    Parameters
    ----------
    ledger : Ledger
    new : sequence of Gap
        Those that need an item.
    difference : LedgerDifference, optional
        What changed since an earlier run.
    """
    return {
        "schema": "dangjian-chain/ledger/1",
        "at": str(ledger.day),
        "counts": {str(state): count for state, count in ledger.counts.items()},
        "items": list(_rows(ledger.by_urgency.columns())),
        "new": [_gap(gap) for gap in new],
        "difference": None
        if difference is None
        else {
            "counts": {str(change): count for change, count in difference.counts.items()},
            "items": list(_rows(difference.columns())),
        },
    }


def _rows(columns: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "code": gap.code,
        "organization": gap.organization,
        "organization_name": gap.organization_name,
        **gap.message.under("message"),
        **gap.remedy.under("remedy"),
        "fingerprint": gap.fingerprint,
    }


def ledger_table(chain: ResponsibilityChain, lang: Lang) -> bytes:
    """Return a chain's ledger as a CSV file with a BOM that `read` takes back: its headers in a language."""
    alone = ResponsibilityChain.of_tables({"ledger": chain.tables["ledger"]})
    (ledger,) = spelled(alone)
    return csv_text(ledger, lang).encode("utf-8-sig")
