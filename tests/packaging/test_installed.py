"""The package as a stranger meets it: installed, double-clicked, upgraded, removed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from debian import HOME, Debian, system

from desktop_app.database.document import create_document
from desktop_app.database.migrations import head

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(os.environ["USERBOOK_PACKAGE"]).resolve()
ID = "io.github.userbook.userbook"
DESK = (
    "at-spi2-core", "dbus", "desktop-file-utils", "hicolor-icon-theme", "libglib2.0-bin", "openbox",
    "python3-pyatspi", "shared-mime-info", "strace", "xauth", "xdg-utils", "xdotool", "xvfb",
)  # fmt: skip
SYSTEM = ("/usr", "/etc", "/opt", "/srv")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    """Nothing installed but the package and what it depends on."""
    given = os.environ.get("USERBOOK_ROOT")
    debian = Debian(Path(given)) if given else Debian.made(tmp_path_factory.mktemp("bare"))
    debian.begin()
    try:
        debian.install(PACKAGE)
        yield debian
    finally:
        debian.end()


@pytest.fixture(scope="module")
def desk(bare: Debian, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    """A desktop as well, made afterwards."""
    own = bare.root == Path("/")
    debian = bare if own else bare.copied(tmp_path_factory.mktemp("desks") / "desk")
    debian.begin()
    try:
        debian.install(*DESK)
        yield debian
    finally:
        if not own:
            debian.end()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return create_document(tmp_path / "book.userbook").path


def test_the_installed_program_passes_its_own_trial(bare):
    said = bare.person("userbook --smoke --screenshot ~/picture.png")
    print(said)
    assert said.splitlines()[-1] == "smoke: passed"


def test_it_is_as_small_as_promised(bare):
    names = bare.as_root("dpkg-query", "--listfiles", "userbook").splitlines()
    files = [path for name in names if (path := bare.root / name.removeprefix("/")).is_file()]
    installed = sum(path.stat().st_size for path in files if not path.is_symlink())
    print(f"package {PACKAGE.stat().st_size / 1e6:.1f} MB, installed {installed / 1e6:.1f} MB")
    assert PACKAGE.stat().st_size <= 30e6
    assert installed <= 120e6


def test_it_has_nothing_to_complain_of():
    print(system(["lintian", "--allow-root", "--fail-on", "error", str(PACKAGE)]))


def test_desktops_and_software_centres_understand_it(bare):
    share = bare.root / "usr" / "share"
    system(["desktop-file-validate", str(share / "applications" / f"{ID}.desktop")])
    system(["appstreamcli", "validate", "--no-net", str(share / "metainfo" / f"{ID}.metainfo.xml")])


def test_every_library_it_links_to_is_there(bare):
    lost = bare.person(
        "find /usr/lib/userbook -name '*.so*' ! -path '*/platformthemes/*' -exec ldd {} + | "
        "grep 'not found' | sort -u || true"
    )
    assert lost == ""


@pytest.mark.parametrize("name", ["Отдел кадров.userbook", "no extension"])
def test_a_double_click_opens_a_file_by_its_name_or_its_content(desk, book, name):
    path = desk.bring(book, name)
    kind = desk.person(f"gio info -a standard::content-type,standard::icon '{path}'")
    assert "standard::content-type: application/x-userbook" in kind
    assert "application-x-userbook" in kind.split("standard::icon:")[1]
    said = desk.at_a_desk(f"""
gio open '{path}'
xdotool getwindowname $(title '{name} .*Userbook')
""")
    assert f"{name} – Userbook" in said


def test_a_second_start_hands_its_file_over(desk, book):
    first, second = (desk.bring(book, f"{name}.userbook") for name in ("first", "second"))
    said = desk.at_a_desk(f"""
userbook '{first}' &
title 'first.userbook .*Userbook'
timeout 30 userbook '{second}'
title 'second.userbook .*Userbook'
echo $(pgrep -c -x userbook) running
""")
    assert "1 running" in said


def test_the_icons_of_program_and_document_are_found(desk):
    icons = desk.root / "usr" / "share" / "icons" / "hicolor"
    for kind, name in (("apps", ID), ("mimetypes", "application-x-userbook")):
        sizes = {path.parts[-3] for path in icons.glob(f"*/{kind}/{name}.*")}
        assert {"16x16", "48x48", "256x256", "scalable"} <= sizes


def test_every_control_has_a_name(desk, book):
    path = desk.bring(book, "named.userbook")
    eyes = desk.bring(Path(__file__).parents[1] / "journeys" / "eyes.py", "eyes.py")
    said = desk.at_a_desk(f"""
userbook '{path}' & program=$!
window=$(title 'named.userbook')
sleep 2
xdotool key --window $window ctrl+n
sleep 2
echo '["everything", "", ""]' | /usr/bin/python3 {eyes} $program
""")
    controls = json.loads(next(line for line in said.splitlines() if line.startswith("[")))
    focusable = [c for c in controls if "focusable" in c["states"] and c["role"] != "table cell"]
    unnamed = [c for c in focusable if not c["name"]]
    print(f"{len(controls)} controls, {len(focusable)} to act on, {len(unnamed)} without a name")
    assert len(focusable) > 20
    assert unnamed == []


def test_only_local_sockets_are_opened(desk, book):
    path = desk.bring(book, "quiet.userbook")
    traced = "strace -f -e trace=socket,connect,bind,sendto -o"
    desk.at_a_desk(f"""
{traced} ~/window.txt userbook '{path}' &
title 'quiet.userbook'
USERBOOK_STARTS=1 {traced} ~/trial.txt userbook --smoke
xdotool search --name 'quiet.userbook' windowclose
sleep 3
""")
    for name in ("window", "trial"):
        calls = (desk.root / HOME.removeprefix("/") / f"{name}.txt").read_text("utf-8")
        assert set(re.findall(r"\b(?:AF|PF)_\w+", calls)) == {"AF_UNIX"}


def test_a_newer_version_takes_over_what_an_older_one_left(desk, book, tmp_path):
    path = desk.bring(book, "kept.userbook")
    desk.install(older(PACKAGE, tmp_path))
    assert "0.0.1" in desk.as_root("dpkg-query", "--show", "userbook")
    desk.at_a_desk(f"userbook '{path}' & {used('kept')}")
    desk.install(PACKAGE)
    assert "0.0.1" not in desk.as_root("dpkg-query", "--show", "userbook")
    desk.at_a_desk(f"userbook & {used('kept')}")  # the last file, as its settings say
    assert told(desk, path, "PRAGMA integrity_check") == [("ok",)]


def test_the_installed_program_brings_an_older_file_to_its_version(desk):
    fixture = Path(__file__).parents[1] / "fixtures" / "schema-0001.userbook"
    path = desk.bring(fixture, "old.userbook")
    users = told(desk, path, "SELECT user_name FROM users ORDER BY 1")
    assert len(users) > 0
    desk.at_a_desk(f"userbook '{path}' & {used('old')}")
    assert told(desk, path, "PRAGMA user_version") == [(head(),)]
    assert told(desk, path, "SELECT user_name FROM users ORDER BY 1") == users
    assert "old" in desk.person("find ~/.local/share/userbook/backups -name '*.userbook'")


def used(name: str) -> str:
    """A program in the background, once it shows that file, is ended as by a logout."""
    return f"program=$!; title '{name}.userbook'; sleep 1; kill $program; wait $program"


def told(debian: Debian, path: str, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(debian.root / path.removeprefix("/"))) as opened:
        return opened.execute(question).fetchall()


def test_nothing_is_left_behind_but_what_the_person_made(bare):
    bare.person("mkdir -p ~/.config/userbook && touch ~/.config/userbook/settings.json")
    bare.remove("userbook")
    try:
        assert {each for each in bare.files(*SYSTEM) if "userbook" in each.casefold()} == set()
        assert "userbook" in bare.person("ls ~/.config")
    finally:
        bare.install(PACKAGE)


def older(package: Path, folder: Path) -> Path:
    """The same package as one of an earlier version."""
    tree = folder / "older"
    system(["dpkg-deb", "--raw-extract", str(package), str(tree)])
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", "Version: 0.0.1", control.read_text("utf-8")))
    made = folder / "userbook_0.0.1.deb"
    system(["dpkg-deb", "-Znone", "--root-owner-group", "--build", str(tree), str(made)])
    shutil.rmtree(tree)
    return made
