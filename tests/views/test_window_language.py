from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from desktop_app.views.theme import DARK, LIGHT, ThemeSwitch

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = re.compile(r"five\.userbook|Userbook|English|Русский|[\d\W_]+")


def texts(window: QWidget) -> dict[str, str]:
    """Every text a person may see or hear, by where it is."""
    widgets = [window, *window.findChildren(QWidget)]
    said = [(each, kind, text) for each in widgets for kind, text in said_by(each)]
    for action in window.findChildren(QAction):
        said += [(action, "text", action.text()), (action, "tip", action.toolTip())]
        said.append((action, "icon text", action.iconText()))
    return {
        f"{type(each).__name__}.{kind} {id(each)}": text
        for each, kind, text in said
        if text and not OWN.fullmatch(text)
    }


def said_by(each: QWidget) -> Iterator[tuple[str, str]]:
    yield "tip", each.toolTip()
    yield "name", each.accessibleName()
    yield "description", each.accessibleDescription()
    if isinstance(each, QLabel | QAbstractButton) and not each.isHidden():
        yield "text", each.text()
    elif isinstance(each, QGroupBox | QMenu):
        yield "title", each.title()
    elif isinstance(each, QLineEdit):
        yield "placeholder", each.placeholderText()
    elif isinstance(each, QListWidget):
        yield from (("item", each.item(i).text()) for i in range(each.count()))


def strangers(window: QWidget, people: set[str]) -> dict[str, str]:
    """Texts that are not in brackets: neither said anew nor a person's own."""
    return {
        place: text
        for place, text in texts(window).items()
        if "⟦" not in text and text not in people and "/" not in text
    }


PEOPLE = {"Ada Lovelace", "AL", "ada", "Engines", "en_US"}


async def test_every_text_is_said_in_the_new_language_and_back(program, until, brackets):
    await program.select(until, 1)
    english = sorted(texts(program.window).values())
    assert len(english) > 100
    brackets(on=True)
    assert strangers(program.window, PEOPLE) == {}
    brackets(on=False)
    await until(lambda: sorted(texts(program.window).values()) == english)


async def test_the_welcome_page_is_said_in_the_new_language(start, brackets):
    program = await start()
    brackets(on=True)
    assert strangers(program.window, set()) == {}


async def test_russian_and_back_leaves_no_russian(program, until):
    await program.select(until, 1)
    before = sorted(texts(program.window).values())
    program.preferences.set_language("ru")
    await until(lambda: sorted(texts(program.window).values()) != before)
    program.preferences.set_language("en")
    await until(lambda: sorted(texts(program.window).values()) == before)


async def test_texts_that_follow_the_counts_stay_in_step_with_the_language(
    program, until, brackets
):
    brackets(on=True)
    assert program.window.status.counts.text() == "⟦5 user(s)⟧"
    assert program.window.search.placeholderText() == "⟦Search 5 user(s), or department:sales⟧"
    heading = program.page.table.users.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "⟦Display name⟧"


async def test_the_look_is_switched_at_once(program, qapp):
    switch = ThemeSwitch(qapp)
    program.preferences._theme = switch
    try:
        for choice, shades in (("dark", DARK), ("light", LIGHT)):
            program.preferences.set_theme(choice)
            image = program.window.grab().toImage()
            table = program.page.table.viewport()
            corner = table.mapTo(program.window, table.rect().bottomLeft()) + QPoint(5, -5)
            assert image.pixelColor(corner) == shades.base
    finally:
        qapp.setStyleSheet("")
        switch.deleteLater()
