"""DJ411 no-band-or-programme: 未分类定级或未见相应措施."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dangjian_chain.appraisal.band import Band
from dangjian_chain.gaps.condition import Condition, meeting
from dangjian_chain.gaps.context import Context
from dangjian_chain.gaps.coverage import NotChecked
from dangjian_chain.gaps.data import Data
from dangjian_chain.gaps.rule import Hit, Rule
from dangjian_chain.model.table import is_stated
from dangjian_chain.model.vocabulary import RecordKind, Severity, Symptom
from dangjian_chain.period import latest
from dangjian_chain.propagation.performing import conditions_met
from dangjian_chain.text import Text

if TYPE_CHECKING:
    from dangjian_chain.typing import Bools, Objects

CODE = "DJ411"


def conditions(context: Context) -> Iterator[Condition]:
    stated = is_stated(_words(context))
    yield Condition(
        Text(
            zh="是上一年度全年在册、有下级或者能设党组织的党组织",
            en="it is a Party organization that leads, and was in force the whole of last year",
        ),
        context.arrays.leads & context.arrays.hierarchy.in_force & _is_old_enough(context),
    )
    yield Condition(
        Text(zh="同类组织中有填写分类定级的", en="a band is entered for others of its kind"),
        _is_usual(context),
    )
    yield Condition(
        Text(
            zh="没有填写分类定级，或者登记为后进而台账中没有它的整改事项，或者考核方案指明的工程未见安排",
            en="no band is entered; or it is backward and has no item in the ledger; or nothing shows the "
            "programme that a scheme names for its band",
        ),
        ~stated | _is_left_backward(context) | _lacks_programme(context),
        lambda organization: _what(context, organization),
    )


def _words(context: Context) -> Objects:
    return context.table("organizations").column("band")


def _bands(context: Context) -> list[Band | None]:
    known: dict[str | None, Band | None] = {}
    return [known.setdefault(words, Band.of(words)) for words in _words(context)]


def _of(context: Context, band: Band) -> Bools:
    return np.array([held is band for held in _bands(context)], dtype=bool)


def _is_old_enough(context: Context) -> Bools:
    """Return which organizations existed on every day of last year, read in their favor; shape (n,)."""
    first = date(max(context.day.year - 1, 1), 1, 1)
    since = context.table("organizations").column("valid_from")
    return np.array([day is None or latest(day) <= first for day in since], dtype=bool)


def _is_usual(context: Context) -> Bools:
    """Return which organizations are of a kind that has bands; shape (n,)."""
    arrays = context.arrays
    having = is_stated(_words(context)) & arrays.hierarchy.in_force
    return np.isin(arrays.kind, np.unique(arrays.kind[having]))


def _is_left_backward(context: Context) -> Bools:
    """Return which backward organizations have neither an item of the ledger nor a record of rectification; shape (n,)."""
    backward = _of(context, Band.BACKWARD)
    if not context.has(Data.LEDGER):
        return np.zeros_like(backward)
    return backward & ~_marked(context, "ledger", None) & ~_marked(context, "records", RecordKind.RECTIFIED)


def _marked(context: Context, collection: str, kind: RecordKind | None) -> Bools:
    """Return which organizations have a row of a collection, or a record of a kind; shape (n,)."""
    table, organizations = context.table(collection), context.table("organizations")
    found = np.zeros(len(organizations), dtype=bool)
    of_kind = np.ones(len(table), dtype=bool)
    if kind is not None:
        of_kind = np.array([held == kind for held in table.column("kind")], dtype=bool)
    named = table.references("organization", organizations)[of_kind]
    found[named[named >= 0]] = True
    return found


def _lacks_programme(context: Context) -> Bools:
    """Return where a scheme names the duty of the band's programme, and no list, record or ledger shows it; shape (n,)."""
    lacking = np.zeros(len(context.table("organizations")), dtype=bool)
    if not context.has(Data.ASSIGNMENTS):
        return lacking
    for scheme in context.schemes:
        kinds = [code for code, kind in enumerate(context.arrays.organization_kinds) if kind in scheme.kinds]
        fits, open_ = conditions_met(context.arrays, scheme.conditions)
        bound = np.isin(context.arrays.kind, kinds) & fits & ~open_ & context.cascade.keeps_list
        for band, duty in scheme.bands.programmes.items():
            position = context.table("duties").positions.get(duty, -1)
            if position >= 0:
                shown = context.cascade.declared[position] | _shows(context, duty)
                lacking |= bound & _of(context, band) & ~shown
    return lacking


def _shows(context: Context, duty: str) -> Bools:
    """Return of which organizations a record names a duty, or the ledger its title; shape (n,)."""
    organizations, records, ledger = (context.table(name) for name in ("organizations", "records", "ledger"))
    found = np.zeros(len(organizations), dtype=bool)
    naming = np.array([duty in (duties or ()) for duties in records.column("duty")], dtype=bool)
    title = context.title(context.table("duties").positions[duty])
    measures = zip(ledger.column("problem"), ledger.column("measure"), strict=True)
    telling = np.array([title in f"{problem}{measure or ''}" for problem, measure in measures], dtype=bool)
    for table, chosen, column in (
        (records, naming, "organization"),
        (records, naming, "subordinate"),
        (ledger, telling, "organization"),
    ):
        named = table.references(column, organizations)[chosen]
        found[named[named >= 0]] = True
    return found


def find(context: Context) -> Iterator[Hit]:
    if not context.has(Data.LEDGER) and _of(context, Band.BACKWARD).any():
        context.notes.append(NotChecked(CODE, _NO_LEDGER))
    for organization in meeting(conditions(context)):
        id_ = context.organization(organization)
        yield Hit(
            organization=id_,
            subject=id_,
            words={
                "organization": context.names[organization],
                "what": _what(context, organization),
                "step": _step(context, organization),
            },
            row=("organizations", organization),
        )


def _what(context: Context, organization: int) -> Text:
    words = _words(context)[organization]
    if words is None:
        return Text(
            zh="未填写分类定级，同类组织已有填写", en="no band is entered, as it is for others of its kind"
        )
    band = Band.of(words)
    if band is None:
        return Text(zh=f"登记为“{words}”", en=f"its band is {words!r}")
    if _is_left_backward(context)[organization]:
        return Text(
            zh="登记为后进，台账中未见整改事项", en="its band is backward, and the ledger has no item of it"
        )
    zh, en = band.label.zh, band.label.en
    return Text(
        zh=f"登记为{zh}，清单、记录和台账中未见{band.programme.zh}的安排",
        en=f"its band is {en}, and lists, records and ledger do not show its {band.programme.en}",
    )


def _step(context: Context, organization: int) -> Text:
    if _words(context)[organization] is None:
        return Text(
            zh="补填已经定下的类别；当年不定级的，注明即可。",
            en="Enter it if it is settled; if there is none this year, note it.",
        )
    return Text(
        zh="与该组织共同商定整改或提升的内容、责任岗位和时限；已有安排的请登记。",
        en="Agree with it on what is to be done, by whom and when; what is arranged already can be entered.",
    )


_NO_LEDGER = Text(
    zh="未载入整改台账，登记为后进的组织有无整改安排未作核对",
    en="no rectification ledger was loaded; of backward organizations nothing is concluded",
)

RULE = Rule(
    code=CODE,
    name="no-band-or-programme",
    severity=Severity.NOTE,
    citations=("branch_tiers_3",),
    title=Text(zh="未分类定级或未见相应措施", en="No band, or nothing that follows from it"),
    message=Text(zh="{organization}{what}。", en="{organization}: {what}."),
    explanation=Text(
        zh="同类组织中有填写分类定级的，核对上一年度全年在册的组织是否也填写了；登记为后进的（较差、差、一星也算），"
        "核对整改台账中有没有它的事项，或者有没有整改记录，台账未载入的不作核对；考核方案写明了先进、达标、后进各自的"
        "工程是哪一项责任事项的，再核对清单、记录、台账中有没有这一项，没有写明的不核对。"
        "《中国共产党支部工作条例（试行）》第七章（条号待核）要求扩大先进、提升中间、整顿后进；"
        "三类各自的侧重和工程名称是一种做法，不是条文规定。分类定级供帮助改进，不是问责的依据。",
        en="Where a band is entered for some organizations of a kind, looks whether it is for the others that existed "
        "the whole of last year. Of a backward one it looks for an item in the ledger, or a record of rectification, "
        "and concludes nothing where no ledger was loaded. Where a scheme names the duty that is the programme of a "
        "band, it looks for it in lists, records and ledger; where none does, for nothing. The Regulations on Branch "
        "Work, chapter 7 (article not verified), ask to enlarge the advanced, lift the middle and rectify the "
        "backward; focus and names of the programmes are a practice, not a provision. Bands serve to help, and "
        "are no ground for holding anybody to account.",
    ),
    remedy=Text(zh="建议{step}", en="{step}"),
    bad="""\
organizations:
- {id: ZW, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例第一支部, kind: branch, superior: ZW, band: 达标}
- {id: Z2, name: 示例第二支部, kind: branch, superior: ZW}
""",
    good="""\
organizations:
- {id: ZW, name: 示例大队党委, kind: committee}
- {id: Z1, name: 示例第一支部, kind: branch, superior: ZW, band: 达标}
- {id: Z2, name: 示例第二支部, kind: branch, superior: ZW, band: 先进}
""",
    find=find,
    conditions=conditions,
    reads=("organizations.band",),
    columns=("band",),
    symptom=Symptom.DILUTED,
)
