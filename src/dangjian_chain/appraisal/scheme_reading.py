"""Schemes from TOML: every mistake at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import Factory, define

from dangjian_chain.appraisal.band import Band
from dangjian_chain.appraisal.method import Method
from dangjian_chain.appraisal.points import HUNDRED, written
from dangjian_chain.appraisal.scheme import (
    OUT_OF,
    SCHEMA,
    STAGE_OF,
    Bonus,
    Indicator,
    Scheme,
    Thresholds,
    Veto,
)
from dangjian_chain.formats.catalogue_cells import plain_cells
from dangjian_chain.formats.cell_bearers import conditions
from dangjian_chain.formats.cells import CellError
from dangjian_chain.model.conditions import Conditions
from dangjian_chain.model.kind import ROLE_KINDS
from dangjian_chain.model.vocabulary import Function, Stage, Use, Word
from dangjian_chain.performance.grades import plain_grade
from dangjian_chain.rulebook.marks import Marks
from dangjian_chain.rulebook.toml_file import parsed
from dangjian_chain.rulebook.toml_tables import Findings, Table
from dangjian_chain.text import Text, both

_KEYS = (
    "schema", "id", "name", "for", "kinds", "conditions", "full_marks", "indicators", "bonus", "veto", "bands",
)  # fmt: skip
_INDICATOR = ("id", "title", "duty", "weight", "method", "function", "stage")
_OF_METHOD: Mapping[Method, tuple[str, ...]] = MappingProxyType(
    {
        Method.COUNT: ("target",),
        Method.DEDUCTION: ("per",),
        Method.LEVELS: ("levels", "by"),
        Method.SCORE: ("out_of", "role"),
        Method.VOTE: ("values", "out_of", "role"),
    }
)
_PARAMETERS = tuple(dict.fromkeys(key for keys in _OF_METHOD.values() for key in keys))
_BONUS = ("title", "duty", "use", "points", "cap")
_VETO = ("title", "duty", "grade")
_ID = re.compile(r"\w+(?:[./-]\w+)*")
_ALL = 100
_MOST = 1_000_000
"""No scheme has more points than that; beyond it whole numbers would not do."""

W = TypeVar("W", bound=Word)


def scheme_of(words: str, source: str) -> Scheme:
    """
    Return the scheme that a TOML file states.

    Raises
    ------
    UnreadableDocumentError
        With everything that is wrong in it.
    """
    findings = Findings(Marks(source, words))
    scheme = _Reader(findings).scheme(parsed(words, source))
    findings.refuse()
    return scheme


@define
class _Reader:
    """What has been read so far."""

    findings: Findings
    ids: dict[str, Table] = Factory(dict)

    def scheme(self, data: Mapping[str, Any]) -> Scheme:
        top = Table(data, (), self.findings)
        top.only(_KEYS)
        top.is_of(SCHEMA)
        name, id_ = top.text("name", needed=True), _id(top)
        full = OUT_OF if top.data.get("full_marks") is None else _points(top, "full_marks")
        indicators = [self._indicator(table) for table in top.tables("indicators")]
        if not top.data.get("indicators"):
            top.blame("missing-value", "indicators", "没有写考核指标", "there are no indicators")
        elif full is not None and all(weight is not None for _, weight in indicators):
            _add_up(top, [weight or 0 for _, weight in indicators], full)
        return Scheme(
            id=id_ or "",
            name=name or both(""),
            kinds=_kinds(top),
            indicators=tuple(indicator for indicator, _ in indicators if indicator is not None),
            conditions=_conditions(top),
            full_marks=full or OUT_OF,
            bonuses=tuple(filter(None, map(_bonus, top.tables("bonus")))),
            vetoes=tuple(filter(None, map(_veto, top.tables("veto")))),
            bands=_bands(top, full or OUT_OF),
        )

    def _indicator(self, table: Table) -> tuple[Indicator | None, int | None]:
        """Return an indicator, `None` if something is wrong with it, and its weight."""
        before = len(self.findings.problems)
        table.only((*_INDICATOR, *_PARAMETERS))
        weight = _points(table, "weight", least=1)
        method = _word(table, "method", Method, both("计分方法", "method"), needed=True)
        function = _word(table, "function", Function, both("承担方式", "function")) or Function.PERFORM
        made: dict[str, Any] = {
            "id": self._own_id(table),
            "title": table.text("title", needed=True),
            "duties": _duties(table),
            "weight": weight,
            "method": method,
            "function": function,
            "stage": _word(table, "stage", Stage, both("环节", "stage")) or STAGE_OF[function],
            "place": self.findings.marks.place(table.path, table.rows),
        }
        if method is not None:
            made |= _parameters(table, method, weight)
        return (Indicator(**made) if len(self.findings.problems) == before else None), weight

    def _own_id(self, table: Table) -> str | None:
        id_ = _id(table)
        if id_ is not None and id_ in self.ids:
            earlier = self.findings.marks.place(self.ids[id_].path, table.rows)
            zh, en = f"“{id_}”已在本文件中写过（{earlier}）", f"{id_!r} is given twice ({earlier})"
            table.blame("duplicate-id", "id", zh, en)
        elif id_ is not None:
            self.ids[id_] = table
        return id_


def _add_up(top: Table, weights: list[int], full: int) -> None:
    total = sum(weights)
    if total != full:
        zh = f"各项分值合计为{_shown(total)}分，满分为{_shown(full)}分，请核对"
        en = f"the weights sum to {_shown(total)}, the full marks are {_shown(full)}"
        top.blame("weights-do-not-add-up", "indicators", zh, en)


# --- parameters of methods -----------------------------------------------------------------


def _parameters(table: Table, method: Method, weight: int | None) -> dict[str, Any]:
    """Return the parameters of a method; those of another method are blamed."""
    own = _OF_METHOD.get(method, ())
    for key in _PARAMETERS:
        if key in table.data and key not in own:
            zh, en = f"“{method}”这种方法不用“{key}”", f"the method {method.value!r} takes no {key}"
            table.blame("not-of-this-method", key, zh, en)
    found: dict[str, Any] = {}
    if method is Method.COUNT and table.needs("target"):
        found["target"] = table.count("target")
    if method is Method.DEDUCTION:
        found["per"] = _points(table, "per", least=1)
    if method is Method.LEVELS:
        found["is_by_share"] = _is_by_share(table)
        found["levels"] = _levels(table, weight, is_by_share=found["is_by_share"])
    if method in {Method.SCORE, Method.VOTE}:
        out_of = _points(table, "out_of", least=1) if "out_of" in table.data else OUT_OF
        found |= {"out_of": out_of, "role": _role(table)}
        if method is Method.VOTE and out_of is not None:
            found["values"] = _values(table, out_of)
    return found


def _is_by_share(table: Table) -> bool:
    word = table.word("by") or "count"
    if word not in {"count", "share"}:
        table.unknown("unknown-word", "by", word, ("count", "share"), both("分档依据", "measure of levels"))
    return word == "share"


def _levels(table: Table, weight: int | None, *, is_by_share: bool) -> tuple[tuple[int, int], ...]:
    """Return the levels, rising in both; the highest gives the whole weight."""
    value = table.data.get("levels")
    if not table.needs("levels"):
        return ()
    if not isinstance(value, list) or not all(map(_is_level, value)):
        zh, en = (
            "“levels”应写成 [{at_least = 4, points = 5}]",
            "write levels as [{at_least = 4, points = 5}]",
        )
        table.blame("not-a-level", "levels", zh, en)
        return ()
    made = [(level["at_least"], _exact(level["points"])) for level in value]
    rising = sorted(made, key=lambda level: (level[0], level[1] or 0))
    if any(points is None for _, points in made):
        _blame_decimals(table, "levels")
        return ()
    steps = [(least, points or 0) for least, points in rising]
    if any(one[0] == other[0] or one[1] > other[1] for one, other in pairwise(steps)):
        zh, en = "档次越高，分值应越高，各档不重复", "a higher level gives more points, and none stands twice"
        table.blame("levels-not-rising", "levels", zh, en)
    elif is_by_share and steps[-1][0] > _ALL:
        table.blame("out-of-range", "levels", "按比例分档最高为100", "a share is 100 percent at most")
    elif weight is not None and steps[-1][1] != weight:
        zh = f"最高一档为{_shown(steps[-1][1])}分，与该项分值{_shown(weight)}分不一致"
        en = f"the highest level gives {_shown(steps[-1][1])}, the indicator {_shown(weight)}"
        table.blame("levels-not-whole", "levels", zh, en)
    return tuple(steps)


def _is_level(value: object) -> bool:
    if not isinstance(value, Mapping) or value.keys() != {"at_least", "points"}:
        return False
    least, points = value["at_least"], value["points"]
    is_count = isinstance(least, int) and not isinstance(least, bool) and 0 <= least <= _MOST
    return is_count and _is_number(points) and 0 <= points <= _MOST


def _values(table: Table, out_of: int) -> Mapping[str, int]:
    """Return what grades are worth, as hundredths of a percent of the weight."""
    value = table.data.get("values")
    if not table.needs("values"):
        return {}
    if not isinstance(value, Mapping) or not all(map(_is_number, value.values())):
        shown = '{"好" = 100, "较好" = 80}'
        zh, en = f"“values”应写成 {shown}", f"write values as {shown}"
        table.blame("not-a-table", "values", zh, en)
        return {}
    found: dict[str, int] = {}
    for grade, worth in value.items():
        points = _exact(worth)
        if points is None or not 0 <= points <= out_of:
            zh = f"“{grade}”的分值应在0与{_shown(out_of)}之间，最多两位小数"
            en = f"{grade!r} should be worth from 0 to {_shown(out_of)}, with two decimals at most"
            table.blame("out-of-range", "values", zh, en)
        else:
            found[plain_grade(grade)] = points * OUT_OF // out_of
    return MappingProxyType(found)


def _role(table: Table) -> str | None:
    word = table.word("role")
    if word is None:
        return None
    known = plain_cells().role_kinds
    if word not in known:
        table.unknown("unknown-kind", "role", word, ROLE_KINDS, both("岗位类别", "kind of role"))
        return None
    return known[word]


# --- the rest of a scheme -------------------------------------------------------------------


def _kinds(top: Table) -> tuple[str, ...]:
    if not top.data.get("for"):
        top.blame("missing-value", "for", "“for”至少写一类组织", "for should name a kind of organization")
        return ()
    words, own = top.words("for"), top.words("kinds")
    known = dict(plain_cells().organization_kinds) | {word: word for word in own}
    for word in words:
        if word not in known:
            what = both("组织类别", "kind of organization")
            top.unknown("unknown-kind", "for", word, [*dict.fromkeys(known.values())], what)
    return tuple(dict.fromkeys(known.get(word, word) for word in words))


def _conditions(top: Table) -> Conditions:
    value = top.data.get("conditions", {})
    if not isinstance(value, Mapping):
        zh, en = (
            "“conditions”应写成 {temporary = false}",
            "conditions should be written {temporary = false}",
        )
        top.blame("not-a-table", "conditions", zh, en)
        return Conditions()
    try:
        return conditions(plain_cells(), dict(value))
    except CellError as error:
        top.blame(error.trouble.code, "conditions", error.trouble.text.zh, error.trouble.text.en)
        return Conditions()


def _bonus(table: Table) -> Bonus | None:
    table.only(_BONUS)
    title, duties = table.text("title", needed=True), _duties(table)
    use = _word(table, "use", Use, both("运用方式", "use"))
    points, cap = _points(table, "points", least=1), _points(table, "cap", least=1)
    if bool(duties) == ("use" in table.data):
        zh, en = (
            "请写 duty（自选动作）或 use（如表彰奖励）之一",
            "name either a duty or a use, such as reward",
        )
        table.blame("missing-value", "duty", zh, en)
    if title is None or points is None or cap is None:
        return None
    return Bonus(title, duties, use, points, cap)


def _veto(table: Table) -> Veto | None:
    table.only(_VETO)
    title, duties, grades = table.text("title", needed=True), _duties(table), _several(table, "grade")
    if not duties and not grades:
        zh, en = "请写 duty（责任事项）或 grade（等次）", "name a duty or a grade"
        table.blame("missing-value", "duty", zh, en)
    return None if title is None else Veto(title, duties, tuple(map(plain_grade, grades)))


def _bands(top: Table, full: int) -> Thresholds:
    value = top.data.get("bands", {})
    if not isinstance(value, Mapping):
        top.blame("not-a-table", "bands", "“bands”应写成 [bands]", "write bands as [bands]")
        return Thresholds()
    table = Table(value, ("bands",), top.findings)
    table.only(("advanced", "qualified", "programmes"))
    held = {key: _points(table, key) if key in table.data else None for key in ("advanced", "qualified")}
    for key, points in held.items():
        if points is not None and points > full:
            zh, en = f"“{key}”超过满分{_shown(full)}分", f"{key} is above the full marks, {_shown(full)}"
            table.blame("out-of-range", key, zh, en)
    advanced, qualified = held["advanced"], held["qualified"]
    if advanced is not None and qualified is not None and advanced <= qualified:
        zh, en = "“先进”的起点应高于“达标”的起点", "advanced should begin above qualified"
        table.blame("out-of-range", "advanced", zh, en)
    return Thresholds(advanced, qualified, _programmes(table))


def _programmes(table: Table) -> Mapping[Band, str]:
    value = table.data.get("programmes", {})
    if not isinstance(value, Mapping):
        zh, en = '“programmes”应写成 {backward = "Z30"}', 'write programmes as {backward = "Z30"}'
        table.blame("not-a-table", "programmes", zh, en)
        return {}
    inner = Table(value, (*table.path, "programmes"), table.findings)
    inner.only([band.value for band in Band])
    named = {band: inner.word(band.value) for band in Band}
    return MappingProxyType({band: duty for band, duty in named.items() if duty is not None})


# --- values ----------------------------------------------------------------------------------


def _id(table: Table) -> str | None:
    id_ = table.word("id", needed=True)
    if id_ is not None and not _ID.fullmatch(id_):
        zh = f"“{id_}”只能用文字、数字、下划线，中间可以用点、斜线或者短横"
        table.blame("unreadable-key", "id", zh, f"{id_!r}: letters, digits, underscores; dots within")
        return None
    return id_


def _duties(table: Table) -> tuple[str, ...]:
    return _several(table, "duty")


def _several(table: Table, key: str) -> tuple[str, ...]:
    """Return a word, or a list of words."""
    if isinstance(table.data.get(key), str):
        word = table.word(key)
        return () if word is None else (word,)
    return table.words(key)


def _word(table: Table, key: str, words: type[W], what: Text, *, needed: bool = False) -> W | None:
    """Return a word of a vocabulary: its value, or its Chinese label."""
    said = table.word(key, needed=needed)
    if said is None:
        return None
    known: dict[str, W] = {name: word for word in words for name in (word.value, word.label.zh)}
    if said not in known:
        table.unknown("unknown-word", key, said, _values_of(words), what)
        return None
    return known[said]


def _values_of(words: Iterable[Word]) -> list[str]:
    return [word.value for word in words]


def _points(table: Table, key: str, *, least: int = 0) -> int | None:
    """Return points as hundredths; blamed where they have more than two decimals."""
    number = table.number(key)
    if number is None:
        return None
    points = _exact(number)
    if points is None or number > _MOST:
        _blame_decimals(table, key)
        return None
    if points < least:
        table.blame("not-a-number", key, f"“{key}”应大于0", f"{key} should be above zero")
        return None
    return points


def _blame_decimals(table: Table, key: str) -> None:
    zh, en = f"“{key}”最多两位小数，不超过{_MOST}", f"{key} has two decimals at most, and is at most {_MOST}"
    table.blame("not-a-number", key, zh, en)


def _exact(number: float) -> int | None:
    """Return a number as hundredths, `None` if it has more than two decimals."""
    hundredths = Decimal(str(number)) * HUNDRED
    return int(hundredths) if hundredths == hundredths.to_integral_value() else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST


def _shown(points: int) -> str:
    """Return points without needless zeros."""
    return written(points).rstrip("0").rstrip(".")
