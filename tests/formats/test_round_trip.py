"""Reading what was written gives the same chain."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings

from dangjian_chain import Appointment, ResponsibilityChain, Role
from dangjian_chain.formats import read, write
from dangjian_chain.testing import chains

EXAMPLE = Path(__file__).parents[2] / "examples" / "geological-bureau"
FORMS = {
    "yaml": ("chain.yaml", {}),
    "json": ("chain.json", {}),
    "xlsx": ("chain.xlsx", {}),
    "xlsx, Chinese headers": ("chain.xlsx", {"language": "zh"}),
    "folder of CSV": ("chain", {}),
    "folder of CSV, Chinese headers": ("chain", {"language": "zh"}),
    "folder of YAML": ("chain", {"form": "yaml"}),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chain=chains())
def test_reading_what_was_written_gives_the_same_chain(chain):
    """In every form, whatever the texts look like; and the same chain makes the same bytes."""
    for form, (name, options) in FORMS.items():
        note(form)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            write(chain, path, **options)
            again = read(path)
            first = written(path)
            write(again, path, **options)
            second = written(path)

        assert again == chain, form
        assert second == first, form


PERSONS = ["张三（代）", "空缺", "拟任李四", "-", "无", "'-", "王五（局长）", "O'Neil"]


@pytest.mark.parametrize("form", FORMS)
def test_a_person_is_called_what_the_chain_calls_it(tmp_path, form):
    """In a table （代） is a mark and 空缺 a vacancy; what was written is neither."""
    name, options = FORMS[form]
    chain = ResponsibilityChain(
        roles=[Role("r1", "D1", "secretary")], appointments=[Appointment("r1", person) for person in PERSONS]
    )
    write(chain, tmp_path / name, **options)

    assert read(tmp_path / name) == chain


@pytest.mark.parametrize("form", FORMS)
def test_each_item_of_a_list_is_what_it_was(tmp_path, form):
    """A word for nothing is an item like any other where it was written as one."""
    name, options = FORMS[form]
    portfolio = ("-", "党员教育", "无", "=1+1", "'=1", "同上")
    chain = ResponsibilityChain(
        roles=[
            Role("r1", "D1", "secretary", portfolio=portfolio),
            Role("r2", "D1", "members", portfolio=("无",)),
        ]
    )
    write(chain, tmp_path / name, **options)

    assert read(tmp_path / name) == chain


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_was_written_is_understood_otherwise(tmp_path, form):
    """What we write needs no interpretation."""
    name, options = FORMS[form]
    chain = read(EXAMPLE)
    write(chain, tmp_path / name, **options)
    again = read(tmp_path / name)

    assert again == chain
    assert again.understood == ()


def written(path):
    """Return all bytes at a path."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()
