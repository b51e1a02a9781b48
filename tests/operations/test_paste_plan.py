"""A block of cells: what it would change, and the change as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.problems import ProblemCode
from desktop_app.operations.paste import PasteCells, plan_paste


@pytest.fixture
async def three(userbook):
    await userbook.add(*({"user_name": n, "title": f"T{n}"} for n in ("ada", "bob", "eve")))
    return await userbook.everyone()


def codes(plan) -> list[tuple[int, str, ProblemCode]]:
    return [(row.line, p.field, p.code) for row in plan.rows for p in row.problems]


async def test_only_what_would_be_different_is_changed(three):
    plan = plan_paste(three, ["title", "department"], [["Tada", "R&D"], ["Tbob", ""], ["", "x"]])
    assert plan.is_sound
    assert [(row.user.user_name, dict(row.changes)) for row in plan.changed] == [
        ("ada", {"department": "R&D"}),
        ("eve", {"title": None, "department": "x"}),
    ]


async def test_what_is_wrong_is_named_by_row_and_column(three):
    block = [["a@b.org", "2030-01-01"], ["a@@b", "soon"]]
    plan = plan_paste(three[:2], ["email", "valid_until"], block)
    assert not plan.is_sound
    assert sorted(codes(plan)) == [
        (2, "email", ProblemCode.EMAIL),
        (2, "valid_until", ProblemCode.DATE),
    ]


async def test_what_has_no_place_is_told(three):
    assert plan_paste(three[2:], ["title"], [["a"], ["b"]]).below == 1
    assert plan_paste(three, ["title"], [["a", "b", "c"]]).beside == 2
    assert not plan_paste(three, ["title"], [["a", "b"]]).is_sound


async def test_times_are_left_as_they_are(three):
    plan = plan_paste(three, ["created", "title"], [["yesterday", "Dr"]])
    assert (plan.is_sound, dict(plan.changed[0].changes)) == (True, {"title": "Dr"})


async def test_two_users_cannot_get_one_name_but_may_swap_theirs(userbook, three):
    plan = plan_paste(three, ["user_name"], [["Bob"], ["BOB"], ["eve"]])
    assert codes(plan) == [(2, "user_name", ProblemCode.TAKEN)]
    swap = plan_paste(three, ["user_name", "title"], [["bob", "Tada"], ["ada", "new"], ["eve", ""]])
    assert swap.is_sound
    await userbook.apply(PasteCells(swap.changed))
    found = {user.key: (user.user_name, user.title) for user in await userbook.everyone()}
    assert [found[user.key] for user in three] == [("bob", "Tada"), ("ada", "new"), ("eve", None)]


async def test_a_date_is_judged_by_the_other_one(userbook):
    await userbook.add({"user_name": "ada", "valid_until": date(2026, 1, 1)})
    plan = plan_paste(await userbook.everyone(), ["valid_from"], [["2027-01-01"]])
    assert codes(plan) == [(1, "valid_until", ProblemCode.UNTIL_BEFORE_FROM)]
