"""The starter folder whose duties come from the catalogue, with the lists of every role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import attrs
import click

from dangjian_chain.cli.explained_columns import columns_explained
from dangjian_chain.errors import UnknownNameError
from dangjian_chain.formats.catalogue import Catalogue, catalogue
from dangjian_chain.formats.dumping import yaml_text
from dangjian_chain.formats.read import read
from dangjian_chain.formats.spelled import spelled
from dangjian_chain.formats.words import lookup
from dangjian_chain.formats.write_csv import csv_text
from dangjian_chain.model.chain import ResponsibilityChain
from dangjian_chain.model.document import SCHEMA
from dangjian_chain.model.role import Role
from dangjian_chain.model.vocabulary import unit_type_label
from dangjian_chain.propagation import propagate
from dangjian_chain.rulebook import Profile
from dangjian_chain.text import Lang, Text

DEFAULT_TYPE = "public_institution"

_COMMA = re.compile(r"[,，、;；]")

_MEMBERS = Text(zh="全体党员", en="All members")
_README = Text(
    zh="责任事项取自本工具的责任目录（{types}，按{day}施行的规定），各岗位的清单由此推出，共{count}项。"
    "依据待查证的{off}项没有取用：{keys}。",
    en="The duties come from the catalogue of this library ({types}, by the provisions in force on {day}), and the "
    "lists of every role follow from them: {count} duties. Left out because they rest on memory alone: {off} duties ({keys}).",
)


def _asked(words: Sequence[str], day: date, profiles: Sequence[Profile], lang: Lang) -> Catalogue:
    """Return the catalogue of the types of unit that a person wrote, or say which there are."""
    try:
        return catalogue(words, at=day, profile=profiles)
    except UnknownNameError as error:
        near = "、".join(error.nearest) if lang == "zh" else ", ".join(error.nearest)
        text = Text(
            zh=f"没有单位类型“{error.name}”" + (f"，是否想用 {near}" if near else ""),
            en=f"there is no type of unit {error.name!r}" + (f"; did you mean {near}?" if near else ""),
        )
        raise click.UsageError(text.of(lang)) from error


def catalogue_starter(
    form: str, types: str, day: date, profiles: Sequence[Profile], lang: Lang
) -> dict[str, bytes]:
    """Return the files of the starter folder with the duties of the catalogue, by name."""
    known = lookup("unit_types")
    words = [known.get(word, word) for word in map(str.strip, _COMMA.split(types)) if word]
    found = _asked(words, day, profiles, lang)
    with as_file(files("dangjian_chain.cli") / "starter" / lang) as folder:
        chain = _filled(read(folder), found, words[0] if words else DEFAULT_TYPE, day, lang)
        notes = {path.stem: _note(path) for path in sorted(folder.glob("*.yaml"))}
        readme = (folder / "README.md").read_text("utf-8")
    title, _, rest = readme.partition("\n\n")
    readme = f"{title}\n\n{_said(found, words, day, lang)}\n\n{rest}".replace(
        "--why S1 D1", "--why branch.theme_day D1"
    )
    collections = list(spelled(chain))
    if form == "yaml":
        documents = {
            one.name: yaml_text({"schema": SCHEMA, one.name: one.documents()}) for one in collections
        }
        made = {f"{name}.yaml": (notes.get(name, "") + text).encode() for name, text in documents.items()}
        return {**made, "README.md": readme.encode()}
    tables = {f"{one.name}.csv": csv_text(one, lang).encode("utf-8-sig") for one in collections}
    return {**tables, "README.md": (readme + columns_explained(collections, lang)).encode()}


def _filled(
    chain: ResponsibilityChain, found: Catalogue, unit_type: str, day: date, lang: Lang
) -> ResponsibilityChain:
    """Return the starter with duties of the catalogue, the members of each branch as a role, and every list."""
    organizations = [
        attrs.evolve(each, unit_type=unit_type, temporary=False) for each in chain.organizations.values()
    ]
    members = [
        Role(
            id=f"{each.id}.{'dy' if lang == 'zh' else 'members'}",
            organization=each.id,
            kind="members",
            title=_MEMBERS.of(lang),
        )
        for each in organizations
        if each.kind == "branch"
    ]
    made = (
        chain.with_collection("organizations", organizations)
        .with_collection("roles", [*chain.roles.values(), *members])
        .with_collection("assignments", ())
        .with_collection("duties", found.duties(lang=lang))
    )
    return propagate(made, at=day).adopt()


def _note(path: Path) -> str:
    """Return the comment on top of a file."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    return "".join(lines[: next(row for row, line in enumerate(lines) if not line.startswith("#"))])


def _said(found: Catalogue, words: Sequence[str], day: date, lang: Lang) -> str:
    labels = [unit_type_label(each).of(lang) for each in words]
    mark = "、" if lang == "zh" else ", "
    return _README.of(lang).format(
        types=mark.join(labels) or ("各类单位" if lang == "zh" else "every type of unit"),
        day=day,
        count=len(found),
        off=len(found.off),
        keys=mark.join(f"`{duty.key}`" for duty in found.off) or "—",
    )
