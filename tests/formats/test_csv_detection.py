"""How the shape of a file is found out, and how a person overrules it."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.formats import TableOptions
from desktop_app.formats.csv_format import FORMAT

RUSSIAN = "Логин;Имя;Фамилия\r\nivan;Иван;Петров\r\nanna;Анна;Сидорова\r\n"


@pytest.fixture
def look(tmp_path):
    def look(content, **options):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return FORMAT.inspect(path, TableOptions(**options))

    return look


def cells(shape):
    return [row.cells for row in FORMAT.read(shape)]


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8_r"])
def test_russian_code_pages_are_told_apart(look, encoding):
    shape = look(RUSSIAN.encode(encoding))
    assert (shape.encoding, shape.certain) == (encoding, False)
    assert shape.columns == ("Логин", "Имя", "Фамилия")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [RUSSIAN, "login,mail\nann,ann@host.invalid\n"])
def test_wide_text_without_a_mark_is_known_by_its_nul_bytes(look, encoding, text):
    shape = look(text.encode(encoding))
    assert (shape.encoding, shape.certain) == (encoding, False)
    assert cells(shape)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_mark_makes_the_encoding_certain(look, encoding):
    shape = look(RUSSIAN.encode(encoding))
    assert (shape.encoding, shape.certain) == (encoding, True)
    assert cells(shape)[0] == ("ivan", "Иван", "Петров")


def test_the_whole_file_is_looked_at_before_it_is_called_utf_8(look):
    content = b"name,notes\n" + b"ann,plain\n" * 300_000 + "René,café\n".encode("cp1252")
    assert (look(content).encoding, look(content).certain) == ("cp1252", False)


def test_few_letters_among_many_of_ascii_are_enough(look):
    text = "user;имя\n" + "".join(f"user{i}@host.invalid;Анна\n" for i in range(50))
    assert look(text.encode("cp1251")).encoding == "cp1251"


def test_enough_of_a_large_file_decides(look):
    assert look(
        "логин;имя\n".encode("cp1251") + "anna;Анна\n".encode("cp1251") * 20_000
    ).encoding == ("cp1251")


def test_bytes_that_are_no_language_are_still_shown(look):
    shape = look(bytes(range(128, 256)) * 3 + b",x\n\x81\x8d\x8f\x90\x9d,\xff\xfe\n")
    assert not shape.certain
    assert len(cells(shape)) == 1


def test_damaged_utf_8_is_a_guess_and_never_mended_in_silence(look):
    content = "имя,почта\n".encode() + b"\xd0\xff,x\n"
    assert not look(content).certain
    with pytest.raises(TableRefusedError) as refused:
        look(content, encoding="utf-8")
    assert (refused.value.reason, refused.value.row) == (TableReason.ENCODING, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "shift_jis"])
def test_a_wrong_encoding_is_refused_with_the_line(look, encoding):
    good = "имя,почта\r\n".encode(encoding) * 20_000
    bad = "\udc00".encode("utf-16-le", "surrogatepass") if encoding == "utf-16-le" else b"\xff\xff"
    shape = look(good + bad + "\r\n".encode(encoding), encoding=encoding)
    with pytest.raises(TableRefusedError) as refused:
        cells(shape)
    assert (refused.value.reason, refused.value.row) == (TableReason.ENCODING, 20_001)


@pytest.mark.parametrize("encoding", ["klingon", "hex", "undefined"])
def test_an_encoding_that_does_not_exist_is_refused(look, encoding):
    with pytest.raises(TableRefusedError) as refused:
        look("a,b\n", encoding=encoding)
    assert (refused.value.reason, refused.value.detail) == (TableReason.ENCODING, encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(look, delimiter):
    rows = [["login", "note"], ["ann", "a: b"], ["bob", "12:30"]]
    shape = look("\n".join(delimiter.join(row) for row in rows))
    assert (shape.delimiter, cells(shape)) == (delimiter, [("ann", "a: b"), ("bob", "12:30")])


def test_an_account_file_is_divided_by_its_colons(look):
    shape = look("ann:x:1000:1000:Ann Lee:/home/ann:/bin/sh\nbob:x:1001:1001:Bob:/home/bob:/bin/sh")
    assert (shape.delimiter, shape.header_row, len(shape.columns)) == (":", 0, 7)


def test_the_header_decides_between_two_possible_delimiters(look):
    shape = look("Сотрудник (имя, отчество);E-mail\nИван, Петрович;ivan@host.invalid\n")
    assert (shape.delimiter, len(shape.columns)) == (";", 2)


def test_one_column_is_not_cut_at_its_commas(look):
    shape = look("notes\nfirst, second\nthird\nfourth, fifth, sixth\nseventh\n")
    assert shape.columns == ("notes",)


def test_a_chosen_delimiter_is_obeyed(look):
    assert look("a,b;c\n1,2;3\n", delimiter=";").columns == ("a,b", "c")


@pytest.mark.parametrize("delimiter", ["", '"', "\n", "::"])
def test_a_delimiter_that_cannot_be_one_is_refused(look, delimiter):
    with pytest.raises(TableRefusedError) as refused:
        look("a,b\n", delimiter=delimiter)
    assert refused.value.reason is TableReason.SYNTAX


def test_a_title_above_the_header_is_skipped(look):
    shape = look("Staff list,,\n\nName,E-mail,Phone\nAnn,ann@host.invalid,1\n")
    assert (shape.header_row, shape.columns) == (3, ("Name", "E-mail", "Phone"))
    assert [row.line for row in FORMAT.read(shape)] == [4]


@pytest.mark.parametrize("first", ["ann@host.invalid,Ann", "1101,Ann", "+7 495 123-45-67,Ann"])
def test_data_in_the_first_row_is_no_header(look, first):
    assert look(f"{first}\n1102,Bob\n").header_row == 0


def test_a_chosen_header_is_obeyed(look):
    content = "x,y\n\na,b\n1,2\n"
    assert look(content, header_row=3).columns == ("a", "b")
    assert look(content, header_row=2).header_row == 3
    without = look(content, header_row=0)
    assert without.columns == ("Column 1", "Column 2")
    assert without.sample[0] == ("x", "y")


def test_a_header_beyond_the_end_is_refused(look):
    with pytest.raises(TableRefusedError) as refused:
        look("a,b\n1,2\n", header_row=9)
    assert refused.value.reason is TableReason.EMPTY


def test_a_file_with_a_header_only_is_an_empty_table(look):
    shape = look("Name,E-mail")
    assert (shape.columns, shape.sample, cells(shape)) == (("Name", "E-mail"), (), [])


@pytest.mark.parametrize("example", [True, False])
def test_the_example_of_entras_template_is_left_out(look, example):
    row = "Example: Chris Green,chris@contoso.com\n" if example else ""
    header = "Name [displayName] Required,User name [userPrincipalName] Required"
    shape = look(f"version:v1.0\n{header}\n{row}Ann,ann@host.invalid\n")
    assert cells(shape) == list(shape.sample) == [("Ann", "ann@host.invalid")]


def test_a_person_may_be_called_example_elsewhere(look):
    assert len(cells(look("name,login\nExample: Ann,ann\n"))) == 1


def test_an_unnamed_last_column_stays_only_with_data(look):
    assert look("name,login,\nAnn,ann,\n").columns == ("name", "login")
    assert look("name,login,\nAnn,ann,x\n").columns == ("name", "login", "Column 3")


def test_a_name_that_is_taken_is_numbered_on(look):
    assert look("id,id (2),id\n1,2,3\n").columns == ("id", "id (2)", "id (3)")
    assert look("id,id,id (2)\n1,2,3\n").columns == ("id", "id (2)", "id (2) (2)")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_counts_one_line(look, end):
    lines = ["name,login", "Ann,ann", 'Bob,"b', 'ob"', "", "Cyd,cyd"]
    rows = list(FORMAT.read(look(end.join(lines))))
    found = [(row.line, row.cells[1]) for row in rows if not row.blank]
    assert found == [(2, "ann"), (3, f"b{end}ob"), (6, "cyd")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_a_line_end_is_whole_wherever_the_reading_stops(look, end):
    body = "".join(f"name{i},login{i}{end}" for i in range(12_000))
    for shift in range(4):
        rows = list(FORMAT.read(look(f"name,login{'x' * shift}{end}{body}")))
        assert len(rows) == 12_000
        assert (rows[-1].line, rows[-1].cells) == (12_001, ("name11999", "login11999"))


def test_line_ends_may_be_mixed(look):
    assert len(cells(look("name,login\r\nAnn,ann\nBob,bob\rCyd,cyd\r\n"))) == 3
