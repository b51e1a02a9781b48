"""Index and user names become what they should be; what other tools did becomes history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.outside_keeper import OutsideKeeper
from desktop_app.domain.change import ChangeKind, Deed, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.user_writer import UserWriter


class MendIndex:
    """``RecordOutside`` of everybody; ``tell`` hears done and total, and may raise to stop."""

    kind = ChangeKind.OUTSIDE
    summary = Summary(Deed.OUTSIDE, 0)

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self.mended = 0

    async def apply(self, users: UserWriter) -> None:
        """``mended`` is then of how many users anything was not as it should be.

        1 if these were but miscounted.
        """
        done = 0

        def tell(more: int) -> None:
            nonlocal done
            done += more
            self._tell(done, max(done, total))

        keeper = OutsideKeeper(users.session, users.log, tell)
        total = await keeper.count_all()
        self._tell(0, total)
        await keeper.take_in_all()
        await users.search_anew()
        was_miscounted = await users.tally_anew()
        self.mended = len(keeper.mended) or int(was_miscounted)
