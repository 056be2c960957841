"""Bearers in lists of duties: organizations, classes of them, posts, persons, and words that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from dangjian_chain.formats.office.names import bare, is_department, kind_of
from dangjian_chain.formats.office.notes import Notes
from dangjian_chain.formats.office.posts import Posts
from dangjian_chain.formats.office.posts_of import post_of
from dangjian_chain.formats.words import cell_words, lookup, words

_BETWEEN = re.compile(r"[;；、，,\n/]|(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2})")
_LABEL = re.compile(r"([^\s：:；;、，,]{2,8})[：:]")
_BRACKET = re.compile(r"(.+?)\(([^()]+)\)")
_EACH = ("各", "所属", "基层", "全体", "全局各", "下属")


@frozen
class Target:
    """
    Who is meant by one item.

    Parameters
    ----------
    organization : str
        An id, or a class such as `@branch`; blank for nobody in particular.
    role : str
        An id, in a class `@secretary`; blank for the body.
    responsibility : str
        As the item itself says it, else blank.
    """

    organization: str = ""
    role: str = ""
    responsibility: str = ""

    @property
    def is_class(self) -> bool:
        """Whether it names a class of organizations."""
        return self.organization.startswith("@")


class Bearers:
    """
    Finds who is meant.

    Parameters
    ----------
    posts : Posts
    notes : Notes
    """

    def __init__(self, posts: Posts, notes: Notes) -> None:
        self._posts = posts
        self._names = posts.organizations.names
        self._notes = notes
        self._words: set[str] = set()

    # --- 责任主体, 责任单位 ------------------------------------------------------------------

    def bodies(self, text: str, under: str | None, place: str) -> tuple[list[Target], list[str]]:
        """
        Return who bears a duty by the words of its body or unit, and the items that name nobody in particular.

        Parameters
        ----------
        text : str
        under : str or None
            The organization whose table it is.
        place : str
        """
        found: list[Target] = []
        vague: list[str] = []
        for item in items_of(text):
            targets = self._body(item, under, place)
            found += targets
            if not targets:
                vague.append(item)
        return list(dict.fromkeys(found)), vague

    def _body(self, item: str, under: str | None, place: str) -> list[Target]:
        plain = bare(item)
        if is_vague(plain):
            return []
        named = self._names.find(plain, under)
        kind = class_of(plain)
        if named.id is not None and (named.is_literal or kind is None or not plain.startswith(_EACH)):
            if not named.is_literal and not _is_level(plain):
                self._notes.name(place, item, self._names.name(named.id))
            return [Target(named.id)]
        if kind is not None:
            whole = kind if plain.startswith(_EACH) else self._only(kind, under)
            return [Target(self._noted(item, whole, place))]
        if post_of(plain) is not None:
            found = self.posts(plain, [Target("" if under is None else under)], is_body=True)
            for target in found:
                if target.is_class:
                    self._noted(item, target.organization, place)
            return found
        if named.ids:
            self._notes.ambiguous(place, item, [self._names.label(id_) for id_ in named.ids])
        elif not is_department(plain):
            self._notes.unresolved(place, item, named.near)
        return [Target(plain)]

    def _noted(self, item: str, organization: str, place: str) -> str:
        """Note, once for each word, which organizations it was read as."""
        if item not in self._words:
            self._words.add(item)
            shown = (
                class_label(organization) if organization.startswith("@") else self._names.name(organization)
            )
            self._notes.once("word", place, f"“{item}”读作 {shown}", f"{item!r} read as {shown!r}")
        return organization

    def _only(self, kind: str, under: str | None) -> str:
        """Return the organization of a kind whose list it is, else the only one there is, else the class."""
        if under is not None and self._names.kind(under) == kind[1:]:
            return under
        same = self._names.of_kind(kind[1:])
        return same[0] if len(same) == 1 else kind

    # --- 责任人 -----------------------------------------------------------------------------

    def persons(
        self, text: str, bodies: Sequence[Target], place: str, *, is_kept: bool = True
    ) -> tuple[list[Target], bool]:
        """
        Return the posts that a cell of responsible persons names, and whether all of it was understood.

        Parameters
        ----------
        text : str
        bodies : sequence of Target
            Who the row is about.
        place : str
        is_kept : bool
            Whether what is not understood is kept in words.
        """
        found: list[Target] = []
        whole = True
        for item, responsibility in _labeled(text):
            plain = bare(item)
            targets = [] if is_vague(plain) else self._person(item, bodies, place)
            whole &= bool(targets)
            if not targets and not is_vague(plain):
                self._notes.nobody(place, item, is_kept=is_kept)
            found += [
                Target(target.organization, target.role, responsibility or target.responsibility)
                for target in targets
            ]
        known = [target for target in dict.fromkeys(found) if self._is_there(target)]
        return known, whole and len(known) == len(set(found))

    def _is_there(self, target: Target) -> bool:
        """Whether the post is one that the rosters hold; of a class that is asked later."""
        return not target.role or target.is_class or self._posts.has(target.role)

    def _person(self, item: str, bodies: Sequence[Target], place: str) -> list[Target]:
        plain = bare(item)
        if plain in words("office")["body"]["words"]:
            return [Target(body.organization) for body in bodies if body.organization]
        owners = [body.organization for body in bodies if body.organization and not body.is_class]
        held = self._held(plain, owners, place)
        if held:
            return held
        if post_of(plain) is not None:
            return self.posts(plain, bodies)
        named = self._names.find(plain)
        return [Target(named.id)] if named.id is not None and kind_of(plain) is not None else []

    def _held(self, plain: str, owners: Sequence[str], place: str) -> list[Target]:
        """Return the post of a person who is named, also beside a post: 甲（书记）, 书记（甲）."""
        found = self._near(self._posts.roles_of_person(plain, owners), owners)
        bracket = _BRACKET.fullmatch(plain)
        if not found and bracket is not None and post_of(bracket[1]) is not None:
            found = self._near(self._posts.roles_of_person(bracket[2], owners), owners)
        if len(found) > 1:
            self._notes.several_posts(place, plain, [role for _, role in found])
        return [Target(owner, role) for owner, role in found[:1]]

    def _near(self, found: Sequence[tuple[str, str]], owners: Sequence[str]) -> list[tuple[str, str]]:
        """Return the posts that are in the organizations of a row or above them; all where it names none."""
        if not owners:
            return list(found)
        above = {each for owner in owners for each in self._posts.line_of(owner)}
        return [(owner, role) for owner, role in found if owner in above]

    def posts(self, text: str, bodies: Sequence[Target], *, is_body: bool = False) -> list[Target]:
        """Return the posts that words name in the bodies of a row."""
        post = post_of(text)
        if post is None:
            return []
        every = bare(text).startswith(_EACH)
        if post.owner and not every and class_of(post.owner) is None:
            named = self._names.find(post.owner)
            if named.id is not None and (post.level in {"", self._names.kind(named.id)} or named.is_literal):
                return [self._in(named.id, post.kind)]
        if post.level:
            return self._of_level(post.kind, post.level, bodies, every=every)
        if is_body:
            return self._of_kind(post.kind, bodies)
        here = [body.organization for body in bodies if body.organization]
        return [self._in(each, post.kind) for each in self._having(here, post.kind)] or self._of_kind(
            post.kind, bodies
        )

    def _having(self, organizations: Sequence[str], kind: str) -> Sequence[str]:
        """Return of several organizations those of the kinds that have such posts, all where none is known to."""
        if len(organizations) == 1:
            return organizations
        kinds = self._posts.kinds_that(kind)
        return [
            each
            for each in organizations
            if (each[1:] if each[:1] == "@" else self._names.kind(each)) in kinds
        ] or organizations

    def _of_level(self, kind: str, level: str, bodies: Sequence[Target], *, every: bool) -> list[Target]:
        here = [
            body.organization
            for body in bodies
            if body.organization
            and (
                body.organization == f"@{level}"
                or (body.organization == "@*" and not every)
                or self._names.kind(body.organization) == level
            )
        ]
        if here:
            return [self._in(organization, kind) for organization in here]
        single = [body.organization for body in bodies if body.organization in self._names]
        above = [self._posts.level_above(organization, level) for organization in single]
        if above and not every and all(above):
            return [self._in(organization, kind) for organization in dict.fromkeys(above) if organization]
        if level == "discipline_commission" and not self._names.of_kind(level):
            level, kind = "committee", "discipline_member" if kind == "secretary" else kind
        return [self._in(f"@{level}", kind)]

    def _of_kind(self, kind: str, bodies: Sequence[Target]) -> list[Target]:
        """Return a post that no words place: in the class of organizations that have such, else in those of the row."""
        kinds = self._posts.kinds_that(kind)
        if len(kinds) == 1:
            return [self._in(f"@{kinds[0]}", kind)]
        if kinds:
            return [self._in("@*", kind)]
        return [self._in(body.organization, kind) for body in bodies if body.organization] or [
            self._in("@*", kind)
        ]

    def _in(self, organization: str, kind: str) -> Target:
        if organization.startswith("@"):
            return Target(organization, f"@{kind}")
        return Target(organization, f"{organization}.{kind}")


def class_label(organization: str) -> str:
    """
    Return a class as people say it, with what it is called in files.

    Examples
    --------
    >>> class_label("@branch"), class_label("@*")
    ('各党支部（@branch）', '各级党组织（@*）')
    """
    kind = organization[1:]
    said = "各级党组织" if kind == "*" else f"各{_first_word(kind)}"
    return f"{said}（{organization}）"


def _first_word(kind: str) -> str:
    """Return the word that people say first for a kind of organization."""
    return _SHORT.get(kind) or next(
        word for word, value in lookup("organization_kinds").items() if value == kind
    )


_SHORT = {"committee": "党委", "general_branch": "党总支"}


def items_of(text: str) -> Iterator[str]:
    """Yield the items of a cell that may name several."""
    for part in _BETWEEN.split(text):
        item = part.strip().rstrip("。等") if part else ""
        if item and item not in cell_words("nothing"):
            yield from _together(item)


def _together(item: str) -> list[str]:
    """Return the parts of an item joined by 及, 和 or 与, where each names somebody by itself."""
    parts = [part.strip() for part in _JOINED.split(item)]
    if len(parts) > 1 and all(part and _says_who(bare(part)) for part in parts):
        return parts
    return [item]


def _says_who(plain: str) -> bool:
    named = post_of(plain) is not None or class_of(plain) is not None or is_vague(plain)
    return named or plain in words("office")["body"]["words"]


_JOINED = re.compile("以及|及其|及|和|与")


def is_vague(plain: str) -> bool:
    """Whether words name nobody in particular: 相关部门, 全体党员."""
    return plain in words("office")["vague"]["words"] or plain.startswith(("相关", "有关", "全体"))


def class_of(plain: str) -> str | None:
    """
    Return the class that words name, `None` where they name none.

    Examples
    --------
    >>> class_of("各党支部"), class_of("所属党支部"), class_of("大队党委"), class_of("财务科")
    ('@branch', '@branch', '@committee', None)
    """
    classes = lookup("classes")
    rest = plain
    while start := next((each for each in _EACH if rest.startswith(each)), ""):
        rest = rest.removeprefix(start)
    start = plain.removesuffix(rest)
    found = classes.get(plain) or classes.get(f"各{rest}") or classes.get(rest)
    if found is None and start and rest in lookup("organization_kinds"):
        found = f"@{lookup('organization_kinds')[rest]}"
    if found is None and _is_level(plain):
        found = f"@{next(kind for kind, several in words('office')['levels'].items() if plain in several)}"
    return found


def _is_level(plain: str) -> bool:
    return any(plain in several for several in words("office")["levels"].values())


def _labeled(text: str) -> Iterator[tuple[str, str]]:
    """Yield each item with the responsibility that a label before it, or a bracket behind it, says."""
    known = lookup("responsibility")
    labels = [(match, known[bare(match[1])]) for match in _LABEL.finditer(text) if bare(match[1]) in known]
    ends = [match.start() for match, _ in labels[1:]] + [len(text)]
    head = text[: labels[0][0].start()] if labels else text
    for part, word in [
        (head, ""),
        *((text[match.end() : end], word) for (match, word), end in zip(labels, ends, strict=False)),
    ]:
        for item in items_of(part):
            bracket = _BRACKET.fullmatch(bare(item))
            own = None if bracket is None else known.get(bracket[2])
            yield (item, word) if bracket is None or own is None else (bracket[1], own)
