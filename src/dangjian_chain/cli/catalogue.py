"""
The words of click in Chinese.

`python -m dangjian_chain.cli.catalogue` writes the catalogue that click reads;
the committed file is what it writes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

PATH = Path(__file__).parent / "locale" / "zh" / "LC_MESSAGES" / "messages.mo"

_HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
_WORDS: Mapping[str | tuple[str, str], str] = {
    "": _HEADER,
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "Show this message and exit.": "显示这些说明。",
    "Show the version and exit.": "显示版本。",
    "%(prog)s, version %(version)s": "%(prog)s 版本 %(version)s",
    "Aborted!": "已中断。",
    "Error: {message}": "用法有误：{message}",
    "Try '{command} {option}' for help.": "运行“{command} {option}”可查看说明。",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "Invalid value: {message}": "取值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值不对：{message}",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such option: {name}": "没有选项：{name}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带取值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 应有 {nargs} 个。",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"): "是否想用：{possibilities}？",
    ("Did you mean {possibility}?", "(Possible options: {possibilities})"): "是否想用：{possibilities}？",
    (
        "{value!r} is not {choice}.",
        "{value!r} is not one of {choices}.",
    ): "{value!r} 不在可选范围（{choices}）内。",
    (
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
    ): "多出了参数（{args}）",
    (
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
    ): "选项 {name!r} 后面应有 {nargs} 个取值。",
}
_MAGIC = 0x950412DE


def catalogue() -> bytes:
    """Return the catalogue in the binary form that `gettext` reads."""
    pairs = {}
    for key, words in _WORDS.items():
        # A reader finds a plural by its singular alone, and the longer key is what tools expect.
        pairs["\0".join(key) if isinstance(key, tuple) else key] = words
    originals = [(key.encode(), pairs[key].encode()) for key in sorted(pairs, key=str.encode)]
    texts = b"".join(text + b"\0" for column in zip(*originals, strict=True) for text in column)
    count, tables, position = len(originals), b"", 28 + 16 * len(originals)
    for column in zip(*originals, strict=True):
        for text in column:
            tables += struct.pack("<II", len(text), position)
            position += len(text) + 1
    return struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 0) + tables + texts


if __name__ == "__main__":
    PATH.write_bytes(catalogue())
