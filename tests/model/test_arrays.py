"""The chain as positions: what no day changes is kept from one day to the next."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

import numpy as np
import pytest

from dangjian_chain.model.arrays import _TIMELESS, ChainArrays
from tests.twins.chains import DAY, Maker, chain_of_rows

NAMES = sorted(name for name, value in vars(ChainArrays).items() if isinstance(value, cached_property))


@pytest.mark.parametrize("seed", range(40))
def test_another_day_is_as_if_it_were_the_first(seed):
    """Whatever was asked of the day before."""
    rows = Maker(seed).rows()
    later = DAY + timedelta(days=400)
    before = chain_of_rows(rows).at(DAY)
    for name in NAMES:
        getattr(before.arrays, name)
    found, fresh = before.at(later).arrays, chain_of_rows(rows).at(later).arrays

    assert set(_TIMELESS) <= found.__dict__.keys()
    for name in _TIMELESS:
        np.testing.assert_equal(getattr(found, name), getattr(fresh, name), err_msg=name)
    for name, mask in fresh.forces.items():
        np.testing.assert_equal(found.forces[name], mask, err_msg=name)


def test_what_is_kept_is_there():
    assert set(_TIMELESS) <= set(NAMES)
