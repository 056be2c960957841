"""Data that a chain has or has not, and rules cannot do without."""

from __future__ import annotations

from enum import StrEnum


class Data(StrEnum):
    """Data that a rule cannot do without."""

    ORGANIZATIONS = "organizations"
    ROLES = "roles"
    HOLDERS = "holders"
    PERFORMERS = "performers"
    ASSIGNMENTS = "assignments"
    RECORDS = "records"
    MEMBER_COUNTS = "member counts"
    DUTIES = "duties"
    CHANGES = "changes"
    LEDGER = "ledger"
    COVER = "cover"
    PERFORMED = "performed"
    SUPERVISED = "supervised"
    REPORTED = "reported"
    APPRAISED = "appraised"
    APPLIED = "applied"
    SCHEME = "scheme"
