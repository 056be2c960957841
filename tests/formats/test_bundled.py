"""The bundled example is the example of the repository."""

import subprocess
import sys
from pathlib import Path

import pytest

from dangjian_chain.errors import UnwritableError
from dangjian_chain.formats import read
from dangjian_chain.formats.bundled import contents_of, example, example_files, packed, unpacked

FOLDER = Path(__file__).parents[2] / "examples" / "geological-bureau"


def test_the_archive_is_the_folder():
    """Run `python -m dangjian_chain.formats.bundled examples/geological-bureau` when this fails."""
    assert example_files() == contents_of(FOLDER)


def test_the_same_files_make_the_same_archive():
    """Whatever the order they are found in."""
    files = contents_of(FOLDER)
    turned = dict(reversed(files.items()))

    assert packed(turned) == packed(files)
    assert unpacked(packed(files)) == files


def test_the_module_packs_a_folder(tmp_path):
    archive = tmp_path / "example.zip"
    subprocess.run([sys.executable, "-m", "dangjian_chain.formats.bundled", FOLDER, archive], check=True)

    assert unpacked(archive.read_bytes()) == example_files()


def test_hidden_files_are_left_out(tmp_path):
    """And what Python put into a folder of its own."""
    for name in ("a.csv", ".hidden", "__pycache__/d.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    assert list(contents_of(tmp_path)) == ["a.csv"]


def test_the_example_can_be_read_where_it_was_put(tmp_path):
    """In a folder that was not there, or was empty."""
    (tmp_path / "empty").mkdir()
    put = [example(tmp_path / name) for name in ("new", "empty")]

    assert read(put[0]) == read(put[1]) == read(FOLDER)


def test_the_example_takes_no_place_that_is_taken(tmp_path):
    """Work that is there is not mixed with the example."""
    (tmp_path / "mine.csv").write_bytes(b"")
    with pytest.raises(UnwritableError, match="文件夹中已有内容"):
        example(tmp_path)
