from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.query import DELETION, Place
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.view_models.workspace import Workspace
from desktop_app.views import users_table_model
from desktop_app.views.users_table_model import UsersTableModel

ROLE = Qt.ItemDataRole


@pytest.fixture
async def workspace(five, english):
    crashes = []
    workspace = Workspace(five, DatabaseHelper(open_document(five).url), crashes.append)
    await workspace.users.load()
    yield workspace
    await workspace.close()
    assert crashes == []


@pytest.fixture
def model(workspace):
    owner = QWidget()
    model = UsersTableModel(workspace.users, owner)
    model.owner = owner
    yield model
    owner.deleteLater()


def judged(model):
    """Qt's own judge of models; anything it finds wrong fails the test."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def cell(model, row, name, role=ROLE.DisplayRole):
    return model.index(row, model.columns.index(name)).data(role)


async def test_qt_finds_nothing_wrong_with_it_through_search_sort_and_places(model, workspace):
    judge = judged(model)
    await workspace.users.sort_by("user_name", descending=True)
    await workspace.users.search("a")
    await workspace.users.go_to(Place.DISABLED)
    assert model.rowCount() == 2  # one is disabled, one expired
    await workspace.users.search("nobody at all")
    assert model.rowCount() == 0
    await workspace.users.show_all()
    assert model.rowCount() == 5
    assert judge.model() is model


async def test_qt_finds_nothing_wrong_while_pages_arrive(stock, tmp_path, english, until):
    path = shutil.copy(stock(1000), tmp_path / "many.userbook")
    crashes, owner = [], QWidget()
    workspace = Workspace(path, DatabaseHelper(open_document(path).url), crashes.append)
    await workspace.users.load()
    model = UsersTableModel(workspace.users, owner)
    judge, changed = judged(model), []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    assert cell(model, 900, "user_name") is None
    await until(lambda: cell(model, 900, "user_name"))
    assert cell(model, 900, "user_name") == "user00900"
    assert changed == [(896, 959)]
    assert judge.model() is model
    await workspace.close()
    owner.deleteLater()
    assert crashes == []


def test_every_field_and_both_times_are_columns_the_name_first(model):
    assert set(model.columns) == {*ATTRIBUTES, "created", "last_modified", *DELETION}
    assert model.columns[0] == "display_name"
    assert len(set(model.columns)) == len(model.columns) == model.columnCount()


def test_headings_are_labels(model):
    heading = Qt.Orientation.Horizontal
    shown = [model.headerData(i, heading) for i in range(model.columnCount())]
    assert shown[0] == "Display name"
    assert shown[-4:] == ["Created", "Changed", "Deleted on", "Deleted by"]
    assert all(shown)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(0, heading, ROLE.DecorationRole) is None


async def test_headings_change_with_the_language(model, brackets):
    told = []
    model.headerDataChanged.connect(lambda *sections: told.append(sections[1:]))
    brackets(on=True)
    assert told == [(0, len(model.columns) - 1)]
    heading = Qt.Orientation.Horizontal
    shown = [model.headerData(i, heading) for i in range(model.columnCount())]
    assert all(each.startswith("⟦") for each in shown)


def test_created_and_changed_are_found_by_the_translators():
    """A label of the field list is collected from there; these two are not in it."""
    source = Path(users_table_model.__file__).read_text("utf-8")
    assert 'translate("UsersTable", "Created")' in source
    assert 'translate("UsersTable", "Changed")' in source


def test_a_name_is_text_in_the_cell_and_escaped_in_the_tip(model):
    name = "<img src='/dev/zero'> & <b>co</b>"
    row = next(i for i in range(5) if cell(model, i, "display_name") == name)
    tip = cell(model, row, "display_name", ROLE.ToolTipRole)
    assert tip == "<qt>&lt;img src=&#x27;/dev/zero&#x27;&gt; &amp; &lt;b&gt;co&lt;/b&gt;</qt>"


def test_the_name_is_read_out_with_the_status(model):
    spoken = {cell(model, i, "display_name", ROLE.AccessibleTextRole) for i in range(5)}
    assert {
        "Ada Lovelace, active",
        "Grace Hopper, disabled",
        "Иван Петров, expired",
    } <= spoken
    assert cell(model, 0, "user_name", ROLE.AccessibleTextRole) == cell(model, 0, "user_name")


def test_there_are_no_rows_below_a_row_and_nothing_outside(model):
    first = model.index(0, 0)
    assert model.rowCount(first) == model.columnCount(first) == 0
    assert model.data(QModelIndex()) is None
    assert model.data(first, ROLE.DecorationRole) is None


async def test_a_cell_is_one_line_of_at_most_three_hundred_letters(model, workspace, until):
    form = workspace.form
    form.new()
    form.edit("user_name", "writer")
    form.edit("display_name", "0 first")
    form.edit("notes", "one\ntwo " + "x" * 1000)
    assert await form.save()
    await until(lambda: workspace.users.state.count == 6)
    text = cell(model, 0, "notes")
    assert text.startswith("one two xxx")
    assert len(text) == 300
