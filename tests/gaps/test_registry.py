"""The registry: rules of this library by their files, rules of others by entry points."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

import pytest

from dangjian_chain.errors import UnknownNameError
from dangjian_chain.gaps import Context, Data, Hit, Rule, detect_gaps, registry, rule, rules
from dangjian_chain.model.vocabulary import Severity, Stage
from dangjian_chain.testing import chain_of
from dangjian_chain.text import Text
from tests.gaps.finding import AT


def find(context: Context) -> Iterator[Hit]:
    """A rule of another office: branches without a name of their own."""
    table = context.table("organizations")
    for row in range(len(table)):
        if context.names[row] == table.ids[row]:
            id_ = context.organization(row)
            yield Hit(organization=id_, subject=id_, words={"organization": id_}, row=("organizations", row))


OTHER = Rule(
    code="ZZ001",
    name="nameless",
    severity=Severity.NOTE,
    citations=("readable_data",),
    title=Text(zh="未填写名称", en="No name"),
    message=Text(zh="{organization}未填写名称。", en="{organization} has no name."),
    explanation=Text(zh="示例。", en="An example."),
    remedy=Text(zh="请补填名称。", en="Enter a name."),
    bad="organizations:\n- {id: Z1, kind: branch}\n",
    good="organizations:\n- {id: Z1, name: 示例支部, kind: branch}\n",
    find=find,
    needs=(Data.ORGANIZATIONS,),
)


class Entry:
    """An entry point, as far as the registry looks at it."""

    def __init__(self, name: str, offered: object) -> None:
        self.name = name
        self._offered = offered

    def load(self) -> object:
        return self._offered


@pytest.fixture
def offer(monkeypatch):
    """Let other packages offer rules while a test runs."""

    def offering(*offered: object) -> None:
        entries = [Entry(f"plug-in {number}", each) for number, each in enumerate(offered)]
        monkeypatch.setattr(
            importlib.metadata,
            "entry_points",
            lambda *, group: entries if group == "dangjian_chain.rules" else [],
        )
        rules.cache_clear()

    yield offering
    monkeypatch.undo()
    rules.cache_clear()


def test_rules_of_others_speak_beside_ours(offer):
    """A package that offers a rule changes nothing else."""
    offer(OTHER)
    bad, good = (detect_gaps(chain_of(document), at=AT) for document in (OTHER.bad, OTHER.good))

    assert [(gap.code, gap.stage, gap.message_zh) for gap in bad] == [("ZZ001", Stage.DATA, "Z1未填写名称。")]
    assert list(good) == []


def test_one_entry_point_may_offer_several_rules(offer):
    """A list as well as a rule; the order is that of codes."""
    import attrs

    offer([OTHER, attrs.evolve(OTHER, code="AA001", name="other")])

    assert next(iter(rules())) == "AA001"
    assert list(rules())[-1] == "ZZ001"


def test_rules_of_others_are_selected_and_named_like_ours(offer):
    """By prefix of the code, by code in any case, by name."""
    offer(OTHER)
    gaps = detect_gaps(chain_of(OTHER.bad), at=AT, select="ZZ")

    assert [gap.code for gap in gaps] == ["ZZ001"]
    assert rule("zz001") is rule("nameless") is OTHER


def test_a_code_that_is_taken_is_refused(offer):
    """Two meanings of one code would make every count worthless."""
    import attrs

    offer(attrs.evolve(OTHER, code="DJ001"))

    with pytest.raises(registry.DuplicateRuleError, match="DJ001"):
        rules()


def test_codes_of_others_use_letters_and_three_digits():
    """So that prefixes stay prefixes."""
    import attrs

    with pytest.raises(ValueError, match="code"):
        attrs.evolve(OTHER, code="ZZ1")


@pytest.mark.parametrize(
    ("name", "near"), [("DJ0001", "DJ001"), ("no-first-responsibel", "no-first-responsible")]
)
def test_an_unknown_rule_names_the_nearest(name, near):
    """A typo in a code or a name is found at once."""
    with pytest.raises(UnknownNameError, match=near):
        rule(name)
