"""
The command `dangjian-chain`: commands, and no logic of their own.

Exit codes: 0 done; 1 `check` found gaps at or above `--fail-on`; 2 wrong usage;
3 the input could not be read; 4 the output could not be written; 70 a fault of
the program; 130 interrupted; 141 the reader of the output went away.
"""

from dangjian_chain.cli.root import main, root

__all__ = ["main", "root"]
