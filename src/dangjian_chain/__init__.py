"""Compute a responsibility chain: who carries what, where it falls short, who answers."""

from dangjian_chain.formats import from_frames, read, write
from dangjian_chain.gaps import Gap, GapReport, detect_gaps
from dangjian_chain.model import *  # noqa: F403
from dangjian_chain.model import ResponsibilityChain
from dangjian_chain.propagation import Cascade, propagate

__version__ = "0.1.0"

# The reader stands above the model; users look for it on the class.
ResponsibilityChain.from_frames = staticmethod(from_frames)
