"""What a person may say of a row to verify."""

from __future__ import annotations

from dangjian_chain.model.vocabulary import Word


class Verified(Word):
    """What a person found a row to be (核实情况)."""

    CONFIRMED = "confirmed", "属实", "confirmed"
    REFUTED = "refuted", "不属实", "refuted"
    EXPLAINED = "explained", "情况说明", "explained"
    DEFERRED = "deferred", "暂缓", "deferred"
