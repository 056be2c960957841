"""Forms of office tables: which fields each can have, and the headers that name them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from attrs import field, frozen

from dangjian_chain.formats.headers import normal_header, two_posts
from dangjian_chain.formats.words import lookup, words
from dangjian_chain.model.column import columns_of
from dangjian_chain.model.document import COLLECTIONS
from dangjian_chain.text import Text

UNREAD = ""
"""The field of a header that is known and never read."""

_TOTALS = frozenset({"总数", "总人数", "合计", "数量", "人数", "小计", "共计", "总计"})
"""Headers below a group that mean the group itself."""

_POST, _SINCE = "post:", "since:"


@frozen
class Form:
    """
    A kind of table.

    Parameters
    ----------
    id : str
        `organizations`, `posts`, `duties`, `results` or `ledger`.
    label : Text
    headers : mapping of str to str
        The field that each header names, in normal form.
    labels : mapping of str to Text
        What people call each field.
    needs : tuple of frozenset of str
        Of each set at least one field is there.
    """

    id: str
    label: Text
    headers: Mapping[str, str] = field(repr=False)
    labels: Mapping[str, Text] = field(repr=False)
    needs: tuple[frozenset[str], ...] = field(repr=False)

    def field_of(self, header: str, parent: str = "") -> str | None:
        """
        Return the field that a header names, `UNREAD` for one that is never read, `None` for an unknown one.

        Parameters
        ----------
        header : str
        parent : str
            The header above it, where headers stand in two rows.
        """
        known = self._known(header)
        if parent and parent != header:
            above = self._known(parent)
            if above is not None and above.startswith(_POST) and "+" not in above:
                normal = normal_header(header)
                if normal in _since_words():
                    return _SINCE + above.removeprefix(_POST)
                return above if known == "name" or normal in _holder_words() else UNREAD
            if known is None or known == UNREAD:
                joined = self._known(plain_header(parent) + header)
                joined = above if joined is None and normal_header(header) in _TOTALS else joined
                known = joined if joined is not None else known
        return known

    def _known(self, header: str) -> str | None:
        normal = plain_header(header)
        found = self.headers.get(normal)
        if found is None and self.id == "organizations":
            kinds = two_posts().get(normal) or filter(None, [lookup("role_kinds").get(normal)])
            found = "+".join(_POST + kind for kind in kinds) or None
        if found is None and self.id == "organizations" and normal.endswith("任职时间"):
            kind = lookup("role_kinds").get(normal.removesuffix("任职时间"))
            found = None if kind is None else _SINCE + kind
        if found is None and normal in unread_headers():
            found = UNREAD
        return found

    def is_met_by(self, fields: Collection[str]) -> bool:
        """Whether a table with these fields can be of this form."""
        return all(any(name in fields for name in several) for several in self.needs)

    def label_of(self, name: str) -> Text:
        """Return what people call a field."""
        if name.startswith((_POST, _SINCE)):
            ends = ("", "") if name.startswith(_POST) else ("任职时间", " since")
            kinds = [part.split(":", 1)[1] for part in name.split("+")]
            posts = [
                next(word for word, value in lookup("role_kinds").items() if value == kind) for kind in kinds
            ]
            return Text(zh="、".join(posts) + ends[0], en=", ".join(kinds) + ends[1])
        return self.labels.get(name, Text(zh="不读", en="not read"))

    def named(self, word: str) -> str | None:
        """Return the field that a label of a mapping means: ours, a Chinese label, or a header word."""
        if word in {"不读", "not read", "-", "—", ""}:
            return UNREAD
        if word in self.labels or word.startswith((_POST, _SINCE)):
            return word
        for name, label in self.labels.items():
            if word in {label.zh, label.en}:
                return name
        return self._post_named(word) or self.headers.get(normal_header(word))

    def _post_named(self, word: str) -> str | None:
        """Return the field of a post, of two posts of one person, or of since when one is held."""
        if self.id != "organizations":
            return None
        start, end = (_SINCE, "任职时间") if word.endswith("任职时间") else (_POST, "")
        start, end = (_SINCE, " since") if word.endswith(" since") else (start, end)
        parts = re.split(r"[、,+]\s*", word.removesuffix(end))
        known = lookup("role_kinds")
        kinds = [kind for part in parts for kind in two_posts().get(part, (known.get(part, part),))]
        return "+".join(start + kind for kind in kinds) if set(kinds) <= set(known.values()) else None


def post_kinds(name: str) -> list[str]:
    """Return the kinds of roles whose holders a field of organizations names."""
    return [part.removeprefix(_POST) for part in name.split("+")] if name.startswith(_POST) else []


def since_kind(name: str) -> str | None:
    """Return the kind of role whose holders' first day a field of organizations states."""
    return name.removeprefix(_SINCE) if name.startswith(_SINCE) else None


def plain_header(header: str) -> str:
    """
    Return a header as it is compared; what stands in brackets behind it does not count.

    Examples
    --------
    >>> plain_header("姓名（工号）"), plain_header("党员 总数（人）"), plain_header("1.责任人")
    ('姓名', '党员总数', '责任人')
    """
    normal = normal_header(header)
    if normal in _every_header():
        return normal
    bare = normal.split("(", 1)[0].lstrip("0123456789.、*★")
    return bare or normal


@cache
def forms() -> Mapping[str, Form]:
    """Return every form by its id, the one that is looked for first before the others."""
    return {id_: _form(id_) for id_ in words("office")["forms"]}


def best_form(
    headers: Sequence[str], parents: Sequence[str], only: Form | None = None
) -> tuple[Form | None, int]:
    """Return the form that fits a row of headers best, and how many of its fields they name."""
    best: tuple[Form | None, int] = (None, 0)
    for form in [only] if only is not None else forms().values():
        fields = {
            form.field_of(header, parent) for header, parent in zip(headers, parents, strict=True) if header
        }
        fields -= {None, UNREAD}
        if form.is_met_by(fields) and len(fields) > best[1]:  # type: ignore[arg-type]
            best = (form, len(fields))
    return best


@cache
def unread_headers() -> frozenset[str]:
    """Return the headers that are known and never read, personal data among them."""
    data = words("office")["unread"]["counting"] + words("headers")["unread"]["personal"]
    return frozenset(map(normal_header, data))


@cache
def personal_headers() -> frozenset[str]:
    """Return the headers of personal data."""
    return frozenset(map(normal_header, words("headers")["unread"]["personal"]))


@cache
def raw_headers() -> frozenset[str]:
    """Return every spelling of a header that a second table in a sheet is known by."""
    return (
        frozenset(header for form in forms().values() for header in form.headers)
        | lookup("role_kinds").keys()
    )


@cache
def _every_header() -> frozenset[str]:
    return raw_headers() | unread_headers()


@cache
def _holder_words() -> frozenset[str]:
    return frozenset(words("office")["forms"]["posts"]["fields"]["person"]["words"])


@cache
def _since_words() -> frozenset[str]:
    return frozenset(words("office")["forms"]["posts"]["fields"]["since"]["words"])


def _form(id_: str) -> Form:
    data = words("office")["forms"][id_]
    headers: dict[str, str] = {}
    labels: dict[str, Text] = {}
    for name, stated in data["fields"].items():
        labels[name] = Text(zh=stated["zh"], en=name)
        for header in stated["words"]:
            headers.setdefault(normal_header(header), name)
    for collection in data.get("from", ()):
        known = words("headers")["columns"][collection]
        for column in columns_of(COLLECTIONS[collection]):
            labels.setdefault(column.name, Text(zh=column.zh, en=column.name))
            for header in (column.name, column.zh, *known.get(column.name, ())):
                headers.setdefault(normal_header(header), column.name)
    for name in data["fields"]:
        headers.setdefault(name, name)
    return Form(
        id_,
        Text(zh=data["zh"], en=data["en"]),
        headers,
        labels,
        tuple(frozenset(each) for each in data["needs"]),
    )
