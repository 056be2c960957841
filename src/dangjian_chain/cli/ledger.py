"""`ledger`: problems until they are closed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import OUTPUT, NoResultError, reading
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import (
    PATH,
    DayType,
    at_option,
    form_option,
    input_argument,
    output_option,
    profile_option,
    read_chain,
    read_profiles,
    reading_options,
    today_or,
)
from dangjian_chain.cli.output import emit, emit_pages, tell
from dangjian_chain.cli.places import check_workbook, refuse_same
from dangjian_chain.cli.progress import Progress
from dangjian_chain.errors import Problem
from dangjian_chain.gaps.detect import detect_gaps
from dangjian_chain.gaps.gap import Gap
from dangjian_chain.gaps.registry import rules, selected
from dangjian_chain.gaps.report import GapReport
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.rectification.difference import LedgerDifference, compare_ledgers
from dangjian_chain.rectification.ledger import Ledger
from dangjian_chain.rectification.ledger import ledger as ledger_of
from dangjian_chain.reports.documents import json_bytes
from dangjian_chain.reports.ledger_document import ledger_document, ledger_table
from dangjian_chain.reports.sheet import columns_bytes
from dangjian_chain.rulebook import Profile
from dangjian_chain.text import Text

_TABLE = ".csv"
_ADDED_FORM = Text(
    zh="加了事项的台账写成表格，请写 -o 台账.csv",
    en="the ledger with its new items is a table; give it a name in .csv",
)
_OF_INPUT = Text(
    zh="这是正在读取的台账，原有的备注等栏目会丢失；请另写一处，看过再换",
    en="this is the ledger that is read, and columns that are not read would be lost; write elsewhere, look, then replace it",
)
_WHICH = Text(
    zh="--add 要写明加哪些：--verified 填过核实情况的工作簿，或 --select 编号",
    en="--add needs to know what: --verified a workbook that was filled in, or --select codes",
)
_FOR_ADD = Text(
    zh="--due 是新加事项的整改时限，随 --add 使用", en="--due is the date of items added by --add"
)
_TABLE_ALONE = Text(
    zh="--add 写出的是台账表格（csv），不能与这个 --format 同用",
    en="--add writes a table (csv) and goes with no other --format",
)
_NOTHING = Text(zh="没有要加的事项，没有写出台账。", en="There is no item to add, and no ledger was written.")
_ADDED = Text(zh="新加{count}项。", en="items added: {count}")


@command(
    "ledger",
    Text(
        zh="列出整改台账各项的状态，已到期未销号的在前。对应的核对项已不见的待验收，验收后才算销号；没有核对到的不作判断。"
        "--add 把属实的（--verified）或选定的（--select）事项加进台账，写成 INPUT 能读回的表；INPUT 不动。",
        en="Each item with its state, those past their date first. Where the gap is found no more the item waits to be "
        "verified, and is closed only then; where nobody looked nothing is concluded. --add writes the ledger with items "
        "for confirmed (--verified) or chosen (--select) gaps as a table that INPUT takes back; INPUT is not touched.",
    ),
)
@input_argument
@at_option
@option(
    "--new",
    "shows_new",
    is_flag=True,
    words=Text(zh="列出还没有列入台账的待核实事项。", en="List the gaps that have no item yet."),
)
@option(
    "--verified",
    multiple=True,
    type=PATH,
    metavar="FILE",
    words=Text(
        zh="填过核实情况的工作簿，只看其中属实的；可写多次。",
        en="A workbook that was filled in: only confirmed gaps; may be given several times.",
    ),
)
@option(
    "--select",
    multiple=True,
    metavar="CODES",
    words=Text(
        zh="只看这些编号开头的事项，如 DJ1,DJ503。", en="Only gaps of rules that begin so, such as DJ1,DJ503."
    ),
)
@option(
    "--before",
    type=PATH,
    metavar="OLD_INPUT",
    words=Text(
        zh="前期的 INPUT：列出新增、仍在、核对已不见、销号、重新整改的各项。",
        en="An earlier INPUT: show what is new, remains, is gone, closed, opened again.",
    ),
)
@option(
    "--add",
    is_flag=True,
    words=Text(zh="把事项加进台账，写成表格。", en="Add items, and write the ledger as a table."),
)
@option(
    "--due",
    type=DayType(),
    metavar="DAY",
    words=Text(zh="新加事项的整改时限。", en="The date of the items that are added."),
)
@profile_option
@reading_options
@form_option("text", "json", "csv", "xlsx")
@output_option
def ledger(  # noqa: PLR0913 - one parameter an option
    source: Path,
    at: date | None,
    verified: tuple[Path, ...],
    select: tuple[str, ...],
    before: Path | None,
    due: date | None,
    profiles: tuple[Path, ...],
    form: str,
    output: Path | None,
    *,
    shows_new: bool,
    add: bool,
    set_aside: bool,
    keep_first: bool,
) -> None:
    """Show the ledger, or add to it."""
    _check_usage(form, output, due=due, add=add, names=bool(verified or select))
    for read in (source, *verified, *profiles, *filter(None, [before])):
        _refuse(read, output)
    how = {"set_aside": set_aside, "keep_first": keep_first}
    with Progress() as progress:
        own = read_profiles(profiles)
        chain = read_chain(source, progress, **how).at(today_or(at))
        book, report = _looked(chain, own, select, progress)
        new = book.unanswered(_chosen(report, verified, select))
        if add:
            _add(book, new, due, output)
            return
        difference = None
        if before is not None:
            earlier = read_chain(before, progress, **how).at(book.day)
            difference = compare_ledgers(_looked(earlier, own, select, progress)[0], book)
    if form == "xlsx" and output is not None:
        _write_workbook(book, chain, report.keeping(new if shows_new else ()), difference, output)
    else:
        emit(_rendered(form, book, new, difference, shows_new=shows_new), output)


def _check_usage(form: str, output: Path | None, *, due: date | None, add: bool, names: bool) -> None:
    if due is not None and not add:
        raise click.UsageError(_FOR_ADD.of(language()))
    if add and not names:
        raise click.UsageError(_WHICH.of(language()))
    if add and form not in {"text", "csv"}:
        raise click.UsageError(_TABLE_ALONE.of(language()))
    check_workbook(form, output)
    if add and output is not None and output.suffix.casefold() != _TABLE:
        raise NoResultError(OUTPUT, [Problem("unknown-form", str(output), _ADDED_FORM)])


def _refuse(read: Path, output: Path | None) -> None:
    """Refuse to write over what is read, and over a file of the folder that is read."""
    refuse_same(read, output)
    if output is not None and output.exists() and os.path.realpath(output.parent) == os.path.realpath(read):
        raise NoResultError(OUTPUT, [Problem("same-place", str(output), _OF_INPUT)])


def _looked(
    chain: ResponsibilityChain, profile: tuple[Profile, ...], select: Iterable[str], progress: Progress
) -> tuple[Ledger, GapReport]:
    """Return a chain's ledger beside all of its gaps: those that are selected need a look at the others too."""
    letters = sorted({code[:-3] for code in rules()})
    chosen = [*letters, ",".join(select)]
    report = detect_gaps(chain, select=",".join(chosen), profile=profile, progress=progress.rule)
    return ledger_of(chain, gaps=report), report


def _chosen(report: GapReport, verified: Sequence[Path], select: Sequence[str]) -> list[Gap]:
    """Return the gaps that were confirmed, of the rules that are selected; without either all."""
    gaps: Iterable[Gap] = report
    if verified:
        from dangjian_chain.reports.verification import read_verifications  # noqa: PLC0415 - needs a workbook library
        from dangjian_chain.reports.verified_pages import sift  # noqa: PLC0415 - the same

        with reading(verified[0]):
            answers = read_verifications(*verified)
        gaps = (gap for gap, _ in sift(report, answers).problems)
    codes = {rule.code for rule in selected(",".join(select), None)}
    return [gap for gap in gaps if gap.code in codes]


def _add(book: Ledger, new: Sequence[Gap], due: date | None, output: Path | None) -> None:
    if not new:
        tell(_NOTHING.of(language()))
        return
    emit(ledger_table(book.with_items(new, due=due, lang=language()), language()), output)
    tell(_ADDED.of(language()).format(count=len(new)))


def _rendered(
    form: str, book: Ledger, new: Sequence[Gap], difference: LedgerDifference | None, *, shows_new: bool
) -> str | bytes:
    if form == "json":
        return json_bytes(ledger_document(book, new, difference))
    if form == "csv":
        return columns_bytes(book.by_urgency.columns())
    from dangjian_chain.reports.ledger_pages import ledger_text  # noqa: PLC0415 - loaded where it is wanted

    return ledger_text(book, language(), new=new, shows_new=shows_new, difference=difference)


def _write_workbook(
    book: Ledger,
    chain: ResponsibilityChain,
    new: GapReport,
    difference: LedgerDifference | None,
    output: Path,
) -> None:
    from dangjian_chain.reports.checklist_pages import checklist_page  # noqa: PLC0415 - loaded where it is wanted
    from dangjian_chain.reports.ledger_pages import difference_page, ledger_page  # noqa: PLC0415 - the same

    pages = [ledger_page(book, chain, language())]
    pages += [] if difference is None else [difference_page(difference, language())]
    pages += [checklist_page(new, language())] if len(new) else []
    emit_pages(pages, output)
