"""A whole bureau off its sheets, a sheet a unit: the organizations and the holders of the folder it was made from."""

from __future__ import annotations

from collections import Counter

import pytest

import dangjian_chain as dc
from tests.bureau import BUREAU
from tests.office.bureau import rosters


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> tuple[dc.ResponsibilityChain, dc.ResponsibilityChain]:
    clean = dc.read(BUREAU)
    path = rosters(clean, tmp_path_factory.mktemp("bureau") / "党组织基本情况表.xlsx")
    return clean, dc.read(path)


def names(chain: dc.ResponsibilityChain) -> Counter[tuple[str, str, str]]:
    """Return each Party organization by name, kind and the name of its superior."""
    named = {id_: one.name for id_, one in chain.organizations.items()}
    return Counter(
        (one.name, one.kind, named.get(one.superior or "", ""))
        for one in chain.organizations.values()
        if one.kind != "unit"
    )


def test_every_organization_stands_where_it_stood(
    chains: tuple[dc.ResponsibilityChain, dc.ResponsibilityChain],
) -> None:
    clean, office = chains

    assert names(office) == names(clean)


def test_every_holder_holds_what_they_held(
    chains: tuple[dc.ResponsibilityChain, dc.ResponsibilityChain],
) -> None:
    """By the name of the organization, the kind of the role and the person."""
    clean, office = chains

    def holders(chain: dc.ResponsibilityChain) -> Counter[tuple[str, str, str]]:
        roles, organizations = chain.roles, chain.organizations
        return Counter(
            (organizations[roles[one.role].organization].name, roles[one.role].kind, one.person)
            for one in chain.appointments.values()
        )

    assert holders(office) == holders(clean)


def test_names_that_repeat_have_ids_that_do_not(
    chains: tuple[dc.ResponsibilityChain, dc.ResponsibilityChain],
) -> None:
    _, office = chains

    assert {id_ for id_ in office.organizations if id_.endswith("·离退休党支部")} >= {
        "第二地质大队党委·离退休党支部",
        "实验测试中心党总支·离退休党支部",
    }
