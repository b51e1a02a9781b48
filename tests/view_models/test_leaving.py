"""Leaving a file in which something is still being done."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUser
from desktop_app.view_models import leaving
from desktop_app.view_models.leaving import end_soon, may_leave
from desktop_app.view_models.prompts import Choice, QuestionKey
from desktop_app.view_models.tasks import StoppedError

ADA = CreateUserDTO(user_name="ada", display_name="Ada")


class Slow:
    """Takes until ``go`` is set."""

    kind = ChangeKind.BULK

    def __init__(self, deed: Deed = Deed.CREATE) -> None:
        self.go = asyncio.Event()
        self.summary = Summary(deed, 1000)

    async def apply(self, users) -> None:
        await self.go.wait()
        await users.add_user(ADA)


class Patient:
    """Somebody who looks at the question until ``answer`` is there."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.answer: asyncio.Future[Choice] = asyncio.get_running_loop().create_future()

    async def choose(self, question) -> Choice:
        self.asked.append(question)
        return await self.answer


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(leaving, "_MOMENT", 0.02)


async def test_nothing_is_asked_where_nothing_is_done(workspace, answers):
    assert await may_leave(workspace, answers) is Choice.KEEP
    assert answers.asked == []


async def test_what_is_done_in_a_moment_is_not_asked_about(workspace, answers, stored, monkeypatch):
    monkeypatch.setattr(leaving, "_MOMENT", 30.0)
    workspace.changes.perform(CreateUser(ADA))
    assert await may_leave(workspace, answers) is Choice.KEEP
    assert answers.asked == []
    assert stored("SELECT user_name FROM users") == [("ada",)]


async def test_it_is_given_up(workspace, answers, stored):
    slow = workspace.changes.attempt(Slow())
    answers.will_say(Choice.DISCARD)
    assert await may_leave(workspace, answers) is Choice.KEEP
    (asked,) = answers.asked
    assert (asked.key, asked.work.summary.count) == (QuestionKey.GIVE_UP, 1000)
    assert isinstance(slow.exception(), StoppedError)
    assert stored("SELECT * FROM users") == []


async def test_it_is_waited_for(workspace, until, stored):
    operation, person = Slow(), Patient()
    workspace.changes.attempt(operation)
    going = asyncio.create_task(may_leave(workspace, person))
    await until(lambda: person.asked)
    person.answer.set_result(Choice.KEEP)
    await asyncio.sleep(0.05)
    assert not going.done()
    operation.go.set()
    assert await going is Choice.KEEP
    assert stored("SELECT user_name FROM users") == [("ada",)]


async def test_one_goes_back_and_it_goes_on(workspace, answers, stored):
    operation = Slow()
    slow = workspace.changes.attempt(operation)
    answers.will_say(Choice.GO_BACK)
    assert await may_leave(workspace, answers) is Choice.GO_BACK
    operation.go.set()
    await slow
    assert stored("SELECT user_name FROM users") == [("ada",)]


async def test_the_question_goes_away_when_it_is_done(workspace, until, stored):
    operation, person = Slow(), Patient()
    workspace.changes.attempt(operation)
    going = asyncio.create_task(may_leave(workspace, person))
    await until(lambda: person.asked)
    operation.go.set()
    assert await going is Choice.KEEP
    assert person.answer.cancelled()
    assert stored("SELECT user_name FROM users") == [("ada",)]


async def test_what_the_next_opening_finds_again_is_not_asked_about(workspace, answers):
    slow = workspace.changes.attempt(Slow(Deed.OUTSIDE))
    assert await may_leave(workspace, answers) is Choice.KEEP
    assert isinstance(slow.exception(), StoppedError)


async def test_where_nobody_can_be_asked_it_is_given_up(workspace, stored):
    first, second = workspace.changes.attempt(Slow()), workspace.changes.attempt(Slow())
    await end_soon(workspace.changes)
    assert isinstance(first.exception(), StoppedError)
    assert isinstance(second.exception(), StoppedError)
    assert stored("SELECT * FROM users") == []
