"""Accountability paths as text: the ways first, then every step once with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dangjian_chain.accountability.path import AccountabilityPath
from dangjian_chain.accountability.paths import AccountabilityPaths
from dangjian_chain.accountability.reasons import degree_of, relation_label
from dangjian_chain.accountability.standing import Standing, Standings
from dangjian_chain.accountability.step import GUIDES, Answerer, PathStep
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.vocabulary import State
from dangjian_chain.reports.layout import table
from dangjian_chain.text import Lang, Text, named

_TITLE = Text(zh="责任链条（供研判参考，待核实）", en="Candidate paths, to be verified")
_BASIS = Text(zh="依据：", en="basis: ")
_NOTHING = Text(zh="没有责任链条可列。", en="There is no path.")
_ONE_ONLY = Text(
    zh="人员只随单独一条链条显示（可加 --limit 1）。",
    en="Persons are shown with a single path only (try --limit 1).",
)
_STANDINGS = Text(
    zh="岗位所在的责任链条（供研判参考，待核实）", en="Where the role would stand, to be verified"
)
_NOWHERE = Text(zh="该岗位不在任何链条上。", en="The role stands on no path.")
_HEADS = {
    "zh": ("事项", "组织", "所在一级", "对下", "状态", "程度"),
    "en": ("duty", "organization", "step", "above", "state", "degree"),
}


def path_page(paths: AccountabilityPaths, lang: Lang = "zh", *, asked_persons: bool = False) -> str:
    """
    Return paths as text.

    Parameters
    ----------
    paths : AccountabilityPaths
    lang : {"zh", "en"}
    asked_persons : bool
        Whether persons were asked for: with several paths the page says why there are none.

    Returns
    -------
    str
        A head, the ways, every step with its state, fact and ground and with
        who stands there, and what the page is not.
    """
    if not paths.count:
        return "\n".join([*_head(paths, lang), _NOTHING.of(lang), "", paths.why_not().to_text(lang)]) + "\n"
    alone = len(paths) == 1
    blocks = ["\n".join([*_head(paths, lang), *_ways(paths, lang)])]
    blocks += ["\n".join(_step(step, lang)) for step in paths.shown]
    if asked_persons and not alone:
        blocks.append(_ONE_ONLY.of(lang))
    return "\n\n".join([*blocks, paths.foot.of(lang)]) + "\n"


def _head(paths: AccountabilityPaths, lang: Lang) -> Iterator[str]:
    yield _TITLE.of(lang)
    duty = named(paths.duty, paths.title)
    if lang == "zh":
        yield f"事项：{duty}　组织：{paths.organization_name}　核对日：{paths.day}"
    else:
        yield f"duty: {duty}, organization: {paths.organization_name}, day: {paths.day}"


def _ways(paths: AccountabilityPaths, lang: Lang) -> Iterator[str]:
    listed = f"，列出{len(paths)}条" if paths.truncated else ""
    english = f", {len(paths)} listed" if paths.truncated else ""
    yield f"链条：{paths.count}条{listed}" if lang == "zh" else f"paths: {paths.count}{english}"
    for number, path in enumerate(paths, start=1):
        yield f"  {number} {_way(path, lang)}"
    if paths.count > 1:
        names = {step.organization: step.name for step in paths.steps}
        common = ("、" if lang == "zh" else ", ").join(names[one] for one in paths.no_bypass)
        yield f"各条必经：{common}" if lang == "zh" else f"no path goes round: {common}"
    if paths.not_followed:
        pairs = ", ".join(f"{above} → {below}" for above, below in paths.not_followed)
        yield f"成环而未沿用的：{pairs}" if lang == "zh" else f"in a circle, not followed: {pairs}"


def _way(path: AccountabilityPath, lang: Lang) -> str:
    parts = [path.steps[0].name]
    for step in path.steps[1:]:
        mark = f"（{relation_label(GUIDES).zh}）" if lang == "zh" else f" ({relation_label(GUIDES).en})"
        parts.append(step.name + (mark if step.relation == GUIDES else ""))
    return " → ".join(parts)


def _step(step: PathStep, lang: Lang) -> Iterator[str]:
    relation, state = relation_label(step.relation).of(lang), step.state.label.of(lang)
    yield f"【{step.name}】{relation}　{state}" if lang == "zh" else f"[{step.name}] {relation}: {state}"
    yield _line(step.fact.of(lang), step.ground().of(lang), lang)
    for one in step.answerers:
        yield _line(_answerer(one, step, lang), one.ground().of(lang), lang)
    for statement in (*step.breaks, *step.notes):
        yield _line(statement.text.of(lang), statement.ground().of(lang), lang)


def _answerer(one: Answerer, step: PathStep, lang: Lang) -> str:
    name, degree, reason = one.name.of(lang), degree_of(one, step).of(lang), one.reason.of(lang)
    persons = ("、" if lang == "zh" else ", ").join(one.persons)
    if lang == "zh":
        return f"{name}" + (f"（{persons}）" if persons else "") + f"：{degree}，{reason}"
    return f"{name}" + (f" ({persons})" if persons else "") + f": {degree}; {reason}"


def _line(words: str, ground: str, lang: Lang) -> str:
    return f"  {words}" + ("　" if lang == "zh" else "  ") + f"{_BASIS.of(lang)}{ground}"


def standing_page(standings: Standings, chain: ResponsibilityChain, lang: Lang = "zh") -> str:
    """Return where a role would stand as text: a line a place, names of posts and organizations only."""
    role = chain.roles.get(standings.role)
    title = standings.role if role is None or role.title is None else f"{standings.role} {role.title}"
    head = (
        f"岗位：{title}　核对日：{standings.day}" if lang == "zh" else f"role: {title}, day: {standings.day}"
    )
    names = dict(
        zip(chain.tables["organizations"].ids, chain.tables["organizations"].column("name"), strict=True)
    )
    rows = [_HEADS[lang], *(_standing(one, names, lang) for one in standings)]
    body = table(rows, "l" * len(_HEADS[lang])) if len(standings) else [_NOWHERE.of(lang)]
    counts = Counter(one.state for one in standings)
    told = ("、" if lang == "zh" else ", ").join(
        f"{state.label.of(lang)} {counts[state]}" for state in State if counts[state]
    )
    return "\n".join([_STANDINGS.of(lang), head, told, "", *body, "", standings.foot.of(lang)]) + "\n"


def _standing(one: Standing, names: dict[str, str], lang: Lang) -> tuple[str, ...]:
    return (
        one.duty,
        names[one.organization],
        names[one.step],
        "—" if one.below is None else names[one.below],
        one.state.label.of(lang),
        degree_of(one, one).of(lang),
    )
