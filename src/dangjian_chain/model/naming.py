"""What people call organizations and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dangjian_chain.text import Text, listed

if TYPE_CHECKING:
    from dangjian_chain.model.arrays import ChainArrays
    from dangjian_chain.typing import Objects


class Naming:
    """The names of a chain's rows, by position."""

    def __init__(self, arrays: ChainArrays) -> None:
        self._arrays = arrays
        self._roles = arrays.tables["roles"]
        self.organizations: Objects = arrays.tables["organizations"].column("name")
        """The name of each organization."""
        self._titles: Objects = self._roles.column("title")
        self._kinds: Objects = self._roles.column("kind")

    def role(self, role: int) -> Text:
        """Return what people call a role: its title, else its kind."""
        title = self._titles[role]
        kind = self._arrays.role_kinds[self._kinds[role]].label
        return Text(zh=title or kind.zh, en=kind.en)

    def owner(self, role: int) -> str:
        """Return the name of a role's organization, or what the role names instead."""
        position = int(self._arrays.role_organization[role])
        return str(
            self.organizations[position] if position >= 0 else self._roles.column("organization")[role]
        )

    def roles(self, roles: Iterable[int]) -> Text:
        """Return roles as a sentence lists them."""
        every = [self.role(role) for role in roles]
        return Text(
            zh=listed([name.zh for name in every], "zh"), en=listed([name.en for name in every], "en")
        )
