import asyncio

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.columns import Target
from desktop_app.domain.errors import TableRefusedError
from desktop_app.formats import TableOptions
from desktop_app.view_models.workspace import Workspace


@pytest.fixture
async def imports(tmp_path):
    crashes = []
    document = create_document(tmp_path / "a.userbook")
    workspace = Workspace(document.path, DatabaseHelper(document.url), crashes.append)
    yield workspace.imports
    await workspace.close()
    assert crashes == []


async def settled(imports):
    await imports.plan()
    assert imports.state.plan is not None


async def test_an_inverted_column_stays_inverted_when_it_is_chosen_again(imports, tmp_path):
    path = tmp_path / "entra.csv"
    path.write_text("User name,Block sign in (Yes/No) [accountEnabled]\nann,Yes\n", "utf-8")
    await imports.begin(path)
    imports.choose(1, None)
    imports.choose(1, "active")
    assert imports.state.targets[1] == Target("active", inverted=True)
    await settled(imports)
    assert imports.state.plan.rows[0].create.active is False


async def test_choices_survive_another_encoding_but_not_other_columns(imports, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("user_name,kind\nann,x\n", "utf-8")
    await imports.begin(path)
    imports.choose(1, "user_type")
    await imports.look(path, TableOptions(encoding="cp1251"))
    assert imports.state.targets[1] == Target("user_type")
    await imports.look(path, TableOptions(delimiter=";"))
    assert [target for target in imports.state.targets if target] == []


async def test_choices_survive_a_reading_that_failed(imports, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("user_name,kind\nann,é\n".encode("cp1252"))
    await imports.begin(path)
    imports.choose(1, "user_type")
    with pytest.raises(TableRefusedError):
        await imports.look(path, TableOptions(encoding="utf-8"))
    await imports.look(path, TableOptions(encoding="cp1252"))
    assert imports.state.targets[1] == Target("user_type")
    await imports.begin(path)
    assert imports.state.targets[1] != Target("user_type")


async def test_planning_leaves_the_loop_free(imports, tmp_path):
    path = tmp_path / "a.csv"
    lines = (f"u{n},Zoë {n},O’Brien,u{n}@x.org,+49 30 12345{n:04}\n" for n in range(2000))
    path.write_text("user_name,given_name,family_name,email,phone\n" + "".join(lines), "utf-8")
    await imports.begin(path)
    planning = imports.plan()
    turns = 0
    while not planning.done():
        await asyncio.sleep(0)
        turns += 1
    assert len(imports.state.plan.rows) == 2000
    assert turns > 100, "the loop was held up while rows were judged"


async def test_a_refused_reading_is_not_planned_by_a_later_choice(imports, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("user_name,notes\nann,é\n".encode("cp1252"))
    await imports.begin(path)
    with pytest.raises(TableRefusedError):
        await imports.look(path, TableOptions(encoding="utf-8"))
    imports.choose(1, "notes")
    await imports.set_erase(erase=True)
    assert imports.state.shape is None
    assert imports.state.plan is None


async def test_the_same_row_twice_is_one_user_and_one_complaint(imports, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("First name,Last name\nJohn,Doe\nJane,Doe\nJohn,Doe\n", "utf-8")
    await imports.begin(path)
    await settled(imports)
    assert [row.kind for row in imports.state.plan.rows] == ["new", "new", "refused"]
    assert imports.state.plan.rows[2].problems[0].detail == "2"
