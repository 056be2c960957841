"""What is noted while office tables are read: every reading that was not literal, and every question."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_chain.formats.office.drafts import Cell
from dangjian_chain.formats.office.tables import words_of
from dangjian_chain.formats.sheet import Found


class Notes:
    """
    Notes of one reading.

    Parameters
    ----------
    found : Found
        Takes them in.
    """

    def __init__(self, found: Found) -> None:
        self._found = found
        self._seen: set[tuple[str, str, str]] = set()
        self.questions: list[tuple[str, str, tuple[str, ...]]] = []

    def once(self, code: str, place: str, zh: str, en: str) -> None:
        """Note something, once."""
        if (code, place, zh) not in self._seen:
            self._seen.add((code, place, zh))
            self._found.note(code, place, zh, en)

    def name(self, place: str, text: str, meant: str) -> None:
        """Note that a name was found under another spelling."""
        self.once("name", place, f"“{text}”读作 {meant}", f"{text!r} read as {meant!r}")

    def unresolved(self, place: str, text: str, near: Sequence[str]) -> None:
        """Note that a name was not found, with those that come near."""
        self.questions.append((place, text, tuple(near)))
        zh = f"未查到“{text}”" + (f"，是否为{'、'.join(near)}" if near else "，照原文保留")
        en = f"{text!r} was not found" + (f"; did you mean {', '.join(near)}?" if near else "; kept as it is")
        self.once("unresolved-name", place, zh, en)

    def ambiguous(self, place: str, text: str, fits: Sequence[str]) -> None:
        """Note that a name fits several."""
        self.questions.append((place, text, tuple(fits)))
        zh = f"“{text}”可指{'、'.join(fits)}，照原文保留"
        self.once("unresolved-name", place, zh, f"{text!r} may be {', '.join(fits)}; kept as it is")

    def differs(self, cell: Cell, held: Cell) -> None:
        """Note that two tables say different things of one organization."""
        place = cell[1].place(cell[2], cell[3])
        other = held[1].place(held[2], held[3])
        one, two = words_of(cell[0]), words_of(held[0])
        zh = f"填写为“{one}”，{other} 为“{two}”，取后者"
        self.once("differs", place, zh, f"it says {one!r}, {other} says {two!r}; the latter holds")

    def top(self, place: str, name: str) -> None:
        """Note which organization is taken for the top."""
        self.once("top", place, f"最上级组织读作 {name}", f"the top is {name!r}")

    def new_top(self, name: str, near: Sequence[str]) -> None:
        """Note that a person names a top that none of the tables holds."""
        zh = f"“{name}”不在这些表中，作为新的最上级组织" + (f"；是否为{'、'.join(near)}" if near else "")
        en = f"{name!r} is in none of the tables, taken for a new top" + (
            f"; did you mean {', '.join(near)}?" if near else ""
        )
        self.once("new-top", "top", zh, en)

    def outside(self, place: str, superior: str, name: str) -> None:
        """Note that the superior of the top lies outside the tables."""
        zh = f"{name}的上级“{superior}”不在这些表中，不作读取"
        self.once(
            "top", place, zh, f"the superior of {name!r}, {superior!r}, is in none of the tables and not read"
        )

    def from_list(self, place: str, name: str) -> None:
        """Note that an organization is known from a list of duties alone."""
        zh = f"花名册中没有“{name}”，按责任清单读作最上级组织"
        self.once(
            "top", place, zh, f"no roster holds {name!r}; taken for the top, as the list of duties names it"
        )

    def no_post(self, place: str, parts: Sequence[str]) -> None:
        """Note words that name no post of ours."""
        said = "、".join(parts)
        self.once(
            "no-post",
            place,
            f"“{said}”不是已知的岗位，未读取",
            f"{said!r} is no post that is known, not read",
        )

    def nobody(self, place: str, text: str, *, is_kept: bool) -> None:
        """Note that a responsible person was found in no post."""
        ends = ("照原文保留", "kept as it is") if is_kept else ("未读取", "not read")
        zh, en = f"未查到“{text}”的岗位，{ends[0]}", f"no post was found for {text!r}; {ends[1]}"
        self.once("no-post", place, zh, en)

    def several_posts(self, place: str, person: str, posts: Sequence[str]) -> None:
        """Note that a person holds several posts, of which the first is taken."""
        said = "、".join(posts)
        zh, en = f"“{person}”任{said}，取第一个", f"{person!r} holds {said}; the first is taken"
        self.once("several-posts", place, zh, en)

    def vague(self, place: str, text: str) -> None:
        """Note that those who help are nobody in particular."""
        zh, en = f"“{text}”未指明哪个单位，未读取", f"{text!r} names nobody in particular, not read"
        self.once("vague", place, zh, en)

    def unit(self, place: str, name: str) -> None:
        """Note that a department is known from a list of duties alone."""
        zh = f"花名册中没有“{name}”，按责任清单读作部门"
        self.once(
            "new-unit", place, zh, f"no roster holds {name!r}; read as a department, as the list names it"
        )
