"""What other tools did to users becomes a part of history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.outside_keeper import OutsideKeeper
from desktop_app.domain.change import ChangeKind, Deed, Summary

if TYPE_CHECKING:
    from desktop_app.database.user_writer import UserWriter


@dataclass(frozen=True, slots=True)
class RecordOutside:
    """``keys`` are of users that were found to be different from what is known of them.

    ``counting`` if they were miscounted, too.
    """

    keys: tuple[int, ...]
    counting: bool = False
    kind: ChangeKind = ChangeKind.OUTSIDE

    async def apply(self, users: UserWriter) -> None:
        await OutsideKeeper(users.session, users.log, users.progress).take_in(self.keys)
        if self.counting:
            await users.tally_anew()

    @property
    def summary(self) -> Summary:
        return Summary(Deed.OUTSIDE, len(self.keys))
