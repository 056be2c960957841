"""Files put in the place of others: whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from dangjian_chain.errors import UnwritableError
from dangjian_chain.text import Text

_REASONS = {
    errno.ENOENT: Text(zh="所在的文件夹不存在", en="the folder it should be in does not exist"),
    errno.ENOTDIR: Text(zh="路径中有一段不是文件夹", en="a part of the path is not a folder"),
    errno.EISDIR: Text(zh="同名的文件夹已存在", en="a folder of that name is there"),
    errno.EEXIST: Text(zh="同名的文件已存在", en="a file of that name is there"),
    errno.EACCES: Text(
        zh="没有写入权限，或文件正被其他程序打开",
        en="no permission to write, or another program has the file open",
    ),
    errno.EROFS: Text(zh="所在的磁盘只读", en="the disk is read-only"),
    errno.ENOSPC: Text(zh="磁盘空间不足", en="the disk is full"),
    errno.ENAMETOOLONG: Text(zh="文件名过长", en="the name is too long"),
}
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]


def unwritable(path: str | os.PathLike[str], why: Text) -> UnwritableError:
    """Return the error that says, in two languages, why nothing was written to `path`."""
    return UnwritableError(
        f"{os.fspath(path)}：无法写入，{why.zh}；原有内容未变 | "
        f"{os.fspath(path)}: cannot be written: {why.en}; what was there is unchanged"
    )


def replace_file(path: Path, content: bytes) -> None:
    """
    Put a file of `content` at `path`, in place of what is there.

    Raises
    ------
    UnwritableError
        If it cannot be; then nothing has changed.
    """
    with refused(path):
        target = Path(os.path.realpath(path))
        _check_writable(target)
        beside = target.with_name(_name())
        try:
            _save(beside, content, like=target)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync(target.parent)


def make_folder(folder: Path) -> None:
    """
    Make a folder, and those that it lies in, where they are missing.

    Raises
    ------
    UnwritableError
        If it cannot be made.
    """
    with refused(folder):
        folder.mkdir(parents=True, exist_ok=True)


def replace_files(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """
    Put `files` into `folder`, made where it is missing, and take away those that are `gone`.

    Other files of the folder stay as they are.

    Raises
    ------
    UnwritableError
        If it cannot be done; then nothing has changed.
    """
    with refused(folder):
        target = Path(os.path.realpath(folder))
        if target.is_dir():
            with _workplace(target) as work:
                _save_all(work, files, like=target)
                _exchange(target, work, files, gone)
            return
        if target.exists():
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST))
        with _workplace(target.parent) as work:
            made = work / "made"
            made.mkdir()
            _save_all(made, files, like=target)
            made.replace(target)
            _sync(target.parent)


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """Say why the system refused, in words of ours."""
    try:
        yield
    except OSError as error:
        other = Text(zh=error.strerror or str(error), en=error.strerror or str(error))
        raise unwritable(path, _REASONS.get(error.errno or 0, other)) from error


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Yield a hidden folder on the same file system; gone in the end, whatever happens."""
    work = folder / _name()
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _name() -> str:
    return f".{os.urandom(6).hex()}.tmp"


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _save(path: Path, content: bytes, *, like: Path) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if like.exists():
        shutil.copymode(like, path)


def _save_all(folder: Path, files: Mapping[str, bytes], *, like: Path) -> None:
    for name, content in files.items():
        _check_writable(like / name)
        _save(folder / name, content, like=like / name)


def _exchange(folder: Path, work: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """Move every file in; on any failure bring back every one that was there."""
    old = work / "old"
    old.mkdir()
    done: list[str] = []
    try:
        for name in (*files, *gone):
            if (folder / name).exists():
                shutil.copy2(folder / name, old / name)
            done.append(name)
            if name in files:
                (work / name).replace(folder / name)
            else:
                (folder / name).unlink()
    except BaseException:
        for name in done:
            if (old / name).exists():
                (old / name).replace(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        raise
    _sync(folder)


def _sync(folder: Path) -> None:
    """Make the new names last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
