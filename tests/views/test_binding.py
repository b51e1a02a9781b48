from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.view_models.view_model import ViewModel
from desktop_app.views.binding import bind


@dataclass(frozen=True)
class State:
    name: str = "Ada"
    count: int = 0


class Named(QPushButton):
    def __init__(self, view_model, parent=None):
        super().__init__(parent)
        self.told = []
        bind(view_model, lambda state: state.name, self.show_name, self)

    def show_name(self, name):
        self.told.append(name)
        self.setText(name)


def test_a_widget_is_told_now_and_at_every_difference(qtbot):
    view_model = ViewModel(State())
    button = Named(view_model)
    qtbot.addWidget(button)
    view_model._set(count=1)
    view_model._set(name="Alan")
    assert button.told == ["Ada", "Alan"]


def test_a_hundred_deleted_widgets_leave_no_watcher(qtbot):
    view_model = ViewModel(State())
    window = QWidget()
    for _ in range(100):
        Named(view_model, window)
    assert len(view_model._watchers) == 100
    shiboken6.delete(window)
    assert view_model._watchers == []
    view_model._set(name="Grace")


def test_deleting_one_widget_while_telling_another_is_no_crash(qtbot):
    view_model = ViewModel(State())
    first, second = QPushButton(), QPushButton()
    bind(view_model, lambda s: s.name, lambda n: n == "Alan" and shiboken6.delete(second), first)
    bind(view_model, lambda s: s.name, second.setText, second)
    qtbot.addWidget(first)
    view_model._set(name="Alan")
    assert len(view_model._watchers) == 1
