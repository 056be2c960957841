"""Accountability paths: for a duty in an organization on a day, who would answer, level by level."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from dangjian_chain.accountability.drawing import mermaid
from dangjian_chain.accountability.path import AccountabilityPath, columns_of_rows
from dangjian_chain.accountability.reasons import answerer_reason, step_reason
from dangjian_chain.accountability.step import OWNS
from dangjian_chain.accountability.tracer import Tracer
from dangjian_chain.errors import MissingDayError
from dangjian_chain.explanation import Explanation
from dangjian_chain.foot import FOOT
from dangjian_chain.frame import frame_of
from dangjian_chain.propagation.reasons import Reasons
from dangjian_chain.text import Lang, Text

if TYPE_CHECKING:
    from dangjian_chain.accountability.step import PathStep
    from dangjian_chain.model.chain import ResponsibilityChain

LIMIT = 100
"""How many paths are listed unless more are asked for."""


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
        If `limit` is below 1.

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
    day = at or chain.day
    if day is None:
        raise MissingDayError
    if limit < 1:
        message = f"limit is at least 1, not {limit}"
        raise ValueError(message)
    tracer = chain.at(day).arrays.kept(Tracer)
    tables = chain.tables
    return AccountabilityPaths(
        tracer,
        tables["duties"].position(duty),
        tables["organizations"].position(organization),
        limit=limit,
        persons=persons,
    )


class AccountabilityPaths:
    """
    The candidate paths of one duty in one organization on a day; made by `accountability_paths`.

    A sequence of the paths listed, the one along the line first: at each step
    the leading superior, then guiding ones by id.
    """

    def __init__(
        self, tracer: Tracer, duty: int, organization: int, *, limit: int = LIMIT, persons: bool = False
    ) -> None:
        self._tracer = tracer
        self._duty = duty
        self._asked = organization
        self._limit = limit
        self._persons = persons
        self._start = tracer.start(organization)
        self._is_open = bool(tracer.answerable[duty, organization]) and self._start >= 0
        self._ways = tracer.ways(duty, self._start) if self._is_open else None

    # --- what was asked ------------------------------------------------------------------

    @property
    def duty(self) -> str:
        """The duty's id."""
        return self._tracer.cascade.duties.ids[self._duty]

    @property
    def title(self) -> str:
        """The duty's title."""
        return self._tracer.cascade.duties.values[self._duty].title

    @property
    def organization(self) -> str:
        """The organization asked about."""
        return self._tracer.ids[self._asked]

    @property
    def organization_name(self) -> str:
        """Its name."""
        return str(self._tracer.naming.organizations[self._asked])

    @property
    def day(self) -> date:
        """The day."""
        day = self._tracer.chain.day
        if day is None:
            raise MissingDayError
        return day

    @property
    def limit(self) -> int:
        """How many paths are listed at most."""
        return self._limit

    # --- what was found ------------------------------------------------------------------

    @property
    def start(self) -> str | None:
        """Who owns the failure: the organization, or the one above a group or unit; `None` without a path."""
        return None if self._ways is None else self._tracer.ids[self._start]

    @property
    def count(self) -> int:
        """How many paths there are, exactly, listed or not."""
        return 0 if self._ways is None else self._ways.count

    @property
    def truncated(self) -> bool:
        """Whether there are more than are listed."""
        return self.count > self._limit

    @property
    def not_followed(self) -> tuple[tuple[str, str], ...]:
        """Edges not followed, (above, below): guiding lines inside a circle, and circles of superiors."""
        if self._ways is None:
            return ()
        ids = self._tracer.ids
        return tuple((ids[above], ids[below]) for above, below in self._ways.not_followed)

    @property
    def no_bypass(self) -> tuple[str, ...]:
        """Organizations that no path goes round, from the owner up: every guiding line meets them again."""
        return () if self._ways is None else tuple(self._tracer.ids[here] for here in self._ways.common)

    @cached_property
    def steps(self) -> tuple[PathStep, ...]:
        """Every step of every path once, lower ones first; bounded by the lines there are, not by the paths."""
        return () if self._ways is None else tuple(self._tracer.steps(self._duty, self._asked))

    @property
    def foot(self) -> Text:
        """What the paths are not; it goes with every rendering."""
        return FOOT

    @cached_property
    def _listed(self) -> tuple[AccountabilityPath, ...]:
        if self._ways is None:
            return ()
        return tuple(map(self._path, itertools.islice(self._ways, self._limit)))

    def _path(self, way: Any) -> AccountabilityPath:  # noqa: ANN401 - a Way
        steps = tuple(self._tracer.along(self._duty, self._asked, way))
        path = AccountabilityPath(self.duty, self.title, self.day, steps)
        if not self._persons:
            return path
        return path.with_persons(self._tracer.holders({role for step in steps for role in step.roles()}))

    def __len__(self) -> int:
        return len(self._listed)

    @overload
    def __getitem__(self, index: int) -> AccountabilityPath: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[AccountabilityPath, ...]: ...
    def __getitem__(self, index: int | slice) -> AccountabilityPath | tuple[AccountabilityPath, ...]:
        """Return one of the paths listed, or a run of them."""
        return self._listed[index]

    def __iter__(self) -> Iterator[AccountabilityPath]:
        return iter(self._listed)

    # --- reasons -------------------------------------------------------------------------

    def explain(self) -> Explanation:
        """
        Return everything as one tree: each step once, the guiding ones behind those of the line; `why_not()` without a path.

        The last line says what it is not.
        """
        if self._ways is None:
            return self.why_not()
        return Explanation(
            Text(
                zh=f"责任链条（供研判参考，待核实）：“{self.title}”，{self.organization_name}，{self.day}",
                en=f"candidate paths, to be verified: {self.title!r} at {self.organization_name}, {self.day}",
            ),
            fact=self._counted(),
            children=(*map(step_reason, self.steps), *self._circles(), Explanation(FOOT)),
        )

    def _counted(self) -> Text:
        listed = len(self)
        more = self.truncated
        return Text(
            zh=f"共{self.count}条链条" + (f"，列出{listed}条" if more else ""),
            en=f"{self.count} path(s)" + (f", {listed} of them listed" if more else ""),
        )

    def _circles(self) -> Iterator[Explanation]:
        if self.not_followed:
            pairs = "、".join(f"{above}→{below}" for above, below in self.not_followed)
            yield Explanation(
                Text(
                    zh=f"互相指导（隶属）成环、未予沿用的：{pairs}",
                    en=f"lines inside a circle, not followed: {pairs}",
                )
            )

    def why(self, role: str) -> Explanation:
        """
        Return why a role stands on these paths, and in what degree; `why_not(role)` where it does not.

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        name = self._role_name(role)
        found = [
            (step, one)
            for step in self.steps
            for one in step.answerers
            if one.role == role and not one.is_excluded
        ]
        if not found:
            return self.why_not(role)
        return Explanation(
            Text(
                zh=f"{name.zh}在“{self.title}”的责任链条上",
                en=f"{name.en} stands on the path of {self.title!r}",
            ),
            children=(
                *(
                    Explanation(
                        Text(
                            zh=f"{step.name}：{step.state.label.zh}", en=f"{step.name}: {step.state.label.en}"
                        ),
                        fact=step.fact,
                        ground=step.ground(),
                        children=(answerer_reason(one, step),),
                    )
                    for step, one in found
                ),
                Explanation(FOOT),
            ),
        )

    def why_not(self, role: str | None = None) -> Explanation:
        """
        Return the first thing that would have to change: for there to be a path, or for a role to stand on it with a degree.

        Parameters
        ----------
        role : str, optional

        Raises
        ------
        UnknownNameError
            If the chain has no such role.
        """
        if self._ways is None:
            return self._no_path()
        if role is None:
            return self.explain()
        name = self._role_name(role)
        return Explanation(
            Text(
                zh=f"{name.zh}未列在“{self.title}”的责任链条上负有程度的岗位中",
                en=f"{name.en} bears no degree on the path of {self.title!r}",
            ),
            children=(self._role_obstacle(role), Explanation(FOOT)),
        )

    def _role_name(self, role: str) -> Text:
        position = self._tracer.chain.tables["roles"].position(role)
        name, owner = self._tracer.naming.role(position), self._tracer.naming.owner(position)
        return Text(zh=f"{owner}{name.zh}", en=f"the {name.en} of {owner}")

    def _no_path(self) -> Explanation:
        tracer = self._tracer
        reasons = Reasons(tracer.cascade, self._duty, self._asked)
        claim = Text(
            zh=f"{self.organization_name}的“{self.title}”没有责任链条可列",
            en=f"there is no path of {self.title!r} at {self.organization_name}",
        )
        if tracer.answerable[self._duty, self._asked]:
            cause = Explanation(
                Text(
                    zh="它不单列责任，其上没有党组织；补录上级后即可列出",
                    en="it owns no failure and no Party organization leads it; enter its superior",
                )
            )
        elif tracer.cascade.carries[self._duty, self._asked]:
            cause = Explanation(
                Text(
                    zh="该事项为自选动作，不作要求；列为规定动作后才有责任链条",
                    en="the duty is elective and nobody answers for it; it would have to be required",
                )
            )
        else:
            cause = reasons.why_not()
        return Explanation(claim, children=(cause, Explanation(FOOT)))

    def _role_obstacle(self, role: str) -> Explanation:
        """Return what keeps a role from bearing a degree, the first that holds."""
        tracer = self._tracer
        position = tracer.chain.tables["roles"].position(role)
        hosts = {tracer.ids[one] for one in tracer.chain.hosts(position)}
        here = [step for step in self.steps if step.organization in hosts]
        if not here:
            return Explanation(Text(zh="所在组织不在链条上", en="its organization is on no path"))
        for step in here:
            for one in step.answerers:
                if one.role == role:
                    return answerer_reason(one, step)
        if not tracer.chain.in_body[position]:
            return Explanation(
                Text(
                    zh="该岗位不属于领导班子，链条只列领导班子和班子成员",
                    en="the role does not belong to the leading body, and paths name that and its members only",
                )
            )
        open_ = next(
            (step for step in here if step.relation == OWNS or step.state.value == "accountable"), None
        )
        if open_ is None:
            step = here[0]
            return Explanation(
                Text(
                    zh="该级管理责任未见待核实的记录",
                    en="no record puts the management of its level in question",
                ),
                fact=step.fact,
                ground=step.ground(),
            )
        return Explanation(
            Text(
                zh="既非主要负责人，也未见分管该事项、该领域或下级组织，也未见参与集体决定的记录",
                en="it is not the principal leader, no list, area or portfolio puts it in charge, "
                "and no record of a decision names it",
            )
        )

    # --- other forms -----------------------------------------------------------------------

    def columns(self, lang: Lang = "zh") -> dict[str, list[Any]]:
        """Return the columns of `to_frame` as lists, without a data frame library."""
        alone = len(self) == 1
        return columns_of_rows(
            row for number, path in enumerate(self, start=1) for row in path.rows(number, lang, persons=alone)
        )

    def to_frame(self, backend: str = "pandas", *, lang: Lang = "zh") -> Any:  # noqa: ANN401 - whichever was named
        """
        Return the paths listed: path, step, organization, relation, state, role, person, liability, fact, citation.

        Paths count from 1, steps from 0. A row for each step (`role` blank: its
        state), one for each who stands there, one for each break and note.
        `person` is blank unless persons were asked for and there is one path only.
        """
        return frame_of(self.columns(lang), backend)

    def to_mermaid(self, lang: Lang = "zh") -> str:
        """Return every step once as the text of a Mermaid flow chart, the owner at the bottom."""
        return mermaid(self, lang)

    def to_json(self) -> str:
        """Return the paths as a document under the schema `dangjian-chain/accountability/1`."""
        import json  # noqa: PLC0415 - loaded when it is asked for

        from dangjian_chain.accountability.document import paths_document  # noqa: PLC0415 - the same

        return json.dumps(paths_document(self), ensure_ascii=False, indent=2)

    def to_text(self, lang: Lang = "zh") -> str:
        """Return the paths as indented lines, with the foot line."""
        return self.explain().to_text(lang)

    def __str__(self) -> str:
        return self.to_text("zh")

    def __repr__(self) -> str:
        more = f", {len(self)} listed" if self.truncated else ""
        return f"<AccountabilityPaths {self.duty} at {self.organization} on {self.day}: {self.count} candidate(s){more}>"
