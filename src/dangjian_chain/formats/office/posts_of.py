"""Posts in words: which kind of role they are, and whose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import frozen

from dangjian_chain.formats.headers import two_posts
from dangjian_chain.formats.office.names import bare, kind_of
from dangjian_chain.formats.words import cell_words, lookup, words

BETWEEN = re.compile(r"[;；、，,/\n]|兼(?![职）)])|(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2})")
"""Between several posts, or several persons, in a cell."""

_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_LEAGUE = ("团委", "团支部", "团总支", "团", "工会", "妇联")
"""Whose posts are none of the Party's."""

_NOBODY = frozenset({"党员", "普通党员", "群众", "成员", "预备党员", "正式党员", "全体党员"})


@frozen
class Post:
    """
    A post in words.

    Parameters
    ----------
    kind : str
        The kind of role.
    level : str
        The kind of organization that the words name, blank for none: 支部书记.
    owner : str
        What stands before the post: a level, or the name of an organization.
    """

    kind: str
    level: str = ""
    owner: str = ""


def post_of(text: str) -> Post | None:
    """
    Return the post that words name, `None` where they name none.

    Examples
    --------
    >>> post_of("各党支部书记"), post_of("组织委员").kind, post_of("工程师")
    (Post(kind='secretary', level='branch', owner='党支部'), 'organization_member', None)
    >>> post_of("测绘分队党支部书记").owner
    '测绘分队党支部'
    """
    plain = _BRACKET.sub("", bare(text)).removeprefix("各")
    if not plain or plain in _NOBODY:
        return None
    for length in range(len(plain), 1, -1):
        kind = _plain_posts().get(plain[-length:])
        if kind is not None:
            before = plain[:-length]
            before = before.removesuffix("领导")
            if before.endswith(_LEAGUE):
                return None
            if before.endswith("副") and kind == "administrative_head":
                kind, before = "deputy_head", before[:-1]
            level = dict(_levels()).get(before) or kind_of(before) or ""
            return Post(kind, level, before)
    return None


def posts_of(text: str) -> list[Post]:
    """
    Return the posts that words name: two for 组织宣传委员, none where they name none.

    Examples
    --------
    >>> [post.kind for post in posts_of("组织宣传委员")]
    ['organization_member', 'publicity_member']
    """
    kinds = two_posts().get(_BRACKET.sub("", bare(text)))
    if kinds is not None:
        return [Post(kind) for kind in kinds]
    post = post_of(text)
    return [] if post is None else [post]


@cache
def _plain_posts() -> Mapping[str, str]:
    """Return the kinds of roles by the words for them that name no level besides."""
    every = lookup("role_kinds")
    levels = [word for word, _ in _levels()]
    return {
        word: kind
        for word, kind in every.items()
        if kind != "members"
        and not any(word.startswith(level) and word.removeprefix(level) in every for level in levels)
    }


@cache
def _levels() -> Sequence[tuple[str, str]]:
    pairs = [(word, kind) for kind, several in words("office")["levels"].items() for word in several]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def is_acting(text: str) -> bool:
    """
    Whether words mark a post as held for the time being.

    Examples
    --------
    >>> is_acting("书记（代）"), is_acting("书记（兼）"), is_acting("代书记")
    (True, False, True)
    """
    marks = [mark.strip("（）()") for mark in _BRACKET.findall(text)]
    return bool(set(marks) & cell_words("acting")) or text.strip().startswith(("代理", "代书", "代支"))


_SPREAD = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+")


def _together(part: str) -> str:
    """Return a name that is spread to fill its cell (甲　乙) without the spaces."""
    return re.sub(r"\s", "", part) if _SPREAD.fullmatch(part) else part


def parts_of(text: str) -> list[str]:
    """Return the posts or the persons that a cell names, without words for nothing."""
    parts = (_together(part.strip()) for part in BETWEEN.split(text))
    return [part for part in parts if part and part not in cell_words("nothing")]
