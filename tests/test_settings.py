"""What a person or an operator may choose, and where it comes from."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from desktop_app import __version__
from desktop_app.settings import MOST_RECENT, Settings, SettingsFile, parse_command_line

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def load(path: Path, *argv: str, installed: bool = False, **environ: str) -> Settings:
    given = vars(parse_command_line(argv))
    return SettingsFile(path).load(environ, given, installed=installed)


def test_nothing_chosen_is_the_defaults(path):
    assert load(path) == Settings()
    assert Settings() == Settings(database_url="", language="system", theme="system")
    assert not path.parent.exists(), "nothing is written by reading"


def test_the_file_goes_over_the_defaults(path):
    write(path, '{"language": "ru", "theme": "dark", "db_echo_log": true}')
    assert load(path) == Settings(language="ru", theme="dark", db_echo_log=True)


def test_the_environment_goes_over_the_file(path):
    write(path, '{"language": "ru", "theme": "dark"}')
    assert load(path, USERBOOK_LANGUAGE="en").language == "en"
    assert load(path, USERBOOK_LANGUAGE="en").theme == "dark"
    assert load(path, LANGUAGE="en").language == "ru"


def test_the_command_line_goes_over_all(path):
    write(path, '{"language": "ru"}')
    found = load(path, "--language", "en", "--db-echo-log", USERBOOK_LANGUAGE="de")
    assert (found.language, found.db_echo_log) == ("en", True)


def test_a_file_of_the_command_line_goes_over_a_database_from_elsewhere(path):
    url = "sqlite+aiosqlite:///elsewhere.userbook"
    write(path, json.dumps({"database_url": url}))
    assert load(path).database_url == url
    assert load(path, "a.userbook").database_url == ""
    assert load(path, "a.userbook", USERBOOK_DATABASE_URL=url).database_url == ""
    assert load(path, "a.userbook", "--database-url", url).database_url == url


def test_an_installed_program_takes_no_database_from_the_environment(path):
    environ = {"USERBOOK_DATABASE_URL": "sqlite:///evil", "USERBOOK_THEME": "dark"}
    assert load(path, **environ).database_url == "sqlite:///evil"
    assert load(path, installed=True, **environ) == Settings(theme="dark")
    url = load(path, "--database-url", "sqlite:///mine", installed=True, **environ).database_url
    assert url == "sqlite:///mine"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), (" Yes ", True), ("on", True), ("0", False), ("", False), ("maybe", False)],
)
def test_a_switch_in_the_environment_is_on_in_several_spellings(path, text, value):
    assert load(path, USERBOOK_DB_ECHO_LOG=text).db_echo_log is value


def test_a_value_of_the_wrong_kind_is_passed_over(path):
    write(path, '{"language": 7, "recent_files": "x", "theme": "dark", "unknown": 1}')
    assert load(path) == Settings(theme="dark")
    write(path, '{"recent_files": ["a", 7]}')
    assert load(path, USERBOOK_RECENT_FILES="x").recent_files == ("a", "7")


@pytest.mark.parametrize("text", ["{", '["no", "mapping"]', "[" * 100_000, "\0", ""])
def test_a_damaged_file_is_kept_aside(path, text):
    write(path, text)
    assert load(path) == Settings()
    assert path.with_suffix(".damaged").read_text("utf-8") == text
    assert not path.exists()


def test_what_is_saved_is_there_at_the_next_start(path):
    SettingsFile(path).save(theme="dark", language="ru")
    SettingsFile(path).save(language="en")
    assert load(path) == Settings(theme="dark", language="en")
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]


def test_what_is_of_no_interest_to_this_version_is_kept(path):
    write(path, '{"future": {"x": 1}}')
    SettingsFile(path).save(theme="dark")
    assert json.loads(path.read_text("utf-8")) == {"future": {"x": 1}, "theme": "dark"}


def test_the_newest_file_is_first_and_stands_there_once(path, tmp_path):
    settings = SettingsFile(path)
    files = [tmp_path / f"{n}.userbook" for n in range(MOST_RECENT + 2)]
    for file in files:
        settings.remember(file)
    assert settings.remember(files[5])[:2] == (str(files[5]), str(files[-1]))
    assert len(settings.recent) == len(set(settings.recent)) == MOST_RECENT
    found = load(path)
    assert found.recent_files == settings.recent
    assert found.last_file == str(files[5])
    assert str(files[5]) not in settings.forget(files[5])
    assert settings.forget(files[0]) == settings.recent


def test_a_file_name_that_is_no_text_is_remembered_too(path, tmp_path):
    odd = tmp_path / "Учёт\udcff.userbook"
    assert SettingsFile(path).remember(odd) == (str(odd),)
    assert SettingsFile(path).recent == (str(odd),)


def test_a_folder_that_cannot_be_made_costs_only_the_memory(tmp_path):
    (tmp_path / "config").write_text("not a folder")
    settings = SettingsFile(tmp_path / "config" / "settings.json")
    settings.save(theme="dark")
    assert settings.load({}, {}, installed=False).theme == "dark"
    assert (tmp_path / "config").read_text() == "not a folder"


def test_a_settings_file_that_cannot_be_replaced_costs_only_the_memory(path, monkeypatch):
    write(path, "{")
    monkeypatch.setattr(type(path), "replace", _refuse)
    settings = SettingsFile(path)
    settings.save(theme="dark")
    assert settings.load({}, {}, installed=False).theme == "dark"
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]
    assert stat.S_ISREG(path.stat().st_mode)


def _refuse(*_: object) -> None:
    raise PermissionError


def test_a_settings_file_that_cannot_be_read_is_as_good_as_none(path):
    path.mkdir(parents=True)
    assert load(path) == Settings()


def test_the_command_line_names_a_file_and_leaves_the_rest_out():
    given = vars(parse_command_line(["my.userbook"]))
    assert given["file"] == "my.userbook"
    assert given.keys().isdisjoint({"language", "theme", "database_url", "db_echo_log"})
    assert parse_command_line([]).file is None


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        parse_command_line(["--version"])
    assert capsys.readouterr().out == f"Userbook {__version__}\n"
