"""What the window looked like last time: size, panes, and for each file its columns and order."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QLocale, QSettings

from desktop_app.domain.attributes import Kind
from desktop_app.domain.preview import Layout
from desktop_app.views.preview_table import Seen
from desktop_app.views.screen_room import resize_within_screen

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from desktop_app.views.main_window import MainWindow
    from desktop_app.views.workspace_page import WorkspacePage

    Order = tuple[tuple[str, bool], ...]


class WindowMemory:
    """A file of its own: losing it costs nothing but habits. Holds no names of people."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def restore_window(self, window: MainWindow) -> None:
        if not window.restoreGeometry(self._bytes("window/geometry")):
            resize_within_screen(window, window.size())

    def keep_window(self, window: MainWindow) -> None:
        self._kept.setValue("window/geometry", window.saveGeometry())
        if window.page is not None:
            self.keep_page(window.page)
        self._kept.sync()

    def restore_page(self, page: WorkspacePage, path: Path | None = None) -> None:
        """As its file was seen last; ``path`` if that is not the file that the page reads."""
        page.splitter.restoreState(self._bytes("window/panes"))
        page.sidebar.setVisible(self._kept.value("window/sidebar", "true") != "false")
        page.show_details(wanted=self._kept.value("window/details", "true") != "false")
        group = _group(path or page.workspace.path)
        names = tuple(page.table.users.columns)
        if self._kept.value(f"{group}/columns") == ",".join(names):
            page.table.horizontalHeader().restoreState(self._bytes(f"{group}/header"))
            page.table.header.show_place(page.workspace.users.state.query.place)
        order = self.order_of(path or page.workspace.path, names)
        if order and order != page.workspace.users.state.query.order:
            page.workspace.users.sort_in_order(*order)

    def order_of(self, path: Path | None, names: Collection[str]) -> Order:
        """By which of these columns the file was sorted; nothing where that is not known."""
        group = _group(path)
        sort: Any = self._kept.value(f"{group}/sort")
        if sort not in names:
            return ()
        descending = self._kept.value(f"{group}/descending") == "true"
        then: Any = self._kept.value(f"{group}/then") or ""
        further = [(name.removeprefix("-"), name[0] == "-") for name in str(then).split()]
        return ((str(sort), descending), *(level for level in further if level[0] in names))

    def seen(self, path: Path) -> Seen | None:
        """What can be shown of a file before it is open.

        None of one that was not seen so, in another language, or where several columns are the
        order.
        """
        group = _group(path)
        try:
            kept = json.loads(str(self._kept.value(f"{group}/seen", "")))
            headings = {str(name): str(words) for name, words in kept["headings"].items()}
            kinds = {str(name): Kind(kind) for name, kind in kept["kinds"].items()}
            shown, widths = tuple(map(str, kept["shown"])), tuple(map(int, kept["widths"]))
            (order,) = self.order_of(path, headings)
            is_whole = self._kept.value(f"{group}/columns") == ",".join(headings)
            if kept["language"] != QLocale().name() or not is_whole:
                return None
        except (ValueError, TypeError, KeyError, AttributeError):  # another version kept it
            return None
        return Seen(Layout(headings, shown, kinds, *order), self._bytes(f"{group}/header"), widths)

    def keep_page(self, page: WorkspacePage) -> None:
        keep, group = self._kept.setValue, _group(page.workspace.path)
        query = page.workspace.users.state.query
        keep("window/panes", page.splitter.saveState())
        keep("window/sidebar", "false" if page.sidebar.isHidden() else "true")
        keep("window/details", "true" if page.details_wanted else "false")
        keep(f"{group}/columns", ",".join(page.table.users.columns))
        keep(f"{group}/header", page.table.horizontalHeader().saveState())
        users = page.table.users
        seen = {
            "language": QLocale().name(),
            "headings": {name: users.label_of(name) for name in users.columns},
            "shown": page.table.header.shown_names(),
            "kinds": users.kinds,
            "widths": page.splitter.sizes(),
        }
        keep(f"{group}/seen", json.dumps(seen, ensure_ascii=False))
        keep(f"{group}/sort", query.sort)
        keep(f"{group}/descending", "true" if query.descending else "false")
        keep(f"{group}/then", " ".join(f"{'-' * down}{name}" for name, down in query.then))

    def _bytes(self, name: str) -> QByteArray:
        value = self._kept.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()


def _group(path: Path | None) -> str:
    return f"file-{sha256(os.fsencode(str(path))).hexdigest()[:16]}"
