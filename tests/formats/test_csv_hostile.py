"""Files made to hurt: refused with a reason and a line, soon and in little memory."""

from __future__ import annotations

import errno
import os
import random
import socket
import time
import tracemalloc
from contextlib import suppress

import pytest

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.formats import TableOptions
from desktop_app.formats.csv_format import FORMAT
from desktop_app.formats.files import opened

MEGABYTE = 1_000_000


def refusal(path, **options):
    started = time.monotonic()
    with pytest.raises(TableRefusedError) as refused:
        for _ in FORMAT.read(FORMAT.inspect(path, TableOptions(**options))):
            pass
    assert time.monotonic() - started < 5
    assert refused.value.path == path
    return refused.value.reason, refused.value.row


@pytest.fixture
def file(tmp_path):
    def file(content):
        path = tmp_path / "hostile.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


def rows(path):
    return [row.cells for row in FORMAT.read(FORMAT.inspect(path, TableOptions()))]


def test_a_file_that_is_not_there_is_missing(tmp_path):
    assert refusal(tmp_path / "nothing.csv")[0] is TableReason.MISSING
    assert refusal(tmp_path / "a\0b.csv")[0] is TableReason.MISSING
    assert refusal(tmp_path / ("x" * 300))[0] is TableReason.MISSING


def test_a_folder_a_pipe_a_socket_and_a_device_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for path in (tmp_path, tmp_path / "pipe", tmp_path / "socket"):
            assert refusal(path)[0] is TableReason.NOT_A_FILE


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_a_device_is_no_file(device, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(device)
    assert refusal(link)[0] is TableReason.NOT_A_FILE


def test_a_file_that_may_not_be_read_says_so(file, nobody):
    path = file("a,b\n")
    path.chmod(0)
    with nobody():
        assert refusal(path)[0] is TableReason.NO_PERMISSION


def test_a_disk_that_fails_while_reading_is_told(file):
    path = file("a,b\n")
    with pytest.raises(TableRefusedError) as refused, opened(path):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert (refused.value.reason, refused.value.detail) == (
        TableReason.MISSING,
        "Input/output error",
    )


def test_a_folder_named_like_a_file_of_windows_is_no_file(tmp_path, monkeypatch):
    def refuse(*_):
        raise IsADirectoryError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(TableRefusedError) as refused, opened(tmp_path):
        pass
    assert refused.value.reason is TableReason.NOT_A_FILE


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b" ,\n,,\n"])
def test_a_file_without_anything_in_it_is_empty(file, content):
    assert refusal(file(content))[0] is TableReason.EMPTY


def test_a_file_beyond_the_limit_is_not_read(file):
    path = file("a,b\n")
    os.truncate(path, 201 * 1024 * 1024)
    assert refusal(path)[0] is TableReason.TOO_LARGE


def test_a_file_that_grows_beyond_the_limit_is_given_up(file, monkeypatch):
    path = file("a,b\n" + "1,2\n" * 50_000)
    shape = FORMAT.inspect(path, TableOptions())
    monkeypatch.setattr("desktop_app.formats.csv_records.MAX_BYTES", 100_000)
    with pytest.raises(TableRefusedError) as refused:
        list(FORMAT.read(shape))
    assert refused.value.reason is TableReason.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        "a," * MEGABYTE,
        "," * MEGABYTE,
        "x," * 201,
        "name,login\n" + "a;" * 5 + "x,y\n" + "," * 300,
        '"a\n",' * MEGABYTE,
    ],
)
def test_a_million_columns_are_refused_at_two_hundred(file, content):
    reason, row = refusal(file(content))
    assert reason is TableReason.TOO_MANY_COLUMNS
    assert row == (3 if content.startswith("name") else 1)


def test_two_hundred_columns_are_read(file):
    assert len(rows(file("\n".join([",".join("ab" * 100)] * 2)))[0]) == 200


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("size", [100_001, 131_073, 10 * MEGABYTE])
def test_a_huge_cell_is_refused_with_its_line(file, quote, size):
    path = file(f"name,notes\nAnn,x\nBob,{quote}{'y' * size}{quote}\n")
    assert refusal(path) == (TableReason.CELL_TOO_LONG, 3)


def test_a_cell_at_the_limit_is_read(file):
    assert rows(file(f'name,notes\nBob,"{"y" * 100_000}"\n')) == [("Bob", "y" * 100_000)]


def test_many_long_cells_in_one_row_are_read(file):
    long = ["y" * 90_000] * 20
    assert rows(file(";".join(["n"] * 20) + "\n" + ";".join(long) + "\n")) == [tuple(long)]


def test_a_huge_cell_of_many_lines_is_refused_with_its_line(file):
    path = file('name,notes\nBob,"' + "a line of prose\n" * 100_000 + '"\n')
    assert refusal(path) == (TableReason.CELL_TOO_LONG, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"x" * 150 * MEGABYTE,
        b'"' + b"x," * 75 * MEGABYTE,
        b'name\n"\n' + b"x" * 150 * MEGABYTE,
    ],
    ids=["bare", "quoted", "after a quote"],
)
def test_one_endless_line_is_given_up_long_before_its_end(tmp_path, content):
    path = tmp_path / "line.csv"
    path.write_bytes(content)
    del content
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(TableRefusedError) as refused:
        FORMAT.inspect(path, TableOptions(encoding="utf-8"))
    assert time.monotonic() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()
    path.unlink()
    assert refused.value.reason in {TableReason.CELL_TOO_LONG, TableReason.TOO_MANY_COLUMNS}


@pytest.mark.parametrize("after", [0, 1, 100_000])
def test_an_open_quote_is_refused_with_the_line_it_stands_on(file, after):
    path = file('name,login\nAnn,ann\nBob,"bob\n' + "Cyd,cyd\n" * after)
    assert refusal(path) == (TableReason.SYNTAX, 3)


def test_an_open_quote_far_down_is_refused_while_reading(file):
    path = file("name,login\n" + "Ann,ann\n" * 5_000 + 'Bob,"bob\nCyd,"cyd"\n')
    shape = FORMAT.inspect(path, TableOptions())
    found = []
    with pytest.raises(TableRefusedError) as refused:
        found.extend(FORMAT.read(shape))
    assert (refused.value.reason, refused.value.row) == (TableReason.SYNTAX, 5_002)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('5" disk,37°8"N', ('5" disk', '37°8"N')),
        ('"say \\"hi\\" now",b', ('say \\"hi\\" now', "b")),
        ('"ends \\"",b', ('ends \\"', "b")),
        ('"Ann "Annie" Lee",b', ('Ann "Annie" Lee', "b")),
        ('"Ann" Lee,"b"', ('"Ann" Lee', "b")),
        ('"Ann" ,"b"', ("Ann", "b")),
        ('"doubled ""and" not",b', ('doubled "and" not', "b")),
    ],
)
def test_stray_quotes_are_text_and_leave_the_next_line_alone(file, line, cells):
    path = file(f"name,login\n{line}\nCyd,cyd\n")
    assert rows(path) == [cells, ("Cyd", "cyd")]


def test_nul_bytes_are_refused_with_their_line(file):
    assert refusal(file(b"a,b\n1,x\0y\n")) == (TableReason.NUL_BYTES, 2)
    path = file(b"name,login\r\n" + b"Ann,ann\r\n" * 30_000 + b"B\0b,bob\r\n")
    assert refusal(path) == (TableReason.NUL_BYTES, 30_002)


def test_a_broken_end_of_wide_text_is_refused(file):
    path = file("name,login\nAnn,ann\n".encode("utf-16") + b"x")
    assert refusal(path) == (TableReason.ENCODING, 3)


def test_reading_may_stop_anywhere(file):
    found = FORMAT.read(FORMAT.inspect(file("name\n" + "x\n" * 100_000), TableOptions()))
    assert next(found).cells == ("x",)
    found.close()


def test_random_bytes_never_crash(tmp_path):

    random.seed(7)
    path = tmp_path / "noise.csv"
    for size in range(1, 400, 3):
        path.write_bytes(bytes(random.choices(b'",;\r\n\t ab\xd0\xb8\xff\x00=', k=size)))
        with suppress(TableRefusedError):
            rows(path)
