"""What came of taking all that can still be read out of a damaged file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """``lost`` users are known by the search index alone, ``lost_names`` how it spells some.

    So are ``lost_changes`` by their index. Users that are ``unclear`` came with a value that was no
    longer whole. ``set_aside`` are names that two users had: the newer one kept it, the other is in
    the trash.
    """

    users: int = 0
    trash: int = 0
    change_sets: int = 0
    changes: int = 0
    lost: int = 0
    lost_names: tuple[str, ...] = ()
    lost_changes: int = 0
    unclear: int = 0
    unclear_names: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    pages: int = 0
    unreadable_pages: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not (
            self.lost
            or self.lost_changes
            or self.unclear
            or self.unreadable_pages
            or self.set_aside
        )
