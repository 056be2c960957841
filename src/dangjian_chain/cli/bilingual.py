"""Commands and options that explain themselves in the language that is spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from dangjian_chain.cli.failure import failure_of
from dangjian_chain.cli.language import language
from dangjian_chain.cli.summaries import SUMMARIES
from dangjian_chain.reports.layout import padded, width, wrapped
from dangjian_chain.text import Text

_NAMES = {"help_option_names": ["-h", "--help"]}
_HELP = Text(zh="显示这些说明。", en="Show this message and exit.")
_SPACE = 2
_TERM = 28


class Formatter(click.HelpFormatter):
    """Help whose columns stay straight with Chinese in them."""

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{heading}{'：' if language() == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, each of them wrapped."""
        indent = " " * self.current_indent
        paragraphs = [
            wrapped(" ".join(part.split()), self.width - len(indent)) for part in text.split("\n\n")
        ]
        self.write("\n\n".join("\n".join(indent + line for line in lines) for lines in paragraphs) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _TERM, col_spacing: int = _SPACE
    ) -> None:
        """Write terms with what they mean beside them."""
        held = list(rows)
        first = min(max(width(term) for term, _ in held), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, words in held:
            lines = wrapped(words, max(self.width - first - len(indent), 20))
            if width(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""  # noqa: PLW2901 - what is left of it
            for line in lines:
                self.write(f"{indent}{padded(term, first)}{line}".rstrip() + "\n")
                term = ""  # noqa: PLW2901


class Context(click.Context):
    """A context that formats help our way."""

    formatter_class = Formatter


class Helpful(click.Command):
    """What every command of ours shares: the form of its help."""

    context_class = Context

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **{"context_settings": _NAMES, **settings})
        self.params += common_options()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP.of(language())
        return found


class Command(Helpful):
    """A command with words in two languages."""

    def __init__(self, name: str, words: Text, **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, **settings)
        self.words = words

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language that is spoken."""
        self.help = self.words.of(language())
        super().format_help(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run it; what goes wrong says why, and whether a program is listening."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            failure = failure_of(error)
            failure.as_json = ctx.params.get("form") == "json"
            raise failure from error


class Option(click.Option):
    """An option with words in two languages."""

    def __init__(self, *args: Any, words: Text, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how it is written and what it does."""
        self.help = self.words.of(language())
        return super().get_help_record(ctx)


def option(*names: str, words: Text, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """Return a decorator that gives a command an option."""
    return click.option(*names, cls=Option, words=words, **settings)


def common_options() -> list[click.Parameter]:
    """Return the options that every command takes, so that they may stand anywhere on the line."""
    return [
        Option(
            ["--lang"],
            type=click.Choice(["zh", "en"]),
            expose_value=False,
            words=Text(zh="中文或英文。", en="Chinese or English."),
        ),
        Option(
            ["--debug"],
            is_flag=True,
            hidden=True,
            expose_value=False,
            words=Text(zh="程序内部出错时显示详情。", en="Show the traceback of a fault."),
        ),
    ]


def command(name: str, more: Text | None = None) -> Callable[[Callable[..., Any]], Command]:
    """
    Return a decorator that makes a function the command of this name.

    Parameters
    ----------
    name : str
        One of `SUMMARIES`, which says what it does.
    more : Text, optional
        What else there is to say: paragraphs.
    """
    summary = SUMMARIES[name]
    words = (
        summary if more is None else Text(zh=f"{summary.zh}\n\n{more.zh}", en=f"{summary.en}\n\n{more.en}")
    )

    def decorate(function: Callable[..., Any]) -> Command:
        return click.command(name, cls=Command, words=words)(function)

    return decorate
