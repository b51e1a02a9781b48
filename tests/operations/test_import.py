"""What an import would do, and that it does exactly this or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.database.known_users import known_users
from desktop_app.database.mapping import to_dto
from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.columns import Target
from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.formats import Row
from desktop_app.operations.import_plan import ImportPlanner, Known, asked
from desktop_app.operations.import_users import ImportUsers
from desktop_app.operations.planned_rows import ImportPlan, PlannedPart, PlannedRow, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    Planning = Callable[..., Coroutine[None, None, ImportPlan]]

NEW, CHANGED = RowKind.NEW, RowKind.CHANGED
UNCHANGED, REFUSED = RowKind.UNCHANGED, RowKind.REFUSED


@pytest.fixture
def plan(userbook) -> Planning:
    async def plan(columns: str, *lines: str, erase: bool = False, chunk: int = 2) -> ImportPlan:
        """Columns and cells are divided by bars; ``!active`` is an inverted column."""
        names = columns.split("|")
        targets = [Target(n.strip("!"), inverted=n[0] == "!") if n else None for n in names]
        rows = [row(number, len(names), line) for number, line in enumerate(lines, 2)]
        planner = ImportPlanner(targets, erase=erase)
        planner.note_names(rows)
        plan = ImportPlan()
        for start in range(0, len(rows), chunk):
            part = [planner.candidate(row) for row in rows[start : start + chunk]]
            wanted = asked(part)
            async with userbook.users() as users:
                found = await known_users(users.session, wanted.user_names, wanted.emails)
            planned = planner.judged(part, Known(*(list(map(to_dto, facts)) for facts in found)))
            plan.add(PlannedPart.of(planned, len(plan.rows), len(part) - len(planned)))
        return plan

    return plan


def row(number: int, width: int, line: str) -> Row:
    cells = line.split("|")
    missing = max(0, width - len(cells))
    padded = (*cells[:width], *[""] * missing)
    return Row(number, padded, tuple(filter(None, cells[width:])), missing)


def kinds(plan: ImportPlan) -> list[RowKind]:
    return [row.kind for row in plan.rows]


def codes(row: PlannedRow) -> list[tuple[str, ProblemCode]]:
    return [(problem.field, problem.code) for problem in row.problems]


async def carry_out(userbook, plan: ImportPlan):
    return await userbook.apply(ImportUsers(plan, lambda _done: None))


async def test_a_row_is_the_user_with_its_user_name_however_it_is_written(userbook, plan):
    await userbook.add(
        {"user_name": "Straße", "title": "old", "display_name": "Main Street"}, {"user_name": "bob"}
    )
    planned = await plan("user_name|title", "STRASSE|new", "bob|", "eve|x")
    assert kinds(planned) == [CHANGED, UNCHANGED, NEW]
    assert planned.counts == {CHANGED: 1, UNCHANGED: 1, NEW: 1}
    first, second, third = planned.rows
    assert first.seen == await userbook.named("Straße")
    assert first.changes
    assert first.changes.model_fields_set == {"user_name", "title"}
    assert (first.name, first.line, first.cells) == ("Main Street", 2, ("STRASSE", "new"))
    assert second.seen == await userbook.named("bob")
    assert third.create
    assert (third.create.user_name, third.create.display_name) == ("eve", "eve")
    await carry_out(userbook, planned)
    everyone = {one.user_name: one.title for one in await userbook.everyone()}
    assert everyone == {"STRASSE": "new", "bob": None, "eve": "x"}
    assert await userbook.index_is_exact()


async def test_a_row_without_a_user_name_is_the_user_with_its_email(userbook, plan):
    await userbook.add({"user_name": "ada", "email": "Ada@X.org"})
    planned = await plan("email|title", "ada@x.ORG|Countess")
    assert kinds(planned) == [CHANGED]
    assert planned.rows[0].changes
    assert planned.rows[0].changes.title == "Countess"


async def test_a_row_with_a_new_user_name_and_a_known_email_renames(userbook, plan):
    await userbook.add({"user_name": "ada", "email": "ada@x.org"})
    planned = await plan("user_name|email", "augusta|ada@x.org")
    assert kinds(planned) == [CHANGED]
    await carry_out(userbook, planned)
    assert [one.user_name for one in await userbook.everyone()] == ["augusta"]


async def test_an_email_of_somebody_named_elsewhere_in_the_file_decides_nothing(userbook, plan):
    await userbook.add({"user_name": "ada", "email": "office@x.org"})
    planned = await plan("user_name|email", "bob|office@x.org", "ADA|office@x.org")
    assert kinds(planned) == [NEW, CHANGED]


async def test_a_shared_email_without_a_user_name_is_ambiguous(userbook, plan):
    for name in ("ada", "bob"):
        await userbook.add({"user_name": name, "email": "office@x.org"})
    planned = await plan("user_name|email|title", "|office@x.org|x", "eve|office@x.org|x")
    assert kinds(planned) == [REFUSED, NEW]
    assert codes(planned.rows[0]) == [("email", ProblemCode.AMBIGUOUS)]


async def test_the_second_of_two_equal_user_names_is_refused(plan):
    planned = await plan("user_name|title", "ada|x", "ADA|y", "bob|z")
    assert kinds(planned) == [NEW, REFUSED, NEW]
    assert planned.rows[1].problems == (Problem("user_name", ProblemCode.TAKEN_IN_FILE, "2"),)


async def test_one_stored_user_is_changed_by_one_row_only(userbook, plan):
    await userbook.add({"user_name": "ada", "email": "ada@x.org"})
    planned = await plan("user_name|email|title", "ada||x", "|ada@x.org|y", "Ada||x", chunk=1)
    assert kinds(planned) == [CHANGED, NEW, REFUSED]
    planned = await plan("email|title", "ada@x.org|x", "ADA@x.org|y")
    assert kinds(planned) == [CHANGED, REFUSED]
    assert codes(planned.rows[1]) == [("user_name", ProblemCode.TAKEN_IN_FILE)]


async def test_a_rename_cannot_take_the_name_of_an_earlier_row(userbook, plan):
    await userbook.add({"user_name": "ada", "email": "ada@x.org"})
    planned = await plan("user_name|email", "eve|eve@x.org", "eve|ada@x.org")
    assert kinds(planned) == [NEW, REFUSED]
    turned = await plan("user_name|email", "eve|ada@x.org", "eve|eve@x.org")
    assert kinds(turned) == [CHANGED, REFUSED]
    for one in (planned, turned):
        assert codes(one.rows[1]) == [("user_name", ProblemCode.TAKEN_IN_FILE)]
    await carry_out(userbook, planned)


async def test_a_missing_user_name_is_made_and_said(userbook, plan):
    planned = await plan("email|given_name|family_name", "Ada@X.org||", "|Zoë|O’Brien", "||")
    assert kinds(planned) == [NEW, NEW]
    assert planned.blank == 1
    assert [row.create.user_name for row in planned.rows if row.create] == [
        "ada@x.org",
        "zoe.o.brien",
    ]
    note = Problem("user_name", ProblemCode.USER_NAME_MADE, "zoe.o.brien")
    assert planned.rows[1].problems == (note,)
    await carry_out(userbook, planned)
    assert len(await userbook.everyone()) == 2


async def test_a_made_user_name_that_is_taken_is_numbered_by_its_line(userbook, plan):
    await userbook.add({"user_name": "zoe.smith", "display_name": "somebody else"})
    table = ("given_name|family_name|title", "Zoë|Smith|", "Ian|Smith|Smith", "Ian|Smith|Clerk")
    planned = await plan(*table)
    assert [row.create.user_name for row in planned.rows if row.create] == [
        "zoe.smith.2",
        "ian.smith",
        "ian.smith.4",
    ]
    await carry_out(userbook, planned)
    again = await plan(*table)
    assert NEW not in kinds(again), "the same file once more adds nobody"


async def test_equal_rows_without_a_user_name_are_one_user(plan):
    planned = await plan("given_name|family_name", "Ian|Smith", "Ian|Smith", "IAN|Smith")
    assert kinds(planned) == [NEW, REFUSED, NEW]
    assert planned.rows[1].problems == (Problem("", ProblemCode.TAKEN_IN_FILE, "2"),)


async def test_a_made_user_name_that_is_taken_even_with_its_number_is_refused(userbook, plan):
    for name in ("zoe.smith", "zoe.smith.2"):
        await userbook.add({"user_name": name, "display_name": "somebody else"})
    planned = await plan("given_name|family_name", "Zoë|Smith")
    assert kinds(planned) == [REFUSED]
    assert codes(planned.rows[0]) == [("user_name", ProblemCode.REQUIRED)]


async def test_a_made_user_name_is_the_known_user_only_if_the_names_agree(userbook, plan):
    await userbook.add({"user_name": "ada.king", "given_name": "Ada", "family_name": "King"})
    planned = await plan("given_name|family_name|title", "Ada|King|Countess", "ADA|King|x")
    assert kinds(planned) == [CHANGED, NEW]
    assert planned.rows[1].create
    assert planned.rows[1].create.user_name == "ada.king.3"


async def test_a_long_made_user_name_leaves_room_for_its_number(plan):
    email = "a" * 60 + "@" + ".".join(["b" * 60, "c" * 20]) + ".org"
    name = "x" * 80
    planned = await plan(
        "email|given_name|family_name|title",
        f"{email}|||x",
        f"{email}|||y",
        f"|{name}|{name}|x",
        f"|{name}|{name}|y",
    )
    assert kinds(planned) == [NEW] * 4
    made = [row.create.user_name for row in planned.rows if row.create]
    assert max(map(len, made)) <= 150
    assert len(set(made)) == 4


async def test_a_user_name_cannot_be_made_of_nothing(plan):
    planned = await plan("title|display_name", "Countess|", "x|…")
    assert kinds(planned) == [REFUSED, REFUSED]
    assert codes(planned.rows[0]) == [("user_name", ProblemCode.REQUIRED)]


async def test_a_user_name_made_of_an_odd_address_is_checked_too(plan):
    planned = await plan("email", '"a b"@x.org', "ada@x.org")
    assert [row.kind for row in planned.rows][1] is NEW
    assert planned.rows[0].kind is REFUSED


async def test_blank_rows_are_counted_and_ragged_ones_refused(plan):
    planned = await plan("user_name|title", "|", " |  ", "ada", "bob|x|y|z", "eve|x")
    assert planned.blank == 2
    assert kinds(planned) == [REFUSED, REFUSED, NEW]
    assert planned.rows[0].problems == (Problem("", ProblemCode.TOO_FEW_CELLS, "1"),)
    assert planned.rows[1].problems == (Problem("", ProblemCode.TOO_MANY_CELLS, "y | z"),)
    assert planned.rows[1].line == 5


async def test_a_wrong_value_refuses_its_row_with_every_reason(plan):
    planned = await plan("user_name|email|active|display_name", "a da|ada@|maybe|Ada", "bob|||")
    assert kinds(planned) == [REFUSED, NEW]
    assert codes(planned.rows[0]) == [
        ("user_name", ProblemCode.USER_NAME_SPACE),
        ("email", ProblemCode.EMAIL),
        ("active", ProblemCode.FLAG),
    ]
    assert planned.rows[0].name == "Ada"
    assert planned.rows[0].cells == ("a da", "ada@", "maybe", "Ada")


async def test_a_doubtful_value_is_let_in_with_a_remark(plan):
    planned = await plan("user_name|phone", "ada|ask her")
    assert kinds(planned) == [NEW]
    assert codes(planned.rows[0]) == [("phone", ProblemCode.PHONE_DOUBTFUL)]


async def test_an_inverted_column_turns_yes_into_no(userbook, plan):
    await userbook.add({"user_name": "eve"}, {"user_name": "mia", "active": False})
    planned = await plan("user_name|!active", "ada|yes", "bob|no", "eve|", "mia|yes", "kim|?")
    assert kinds(planned) == [NEW, NEW, UNCHANGED, UNCHANGED, REFUSED]
    assert [row.create.active for row in planned.rows if row.create] == [False, True]


async def test_an_empty_cell_leaves_a_value_alone_unless_it_is_to_erase(userbook, plan):
    await userbook.add(
        {"user_name": "ada", "given_name": "Ada", "display_name": "Ada", "title": "Countess"}
    )
    columns, line = "user_name|title|active|display_name", "ada|||"
    assert kinds(await plan(columns, line)) == [UNCHANGED]
    planned = await plan(columns, line, erase=True)
    assert kinds(planned) == [CHANGED]
    await carry_out(userbook, planned)
    after = await userbook.named("ada")
    assert (after.title, after.active, after.display_name) == (None, True, "Ada")
    assert kinds(await plan(columns, line, erase=True)) == [UNCHANGED]


async def test_erasing_does_not_harm_a_new_user(plan):
    planned = await plan("user_name|title|active", "ada||", erase=True)
    assert kinds(planned) == [NEW]
    assert planned.rows[0].create == CreateUserDTO(user_name="ada", display_name="ada")


async def test_a_date_that_does_not_fit_the_stored_one_is_refused(userbook, plan):
    await userbook.add({"user_name": "ada", "valid_from": "2026-06-01"})
    planned = await plan("user_name|valid_until", "ada|2026-05-01", "bob|2026-05-01")
    assert kinds(planned) == [REFUSED, NEW]
    assert codes(planned.rows[0]) == [("valid_until", ProblemCode.UNTIL_BEFORE_FROM)]


async def test_a_display_name_follows_imported_names(userbook, plan):
    await userbook.add(
        {"user_name": "ada", "given_name": "Ada", "family_name": "King", "display_name": "Ada King"}
    )
    await carry_out(userbook, await plan("user_name|family_name", "ada|Lovelace"))
    assert (await userbook.named("ada")).display_name == "Ada Lovelace"


async def test_a_column_that_goes_nowhere_is_passed_over(plan):
    planned = await plan("user_name|", "ada|anything", "|lost")
    assert kinds(planned) == [NEW, REFUSED]


async def test_changes_go_first_because_they_may_free_a_name(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    rows = [
        PlannedRow(2, NEW, "ada", (), new={"user_name": "ada", "display_name": "x"}),
        PlannedRow(3, REFUSED, "", ()),
        PlannedRow(4, UNCHANGED, "", (), seen=ada),
        PlannedRow(5, CHANGED, "", (), seen=ada, changes=UpdateUserDTO(user_name="augusta")),
    ]
    before = await userbook.contents()
    done = await userbook.apply(ImportUsers(ImportPlan.of(rows), lambda _done: None))
    assert done.summary == Summary(Deed.IMPORT, 2)
    assert {one.user_name for one in await userbook.everyone()} == {"ada", "augusta"}
    undone = await userbook.take_back(done)
    assert await userbook.contents() == before
    await userbook.take_back(undone)
    assert {one.user_name for one in await userbook.everyone()} == {"ada", "augusta"}
    assert await userbook.index_is_exact()


async def test_progress_is_told_and_what_it_raises_takes_all_back(userbook, plan):
    await userbook.add({"user_name": "user3"})
    before = await userbook.everyone()
    planned = await plan("user_name|title", *(f"user{n}|x" for n in range(450)), chunk=200)
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        if done > 200:
            raise KeyError(done)

    with pytest.raises(KeyError):
        await userbook.apply(ImportUsers(planned, stop))
    assert told[0] == 1, "changes go first"
    assert told[-2] <= 200 < told[-1] < 450
    assert await userbook.everyone() == before
    told.clear()
    done = await userbook.apply(ImportUsers(planned, told.append))
    assert told == sorted(told)
    assert told[-1] == 450
    assert len(await userbook.everyone()) == 450
    await userbook.take_back(done)
    assert await userbook.contents() == [
        one.model_dump(exclude={"version", "last_modified"}) for one in before
    ]


async def test_an_import_of_changes_only_takes_back_changes_only(userbook, plan):
    await userbook.add({"user_name": "ada", "title": "x"})
    before = await userbook.contents()
    done = await carry_out(userbook, await plan("user_name|title", "ada|y"))
    await userbook.take_back(done)
    assert await userbook.contents() == before


async def test_what_is_said_of_a_value_is_said_each_time_it_comes(plan):
    planned = await plan("user_name|email|phone", *(f"u{n}|a@intranet|x" for n in range(3)))
    said = [("email", ProblemCode.EMAIL_INTERNAL), ("phone", ProblemCode.PHONE_DOUBTFUL)]
    assert [codes(row) for row in planned.rows] == [said] * 3
    refused = await plan("user_name|email", "a|no address", "b|no address")
    assert [codes(row) for row in refused.rows] == [[("email", ProblemCode.EMAIL)]] * 2
