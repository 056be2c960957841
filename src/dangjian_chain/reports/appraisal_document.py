"""Appraisals, bands, uses of results and work reports for programs: documents under their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dangjian_chain.appraisal.points import HUNDRED, Points
from dangjian_chain.reports.appraisal_words import weight_note

if TYPE_CHECKING:
    from datetime import date

    from dangjian_chain.appraisal.appraisal import Appraisal
    from dangjian_chain.appraisal.bands import Banded, Bands, Move
    from dangjian_chain.appraisal.scheme import Scheme
    from dangjian_chain.appraisal.scores import Place, RoleScore
    from dangjian_chain.appraisal.work_reports import WorkReports
    from dangjian_chain.explanation import Explanation
    from dangjian_chain.performance.uses import Uses
    from dangjian_chain.text import Text

Document = dict[str, Any]


def appraisal_document(
    appraisal: Appraisal, organizations: Sequence[str] = (), role: str | None = None
) -> Document:
    """
    Return an appraisal under the schema `dangjian-chain/appraisal/1`, class by class.

    Parameters
    ----------
    appraisal : Appraisal
    organizations : sequence of str
        Only these; all if empty.
    role : str, optional
        Whose points are wanted beside.
    """
    wanted = set(organizations) or set(appraisal.by_organization)
    rows = rows_of(appraisal.columns())
    return {
        "schema": "dangjian-chain/appraisal/1",
        "at": str(appraisal.chain.day),
        "from": str(appraisal.period.start),
        "until": str(appraisal.period.end),
        "notes": [note.under("text") for note in _notes(appraisal)],
        "set_aside": [
            {
                "record": one.record,
                "organization": one.organization,
                "scheme": one.scheme,
                "indicator": one.indicator,
                **one.reason.under("reason"),
            }
            for one in appraisal.set_aside
            if one.organization in wanted
        ],
        "schemes": [_scheme(appraisal, scheme) for scheme in appraisal.schemes],
        "scores": [
            _score(place)
            for scheme in appraisal.schemes
            for place in appraisal.ranking(scheme.id)
            if place.score.organization in wanted
        ],
        "indicators": [row for row in rows if row["organization"] in wanted],
        "role": None if role is None else _role(appraisal.of_role(role)),
    }


def _notes(appraisal: Appraisal) -> Iterator[Text]:
    yield from filter(None, map(weight_note, appraisal.schemes))
    yield from appraisal.notes


def _points(points: Points) -> Document:
    return {"points": points.value, "known": points.known, "full": points.full}


def _scheme(appraisal: Appraisal, scheme: Scheme) -> Document:
    stages = [row for row in appraisal.stages if row.scheme == scheme.id]
    return {
        "id": scheme.id,
        **scheme.name.under("name"),
        "kinds": list(scheme.kinds),
        "full_marks": scheme.full_marks / HUNDRED,
        "organizations": len(appraisal.ranking(scheme.id)),
        "stages": [{"stage": str(row.stage), **_points(row.points)} for row in stages],
    }


def _score(place: Place) -> Document:
    score = place.score
    return {
        "organization": score.organization,
        "organization_name": score.name,
        "kind": score.kind,
        "scheme": score.scheme,
        "place": place.rank,
        **_points(score.points),
        "bonus": score.bonus / HUNDRED,
        "total": score.total,
        "own": _points(score.own),
        "managed": _points(score.managed),
        "stages": [{"stage": str(stage), **_points(points)} for stage, points in score.stages],
        "appraiser": score.appraiser or None,
        "vetoes": [veto.under("title") for veto in score.vetoes],
    }


def _role(score: RoleScore) -> Document:
    return {
        "role": score.role,
        "organization": score.organization,
        **_points(score.points),
        "parts": [
            {"indicator": indicator, "duty": duty, "function": str(function), **_points(points)}
            for indicator, duty, function, points in score.parts
        ],
    }


ROLE_COLUMNS = ("role", "indicator", "duty", "function", "points", "known", "full")


def role_rows(score: RoleScore) -> Iterator[Document]:
    """Yield the parts of a role's points as rows of a table."""
    for part in _role(score)["parts"]:
        yield {"role": score.role, **part}


def rows_of(columns: Mapping[str, Sequence[Any]]) -> list[Document]:
    """Return columns as rows."""
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def reason_document(
    tree: Explanation,
    day: date | None,
    *,
    organization: str | None = None,
    indicator: str | None = None,
    role: str | None = None,
) -> Document:
    """Return why a score, or a work report, is what it is, under the schema `dangjian-chain/reason/1`."""
    return {
        "schema": "dangjian-chain/reason/1",
        "at": str(day),
        "organization": organization,
        "indicator": indicator,
        "role": role,
        "tree": tree.document(),
    }


def bands_document(
    bands: Bands, rows: Iterable[Banded], moves: Iterable[Move] | None = None, since: str = ""
) -> Document:
    """Return where organizations stand under the schema `dangjian-chain/bands/1`; see `bands_text`."""
    wanted = {row.organization for row in rows}
    return {
        "schema": "dangjian-chain/bands/1",
        "at": str(bands.day),
        "bands": [row for row in rows_of(bands.columns()) if row["organization"] in wanted],
        "since": since or None,
        "moves": None
        if moves is None
        else [
            {
                "organization": move.organization,
                "organization_name": move.name,
                "before": move.before and str(move.before),
                "after": move.after and str(move.after),
                "direction": move.direction,
            }
            for move in moves
        ],
    }


def uses_document(uses: Uses, organizations: Sequence[str] = ()) -> Document:
    """Return what results were used for under the schema `dangjian-chain/uses/1`; of some organizations, or of all."""
    kept = [one for one in uses if not organizations or one.organization in organizations]
    rows = rows_of(uses.columns())
    return {
        "schema": "dangjian-chain/uses/1",
        "at": str(uses.day),
        "counts": {"results": len(kept), "undecided": sum(not one.is_decided for one in kept)},
        "unfounded": list(uses.unfounded),
        "uses": [row for row in rows if not organizations or row["organization"] in organizations],
    }


def work_reports_document(reports: WorkReports) -> Document:
    """Return work reports under the schema `dangjian-chain/work-reports/1`."""
    return {
        "schema": "dangjian-chain/work-reports/1",
        "at": str(reports.day),
        "year": reports.year,
        "counts": {str(state): count for state, count in reports.counts.items()},
        "set_aside": [
            {
                "record": one.record,
                "organization": one.organization,
                "role": one.role,
                **one.reason.under("reason"),
            }
            for one in reports.set_aside
        ],
        "reports": rows_of(reports.columns()),
    }
