"""One broken document a mistake: what is said of it, and where."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

import dangjian_chain as dc
from dangjian_chain import formats

BROKEN = Path(__file__).parents[1] / "broken"
DAY = date(2026, 9, 30)

# Document, code, place, words of the Chinese and of the English text.
MISTAKES = [
    ("unknown-column.yaml", "unknown-column", "unknown-column.yaml:2:11", "是否为kind", "did you mean kind"),
    (
        "unknown-collection.yaml",
        "unknown-collection",
        "unknown-collection.yaml:1:1",
        "organizations",
        "organizations",
    ),
    ("unknown-kind.yaml", "unknown-kind", "unknown-kind.yaml:2:17", "是否为branch", "did you mean branch"),
    ("unknown-responsibility.yaml", "unknown-word", "unknown-responsibility.yaml:2:46", "责任类型", "first"),
    ("unknown-cycle.yaml", "unknown-cycle", "unknown-cycle.yaml:2:28", "1/month", "1/month"),
    ("unknown-class.yaml", "unknown-class", "unknown-class.yaml:2:27", "@branch", "@branch"),
    (
        "unknown-condition.yaml",
        "unknown-condition",
        "unknown-condition.yaml:2:33",
        "条件",
        "min_full_members",
    ),
    (
        "bearers-without-kind.yaml",
        "unreadable-bearers",
        "bearers-without-kind.yaml:2:30",
        "由哪类岗位",
        "which role",
    ),
    ("missing-value.yaml", "missing-value", "missing-value.yaml:2:3", "岗位类别", "kind is not filled in"),
    ("month-13.yaml", "unreadable-date", "month-13.yaml:3:15", "没有13月", "no month 13"),
    ("no-such-day.yaml", "unreadable-date", "no-such-day.yaml:2:23", "没有30日", "no day 30"),
    ("two-digit-year.yaml", "unreadable-date", "two-digit-year.yaml:2:23", "四位年份", "four digits"),
    ("not-a-count.yaml", "not-a-count", "not-a-count.yaml:2:20", "整数", "whole number"),
    ("negative-count.yaml", "not-a-count", "negative-count.yaml:2:20", "不能小于零", "below zero"),
    ("not-a-number.yaml", "not-a-number", "not-a-number.yaml:2:29", "不是数", "not a number"),
    ("not-a-flag.yaml", "not-a-flag", "not-a-flag.yaml:2:18", "是或否", "yes or no"),
    ("duplicate-id.yaml", "duplicate-id", "duplicate-id.yaml:4:3", "duplicate-id.yaml:2:3", "differ in kind"),
    ("duplicate-key.yaml", "duplicate-key", "duplicate-key.yaml:4:3", "重复", "stands twice"),
    ("tag.yaml", "tag", "tag.yaml:2:3", "标签", "tags are not read"),
    ("several-documents.yaml", "several-documents", "several-documents.yaml:2:1", "一份文档", "one document"),
    ("not-closed.yaml", "unreadable-yaml", "not-closed.yaml:3:1", "不是可读的 YAML", "not readable as YAML"),
    ("not-a-list.yaml", "not-a-list", "not-a-list.yaml:1:16", "列表", "list of entries"),
    ("not-an-entry.yaml", "not-an-entry", "not-an-entry.yaml:2:3", "列：值", "mapping"),
    ("not-a-document.yaml", "not-a-document", "not-a-document.yaml:1:1", "集合", "mapping of collections"),
    ("other-schema.yaml", "unknown-schema", "other-schema.yaml:1:9", "dangjian-chain/1", "dangjian-chain/1"),
    ("too-deep.yaml", "too-deep", "too-deep.yaml:2:44", "层次过深", "too deeply"),
    ("aliases.yaml", "too-many-aliases", "aliases.yaml:2:817", "引用", "aliases"),
    ("alias-bomb.yaml", "too-many-aliases", "alias-bomb.yaml:2:10", "引用中又有引用", "aliases of aliases"),
    (
        "alias-of-itself.yaml",
        "too-many-aliases",
        "alias-of-itself.yaml:1:20",
        "引用中又有引用",
        "aliases of aliases",
    ),
    ("long-digits.yaml", "unknown-kind", "long-digits.yaml:2:34", "不是已知的类别", "no known kind"),
    ("duplicate-key.json", "duplicate-key", "duplicate-key.json:1:32", "重复", "stands twice"),
    ("not-closed.json", "unreadable-json", "not-closed.json:2:1", "不是可读的 JSON", "not readable as JSON"),
    ("nan.json", "not-a-number", "nan.json:1:49", "NaN", "NaN"),
    ("boolean-id.json", "not-a-text", "boolean-id.json:1:27", "应为文字", "text is wanted"),
    ("too-deep.json", "too-deep", "too-deep.json:1:58", "层次过深", "too deeply"),
    ("ragged-row", "ragged-row", "organizations.csv:3", "3 格", "3 cells"),
    ("short-row", "ragged-row", "organizations.csv:3", "1 格", "1 cells"),
    ("open-quote", "unreadable-csv", "organizations.csv:2", "引号", "quotes"),
    ("nul", "not-a-text-file", "organizations.csv:2", "空字符", "NUL"),
    ("page", "not-a-table", "organizations.csv", "网页", "page"),
    ("workbook", "not-a-text-file", "organizations.csv", "xlsx", "xlsx"),
    ("no-encoding", "unreadable-encoding", "organizations.csv", "UTF-8", "UTF-8"),
    ("empty", "empty-file", "organizations.csv", "空的", "empty"),
    ("duplicate-column", "duplicate-column", "organizations.csv:1:3", "同一项", "are one"),
    ("missing-column", "missing-column", "roles.csv", "所在组织", "organization is missing"),
    ("serial-date", "unreadable-date", "appointments.csv:2:3", "不是日期", "not a date"),
    ("several-persons", "several-persons", "appointments.csv:2:2", "一行登记一人", "one person"),
    ("two-files", "duplicate-collection", "organizations.yaml", "同一集合", "same collection"),
    ("nothing-to-read", "nothing-to-read", "nothing-to-read", "没有可读的文件", "no file to read"),
    ("table.txt", "unknown-form", "table.txt", "无法识别", "not recognized"),
    ("csv-inside.xlsx", "not-a-workbook", "csv-inside.xlsx", "不是工作簿", "no workbook"),
    ("no-header", "unknown-column", "organizations.csv:1:2", "没有表头", "no header"),
    ("two-holders", "duplicate-column", "roles.csv:1:5", "同一项", "are one"),
    ("nothing-above", "nothing-above", "organizations.csv:3:2", "没有可以重复的", "nothing above"),
    ("clock-time", "unreadable-date", "organizations.csv:2:2", "时刻", "time of day"),
    ("short-year", "unreadable-date", "organizations.csv:2:2", "1924.7 或 2024.7", "1924.7 or 2024.7"),
    ("compact-day", "unreadable-date", "organizations.csv:2:2", "2026-11-23", "2026-11-23"),
    ("exponent", "not-a-count", "organizations.csv:2:2", "“1e3”不是", "'1e3' is not"),
    ("underscore.yaml", "not-a-count", "underscore.yaml:2:20", "“1_000”不是", "'1_000' is not"),
    ("huge-count.json", "not-a-count", "huge-count.json:1:43", "过大", "too large"),
    ("fraction-id.json", "not-a-text", "fraction-id.json:2:9", "数 1.5", "the number 1.5"),
    ("infinite.json", "not-a-number", "infinite.json:1:49", "有限的数", "finite number"),
    ("endless-number.json", "not-a-number", "endless-number.json:1:43", "数字过长", "too long"),
    (
        "half-character.json",
        "unreadable-encoding",
        "half-character.json:2",
        "不完整的字符",
        "half a character",
    ),
    ("list-as-id.json", "not-a-text", "list-as-id.json:1:27", "一个列表", "a list"),
    ("list-in-a-list.json", "not-a-text", "list-in-a-list.json:2:76", "列表中的列表", "a list in a list"),
    ("nested-bearers.json", "not-a-text", "nested-bearers.json:1:50", "一个列表", "a list"),
    ("empty.yaml", "empty-file", "empty.yaml", "空的", "empty"),
    ("only-a-schema.yaml", "nothing-to-read", "only-a-schema.yaml", "没有任何集合", "no collection"),
    (
        "key-that-is-a-list.yaml",
        "unreadable-key",
        "key-that-is-a-list.yaml:2:4",
        "键应为文字",
        "key should be text",
    ),
    ("no-anchor.yaml", "unreadable-yaml", "no-anchor.yaml:2:8", "“a”", "no anchor 'a'"),
    ("control-character.yaml", "unreadable-yaml", "control-character.yaml:2", "YAML", "YAML"),
    ("one-collection-twice.yaml", "duplicate-key", "one-collection-twice.yaml:2:1", "同一项", "are one"),
    (
        "misplaced-collection",
        "misplaced-collection",
        "organizations.yaml:2:1",
        "请放入 roles",
        "file of roles",
    ),
    ("condition-twice.yaml", "unknown-condition", "condition-twice.yaml:2:33", "写了两次", "stands twice"),
    (
        "condition-without-value.yaml",
        "unknown-condition",
        "condition-without-value.yaml:2:33",
        "取值",
        "no value",
    ),
    ("bearer-twice.yaml", "unreadable-bearers", "bearer-twice.yaml:2:30", "写了两次", "stands twice"),
    (
        "bearer-left-out.yaml",
        "unreadable-bearers",
        "bearer-left-out.yaml:2:30",
        "没有写明岗位",
        "leaves out a role",
    ),
    (
        "principal-with-role.yaml",
        "unreadable-bearers",
        "principal-with-role.yaml:2:30",
        "不写岗位",
        "names no role",
    ),
    ("part-of-a-kind.yaml", "unknown-kind", "part-of-a-kind.yaml:2:35", "temporary=true", "temporary=true"),
    (
        "own-kind-under-nothing.yaml",
        "unknown-kind",
        "own-kind-under-nothing.yaml:2:41",
        "committee",
        "committee",
    ),
    (
        "own-kind-twice.yaml",
        "duplicate-id",
        "own-kind-twice.yaml:3:3",
        "own-kind-twice.yaml:2:3",
        "differ in body",
    ),
    ("unknown-record-kind.yaml", "unknown-word", "unknown-record-kind.yaml:2:27", "performed", "performed"),
    ("unknown-role-kind.yaml", "unknown-kind", "unknown-role-kind.yaml:2:44", "@secretary", "@secretary"),
    ("damaged", "unreadable-encoding", "organizations.csv:4:5", "损坏的字符", "damaged character"),
    ("unpaired-quote", "unreadable-csv", "organizations.csv:2", "引号", "quotes"),
    ("absent.yaml", "no-such-file", "absent.yaml", "没有这个文件", "no such file"),
]


@pytest.mark.parametrize(("name", "code", "place", "zh", "en"), MISTAKES, ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_said_once_and_located(name, code, place, zh, en):
    """One mistake is one problem, with its place and what would be right, in both languages."""
    started = time.process_time()
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(BROKEN / name)

    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.place.endswith(place)
    assert zh in problem.text.zh
    assert en in problem.text.en
    assert time.process_time() - started < 5


def test_every_broken_document_is_in_the_table():
    """A file in the folder that no test reads would prove nothing."""
    listed = {row[0] for row in MISTAKES} | {"two-files-wrong", "several-mistakes"}

    assert {path.name for path in BROKEN.iterdir()} == listed - {"absent.yaml"}


def test_every_code_of_the_reader_is_in_the_table():
    """But for those of workbooks, of path codes and of what the system refuses, tested beside them."""
    calls = re.compile(
        r'(?:CellError|Trouble|blame|[pP]roblem|_RefusedError|_unknown)\(\s*"([a-z]+(?:-[a-z]+)+)"'
    )
    folder = Path(formats.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("workbooks/*.py")]
    codes = {code for path in sources for code in calls.findall(path.read_text(encoding="utf-8"))}
    elsewhere = {
        "encrypted-workbook",
        "error-cell",
        "formula-without-result",
        "too-large",
        "unreadable-code",
        "unreadable-file",
    }

    assert codes - elsewhere == {row[1] for row in MISTAKES} - {"tag", "unknown-word"}


def test_everything_wrong_in_every_file_is_said_at_once():
    """The problems of all files come in one group, and nothing is loaded."""
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(BROKEN / "two-files-wrong")

    assert [(problem.code, problem.place) for problem in refused.value.problems] == [
        ("not-a-count", "organizations.csv:2:2"),
        ("missing-value", "duties.yaml:1:3"),
    ]
    assert [type(member).__name__ for member in refused.value.exceptions] == ["DocumentProblemError"] * 2


def test_everything_wrong_in_every_row_is_said_at_once():
    """In the order of rows, then of columns."""
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(BROKEN / "several-mistakes")

    assert [(problem.code, problem.place) for problem in refused.value.problems] == [
        ("not-a-count", "organizations.csv:2:2"),
        ("unreadable-date", "organizations.csv:2:3"),
        ("ragged-row", "organizations.csv:3"),
        ("not-a-count", "organizations.csv:4:2"),
    ]


def test_long_runs_of_digits_are_masked():
    """A number that may be a person's identity does not stand in an error."""
    with pytest.raises(dc.UnreadableDocumentError) as refused:
        dc.read(BROKEN / "long-digits.yaml")

    assert "11010119900101001" not in str(refused.value)
    assert "1***X" in str(refused.value)


@pytest.mark.parametrize("name", ["duplicate-id.yaml"])
def test_duplicates_are_kept_out_on_request(name):
    """The first row stays, and each other is a gap that names both."""
    chain = dc.read(BROKEN / name, duplicates="keep-first")
    (gap,) = dc.detect_gaps(chain, at=DAY, select="DJ907")

    assert list(chain.organizations) == ["A", "B"]
    assert chain.organizations["A"].kind == "unit"
    assert (gap.organization, gap.subject_kind, gap.subject) == ("A", "organization", "A~2")


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("month-13.yaml", "row 2"),
        ("unknown-kind.yaml", "row 2"),
        ("serial-date", "row 2"),
        ("two-files-wrong", "row 1"),
    ],
)
def test_unreadable_rows_are_set_aside_on_request(name, subject):
    """One bad row does not stop a nightly job; each is a gap with its place."""
    chain = dc.read(BROKEN / name, bad_rows="set-aside")
    gaps = dc.detect_gaps(chain, at=DAY, select="DJ908")

    assert subject in {gap.subject for gap in gaps}
    assert all(gap.place for gap in gaps)


def test_what_concerns_a_whole_file_is_never_set_aside():
    """A missing column or a torn file is refused whatever is asked."""
    for name in ("missing-column", "not-closed.yaml", "unknown-column.yaml"):
        with pytest.raises(dc.UnreadableDocumentError):
            dc.read(BROKEN / name, bad_rows="set-aside", duplicates="keep-first")
