"""Rules of the example bureau, offered to dangjian-chain."""

from example_rules.lc501_secretary_alone import RULE

RULES = (RULE,)
