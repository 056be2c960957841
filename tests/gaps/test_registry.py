"""The registry: rules of this library by their files, rules of others by entry points."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from types import SimpleNamespace

import attrs
import pytest

from dangjian_chain.errors import ChainError, UnknownNameError
from dangjian_chain.formats import read
from dangjian_chain.gaps import Context, Data, Hit, Rule, RulePluginError, detect_gaps, rule, rules
from dangjian_chain.gaps.registry import selected
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
    code="ZZ901",
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

    def __init__(self, name: str, offered: object, package: str = "") -> None:
        self.name = name
        self.value = "example_rules:RULES"
        self.module = "example_rules"
        self.dist = SimpleNamespace(name=package) if package else None
        self._offered = offered

    def load(self) -> object:
        if isinstance(self._offered, Exception):
            raise self._offered
        return self._offered


@pytest.fixture
def offer(monkeypatch):
    """Let other packages offer rules while a test runs; an exception is raised by its package."""

    def offering(*offered: object) -> None:
        entries = [
            Entry(f"plug-in {number}", each, f"example-package-{number}")
            for number, each in enumerate(offered)
        ]
        entering(*entries)

    def entering(*entries: Entry) -> None:
        monkeypatch.setattr(
            importlib.metadata,
            "entry_points",
            lambda *, group: list(entries) if group == "dangjian_chain.rules" else [],
        )
        rules.cache_clear()

    offering.entries = entering
    yield offering
    monkeypatch.undo()
    rules.cache_clear()


def test_rules_of_others_speak_beside_ours(offer):
    """A package that offers a rule changes nothing else."""
    offer(OTHER)
    bad, good = (detect_gaps(chain_of(document), at=AT) for document in (OTHER.bad, OTHER.good))

    assert [(gap.code, gap.stage, gap.message_zh) for gap in bad] == [("ZZ901", Stage.DATA, "Z1未填写名称。")]
    assert list(good) == []


def test_one_entry_point_may_offer_several_rules(offer):
    """A list as well as a rule; the order is that of codes."""
    offer([OTHER, attrs.evolve(OTHER, code="AA001", name="other")])

    assert next(iter(rules())) == "AA001"
    assert list(rules())[-1] == "ZZ901"


def test_rules_of_others_are_selected_and_named_like_ours(offer):
    """By prefix of the code, by code in any case, by name."""
    offer(OTHER)
    gaps = detect_gaps(chain_of(OTHER.bad), at=AT, select="ZZ")

    assert [gap.code for gap in gaps] == ["ZZ901"]
    assert rule("zz901") is rule("nameless") is OTHER


@pytest.mark.parametrize(
    ("code", "stage"), [("ZZ001", Stage.STRUCTURE), ("ZZ199", Stage.DEFINE), ("OFFICE501", Stage.CAPABILITY)]
)
def test_the_digit_of_a_code_is_the_stage_whoever_offers_it(code, stage):
    """A rule on duties stands among the rules on duties."""
    assert attrs.evolve(OTHER, code=code).stage is stage


@pytest.mark.parametrize(
    "code",
    ["ZZ1", "ZZ1011", "zz101", "Z101", "OFFICES101", "ZZ601", "ZZ701", "ZZ801", "DJX101", "DJ601", "ZZ10１"],
)
def test_a_code_that_could_be_mistaken_is_refused(code):
    """Letters and three digits, the first a stage; `DJ` alone or not at all, so that prefixes stay prefixes."""
    with pytest.raises(ValueError, match=f"a code is .* not '{code}'"):
        attrs.evolve(OTHER, code=code)


def test_the_rules_of_this_library_are_one_a_file():
    """Two files with one code would hide one another."""
    from pkgutil import iter_modules

    from dangjian_chain.gaps.registry import room

    files = [module.name.partition("_")[0].upper() for module in iter_modules(room.__path__)]

    assert [code for code in rules() if code.startswith("DJ")] == sorted(files)


@pytest.mark.parametrize(
    ("offered", "zh", "en"),
    [
        (
            ModuleNotFoundError("No module named 'absent'"),
            "ModuleNotFoundError: No module named 'absent'",
            "ModuleNotFoundError: No module named 'absent'",
        ),
        (ValueError("two\nlines"), "ValueError: two lines", "ValueError: two lines"),
        (None, "应为 Rule，实为 NoneType", "it offers NoneType, not a Rule"),
        (attrs, "应为 Rule，实为 module", "it offers module, not a Rule"),
        ([OTHER, find], "应为 Rule，实为 function", "it offers function, not a Rule"),
        (
            attrs.evolve(OTHER, code="DJ999"),
            "编号 DJ999 以 DJ 开头，这两个字母只用于本程序库的核对项",
            "code DJ999 begins with DJ, the letters of this library's own rules",
        ),
        (
            attrs.evolve(OTHER, name="self-superior"),
            "self-superior 已由 dangjian-chain 的核对项使用",
            "self-superior is taken by a rule of dangjian-chain",
        ),
        (
            [OTHER, attrs.evolve(OTHER, name="other")],
            "ZZ901 已由 example-package-0 的核对项使用",
            "ZZ901 is taken by a rule of example-package-0",
        ),
    ],
    ids=["import", "lines", "nothing", "module", "function", "letters", "name", "code"],
)
def test_what_cannot_be_used_is_an_error_that_names_the_package(offer, offered, zh, en):
    """Leaving it out in silence would look as if all were well."""
    offer(offered)

    with pytest.raises(RulePluginError) as caught:
        rules()

    assert isinstance(caught.value, ChainError)
    assert (caught.value.package, caught.value.entry) == (
        "example-package-0",
        "plug-in 0 = example_rules:RULES",
    )
    assert str(caught.value) == (
        f"程序包 example-package-0 提供的核对项（plug-in 0 = example_rules:RULES）无法使用：{zh}。"
        "请更新或卸载该程序包。 | the rules of package example-package-0 (plug-in 0 = example_rules:RULES) "
        f"cannot be used: {en}; update or uninstall that package"
    )


def test_a_code_that_two_packages_offer_is_refused(offer):
    """Two meanings of one code would make every count worthless; the second in order is named."""
    offer(OTHER, attrs.evolve(OTHER, name="other"))

    with pytest.raises(RulePluginError, match="ZZ901 is taken by a rule of example-package-0") as caught:
        rules()

    assert caught.value.package == "example-package-1"


def test_an_entry_point_of_no_known_package_is_named_by_its_module(offer):
    """Its declaration may have been found without its package."""
    offer.entries(Entry("nameless", None))

    with pytest.raises(RulePluginError, match="the rules of package example_rules "):
        rules()


def test_a_rule_of_another_package_that_fails_is_told_apart_from_ours(offer):
    """Whoever reads the error knows whom to ask."""

    def failing(context: Context) -> Iterator[Hit]:
        yield from find(context)
        raise KeyError("Z9")

    offer(OTHER, attrs.evolve(OTHER, code="ZZ902", name="failing", find=failing))

    with pytest.raises(RulePluginError, match=r"ZZ902 failed \(KeyError: 'Z9'\)") as caught:
        detect_gaps(chain_of(OTHER.bad), at=AT)

    assert caught.value.package == "example-package-1"
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize(
    "changes",
    [
        {"message": Text(zh="{absent}未填写名称。", en="{absent} has no name.")},
        {"citations": ("absent",)},
        {"find": lambda context: [Hit("Z1", "Z1", words={"organization": ""}, row=("absent", 0))]},
        {"find": lambda context: [("absent", "is no Hit")]},
    ],
    ids=["placeholder", "citation", "collection", "hit"],
)
def test_a_finding_that_cannot_be_told_is_its_packages_fault_too(offer, changes):
    """A placeholder that nothing fills, a citation or a collection that is not there, no hit at all."""
    offer(attrs.evolve(OTHER, **changes))

    with pytest.raises(RulePluginError, match=r"ZZ901 failed \(\w+Error: ") as caught:
        detect_gaps(chain_of(OTHER.bad), at=AT)

    assert caught.value.package == "example-package-0"


@pytest.mark.parametrize("row", [("organizations", "Z1"), ("organizations", 0), None])
def test_a_finding_has_the_place_of_its_row(offer, tmp_path, row):
    """Named by id as well as by position; without a row it is that of the organization."""
    offer(attrs.evolve(OTHER, find=lambda context: [Hit("Z1", "Z1", words={"organization": "Z1"}, row=row)]))
    (tmp_path / "chain.yaml").write_text(OTHER.bad, encoding="utf-8")
    (gap,) = detect_gaps(read(tmp_path / "chain.yaml"), at=AT)

    assert gap.place.endswith("chain.yaml:2")


def test_a_finding_about_a_row_that_is_not_there_has_no_place(offer, tmp_path):
    offer(
        attrs.evolve(
            OTHER,
            find=lambda context: [Hit("Z1", "Z9", words={"organization": "Z9"}, row=("organizations", "Z9"))],
        )
    )
    (tmp_path / "chain.yaml").write_text(OTHER.bad, encoding="utf-8")
    (gap,) = detect_gaps(read(tmp_path / "chain.yaml"), at=AT)

    assert gap.place == ""


def test_a_failing_rule_that_is_offered_only_once_is_named_by_its_code(offer):
    """A generator is empty when it is asked again where its rules come from."""

    def failing(context: Context) -> Iterator[Hit]:
        raise KeyError("Z9")

    offer(each for each in [attrs.evolve(OTHER, find=failing)])

    with pytest.raises(RulePluginError, match=r"package ZZ901 \(nameless\)"):
        detect_gaps(chain_of(OTHER.bad), at=AT)


def test_a_rule_of_this_library_that_fails_is_a_fault_of_ours(monkeypatch):
    """No package is blamed for it."""
    from dangjian_chain.gaps import detect

    def failing(context: Context) -> Iterator[Hit]:
        raise KeyError("Z9")

    broken = attrs.evolve(rule("DJ001"), find=failing)
    monkeypatch.setattr(detect, "selected", lambda select, ignore: [broken])

    with pytest.raises(KeyError, match="Z9"):
        detect_gaps(chain_of(OTHER.bad), at=AT)


@pytest.mark.parametrize(
    ("name", "near"), [("DJ0001", "DJ001"), ("no-first-responsibel", "no-first-responsible")]
)
def test_an_unknown_rule_names_the_nearest(name, near):
    """A typo in a code or a name is found at once."""
    with pytest.raises(UnknownNameError, match=near):
        rule(name)


@pytest.mark.parametrize("codes", ["DJ101,", " ,dj101 ", ["DJ101", " "]])
def test_a_blank_between_commas_selects_nothing(codes):
    """A comma too many does not ask for every rule."""
    assert [each.code for each in selected(codes, None)] == ["DJ101"]
    assert [each.code for each in selected("DJ101", ",")] == ["DJ101"]
