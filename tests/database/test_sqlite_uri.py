"""Every path becomes an address that SQLite opens, and the way through a URL loses nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import make_url

from desktop_app.database.document import Document
from desktop_app.database.sqlite_uri import is_on_share, sqlite_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\share\a b\x.userbook"),
            "file:////server/share/a%20b/x.userbook",
        ),
        (PureWindowsPath(r"C:\users\ä.userbook"), "file:///C:/users/%C3%A4.userbook"),
        (PurePosixPath("/home/100%?#.userbook"), "file:///home/100%25%3F%23.userbook"),
        (PurePosixPath("/home/caf\udce9.userbook"), "file:///home/caf%E9.userbook"),
    ],
)
def test_a_path_of_any_system_becomes_an_address_without_an_authority(path, uri):
    assert sqlite_uri(path, "mode=ro") == f"{uri}?mode=ro"


def test_sqlite_takes_the_address_of_a_share_for_a_path_and_not_for_an_authority(tmp_path):
    sqlite3.connect(tmp_path / "x").close()
    uri = sqlite_uri(PureWindowsPath("//" + str(tmp_path / "x").lstrip("/")), "mode=ro")
    assert uri.startswith("file:////")
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"\\server\share\x y.userbook"),
        PureWindowsPath(r"C:\100%41\x.userbook"),
        PurePosixPath("/home/a?b#c&d=1+2.userbook"),
        PurePosixPath("/home/caf\udce9.userbook"),
    ],
)
def test_a_path_comes_out_of_the_url_as_it_went_in(path):
    assert make_url(Document(path, 1).url).database == str(path)


def test_a_share_is_told_from_a_disk():
    assert is_on_share(PureWindowsPath(r"\\server\share\x.userbook"))
    assert not is_on_share(PureWindowsPath(r"C:\x.userbook"))
    assert not is_on_share(Path(os.sep) / "x.userbook")
