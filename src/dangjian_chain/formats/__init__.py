"""Files and data frames to chains, and back."""

from dangjian_chain.formats.frames import from_frames
from dangjian_chain.formats.read import chain_from_document, read, read_text
from dangjian_chain.formats.write import write

__all__ = ["chain_from_document", "from_frames", "read", "read_text", "write"]
