"""The import dialog over real files, a real database and real widgets."""

from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView
from shiboken6 import isValid

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.planned_rows import ImportPlan, PlannedRow, RowKind
from desktop_app.view_models.prompts import Choice
from desktop_app.view_models.workspace import Workspace
from desktop_app.views.dialogs.import_dialog import ImportDialog
from desktop_app.views.dialogs.import_preview_model import KIND, NAME, WHAT, ImportPreviewModel
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from desktop_app.view_models.prompts import FileKind, Question

    Until = Callable[..., Awaitable[None]]

STAFF = """login,name,mail,phone,block sign in,password,colour
ada,Ada Lovelace,ada@example.org,+44 20 7946 0999,no,hunter2,red
alan,Alan Turing,alan@example.org,+44 20 7946 0124,no,hunter2,blue
grace,Grace Hopper,grace@example.org,+44 20 7946 0125,yes,hunter2,
,,,,,,
bad name,Bad <b>Name</b>,nowhere,12,maybe,hunter2,=1+1
"""
ALL, NEW, CHANGED, UNCHANGED, PROBLEMS = range(5)


class Answers:
    """Files that somebody would have chosen."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        self.opened: Path | None = None
        self.asked = 0
        self.saved: list[Path] = []

    async def confirm(self, question: Question) -> bool:
        return True

    async def choose(self, question: Question) -> Choice:
        return Choice.KEEP

    async def file_to_open(self, kind: FileKind) -> Path | None:
        self.asked += 1
        return self.opened

    async def file_to_save(self, kind: FileKind, suggestion: str, title: str = "") -> Path | None:
        self.asked += 1
        if self.folder is None:
            return None
        self.saved.append(self.folder / suggestion)
        return self.saved[-1]


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    crashes: list[BaseException] = []
    path = tmp_path / "staff.userbook"
    workspace = Workspace(path, DatabaseHelper(create_document(path).url), crashes.append)
    async with workspace.database.get_db_session() as session:
        for name, display, phone in (
            ("ada", "Ada Lovelace", "+44 20 7946 0123"),
            ("alan", "Alan Turing", "+44 20 7946 0124"),
        ):
            user = CreateUserDTO(
                user_name=name, display_name=display, email=f"{name}@example.org", phone=phone
            )
            await added(session, [user])
    yield workspace
    await workspace.close()
    assert crashes == []


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def table(text: str = STAFF, encoding: str = "utf-8", name: str = "staff.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        return path

    return table


@pytest.fixture
async def shown(
    workspace: Workspace, answers: Answers, until: Until
) -> AsyncIterator[Callable[[Path], Awaitable[ImportDialog]]]:
    """Opens the dialog for a file and waits until there is something to see."""
    dialogs: list[ImportDialog] = []

    async def shown(path: Path) -> ImportDialog:
        workspace.imports.begin(path)
        dialog = ImportDialog(workspace.imports, answers)
        dialogs.append(dialog)
        dialog.open()
        await until(lambda: settled(workspace))
        return dialog

    yield shown
    for dialog in dialogs:
        if isValid(dialog):
            dialog.reject()
            dialog.deleteLater()


def settled(workspace: Workspace) -> bool:
    state = workspace.imports.state
    return state.plan is not None or state.problem is not None


async def replanned(workspace: Workspace, until: Until, act: Callable[[], object]) -> None:
    """Do something that makes the plan anew, and wait for that one, not for the old."""
    before = workspace.imports.state
    act()

    def is_new() -> bool:
        state = workspace.imports.state
        if state.problem is not None:
            return state.problem is not before.problem
        return state.plan is not None and state.plan is not before.plan

    await until(is_new)


def cells(dialog: ImportDialog, column: int) -> list[str]:
    model = dialog.preview.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def counts(dialog: ImportDialog) -> list[str]:
    return [button.text().split()[-1] for button in dialog.preview.filters.buttons()]


def choose(box: QComboBox, text: str) -> None:
    """As a person does: the choice, then the signal that only persons cause."""
    index = box.findText(text)
    assert index >= 0, [box.itemText(i) for i in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


async def test_a_good_file_needs_no_click_but_the_last_one(workspace, shown, table, until):
    dialog = await shown(table())
    assert dialog.head.summary.text().endswith("5 of 7 columns used")
    assert dialog.choices.isHidden()
    assert counts(dialog) == ["4", "1", "1", "1", "1"]
    assert dialog.foot.remark.text().startswith("1 blank row")
    assert dialog.foot.go.text() == "Add 1, change 1"
    assert dialog.foot.go.isDefault()
    assert dialog.focusWidget() is dialog.foot.go
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await until(lambda: not isValid(dialog))
    assert workspace.imports.state.imported == 2
    await workspace.users.refresh()
    assert workspace.users.state.total == 3


async def test_the_button_counts_users_where_nothing_changes(shown, table):
    dialog = await shown(table("login,name\nx1,X\nx2,Y\n"))
    assert dialog.foot.go.text() == "Add 2 user(s)"


async def test_the_button_counts_users_where_nothing_is_new(shown, table):
    dialog = await shown(table("login,name\nada,Countess\n"))
    assert dialog.foot.go.text() == "Change 1 user(s)"


async def test_nothing_to_do_cannot_be_done(shown, table):
    dialog = await shown(table("login,name\nada,Ada Lovelace\n"))
    assert dialog.foot.go.text() == "Nothing to import"
    assert not dialog.foot.go.isEnabled()


async def test_a_count_shows_only_its_rows(shown, table):
    dialog = await shown(table())
    dialog.preview.filters.button(CHANGED).click()
    assert cells(dialog, KIND) == ["Changed"]
    dialog.preview.filters.button(PROBLEMS).click()
    assert cells(dialog, NAME) == ["Bad <b>Name</b>"]
    dialog.preview.filters.button(ALL).click()
    assert len(cells(dialog, KIND)) == 4


async def test_a_count_that_falls_to_nothing_shows_all_rows_again(workspace, shown, table, until):
    dialog = await shown(table())
    dialog.preview.filters.button(PROBLEMS).click()
    table("login,name\nx,One\n")
    choose(dialog.options.encoding, "Unicode (UTF-8)")
    await until(lambda: counts(dialog)[ALL] == "1")
    assert dialog.preview.filters.checkedId() == ALL
    assert cells(dialog, NAME) == ["One"]


async def test_a_changed_row_says_what_from_and_what_to(shown, table):
    dialog = await shown(table())
    dialog.preview.filters.button(CHANGED).click()
    [text] = cells(dialog, WHAT)
    assert text.replace("\u2068", "").replace("\u2069", "") == (
        "Phone: +44 20 7946 0123 → +44 20 7946 0999"
    )


async def test_a_problem_names_the_field_and_the_reason(shown, table):
    dialog = await shown(table())
    dialog.preview.filters.button(PROBLEMS).click()
    [text] = cells(dialog, WHAT)
    assert "E-mail: Not an e-mail address" in text
    assert "Active: " in text


async def test_a_reason_too_long_for_its_cell_is_read_below(shown, table):
    dialog = await shown(table())
    preview = dialog.preview
    preview.filters.button(PROBLEMS).click()
    assert preview.whole.isHidden()
    preview.table.setFocus()
    QTest.keyClick(preview.table, Qt.Key.Key_Down)
    preview.table.setCurrentIndex(preview.model.index(0, WHAT))
    assert "Active: “maybe”" in preview.whole.text()
    assert preview.whole.isVisible()
    preview.filters.button(NEW).click()
    assert preview.whole.isHidden()


async def test_names_from_the_file_are_never_read_as_html(shown, table):
    dialog = await shown(table("login,<img src=/dev/zero>\nx,<b>bold</b>\n"))
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    tip = dialog.preview.model.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip


async def test_passwords_are_neither_shown_nor_read(shown, table):
    dialog = await shown(table())
    dialog.set_unfolded(unfolded=True)
    box = dialog.columns.boxes[5]
    assert not box.isEnabled()
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Passwords are never read" in words
    assert not any("hunter2" in word for word in words)


async def test_an_inverted_column_says_so(shown, table):
    dialog = await shown(table())
    words = [label.text() for label in dialog.columns.findChildren(QLabel)]
    assert dialog.columns.boxes[4].currentText() == "Active"
    assert "“Yes” means disabled" in words


async def test_choosing_a_field_takes_it_from_its_other_column(workspace, shown, table, until):
    dialog = await shown(table())
    boxes = dialog.columns.boxes
    await replanned(workspace, until, lambda: choose(boxes[6], "Display name"))
    assert boxes[6].currentText() == "Display name"
    assert boxes[1].currentText() == "Do not import"
    await replanned(workspace, until, lambda: choose(boxes[6], "Do not import"))
    assert workspace.imports.state.targets[6] is None


async def test_the_wheel_scrolls_past_the_columns_and_changes_none(shown, table):
    dialog = await shown(table())
    dialog.set_unfolded(unfolded=True)
    box = dialog.columns.boxes[0]
    before = box.currentIndex()
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.currentIndex() == before


async def test_sections_in_the_list_of_fields_cannot_be_chosen(shown, table):
    dialog = await shown(table())
    model = dialog.columns.boxes[0].model()
    heads = [i for i in range(model.rowCount()) if not model.index(i, 0).flags()]
    assert [model.index(i, 0).data() for i in heads][:2] == ["Account", "Person"]


async def test_empty_cells_erase_only_where_it_is_wished(workspace, shown, table, until):
    dialog = await shown(table("login,phone\nada,\n"))
    assert counts(dialog)[UNCHANGED] == "1"
    await replanned(workspace, until, dialog.foot.erase.click)
    assert cells(dialog, WHAT)[0].endswith("→ empty")
    assert dialog.foot.go.text() == "Change 1 user(s)"


async def test_a_guessed_encoding_is_shown_with_its_text(workspace, shown, table, until):
    text = "Логин;ФИО\nivan;Иванов Иван\npetr;Пётр Петров\n"
    dialog = await shown(table(text, "cp1251"))
    message = dialog.guess.message
    assert message is not None
    assert "Windows-1251" in message.text
    assert "Иванов Иван" in message.text
    message.act()
    assert dialog.options.encoding.isVisible()
    assert dialog.focusWidget() is dialog.options.encoding
    box = dialog.options.encoding
    await replanned(workspace, until, lambda: choose(box, "Cyrillic (Windows-1251)"))
    assert dialog.guess.message is None
    assert cells(dialog, NAME) == ["Иванов Иван", "Пётр Петров"]


async def test_a_wrong_encoding_says_so_and_another_mends_it(workspace, shown, table, until):
    dialog = await shown(table("Логин;ФИО\nivan;Иванов Иван\npetr;Пётр Петров\n", "cp1251"))
    box = dialog.options.encoding
    await replanned(workspace, until, lambda: choose(box, "Unicode (UTF-8)"))
    assert dialog.preview.pages.currentWidget() is dialog.preview.refusal
    assert "encoding" in dialog.preview.refusal.words.text()
    assert dialog.choices.isVisible()
    assert dialog.columns.isHidden()
    assert not dialog.foot.go.isEnabled()
    assert not dialog.foot.erase.isEnabled()
    await replanned(workspace, until, lambda: choose(box, "Cyrillic (Windows-1251)"))
    assert dialog.columns.isVisible()
    assert dialog.preview.pages.currentWidget() is dialog.preview.table


async def test_separator_and_header_can_be_changed(workspace, shown, table, until):
    dialog = await shown(table("login,name\nx,One;Two\n"))
    header, separator = dialog.options.header, dialog.options.separator
    await replanned(workspace, until, lambda: choose(header, "No header"))
    assert dialog.head.summary.text().split(" · ")[2] == "No header"
    await replanned(workspace, until, lambda: choose(header, "Line 1"))
    await replanned(workspace, until, lambda: choose(separator, "Semicolon"))
    assert "Semicolon" in dialog.head.summary.text()
    assert workspace.imports.state.options.header_row == 1


async def test_a_file_without_known_columns_asks_for_them(workspace, shown, table, until):
    dialog = await shown(table("colour,shape\nred,round\n"))
    assert dialog.choices.isVisible()
    assert dialog.columns.isVisible()
    assert dialog.preview.refusal.again.isHidden()
    await replanned(workspace, until, lambda: choose(dialog.columns.boxes[0], "User name"))
    assert dialog.foot.go.text() == "Add 1 user(s)"


async def test_a_missing_file_may_come_back(workspace, shown, table, tmp_path, until):
    dialog = await shown(tmp_path / "staff.csv")
    assert "staff.csv" in dialog.preview.refusal.words.text()
    assert dialog.head.name.text() == "staff.csv"
    table()
    await replanned(workspace, until, dialog.preview.refusal.again.click)
    assert counts(dialog)[ALL] == "4"


async def test_another_file_can_be_chosen(workspace, shown, table, answers, until):
    dialog = await shown(table())
    answers.opened = table("login\nx\n", name="other.csv")
    await replanned(workspace, until, dialog.head.other.click)
    assert dialog.head.name.text() == "other.csv"
    assert counts(dialog)[NEW] == "1"


async def test_refused_rows_are_saved_with_reasons_and_without_passwords(
    shown, table, answers, until
):
    dialog = await shown(table())
    assert dialog.foot.save.isVisible()
    dialog.foot.save.click()
    await until(lambda: dialog.bar.message is not None)
    assert answers.saved[0].name == "staff refused.csv"
    with answers.saved[0].open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == [*STAFF.splitlines()[0].split(","), "Reason"]
    assert row[:7] == ["bad name", "Bad <b>Name</b>", "nowhere", "12", "maybe", "", "'=1+1"]
    assert "Not an e-mail address" in row[7]


async def test_refused_rows_saved_twice_have_one_column_of_reasons(shown, table, answers, until):
    dialog = await shown(table("login,mail,Reason\nx,nowhere,old\n"))
    dialog.foot.save.click()
    await until(lambda: dialog.bar.message is not None)
    with answers.saved[0].open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == ["login", "mail", "Reason"]
    assert row[2].startswith("E-mail: ")


async def test_choosing_no_file_leaves_everything_as_it_is(shown, table, answers, until):
    dialog = await shown(table())
    answers.folder = None
    dialog.foot.save.click()
    dialog.head.other.click()
    await until(lambda: answers.asked == 2)
    assert dialog.head.name.text() == "staff.csv"
    assert dialog.bar.message is None


async def test_refused_rows_that_cannot_be_saved_leave_the_preview(
    shown, table, answers, tmp_path, until
):
    dialog = await shown(table())
    answers.folder = tmp_path / "nowhere"
    dialog.foot.save.click()
    await until(lambda: dialog.bar.message is not None)
    assert "staff refused.csv" in dialog.bar.message.text
    assert dialog.foot.go.isEnabled()


async def test_the_dialog_leaves_while_the_import_runs(workspace, shown, table, until):
    rows = "".join(f"new{i},New {i}\n" for i in range(3000))
    dialog = await shown(table(f"login,name\n{rows}"))
    dialog.foot.go.click()
    assert dialog.isHidden()
    assert QApplication.activeModalWidget() is None
    changes = workspace.changes
    await until(lambda: changes.state.under_way and changes.state.under_way.done)
    changes.stop()
    await until(lambda: not isValid(dialog))
    await workspace.users.refresh()
    assert workspace.users.state.total == 2


async def test_a_user_name_taken_meanwhile_becomes_words_and_a_new_look(
    workspace, shown, table, until
):
    dialog = await shown(table("login,name\nx,One\n"))
    async with workspace.database.get_db_session() as session:
        await added(session, [CreateUserDTO(user_name="X", display_name="Y")])
    dialog.foot.go.click()
    await until(lambda: workspace.imports.state.problem is not None)
    assert dialog.preview.pages.currentWidget() is dialog.preview.refusal
    assert not dialog.foot.go.isEnabled()
    await replanned(workspace, until, dialog.preview.refusal.again.click)
    assert dialog.foot.go.text() == "Change 1 user(s)"


async def test_planning_can_be_stopped_and_taken_up_again(workspace, answers, table, until):
    rows = "".join(f"new{i},New {i}\n" for i in range(20_000))
    workspace.imports.begin(table(f"login,name\n{rows}"))
    dialog = ImportDialog(workspace.imports, answers)
    dialog.open()
    await until(lambda: dialog.preview.pages.currentWidget() is dialog.preview.waiting)
    dialog.preview.waiting.stop.click()
    assert "Stopped" in dialog.preview.refusal.words.text()
    dialog.preview.refusal.again.click()
    await until(lambda: workspace.imports.state.plan is not None, timeout=20)
    assert dialog.foot.go.text() == f"Add {QLocale().toString(20_000)} user(s)"
    dialog.reject()


async def test_escape_closes_and_gives_planning_up(workspace, answers, table, until):
    rows = "".join(f"new{i},New {i}\n" for i in range(20_000))
    workspace.imports.begin(table(f"login,name\n{rows}"))
    dialog = ImportDialog(workspace.imports, answers)
    dialog.open()
    await until(lambda: workspace.imports.state.planning)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not isValid(dialog))
    await workspace.imports.tasks.close()
    assert workspace.imports.state.plan is None


async def test_a_closed_dialog_is_told_nothing(workspace, answers, table, until):
    workspace.imports.begin(table())
    dialog = ImportDialog(workspace.imports, answers)
    dialog.open()
    dialog.reject()
    await until(lambda: not isValid(dialog))
    assert workspace.imports._watchers == []


async def test_a_read_only_file_says_so(tmp_path, answers, table, until):
    path = tmp_path / "staff.userbook"
    create_document(path)
    crashes: list[BaseException] = []
    url = f"sqlite+aiosqlite:///{path.as_uri()}?immutable=1&uri=true"
    workspace = Workspace(path, DatabaseHelper(url), crashes.append)
    workspace.imports.begin(table())
    dialog = ImportDialog(workspace.imports, answers)
    dialog.open()
    await until(lambda: settled(workspace))
    assert not dialog.foot.go.isEnabled()
    assert dialog.foot.remark.text() == "This userbook can only be read."
    dialog.reject()
    await workspace.close()
    assert crashes == []


async def test_every_control_has_a_name_and_is_reached_by_keyboard(shown, table):
    dialog = await shown(table())
    dialog.set_unfolded(unfolded=True)
    combos = dialog.findChildren(QComboBox)
    named = (*combos, dialog.findChild(QTableView))
    assert all(widget.accessibleName() for widget in named)
    buttons = (dialog.head.change, dialog.head.other, dialog.foot.cancel, dialog.foot.go)
    for control in (*combos, *buttons, *dialog.preview.filters.buttons(), dialog.foot.erase):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


async def test_it_fits_a_small_screen_with_all_choices_open(shown, table):
    dialog = await shown(table())
    dialog.set_unfolded(unfolded=True)
    hint = dialog.minimumSizeHint()
    assert hint.width() <= 900
    assert hint.height() <= 560


def test_a_hundred_thousand_rows_are_shown_and_filtered_at_once():
    kinds = (RowKind.NEW, RowKind.UNCHANGED, RowKind.REFUSED)
    plan = ImportPlan.of([PlannedRow(i, kinds[i % 3], f"N{i}", ()) for i in range(100_000)])
    model, view = ImportPreviewModel(), QTableView()
    view.setModel(model)
    view.verticalHeader().hide()
    view.resize(800, 600)
    start = time.perf_counter()
    model.show_plan(plan)
    view.grab()
    model.show_kind(RowKind.REFUSED)
    view.grab()
    assert time.perf_counter() - start < 1.0
    assert model.rowCount() == 33_333
    assert model.index(0, NAME).data() == "N2"
    view.deleteLater()
