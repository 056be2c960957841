"""Rules of the example bureau, offered to dangjian-chain."""

from example_rules.lc501_no_stand_in import RULE

RULES = (RULE,)
