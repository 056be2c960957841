"""Compute a responsibility chain: who carries what, where it falls short, who answers."""

from dangjian_chain.model import *  # noqa: F403
__version__ = "0.1.0"
