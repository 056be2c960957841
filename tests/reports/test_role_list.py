"""The responsibility list of a role, as text."""

import pytest

from dangjian_chain import propagate
from dangjian_chain.reports.role_list import role_list
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Lang
from tests.goldens import assert_golden
from tests.reports.small import CHAIN, DAY

CASCADE = propagate(CHAIN, at=DAY)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", ["D1.sj", "D1-02.sj"])
def test_it_reads_well(role: str, lang: Lang) -> None:
    assert_golden(f"list-{role}.{lang}.txt", role_list(CASCADE.list_for(role), lang))


def test_an_elective_duty_is_never_found_wanting() -> None:
    """Elective duties are counted, never missed: the list says so and asks for nothing."""
    item = next(item for item in CASCADE.list_for("D1-02.sj") if item.duty == "S3")

    assert (item.required, item.declared, item.is_open) == (False, False, False)


def test_a_role_without_duties_says_so() -> None:
    chain = chain_of("""
        organizations:
        - {id: D1, kind: committee}
        roles:
        - {id: D1.sj, organization: D1, kind: secretary}
    """)

    assert "没有应由该岗位承担的责任事项。" in role_list(propagate(chain, at=DAY).list_for("D1.sj"), "zh")
