"""The stages of the loop that a carried duty goes through, and what is known of each."""

from __future__ import annotations

from dangjian_chain.model.vocabulary import Stage, Word


class LoopStage(Word):
    """A stage of the loop, from 责任上肩 to 结果运用 and rectification."""

    ASSIGNED = "assigned", "已明确承担", "assigned"
    WORDED = "worded", "已写明要求", "worded"
    PERFORMED = "performed", "已见开展", "performed"
    SUPERVISED = "supervised", "已见督促检查", "supervised"
    APPRAISED = "appraised", "已纳入考核", "appraised"
    USED = "used", "结果已运用", "used"
    RECTIFIED = "rectified", "问题已整改", "rectified"

    @property
    def of(self) -> Stage:
        """The stage of the four linked ones (确权定责、清单明责、规范履责、严肃问责) that it belongs to."""
        return _OF[self]


_OF = {
    LoopStage.ASSIGNED: Stage.DEFINE,
    LoopStage.WORDED: Stage.LIST,
    LoopStage.PERFORMED: Stage.PERFORM,
    LoopStage.SUPERVISED: Stage.PERFORM,
    LoopStage.APPRAISED: Stage.ACCOUNT,
    LoopStage.USED: Stage.ACCOUNT,
    LoopStage.RECTIFIED: Stage.ACCOUNT,
}


class Closed(Word):
    """Whether a stage is closed; what is not known is never read as not done."""

    YES = "yes", "是", "yes"
    NO = "no", "否", "no"
    UNKNOWN = "unknown", "不详", "not known"
    NOT_ASKED = "not_asked", "不涉及", "not asked"


STAGES = tuple(LoopStage)
CLOSED = tuple(Closed)
YES, NO, UNKNOWN, NOT_ASKED = range(len(CLOSED))
"""Codes of `Closed`, in arrays."""
