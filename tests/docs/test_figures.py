"""The figures of the pages are computed: a chain in YAML, and under it what follows from it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import dangjian_chain as dc
from tests.docs.pages import DOCS, LANGUAGES, blocks

AT = date(2026, 9, 30)
Figure = tuple[int, str, str]
"""Line, chain, figure."""


def _figures(lang: str, page: str = "semantics.md") -> list[Figure]:
    found, chain = [], ""
    for block in blocks((DOCS / lang / page).read_text("utf-8")):
        if block.kind == "yaml":
            chain = block.text
        elif block.kind == "text":
            found.append((block.line, chain, block.text))
    return found


def _matrix(cascade: dc.Cascade, duty: str, names: list[str], rows: list[str]) -> list[str]:
    made = []
    for row in rows:
        organization = row.split()[0]
        marks = ["x" if getattr(cascade, name)(duty, organization) else "-" for name in names]
        made.append(f"{_indent(cascade, organization)}{' '.join([*row.split()[:2], *marks])}")
    kinds = {id_: cascade.chain.organizations[id_].kind for id_ in (row.split()[0] for row in rows)}
    assert [row.split()[1] for row in rows] == list(kinds.values())
    return made


def _indent(cascade: dc.Cascade, organization: str) -> str:
    return "  " * int(cascade.chain.hierarchy.level(organization) or 0)


def _landing(cascade: dc.Cascade, duty: str, names: list[str]) -> list[str]:
    def cell(row: object, name: str) -> str:
        count, whole = {
            "rate": ("reached", "expected"),
            "declared_rate": ("declared", "expected"),
            "hand_over_rate": ("taken_up", "handed"),
        }.get(name, (name, ""))
        if not whole:
            return str(getattr(row, count))
        over, under = getattr(row, count), getattr(row, whole)
        assert getattr(row, name) == (float(Fraction(over, under)) if under else None)
        return f"{over}/{under}" if under else "-"

    return [
        " ".join([str(row.level), *(cell(row, name) for name in names)]) for row in cascade.landing.of(duty)
    ]


def _bearers(cascade: dc.Cascade, duty: str) -> list[str]:
    return [
        f"{one.organization} {one.function} {one.responsibility} {one.role or '-'}"
        for one in cascade.bearers.of(duty=duty)
    ]


def _gaps(chain: dc.ResponsibilityChain) -> list[str]:
    report = dc.detect_gaps(chain, AT, select="DJ1")
    by_print = {gap.fingerprint: gap for gap in report}

    def where(gap: dc.Gap) -> str:
        named = gap.subject if gap.code == "DJ125" else gap.organization or gap.subject
        return f"{gap.code} {named}"

    return [
        where(gap) + (f" ← {where(by_print[gap.follows_from])}" if gap.follows_from else "") for gap in report
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_of_semantics_are_computed(lang: str):
    """Every mark and every gap under a chain is what the library answers."""
    figures = _figures(lang)

    assert len(figures) >= 10
    for line, document, figure in figures:
        chain = dc.read_text(document)
        cascade = dc.propagate(chain, at=AT)
        table, _, gaps = figure.partition("\n\n")
        head, *rows = table.split("\n")
        first, *names = head.split()
        place = f"{lang}/semantics.md:{line}"
        if first == "landing":
            assert [" ".join(row.split()) for row in rows] == _landing(cascade, names[0], names[1:]), place
        elif first == "bearers":
            assert [" ".join(row.split()) for row in rows] == _bearers(cascade, names[0]), place
        else:
            shown = [f"{' ' * (len(row) - len(row.lstrip()))}{' '.join(row.split())}" for row in rows]
            assert shown == _matrix(cascade, first, names, rows), place
        if gaps:
            assert gaps.split("\n") == _gaps(chain), place


def _who(step: dc.PathStep) -> str:
    def said(one: dc.Answerer) -> str:
        mark = "excluded" if one.is_excluded else "vacant" if one.is_vacant else one.liability or ""
        name = one.role or ("" if one.organization == step.organization else one.organization)
        return f"{name} {mark}".strip()

    return ", ".join(map(said, step.answerers)) or "-"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_of_accountability_are_computed(lang: str):
    """Every step, state and degree under a chain is what the library answers, and every break."""
    figures = _figures(lang, "accountability.md")

    assert len(figures) >= 6
    for line, document, figure in figures:
        table, _, breaks = figure.partition("\n\n")
        head, *rows = table.split("\n")
        _, duty, organization, *_ = head.split()
        steps = dc.accountability_paths(
            dc.read_text(document), duty=duty, organization=organization, at=AT
        ).steps
        told = [f"{step.organization} {step.relation} {step.state} {_who(step)}" for step in steps]
        place = f"{lang}/accountability.md:{line}"

        assert [" ".join(row.split()) for row in rows] == told, place
        assert (
            breaks.split("\n") == [f"{step.organization} {one.kind}" for step in steps for one in step.breaks]
            or not breaks
        ), place
        assert bool(breaks) == any(step.breaks for step in steps), place
