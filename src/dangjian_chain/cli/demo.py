"""`demo`: everything on the bundled example, with files to look into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from dangjian_chain.accountability.tracing import accountability_paths
from dangjian_chain.appraisal.loop import loop
from dangjian_chain.cli.bilingual import command, option
from dangjian_chain.cli.failure import writing
from dangjian_chain.cli.language import language
from dangjian_chain.cli.options import PATH, read_chain
from dangjian_chain.cli.output import emit
from dangjian_chain.cli.progress import Progress
from dangjian_chain.formats.bundled import example_files, year_files
from dangjian_chain.formats.edits import edited_files, rows_of
from dangjian_chain.formats.replacing import replace_files
from dangjian_chain.gaps.detect import detect_gaps
from dangjian_chain.gaps.report import COLUMNS
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.performance.due import due
from dangjian_chain.propagation.cascade import propagate
from dangjian_chain.reports.checklist import checklist
from dangjian_chain.reports.documents import gaps_document, json_bytes
from dangjian_chain.reports.due_text import due_text
from dangjian_chain.reports.landing_curve import landing_curve
from dangjian_chain.reports.layout import width
from dangjian_chain.reports.loop_text import loop_text
from dangjian_chain.reports.path_page import path_page
from dangjian_chain.reports.reading_notes import reading_notes
from dangjian_chain.reports.role_list import role_list
from dangjian_chain.reports.sheet import columns_bytes, csv_bytes
from dangjian_chain.rulebook import Profile
from dangjian_chain.text import Lang, Text

DAY = date(2026, 9, 30)
"""The day of the example."""
ROLE = "D1-05.sj"
"""The role whose list is shown."""
PAIR = ("Z05", "D6-05")
"""The duty and the organization whose path is shown: its secretary's post is vacant."""

YEAR = 2025
"""The year whose loop is shown."""

_NAMED: Mapping[str, object] = {"role": ROLE, "duty": PAIR[0], "organization": PAIR[1], "year": YEAR}
_PROFILE = "profile.toml"
_EDITS = "defects.csv"
_CLEAN = Text(
    zh="原样核对（{day}）：待核实{count}项。\n\n下面按 {edits} 改动{edited}处，像单位日常填写那样，再核对一遍。",
    en="Checked as it is ({day}): {count} to verify.\n\nNow with the {edited} changes of {edits}, as offices make them.",
)
_HEADS = (
    Text(zh="一、责任逐级分解", en="1. How far the duties have come down"),
    Text(zh="二、核对清单", en="2. The list to verify"),
    Text(zh="三、一个岗位的责任清单（{role}）", en="3. The responsibility list of one role ({role})"),
    Text(
        zh="四、一项责任由谁来答（{duty}，{organization}）",
        en="4. Who would answer for one duty ({duty}, {organization})",
    ),
    Text(
        zh="五、一整年的闭环（{year}年，记录齐全的示例）",
        en="5. The loop of a whole year ({year}, with everything on record)",
    ),
)
_LEFT = Text(
    zh="以上结果和所用的数据在 {folder}，各文件见其中的 README.md。",
    en="All this, and the data, is in {folder}; see README.md there.",
)
_README = Text(
    zh="""\
# 演示的结果

由 `dangjian-chain demo` 生成，再次运行时替换。单位、人员均为虚构，核对日为 {day}。

| 文件 | 内容 |
|---|---|
| `example/` | 示例：一个虚构的地质局，核对无缺 |
| `edited/` | 按 `example/defects.csv` 改动之后的示例，以下各项由它得出 |
| `year/` | 同一个地质局，{year}年和2026年前九个月该办的都有记录 |
| `due.txt`、`loop.txt` | 由 `year/` 得出：应办事项和记录，责任闭环 |
| `gaps.txt` | 核对清单（待核实） |
| `gaps.csv` | 同上，可用电子表格打开 |
| `gaps.json` | 同上，供程序读取（`dangjian-chain/gaps/1`） |
| `cascade.csv` | 每个事项在每个组织：应列入、已列入、已衔接到位、任务来自 |
| `{role}.txt` | 一个岗位的责任清单 |
| `{duty}-{organization}.txt` | 一个事项在一个组织的责任链条（供研判参考） |
| `{duty}-{organization}.mmd` | 同上，Mermaid 流程图 |

同样的结果也可以这样得到：

    dangjian-chain check {folder}/edited --at {day} --keep-first --set-aside --profile {folder}/edited/profile.toml
    dangjian-chain propagate {folder}/edited --at {day} --keep-first --set-aside --role {role}
    dangjian-chain trace {folder}/edited {duty} {organization} --at {day} --keep-first --set-aside
    dangjian-chain due {folder}/year --at {day}
    dangjian-chain due {folder}/year --loop --period {year} --at {day}
    dangjian-chain appraise {folder}/year --period {year} --at {day} --scheme {folder}/year/scheme.toml
    dangjian-chain ledger {folder}/year --at {day}
""",
    en="""\
# What the demonstration left

Made by `dangjian-chain demo`, which replaces it when run again. Units and persons are fictional; the day is {day}.

| file | holds |
|---|---|
| `example/` | the example, a fictional geological bureau without gaps |
| `edited/` | the same with the changes of `example/defects.csv`; what follows comes from it |
| `year/` | the same bureau with everything on record that was due in {year} and in 2026 up to September |
| `due.txt`, `loop.txt` | from `year/`: what was due and is on record, and the loop |
| `gaps.txt` | the list to verify |
| `gaps.csv` | the same for spreadsheets |
| `gaps.json` | the same for programs (`dangjian-chain/gaps/1`) |
| `cascade.csv` | each duty in each organization: expected, declared, reached, received from |
| `{role}.txt` | the responsibility list of one role |
| `{duty}-{organization}.txt` | who would answer for a duty in an organization, a candidate path |
| `{duty}-{organization}.mmd` | the same as a Mermaid flow chart |

The same results come from:

    dangjian-chain check {folder}/edited --at {day} --keep-first --set-aside --profile {folder}/edited/profile.toml
    dangjian-chain propagate {folder}/edited --at {day} --keep-first --set-aside --role {role}
    dangjian-chain trace {folder}/edited {duty} {organization} --at {day} --keep-first --set-aside
    dangjian-chain due {folder}/year --at {day}
    dangjian-chain due {folder}/year --loop --period {year} --at {day}
    dangjian-chain appraise {folder}/year --period {year} --at {day} --scheme {folder}/year/scheme.toml
    dangjian-chain ledger {folder}/year --at {day}
""",
)


@command("demo")
@option(
    "--out",
    type=PATH,
    default=Path("out"),
    show_default=True,
    words=Text(
        zh="结果放在哪个文件夹；其中同名的文件会被替换。",
        en="The folder for results; files of the same names are replaced.",
    ),
)
def demo(out: Path) -> None:
    """Run the example and leave its results."""
    lang = language()
    files = example_files()
    edits = rows_of(files[_EDITS])
    with writing(out):
        replace_files(out, {}, gone=())
        replace_files(out / "example", files, gone=())
        edited = edited_files(files, edits)
        replace_files(out / "edited", _read(edited), gone=())
        replace_files(out / "year", year_files(), gone=())
    with Progress() as progress:
        clean = read_chain(out / "example", progress)
        before = detect_gaps(clean, DAY, profile=_profile(files), progress=progress.rule)
        chain = read_chain(out / "edited", progress, set_aside=True, keep_first=True)
        report = detect_gaps(chain, DAY, profile=_profile(edited), progress=progress.rule)
        year = read_chain(out / "year", progress).at(DAY)
    cascade = propagate(chain, DAY)
    duty, organization = PAIR
    paths = accountability_paths(chain, duty=duty, organization=organization, at=DAY)
    texts = (
        landing_curve(cascade, lang),
        checklist(report, chain, lang),
        role_list(cascade.list_for(ROLE), lang),
        path_page(paths, lang),
        loop_text(loop(year, YEAR), lang),
    )
    results = {
        "gaps.txt": checklist(report, chain, lang, listed=None).encode(),
        "gaps.csv": csv_bytes(COLUMNS, report.rows()),
        "gaps.json": json_bytes(gaps_document(report, chain)),
        "cascade.csv": columns_bytes(cascade.columns()),
        f"{ROLE}.txt": texts[2].encode(),
        f"{duty}-{organization}.txt": texts[3].encode(),
        f"{duty}-{organization}.mmd": f"{paths.to_mermaid(lang)}\n".encode(),
        "due.txt": due_text(due(year), lang).encode(),
        "loop.txt": texts[4].encode(),
        "README.md": _README.of(lang).format(day=DAY, folder=out, **_NAMED).encode(),
    }
    with writing(out):
        replace_files(out, results, gone=())
    changes = len({edit["no"] for edit in edits})
    opening = _CLEAN.of(lang).format(day=DAY, count=len(before), edits=_EDITS, edited=changes)
    emit(
        "\n".join(
            [
                reading_notes(clean, lang),
                opening + "\n",
                *_sections(texts, lang),
                _LEFT.of(lang).format(folder=out),
            ]
        )
    )
    emit("\n")


def _read(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a chain is read from, and the unit's own profile."""
    names = [*(f"{name}.csv" for name in COLLECTIONS), _PROFILE]
    return {name: files[name] for name in names if name in files}


def _profile(files: Mapping[str, bytes]) -> Profile:
    return Profile.from_bytes(files[_PROFILE], _PROFILE)


def _sections(texts: Iterable[str], lang: Lang) -> Iterator[str]:
    for head, text in zip(_HEADS, texts, strict=True):
        title = head.of(lang).format_map(_NAMED)
        yield f"{title}\n{'─' * width(title)}\n\n{text}"
