"""Files are put in place whole or not at all."""

import os
import stat

import pytest

from dangjian_chain.errors import UnwritableError
from dangjian_chain.formats import replacing
from dangjian_chain.formats.replacing import replace_file, replace_files


def listing(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fail_at(monkeypatch, name, nth, error=None):
    """Let the nth call of a function of `os` fail."""
    real, calls = getattr(os, name), []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == nth:
            raise error or OSError(28, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr(replacing.os, name, failing)


def test_a_file_takes_the_place_of_another(tmp_path):
    """What was there is gone, nothing else is left behind."""
    (tmp_path / "chain.json").write_bytes(b"old")
    replace_file(tmp_path / "chain.json", b"new")

    assert listing(tmp_path) == {"chain.json": b"new"}


def test_a_link_stays_a_link(tmp_path):
    """The file it points to is replaced."""
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    replace_file(tmp_path / "link.json", b"new")

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_permissions_stay_as_they_were(tmp_path):
    """A private file does not become public by being written again."""
    (tmp_path / "chain.json").write_bytes(b"old")
    (tmp_path / "chain.json").chmod(0o640)
    replace_file(tmp_path / "chain.json", b"new")

    assert stat.S_IMODE((tmp_path / "chain.json").stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_leaves_all_as_it_was(tmp_path, monkeypatch, call):
    """A full disk changes nothing, and the message says so in both languages."""
    (tmp_path / "chain.json").write_bytes(b"old")
    fail_at(monkeypatch, call, 1)
    with pytest.raises(UnwritableError) as caught:
        replace_file(tmp_path / "chain.json", b"new")

    assert listing(tmp_path) == {"chain.json": b"old"}
    assert "chain.json：无法写入，磁盘空间不足" in str(caught.value)
    assert "chain.json: cannot be written: the disk is full" in str(caught.value)


def test_an_interrupted_writer_leaves_nothing_behind(tmp_path, monkeypatch):
    """Control-C while writing is no reason for a half file."""
    fail_at(monkeypatch, "replace", 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "chain.json", b"new")

    assert listing(tmp_path) == {}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere/chain.json", "所在的文件夹不存在"),
        ("file/chain.json", "有一段不是文件夹"),
        ("folder", "同名的文件夹已存在"),
        ("x" * 300, "文件名过长"),
    ],
)
def test_a_path_that_cannot_be_says_why(tmp_path, path, words):
    """The reason is in the words of the reader, not of the system."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableError, match=words):
        replace_file(tmp_path / path, b"new")


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    """Somebody protected it on purpose."""
    (tmp_path / "chain.json").write_bytes(b"old")
    monkeypatch.setattr(replacing.os, "access", lambda *_: False)
    with pytest.raises(UnwritableError, match="no permission"):
        replace_file(tmp_path / "chain.json", b"new")

    assert listing(tmp_path) == {"chain.json": b"old"}


def test_an_unknown_reason_is_the_systems(tmp_path, monkeypatch):
    """Better the words of the system than none."""
    fail_at(monkeypatch, "replace", 1, OSError(5, "Input/output error"))
    with pytest.raises(UnwritableError, match="Input/output error"):
        replace_file(tmp_path / "chain.json", b"new")


def test_a_folder_is_made(tmp_path):
    """A folder that was not there appears with all its files."""
    replace_files(tmp_path / "new", {"a.csv": b"1", "b.csv": b"2"}, gone=())

    assert listing(tmp_path / "new") == {"a.csv": b"1", "b.csv": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    """Not even an empty folder."""
    fail_at(monkeypatch, "fsync", 2)
    with pytest.raises(UnwritableError):
        replace_files(tmp_path / "new", {"a.csv": b"1", "b.csv": b"2"}, gone=())

    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_stays(tmp_path):
    """A folder does not push a file away."""
    (tmp_path / "new").write_bytes(b"old")
    with pytest.raises(UnwritableError, match="同名的文件已存在"):
        replace_files(tmp_path / "new", {"a.csv": b"1"}, gone=())

    assert listing(tmp_path) == {"new": b"old"}


def test_other_files_of_a_folder_stay(tmp_path):
    """What is gone goes, what is ours is replaced, the rest is not touched."""
    for name in ("a.csv", "b.csv", "notes.txt"):
        (tmp_path / name).write_bytes(b"old")
    replace_files(tmp_path, {"a.csv": b"1"}, gone=["b.csv"])

    assert listing(tmp_path) == {"a.csv": b"1", "notes.txt": b"old"}


@pytest.mark.parametrize(("call", "nth"), [("fsync", 1), ("fsync", 2), ("replace", 1), ("replace", 2)])
def test_a_folder_is_exchanged_whole_or_not_at_all(tmp_path, monkeypatch, call, nth):
    """A failure at any file brings every file back."""
    before = {"a.csv": b"old", "gone.csv": b"old", "notes.txt": b"old"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    fail_at(monkeypatch, call, nth)
    with pytest.raises(UnwritableError):
        replace_files(tmp_path, {"a.csv": b"1", "new.csv": b"2"}, gone=["gone.csv"])

    assert listing(tmp_path) == before


def test_a_file_that_cannot_be_taken_away_brings_all_back(tmp_path, monkeypatch):
    """Taking away is part of the whole."""
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(UnwritableError):
        replace_files(tmp_path, {"a.csv": b"1", "new.csv": b"2"}, gone=["never-there.csv"])

    assert listing(tmp_path) == {"a.csv": b"old"}
