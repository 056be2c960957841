"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_chain.cli.bilingual import option
from dangjian_chain.cli.failure import reading
from dangjian_chain.cli.language import language
from dangjian_chain.cli.progress import Progress
from dangjian_chain.formats.read import read
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.period import DateTextError, PartialDate, read_day
from dangjian_chain.rulebook import Profile
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.appraisal.scheme import Scheme

PATH = click.Path(path_type=Path)

_READING = Text(zh="正在读取 …", en="reading …")
_NO_DAY = Text(
    zh="只写到了月或年；请写到日，如 2026-09-30", en="a month or a year; write a day, such as 2026-09-30"
)


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A day as people write it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Return the day, or say what would be one."""
        if isinstance(value, date):
            return value
        try:
            day = read_day(str(value))
        except DateTextError as error:
            self.fail(f"{value!r}{_comma()}{Text(error.zh, error.en).of(language())}", param, ctx)
        if isinstance(day, PartialDate):
            self.fail(f"{value!r}{_comma()}{_NO_DAY.of(language())}", param, ctx)
        return day


def _comma() -> str:
    return "：" if language() == "zh" else ": "


def today_or(day: date | None) -> date:
    """Return the day asked for, else today; the only place that reads the clock."""
    return date.today() if day is None else day  # noqa: DTZ011 - the day at the user's desk


input_argument = click.argument("source", metavar="INPUT", type=PATH)

at_option = option(
    "--at",
    type=DayType(),
    metavar="DAY",
    words=Text(
        zh="核对日，如 2026-09-30 或 2026年9月30日；默认今天。",
        en="The day, such as 2026-09-30; today by default.",
    ),
)

output_option = option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    words=Text(zh="写入文件，而不是屏幕。", en="Write to a file instead of the screen."),
)


_FORMS = {
    "text": Text(zh="text 为文字", en="text for people"),
    "json": Text(zh="json 供程序读取", en="json for programs"),
    "csv": Text(zh="csv 可用电子表格打开", en="csv for spreadsheets"),
    "sarif": Text(zh="sarif 供代码扫描平台读取", en="sarif for code scanning"),
    "junit": Text(zh="junit 供持续集成平台读取", en="junit for test reports of a build"),
    "github": Text(zh="github 为 GitHub Actions 的注释", en="github for annotations in GitHub Actions"),
    "xlsx": Text(zh="xlsx 为可打印、可填写的工作簿（须写 -o）", en="xlsx a workbook to fill in (needs -o)"),
}


def form_option(*forms: str) -> Callable[[Any], Any]:
    """Return the option that chooses the form of the result."""
    zh = "、".join(_FORMS[form].zh for form in forms)
    en = ", ".join(_FORMS[form].en for form in forms)
    return option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        words=Text(zh=f"结果的形式：{zh}。", en=f"Form of the result: {en}."),
    )


profile_option = option(
    "--profile",
    "profiles",
    type=PATH,
    multiple=True,
    metavar="FILE",
    words=Text(
        zh="本单位口径（TOML 文件）：自己的数值和实施办法，可写多次，后者优先。",
        en="The unit's own numbers and implementing rules, a TOML file; may be given several times, the last first.",
    ),
)


scheme_option = option(
    "--scheme",
    "schemes",
    type=PATH,
    multiple=True,
    metavar="FILE",
    words=Text(
        zh="考核方案（TOML 文件），一类组织一份，可写多次。",
        en="A scheme of appraisal, a TOML file; one for each class of organizations.",
    ),
)


def read_schemes(paths: Iterable[Path]) -> tuple[Scheme, ...]:
    """Return the schemes in files, or say everything that is wrong in one."""
    from dangjian_chain.appraisal.scheme import Scheme  # noqa: PLC0415 - loaded where one is given

    found = []
    for path in paths:
        with reading(path):
            found.append(Scheme.read(path))
    return tuple(found)


def read_profiles(paths: Iterable[Path]) -> tuple[Profile, ...]:
    """Return the profiles in files, or say everything that is wrong in one."""
    found = []
    for path in paths:
        with reading(path):
            found.append(Profile.read(path))
    return tuple(found)


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading."""
    function = option(
        "--keep-first",
        is_flag=True,
        words=Text(
            zh="编号重复时保留先出现的一行，其余列为待核实事项（DJ907）。",
            en="Of rows with one id keep the first; list the others as gaps (DJ907).",
        ),
    )(function)
    return option(
        "--set-aside",
        is_flag=True,
        words=Text(
            zh="读不懂的行先放在一边，列为待核实事项（DJ908）。",
            en="Set rows that cannot be read aside; list them as gaps (DJ908).",
        ),
    )(function)


def top_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the two answers that tables of an office leave open."""
    function = option(
        "--unit-type",
        default="",
        metavar="TYPE",
        words=Text(
            zh="单位类型：机关、事业单位、国有企业、野外项目组、离退休。",
            en="The type of the units: organ, public_institution, soe, field_team, retired.",
        ),
    )(function)
    return option(
        "--top",
        default="",
        metavar="NAME",
        words=Text(zh="最上级组织的名称。", en="The organization at the top, by its name."),
    )(function)


def read_chain(
    source: Path, progress: Progress, *, set_aside: bool = False, keep_first: bool = False
) -> ResponsibilityChain:
    """Return the chain of a path, or say everything that is wrong in it."""
    progress.step(_READING)
    with reading(source):
        return read(
            source,
            bad_rows="set-aside" if set_aside else "refuse",
            duplicates="keep-first" if keep_first else "refuse",
        )
