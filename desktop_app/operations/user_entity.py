"""The rules of one record that span several of its attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.errors import InvalidInputError
from desktop_app.domain.names import NAME_PARTS, derived_display_name
from desktop_app.domain.rules import clean
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO, UpdateUserDTO, UserDTO, review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.domain.rules import Value

_NAMING = frozenset({*NAME_PARTS, "locale", "preferred_language"})
_VALIDITY = frozenset({"valid_from", "valid_until"})


class UserEntity:
    """A record that is about to be written. A display name that nobody chose follows the names."""

    def __init__(self, stored: UserDTO | None = None) -> None:
        self._stored = stored

    def created(self, values: Mapping[str, Value]) -> CreateUserDTO:
        """What a new record will be."""
        return CreateUserDTO.model_validate(with_display_name(values))

    def changed(self, values: Mapping[str, Value]) -> UpdateUserDTO:
        """What will change, an underived or emptied display name included."""
        if self._stored is None:
            raise LookupError("a change needs a stored record")
        before = self._stored.fields
        after = {**before, **values}
        if not _VALIDITY.isdisjoint(values):
            _, problems = review({name: after[name] for name in _VALIDITY})
            if problems:
                raise InvalidInputError(problems)
        given = dict(values)
        followed = before["display_name"] == derived_display_name(before)
        if "display_name" in values:
            given["display_name"] = values["display_name"] or derived_display_name(after)
        elif followed and not _NAMING.isdisjoint(values):
            given["display_name"] = derived_display_name(after)
        return UpdateUserDTO.model_validate(given)


def with_display_name(values: Mapping[str, Value]) -> dict[str, Value]:
    """These values of a new record, and the display name that they make where none is given."""
    name = values.get("display_name") or derived_display_name(values)
    return {**values, "display_name": clean("display_name", ATTRIBUTES["display_name"], name)}
