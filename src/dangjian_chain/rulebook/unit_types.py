"""Types of unit that provisions are written for."""

UNIT_TYPES = ("organ", "public_institution", "soe", "field_team", "retired", "village", "community")
