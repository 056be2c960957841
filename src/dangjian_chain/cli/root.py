"""The command line itself: languages, exit codes, and no traceback for any mistake of a user."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from dangjian_chain import __version__
from dangjian_chain.cli.bilingual import Helpful, Option
from dangjian_chain.cli.failure import (
    BROKEN_PIPE,
    INPUT,
    INTERRUPTED,
    OUTPUT,
    NoResultError,
    failure_of,
)
from dangjian_chain.cli.language import chosen_language, language, speaking
from dangjian_chain.cli.output import emit, fall_silent, flush, prepare_streams, tell
from dangjian_chain.cli.summaries import SUMMARIES
from dangjian_chain.errors import nearest
from dangjian_chain.reports.documents import errors_document, json_bytes
from dangjian_chain.text import Text, masked

_NAME = "dangjian-chain"
_COMPLETE = "_DANGJIAN_CHAIN_COMPLETE"
_WORDS = Text(
    zh="""党建责任链：责任逐级分解，对照清单找出断点，逐项给出依据。

结果供核对和研判参考，不作为问责、考核、任免的依据。""",
    en="""A responsibility chain: duties handed down level by level, compared with the lists, with a ground for each finding.

Results are for checking; they determine nobody's responsibility.""",
)
_CODES = Text(
    zh="退出码：0 完成；1 check 发现达到 --fail-on 的事项；2 用法有误；3 输入无法读取；4 输出无法写入；70 程序内部出错。",
    en="Exit codes: 0 done; 1 check found gaps at or above --fail-on; 2 wrong usage; 3 the input could not be read; "
    "4 the output could not be written; 70 a fault of the program.",
)
_VERSION = Text(zh="显示版本。", en="Show the version and exit.")
_INTERRUPTED = Text(zh="已中断，没有结果。", en="Interrupted, no result.")


class Root(Helpful, click.Group):
    """The command `dangjian-chain`; a subcommand is loaded when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        del ctx
        if cmd_name not in SUMMARIES:
            return None
        found: click.Command = getattr(importlib.import_module(f"dangjian_chain.cli.{cmd_name}"), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named, or name the nearest."""
        name = args[0]
        if name not in SUMMARIES:
            near = nearest(name, SUMMARIES)
            zh = f"没有命令“{name}”" + (f"；是否想用“{near[0]}”？" if near else "。")
            en = f"there is no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            ctx.fail(Text(zh, en).of(language()))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language that is spoken."""
        self.help, self.epilog = _WORDS.of(language()), _CODES.of(language())
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without loading any."""
        del ctx
        with formatter.section("命令" if language() == "zh" else "Commands"):
            formatter.write_dl([(name, words.of(language())) for name, words in SUMMARIES.items()])

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Run the command line and leave with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        if _COMPLETE in os.environ:
            super().main(given, prog_name or _NAME, complete_var=_COMPLETE)
        prepare_streams()
        with speaking(chosen_language(given, os.environ)):
            sys.exit(self._code(given, prog_name or _NAME, extra))

    def _code(self, args: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        """Return the exit code, having said all there is to say."""
        try:
            code = self._run(args, prog_name, extra)
            flush()
        except BrokenPipeError:
            fall_silent()
            return BROKEN_PIPE
        except OSError:
            fall_silent()
            return OUTPUT
        except (KeyboardInterrupt, click.Abort):
            tell(_INTERRUPTED.of(language()))
            return INTERRUPTED
        return code

    def _run(self, args: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        try:
            with self.make_context(prog_name, args, **extra) as context:
                return self.invoke(context) or 0
        except click.exceptions.Exit as leaving:
            return leaving.exit_code
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (OSError, click.Abort):
            # Those of a command come as its failure; this is the help, or the console itself.
            raise
        except Exception as error:  # noqa: BLE001 - a fault is told in a line, not in a traceback
            failure = failure_of(error)
            if "--debug" in args:
                traceback.print_exception(failure.__cause__ or error)
            _tell(failure)
            return failure.exit_code


def _tell(failure: NoResultError) -> None:
    """Say every problem in a line, and once more to a program that asked for JSON."""
    for problem in failure.problems:
        words = problem.say(language()) if problem.place else masked(problem.text.of(language()))
        tell(" ".join(words.split()))
    if failure.exit_code == INPUT:
        count = len(failure.problems)
        summary = Text(
            zh=f"共{count}处无法读取，未载入任何内容。", en=f"{count} problem(s), nothing was loaded."
        )
        tell(summary.of(language()))
    with suppress(NoResultError):
        if failure.as_json:
            emit(json_bytes(errors_document(failure.exit_code, failure.problems)))


@click.command(_NAME, cls=Root)
@click.version_option(
    __version__, prog_name=_NAME, message="%(prog)s %(version)s", cls=Option, words=_VERSION
)
def root() -> None:
    """Gather the commands."""


def main() -> NoReturn:
    """Run `dangjian-chain`."""
    root.main()
