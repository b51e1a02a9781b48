"""What commands are made of, and those that look after the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.view_models.prompts import FileKind
from desktop_app.view_models.salvage_view_model import SalvageViewModel
from desktop_app.view_models.tasks import TaskScope
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.search_box import SearchBox
    from desktop_app.views.workspace_page import WorkspacePage


@dataclass(frozen=True, slots=True)
class View:
    """The parts of the window that commands act on; ``page`` answers what is open now.

    ``tables`` are the suffixes of files that can be imported.
    """

    window: QWidget
    search: SearchBox
    page: Callable[[], WorkspacePage | None]
    shortcuts: Sequence[tuple[str, Callable[[], str]]]
    tables: Sequence[str] = (".csv",)


class CareCommands:
    """``tasks`` are the conversations under way."""

    def __init__(
        self,
        view: View,
        file: FileViewModel,
        prompts: Prompts,
        crash: Callable[[BaseException], None],
    ) -> None:
        self._view = view
        self._file = file
        self._prompts = prompts
        self.tasks = TaskScope(crash)
        self.salvages = SalvageViewModel(file, crash)

    def check_file(self) -> None:
        from desktop_app.views.dialogs.check_dialog import CheckDialog  # noqa: PLC0415

        checks = self._workspace.checks
        dialog = CheckDialog(checks, self._view.window)
        if checks.path is not None:
            dialog.salvage_requested.connect(partial(self.salvage, checks.path))
        dialog.open()
        checks.check()

    def salvage(self, damaged: Path) -> None:
        self._converse("salvage", self._salvage(damaged))

    async def _salvage(self, damaged: Path) -> None:
        from desktop_app.views.dialogs.salvage_dialog import SalvageDialog  # noqa: PLC0415

        suggestion = translate("Files", "%1 (salvaged).userbook").replace("%1", damaged.stem)
        new = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion)
        if new is not None:
            self.salvages.salvage(damaged, new)
            SalvageDialog(self.salvages, self._view.window).open()

    def _converse(self, name: str, conversation: Coroutine[Any, Any, None]) -> None:
        self.tasks.latest(name, conversation)

    @property
    def _workspace(self) -> Workspace:
        return self._page.workspace

    @property
    def _page(self) -> WorkspacePage:
        page = self._view.page()
        if page is None:
            raise LookupError("no file is open")
        return page
