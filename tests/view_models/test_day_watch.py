"""A new day is noticed, once."""

from __future__ import annotations

from datetime import date

from desktop_app.view_models.day_watch import DayWatch
from desktop_app.view_models.workspace import Workspace

TODAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 2)


async def test_it_is_told_once_that_another_day_has_begun(until):
    told, days, asked = list[str](), [TODAY], list[int]()

    def today() -> date:
        asked.append(1)
        return days[-1]

    watch = DayWatch(lambda: told.append("new"), today, seconds=0.001)
    watch.stop()  # before it has begun
    watch.start()
    await until(lambda: len(asked) > 3)
    assert told == []
    days.append(TOMORROW)
    await until(lambda: told == ["new"])
    seen = len(asked)
    await until(lambda: len(asked) > seen + 3)
    watch.stop()
    assert told == ["new"]


async def test_places_and_saved_searches_are_of_the_new_day(workspace, add, until, monkeypatch):
    await add({"user_name": "ada"})
    await workspace.users.refresh()
    generation = workspace.users.state.generation
    counted: list[object] = []
    monkeypatch.setattr(workspace.saved, "count", lambda: counted.append("saved"))
    Workspace.keep_up(workspace)
    workspace._days._today = lambda: TOMORROW
    workspace._days._look()
    await until(lambda: workspace.users.state.generation > generation)
    assert counted == ["saved"]
