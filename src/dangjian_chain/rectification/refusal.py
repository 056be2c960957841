"""Why a change of the ledger is refused."""

from __future__ import annotations

from dangjian_chain.errors import ChainError
from dangjian_chain.performance.ledger_items import Doer


class NoGapsError(ChainError, LookupError):
    """A ledger without gaps is asked what only gaps can tell."""

    def __init__(self) -> None:
        super().__init__("this ledger was made without gaps; pass gaps=detect_gaps(chain, at=…)")


class VerifiedByDoerError(ChainError, ValueError):
    """An item is to be closed by the one who had to do it."""

    def __init__(self, id_: str, doer: Doer) -> None:
        super().__init__(
            f"{id_}：验收人与整改一方（{doer.label.zh}）相同，请由上一级党组织或者未承担整改的岗位验收 | "
            f"{id_}: the verifier is {doer.label.en}, which had to mend it; let the next level up verify it"
        )
        self.id = id_
        self.doer = doer


class StillSeenError(ChainError, ValueError):
    """An item is to be closed while its gap is still found."""

    def __init__(self, id_: str, code: str) -> None:
        super().__init__(
            f"{id_}：本次核对仍列有对应事项（{code}），整改后再销号；确已整改的写明 force=True | "
            f"{id_}: its gap ({code}) is still found; close it when it is mended, or say force=True"
        )
        self.id = id_
        self.code = code


class NotClosedError(ChainError, ValueError):
    """An item that is not closed is to be opened again."""

    def __init__(self, id_: str) -> None:
        super().__init__(f"{id_}：尚未销号，不必重新整改 | {id_}: it is not closed and needs no reopening")
        self.id = id_
