"""Where the reader is: a refresh stays there, somebody who is shown is brought there."""

from __future__ import annotations


async def test_a_refresh_does_not_go_back_to_who_is_selected(start, many, until):
    program = await start(many)
    users, bar = program.workspace.users, program.page.table.verticalScrollBar()
    program.page.table.selectRow(3)
    await until(lambda: users.state.selected)
    bar.setValue(5000)
    await users.refresh()
    assert users.state.selected_rows == (3,)
    assert bar.value() == 5000
    await users.reveal(users.state.selected[0])
    await until(lambda: bar.value() < 200)
