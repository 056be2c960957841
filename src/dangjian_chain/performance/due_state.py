"""States of what is due, as the records show it."""

from __future__ import annotations

from dangjian_chain.model.vocabulary import Word


class DueState(Word):
    """What the records say of one thing due; absence of a record is not absence of the deed."""

    DONE = "done", "按期完成", "done in time"
    LATE = "late", "逾期完成", "done late"
    RUNNING = "running", "未到期", "not due yet"
    SHORT = "short", "次数未达频次", "fewer times than due"
    NOT_SEEN = "not_seen", "到期未见记录", "due, no record found"
    UNKNOWN = "unknown", "记录未载齐，不作判断", "records not stated complete, nothing is concluded"
    OFFERED = "offered", "自选动作", "elective"


STATES = tuple(DueState)
"""The states, in the order of their codes."""

CODE = {state: code for code, state in enumerate(STATES)}

KNOWN = (DueState.DONE, DueState.LATE, DueState.SHORT, DueState.NOT_SEEN)
"""States of what can be said to be done or not."""

OVERDUE = (DueState.SHORT, DueState.NOT_SEEN)
"""States of what is past its day and not done, where the records are stated complete."""
