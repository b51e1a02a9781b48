"""A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.formats import TableOptions, formats
from desktop_app.formats.csv_format import FORMAT

HEADER = ["Name", "Login"]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def refusal(path, rows=(("Ann", "ann"),)):
    with pytest.raises(TableRefusedError) as refused:
        FORMAT.write(path, HEADER, rows)
    return refused.value


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("old")
    return path


def test_the_format_is_found_by_dropping_it_in():
    assert FORMAT in formats()


def test_a_new_file_is_private(tmp_path):
    assert FORMAT.write(tmp_path / "new.csv", HEADER, []) == 0
    assert mode(tmp_path / "new.csv") == 0o600


def test_an_old_file_keeps_its_permissions(target):
    target.chmod(0o640)
    assert FORMAT.write(target, HEADER, iter([("Ann", "ann")])) == 1
    assert mode(target) == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_rows_that_fail_leave_the_old_file(target):
    def rows():
        yield "Ann", "ann"
        raise LookupError

    with pytest.raises(LookupError):
        FORMAT.write(target, HEADER, rows())
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_text_that_has_no_encoding_leaves_the_old_file(target):
    with pytest.raises(UnicodeEncodeError):
        FORMAT.write(target, HEADER, [("\udc80", "x")])
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_leaves_the_old_file(target, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    refused = refusal(target)
    assert (refused.reason, refused.detail) == (TableReason.NOT_WRITTEN, "No space left on device")
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_too_large_for_its_limit_leaves_the_old_file(target):
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        refused = refusal(target, (("Ann", "x" * 90) for _ in range(5_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert refused.reason is TableReason.NOT_WRITTEN
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    refused = refusal(tmp_path / "nowhere" / "people.csv")
    assert refused.reason is TableReason.NOT_WRITTEN
    assert refused.detail == "No such file or directory"


def test_a_device_or_a_folder_is_never_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    link = tmp_path / "full.csv"
    link.symlink_to("/dev/full")
    for path in (tmp_path, tmp_path / "pipe", link):
        assert refusal(path).reason is TableReason.NOT_A_FILE
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_read_only_file_is_not_replaced(target, monkeypatch):
    target.chmod(0o400)
    if os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, wish: wish != os.W_OK)
    refused = refusal(target)
    assert (refused.reason, refused.detail) == (TableReason.NOT_WRITTEN, "Permission denied")
    assert target.read_text() == "old"


def test_the_file_behind_a_link_is_replaced_and_the_link_stays(target):
    link = target.with_name("link.csv")
    link.symlink_to(target)
    FORMAT.write(link, HEADER, [("Ann", "ann")])
    assert link.is_symlink()
    assert "Ann" in target.read_text("utf-8-sig")


def test_rows_may_be_written_in_a_worker(target):
    done = []
    rows = ((f"name{i}", "x") for i in range(1_000))
    worker = threading.Thread(target=lambda: done.append(FORMAT.write(target, HEADER, rows)))
    worker.start()
    worker.join(10)
    assert done == [1_000]
    assert len(list(FORMAT.read(FORMAT.inspect(target, TableOptions())))) == 1_000


def test_a_name_that_promises_tabs_gets_tabs_and_is_read_back(tmp_path):
    path = tmp_path / "users.tsv"
    rows = [("ada", "R&D, Engines"), ("a\tb", "=1+1")]
    FORMAT.write(path, ["user_name", "department"], rows)
    assert path.read_text("utf-8-sig").startswith("user_name\tdepartment\n")
    shape = FORMAT.inspect(path, TableOptions())
    assert shape.delimiter == "\t"
    assert [row.cells for row in FORMAT.read(shape)] == rows
