"""Every screen of the program, in the order in which a person may come to them."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop_app.cli.sample_command import sample
from desktop_app.database.document import create_document
from desktop_app.domain.query import Place
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.user_operations import UpdateUser
from tests.journeys.plays import until
from tests.writing import done

if TYPE_CHECKING:
    from pathlib import Path

    from stage import Stage

_TABLE = """\
User name,First name,Last name,E-mail,Department,Job title,Phone
mira.solberg,Mira,Solberg,mira.solberg@example.org,Library,Librarian,+47 22 12 34 56
j.okafor,Joy,Okafor,joy.okafor@example.org,Library,Assistant librarian,
tomas.novak,Tomáš,Novák,tomas.novak(at)example.org,Workshop,Joiner,
svetlana.zimina,Светлана,Зимина,svetlana.zimina@example.org,Читальный зал,Заведующая,55-02-07
,,Nobody,nobody@example.org,,,
"""


async def welcome(_stage: Stage) -> None:
    pass


async def empty_file(stage: Stage) -> None:
    path = stage.folder / "staff.userbook"
    await asyncio.to_thread(create_document, path)
    await stage.open(path)


async def sample_users(stage: Stage) -> None:
    stage.do("file.sample")
    await until(lambda: stage.window.page and stage.workspace.users.state.total == 100)


async def user_selected(stage: Stage) -> None:
    await stage.select(2)


async def form_with_errors(stage: Stage) -> None:
    await stage.select(2)
    stage.type("user_name", str(stage.workspace.users.rows.row(3).values["user_name"]))
    stage.type("email", "alice at example.org")
    stage.type("title", "Head baker")


async def several_selected(stage: Stage) -> None:
    await stage.select(1, 2, 3, 4)
    stage.type("department", "Library")


async def new_user(stage: Stage) -> None:
    stage.do("user.new")
    stage.type("given_name", "Zoe")
    stage.type("family_name", "Lovelace")


async def search_with_filters(stage: Stage) -> None:
    await stage.search("department:library active:yes -has:mobile a")


async def choosing_a_filter(stage: Stage) -> None:
    stage.do("edit.add_filter")


async def wrong_filter(stage: Stage) -> None:
    box = stage.window.search
    stage.do("edit.find")
    await stage.search("department:library created:yesterdayy")
    await until(lambda: box.note and box.note.isVisible())


async def nobody_found(stage: Stage) -> None:
    await stage.search("department:library zanzibar")


async def saving_a_search(stage: Stage) -> None:
    await stage.search("department:library active:yes")
    stage.do("edit.save_search")
    await stage.dialog()


async def moved_to_the_trash(stage: Stage) -> None:
    await stage.select(5, 6, 7)
    stage.do("user.delete")
    await until(lambda: stage.window.bar.message)


async def trash(stage: Stage) -> None:
    await stage.go_to(Place.TRASH)
    await stage.select(1)


async def question(stage: Stage) -> None:
    stage.do("user.empty_trash")
    await stage.dialog()


async def history(stage: Stage) -> None:
    await stage.select(3)
    stage.type("title", "Head baker")
    stage.do("user.save")
    await until(lambda: not stage.workspace.form.state.draft)
    await stage.select(10, 11, 12, 13)
    stage.do("user.disable")
    await stage.rest()
    stage.do("edit.history")
    dialog = await stage.dialog()
    await until(lambda: dialog.table.model().rowCount())
    dialog.table.selectRow(1)


async def looking_back_when(stage: Stage) -> None:
    stage.do("view.moment")
    await stage.dialog()


async def looking_back(stage: Stage) -> None:
    stage.do("view.moment")
    dialog = await stage.dialog()
    dialog.go.click()
    await until(lambda: stage.file.state.looking)
    await until(lambda: stage.page.workspace.users.state.count)


async def paste(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("Workshop\nLibrary\n")
    table = stage.page.table
    table.setCurrentIndex(table.users.index(8, table.users.columns.index("department")))
    stage.do("edit.paste")
    await stage.dialog()


async def import_preview(stage: Stage) -> None:
    path = stage.folder / "new staff.csv"
    await asyncio.to_thread(path.write_text, _TABLE, "utf-8")
    stage.drop(path)
    await stage.dialog()


async def import_choices(stage: Stage) -> None:
    stage.drop(stage.folder / "new staff.csv")
    (await stage.dialog()).head.change.click()


async def import_refused(stage: Stage) -> None:
    path = stage.folder / "photo.csv"
    await asyncio.to_thread(path.write_bytes, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
    stage.drop(path)
    await stage.dialog()


async def export(stage: Stage) -> None:
    await stage.select(1, 2)
    stage.do("file.export")
    await stage.dialog()


async def backups(stage: Stage) -> None:
    await stage.workspace.backups.make()
    await stage.select(20, 21)
    stage.do("user.disable")
    await stage.rest()
    stage.window.bar.clear()
    stage.do("file.backups")
    dialog = await stage.dialog()
    await until(dialog.compare.isEnabled)
    dialog.compare.click()
    await until(lambda: stage.workspace.backups.state.comparison)


async def check_file(stage: Stage) -> None:
    stage.do("tools.check")
    await stage.dialog()


async def preferences(stage: Stage) -> None:
    stage.do("file.preferences")
    await stage.dialog()


async def about(stage: Stage) -> None:
    stage.do("help.about")
    await stage.dialog()


async def help_and_shortcuts(stage: Stage) -> None:
    stage.do("help.help")
    await stage.dialog()


async def menu(stage: Stage) -> None:
    bar = stage.window.menuBar()
    bar.setActiveAction(bar.actions()[1])


async def conflict(stage: Stage) -> None:
    await stage.select(3)
    stage.type("title", "Stage hand")
    user = stage.workspace.form.state.user
    async with stage.workspace.database.get_db_session() as session:
        await done(session, UpdateUser(user, UpdateUserDTO(title="Stage manager")))
    stage.do("user.save")
    await until(lambda: stage.workspace.form.state.conflict)


async def history_of_a_user(stage: Stage) -> None:
    await stage.select(3)
    stage.do("user.history")


async def crash(_stage: Stage) -> None:
    error = ZeroDivisionError("division by zero")
    sys.excepthook(type(error), error, None)


async def refused_file(stage: Stage) -> None:
    path = stage.folder / "letter.userbook"
    await asyncio.to_thread(path.write_text, "Dear Ada,\n", "utf-8")
    stage.window.open_named(str(path))
    await until(lambda: stage.window.bar.message)


async def read_only(stage: Stage) -> None:
    path = stage.folder / "from next year.userbook"
    await asyncio.to_thread(_make_newer, path)
    await stage.open(path)
    await stage.select(2)


async def recent_files(stage: Stage) -> None:
    await stage.file.close()


def _make_newer(path: Path) -> None:
    sample(["--output", str(path), "--day", str(date.today())])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
        connection.execute("UPDATE meta SET value = '9.1' WHERE name = 'program'")
        connection.commit()


SCREENS = (
    welcome,
    empty_file,
    sample_users,
    user_selected,
    form_with_errors,
    several_selected,
    new_user,
    search_with_filters,
    choosing_a_filter,
    wrong_filter,
    nobody_found,
    saving_a_search,
    moved_to_the_trash,
    trash,
    question,
    history,
    looking_back_when,
    looking_back,
    paste,
    import_preview,
    import_choices,
    import_refused,
    export,
    backups,
    check_file,
    preferences,
    about,
    help_and_shortcuts,
    menu,
    conflict,
    history_of_a_user,
    crash,
    refused_file,
    read_only,
    recent_files,
)
NAMES = tuple(screen.__name__.replace("_", "-") for screen in SCREENS)
