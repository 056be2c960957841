"""Names for types that more than one room uses."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
"""A boolean array; the docstring beside it gives the shape."""

Positions: TypeAlias = NDArray[np.int32]
"""Positions in another array; -1 stands for none."""

Floats: TypeAlias = NDArray[np.float64]
"""Numbers, NaN where nothing is entered."""

Objects: TypeAlias = NDArray[np.object_]
"""A column of Python values, `None` where nothing is entered."""
