"""The question itself: who would answer if a duty failed in an organization."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dangjian_chain.accountability.paths import LIMIT, AccountabilityPaths
from dangjian_chain.accountability.tracer import Tracer

if TYPE_CHECKING:
    from dangjian_chain.model.chain import ResponsibilityChain


def accountability_paths(  # noqa: PLR0913 - each its own question
    chain: ResponsibilityChain,
    *,
    duty: str,
    organization: str,
    at: date | None = None,
    limit: int = LIMIT,
    persons: bool = False,
) -> AccountabilityPaths:
    """
    Return who would answer if a duty failed in an organization: candidate paths with reasons, never a verdict.

    Parameters
    ----------
    chain : ResponsibilityChain
    duty, organization : str
        Ids.
    at : date, optional
        The day; may be left out on a chain that has been `chain.at(day)`.
    limit : int
        How many paths are listed at most; `count` is exact all the same.
    persons : bool
        Whether paths show the holders of the day; frames and files of more
        than one path never do.

    Returns
    -------
    AccountabilityPaths
        The path along the line first. Empty where nothing of the duty is
        expected: `why_not()` then says what would have to change.

    Raises
    ------
    UnknownNameError
        If the chain does not know the duty or the organization; it names the nearest.
    MissingDayError
        If no day is known.
    ValueError
        If `limit` is no whole number from 1.

    Notes
    -----
    Degrees follow Article 6 of the Accountability Regulations. A level above
    the first answers only where a record says that its own management failed:
    absence of a record is not absence of the deed. See "Accountability" in the
    documentation.

    Examples
    --------
    >>> from datetime import date
    >>> from dangjian_chain import read_text, accountability_paths
    >>> chain = read_text('''
    ... organizations:
    ... - {id: D1, name: 示例大队党委, kind: committee}
    ... - {id: D1-01, name: 示例支部, kind: branch, superior: D1}
    ... roles:
    ... - {id: D1.sj, organization: D1, kind: secretary, holder: 甲}
    ... - {id: D1-01.sj, organization: D1-01, kind: secretary, holder: 乙}
    ... duties:
    ... - {id: S1, title: 主题党日, performed_by: [branch]}
    ... ''')
    >>> paths = accountability_paths(chain, duty="S1", organization="D1-01", at=date(2026, 9, 30))
    >>> for step in paths[0].steps:
    ...     print(step.organization, step.state, [str(one.liability) for one in step.liabilities()])
    D1-01 unknown ['overall', 'main']
    D1 unknown []
    """
    if type(limit) is not int or limit < 1:
        message = f"limit is a whole number from 1, not {limit!r}"
        raise ValueError(message)
    tracer = Tracer.of(chain, at)
    tables = chain.tables
    return AccountabilityPaths(
        tracer,
        tables["duties"].position(duty),
        tables["organizations"].position(organization),
        limit=limit,
        persons=persons,
    )
