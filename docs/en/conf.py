"""The English pages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from _shared import *  # noqa: F403 - Sphinx reads settings from here

language = "en"
html_title = "dangjian-chain documentation"
html_context = {"other_tree": "zh", "other_language": "中文"}
