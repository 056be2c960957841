"""Settings of Sphinx that both trees share, and what they add to it."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import _generate  # noqa: E402 - stands beside this file

from dangjian_chain.cli.language import speaking  # noqa: E402
from dangjian_chain.cli.root import root  # noqa: E402
from dangjian_chain.text import Lang  # noqa: E402

project = "dangjian-chain"
author = "The dangjian-chain developers"
copyright = "The dangjian-chain developers, Apache-2.0"
version = release = version_of("dangjian-chain")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
templates_path = ["../_templates"]
html_static_path = ["../_static"]
html_css_files = ["pages.css"]
# In docstrings a single backtick is a name where there is one, else code.
default_role = "name"

myst_enable_extensions = ["colon_fence", "deflist"]

# Run anew whenever the page is read: a cache knows the cells, not the library they call.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 60
# What a cell prints is one box, in however many pieces it comes.
nb_merge_streams = True
# The scripts of widgets would come from elsewhere, and there are none.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
# A kernel that says nothing unless something is wrong, and keeps its files in the build.
BUILD = HERE / "_build"
BUILD.mkdir(exist_ok=True)
os.environ["JUPYTER_PATH"] = str(HERE / "_jupyter")
os.environ["IPYTHONDIR"] = str(BUILD / "ipython")
logging.getLogger("traitlets").setLevel(logging.WARNING)

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 140
napoleon_google_docstring = False
napoleon_use_rtype = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
_TEXT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC"'
html_theme_options = {
    "light_css_variables": {
        "font-stack": f"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, {_TEXT}, sans-serif",
        "font-stack--monospace": f"Menlo, Consolas, 'DejaVu Sans Mono', monospace, {_TEXT}",
    }
}


class Options(SphinxDirective):
    """`{options} check`: how a command is called and what its options mean, from the command itself."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the usage and the table of options."""
        lang: Lang = "zh" if self.config.language.startswith("zh") else "en"
        with speaking(lang):
            command: Any = root.get_command(click.Context(root), self.arguments[0])
            name = f"dangjian-chain {command.name}"
            with click.Context(command, info_name=name, **command.context_settings) as context:
                return self.parse_text_to_nodes("\n".join(_options(command, context, lang)))


def _options(command: Any, context: click.Context, lang: Lang) -> Iterator[str]:  # noqa: ANN401 - a Command of ours
    yield "```console"
    yield " ".join(["$", context.command_path, *command.collect_usage_pieces(context)])
    yield "```"
    yield ""
    yield from (command.words.of(lang) + "\n").splitlines()
    yield ""
    yield "| 选项 | 说明 |" if lang == "zh" else "| option | meaning |"
    yield "|---|---|"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, words = (cell.replace("|", "\\|") for cell in record)
            words = words.replace("*", "\\*")
            yield f"| `{names}` | {words} |"


def _name(
    role: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,  # noqa: ANN401 - as docutils has it
    *rest: Any,  # noqa: ANN401 - as docutils has it
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a link to a Python name, or code where it cannot be one."""
    if re.fullmatch(r"[A-Za-z_][\w.]*", text):
        found = inliner.document.settings.env.domains["py"].role("obj")
        return found(role, rawtext, text, lineno, inliner, *rest)
    return [nodes.literal(rawtext, text)], []


class CloseUp(SphinxTransform):
    """
    Take away the space that a line break leaves between Chinese letters.

    A page has one sentence a line; browsers show the break as a space.
    """

    default_priority = 900

    def apply(self, **_: object) -> None:
        """Change the texts of the document."""
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if isinstance(parent, nodes.literal_block | nodes.literal | nodes.comment | nodes.raw):
                continue
            # Sphinx sets dashes in English only.
            words = str(text).replace(" -- ", " – ")
            words = re.sub(rf"(?<={_WIDE})\n", "", words)
            if words.startswith("\n") and _ends_wide(text):
                words = words[1:]
            if words != str(text):
                parent.replace(text, nodes.Text(words))


_WIDE = r"[\u2014\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def _ends_wide(text: nodes.Text) -> bool:
    siblings = text.parent.children
    place = next(number for number, child in enumerate(siblings) if child is text)
    before = siblings[place - 1].astext() if place else ""
    return re.search(rf"{_WIDE}$", before) is not None


_FETCHED = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|(?:@import\s+|\burl\()\s*["']?((?:https?:)?//[^"')\s]+)"""
)


def stay_offline(app: Sphinx, error: Exception | None) -> None:
    """
    Fail where a page or a style would fetch something from elsewhere.

    Raises
    ------
    ExtensionError
        With each file and address.
    """
    if error is not None or app.builder.format != "html":
        return
    found = [
        f"{path.relative_to(app.outdir)}: {hit[1] or hit[2]}"
        for path in sorted(Path(app.outdir).rglob("*"))
        if path.suffix in {".html", ".css"}
        for hit in _FETCHED.finditer(path.read_text("utf-8"))
    ]
    if found:
        raise ExtensionError("\n".join(["the pages would fetch from elsewhere:", *found]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive, and the pages made from the library."""
    app.connect("build-finished", stay_offline)
    app.add_directive("options", Options)
    app.add_role("name", _name)
    lang: Lang = "zh" if Path(app.srcdir).name == "zh" else "en"
    if lang == "zh":
        app.add_transform(CloseUp)
    _generate.write(lang, Path(app.srcdir))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
