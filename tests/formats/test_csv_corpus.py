"""Files that other programs wrote, against what a person would expect to see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.domain.columns import match_columns
from desktop_app.formats import TableOptions
from desktop_app.formats.csv_format import FORMAT

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FOLDER = CORPUS / "csv"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the corpus is not on this machine")

# people, columns, encoding, delimiter, line of the header, blank rows
EXPECTED = {
    "entra_UserCreateTemplate_marvel": (15, 17, "utf-8-sig", ",", 2, 0),
    "fl_accent": (2, 17, "utf-8", ";", 1, 0),
    "fl_blank-headers": (2, 3, "utf-8", ",", 1, 0),
    "fl_blank-rows-multiple": (2, 3, "utf-8", ",", 1, 11),
    "fl_bom": (2, 2, "utf-8-sig", ",", 1, 0),
    "fl_defective-rows": (2, 3, "utf-8", ",", 1, 0),
    "fl_delimiter": (2, 2, "utf-8", ";", 1, 0),
    "fl_doublequote": (5, 17, "utf-8", ",", 1, 0),
    "fl_duplicate-headers": (2, 5, "utf-8", ",", 1, 0),
    "fl_duplicate-rows": (3, 3, "utf-8", ",", 1, 0),
    "fl_encoding-issue-274": (507, 17, "utf-8", ",", 1, 0),
    "fl_escaping": (3, 2, "utf-8", ",", 1, 0),
    "fl_issue-1009-semicolon": (1, 2, "utf-8", ";", 1, 0),
    "fl_leading-zeros": (3, 1, "utf-8", ",", 1, 0),
    "fl_skip-rows-before-headers": (2, 2, "utf-8", ",", 2, 0),
    "fl_table-infer-iso-8859-7": (4, 3, "iso8859_7", ",", 1, 0),
    "fl_table-with-accents": (638, 8, "cp1252", ";", 1, 0),
    "moodle_upload_users_email_matching": (2, 7, "utf-8", ",", 1, 0),
    "moodle_upload_users_enrol_date_period": (2, 8, "utf-8", ",", 1, 0),
    "ms_sds_v21_oneroster_users": (8, 9, "utf-8", ",", 1, 0),
    "ms_sds_v2_users": (29, 8, "utf-8", ",", 1, 0),
    "spectrum_comma_in_quotes": (1, 5, "utf-8", ",", 1, 0),
    "spectrum_empty": (2, 3, "utf-8", ",", 1, 0),
    "spectrum_empty_crlf": (2, 3, "utf-8", ",", 1, 0),
    "spectrum_escaped_quotes": (2, 2, "utf-8", ",", 1, 0),
    "spectrum_json": (1, 2, "utf-8", ",", 1, 0),
    "spectrum_location_coordinates": (1, 4, "utf-8", ",", 1, 0),
    "spectrum_newlines": (3, 3, "utf-8", ",", 1, 0),
    "spectrum_newlines_crlf": (3, 3, "utf-8", ",", 1, 0),
    "spectrum_quotes_and_newlines": (2, 2, "utf-8", ",", 1, 0),
    "spectrum_simple": (1, 3, "utf-8", ",", 1, 0),
    "spectrum_simple_crlf": (1, 3, "utf-8", ",", 1, 0),
    "spectrum_utf8": (2, 3, "utf-8", ",", 1, 0),
    "tb_basic_addressbook": (1, 37, "utf-8", ",", 1, 0),
    "tb_basic_csv_addressbook": (2, 37, "utf-8", ",", 1, 0),
    "tb_csv_no_header": (2, 4, "utf-8", ",", 0, 0),
    "tb_csv_semicolon": (2, 4, "utf-8", ";", 1, 0),
    "tb_export": (2, 37, "utf-8", ",", 1, 0),
    "tb_quote": (1, 37, "utf-8", ",", 1, 0),
    "tb_shiftjis_addressbook": (1, 37, "shift_jis", ",", 1, 0),
    "tb_tab_comma_mixed": (4, 5, "utf-8", "\t", 0, 0),
    "tb_utf16_addressbook": (1, 37, "utf-16", ",", 1, 0),
}
RAGGED = {"fl_defective-rows": 2, "tb_tab_comma_mixed": 1}


def table(name, **options):
    shape = FORMAT.inspect(FOLDER / f"{name}.csv", TableOptions(**options))
    return shape, list(FORMAT.read(shape))


def people(name, **options):
    """Each row as a mapping from our fields, as an import would see it."""
    shape, rows = table(name, **options)
    targets = match_columns(shape.columns, shape.sample)
    return [
        {t.field: cell for t, cell in zip(targets, row.cells, strict=True) if t and cell}
        for row in rows
        if not row.blank
    ]


def test_every_file_of_the_corpus_is_expected():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_found_out_and_read(name):
    shape, rows = table(name)
    blank = sum(row.blank for row in rows)
    found = len(rows) - blank, len(shape.columns), shape.encoding, shape.delimiter
    assert (*found, shape.header_row, blank) == EXPECTED[name]
    assert sum(bool(row.surplus or row.missing) for row in rows) == RAGGED.get(name, 0)
    filled = [row.cells for row in rows if not row.blank]
    assert shape.sample == tuple(filled[:50])
    assert rows[-1].offset == shape.size
    assert "\0" not in str(rows)
    assert "\ufeff" not in shape.columns[0]


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith("spectrum_")])
def test_cells_are_exactly_what_the_acid_test_expects(name):
    shape, rows = table(name)
    oracle = FOLDER / "spectrum_expected" / f"{name.removeprefix('spectrum_')}.json"
    expected = json.loads(oracle.read_text("utf-8"))
    if isinstance(expected, dict):
        # The oracle of this file is one record, with another number than the file it describes.
        assert expected["Contact Phone Number"] == "1234567890"
        expected = [expected | {"Contact Phone Number": "2095257564"}]
    assert [dict(zip(shape.columns, row.cells, strict=True)) for row in rows] == expected


def test_only_guessed_encodings_are_uncertain():
    uncertain = {name for name in EXPECTED if not table(name)[0].certain}
    assert uncertain == {
        "fl_table-infer-iso-8859-7",
        "fl_table-with-accents",
        "tb_shiftjis_addressbook",
    }


def test_columns_without_or_with_the_same_name_are_told_apart():
    assert table("fl_blank-headers")[0].columns == ("id", "Column 2", "age")
    assert table("fl_duplicate-headers")[0].columns == ("id", "name", "id (2)", "age", "id (3)")
    assert table("fl_escaping")[0].columns == ("ID", "Test")


def test_quotes_after_a_blank_and_behind_a_backslash_end_with_their_line():
    assert [row.cells[1] for row in table("fl_escaping")[1]] == [
        "Test line 1",
        'Test " line 2',
        'Test \\" line 3',
    ]


def test_ragged_rows_keep_what_is_too_much_and_count_what_is_missing():
    short, long = table("fl_defective-rows")[1]
    assert (short.cells, short.missing, short.surplus) == (("1101", "John", ""), 1, ())
    assert (long.cells, long.missing, long.surplus) == (("1102", "Julie", "26"), 0, ("Potatoes",))


def test_two_delimiters_in_one_file_are_never_glued_into_a_name():
    _, by_tab = table("tb_tab_comma_mixed")
    assert [row.missing for row in by_tab] == [4, 0, 0, 0]
    _, by_comma = table("tb_tab_comma_mixed", delimiter=",")
    assert [row.missing for row in by_comma] == [0, 4, 4, 4]


def test_zeros_at_the_front_stay():
    assert [row.cells for row in table("fl_leading-zeros")[1]] == [("01",), ("002",), ("00003",)]


def test_entra_template_becomes_people():
    tony = people("entra_UserCreateTemplate_marvel")[0]
    assert tony == {
        "display_name": "Tony Stark",
        "user_name": "tstark@christopherleyoutlook.onmicrosoft.com",
        "active": " No",
        "given_name": "Tony ",
        "family_name": "Stark",
    }


def test_people_without_a_header_are_recognised_by_what_they_hold():
    assert people("tb_csv_no_header")[0] == {
        "display_name": "John Doe",
        "given_name": "John",
        "family_name": "Doe",
        "email": "john@doe.invalid",
    }


def test_a_japanese_address_book_is_read_as_one():
    assert people("tb_shiftjis_addressbook")[0] == {
        "given_name": "権兵衛",
        "family_name": "名無し",
        "display_name": "名無しの権兵衛",
        "email": "名無しの権兵衛@host.invalid",
    }


def test_greek_names_are_read_as_greek():
    names = [person["display_name"] for person in people("fl_table-infer-iso-8859-7")]
    assert names == ["Λεωνιδας", "Αλεξανδρος", "Μυρων", "Ευστοργιος"]
    assert table("fl_table-infer-iso-8859-7", encoding="iso8859_7")[0].certain


def test_line_ends_of_every_kind_stay_inside_their_cell():
    shape, rows = table("tb_export")
    second = dict(zip(shape.columns, rows[1].cells, strict=True))
    assert second["Job Title"] == '"worker"'
    assert second["Custom 1"] == "custom, 1"
    assert second["Custom 2"] == "custom\t2"
    assert second["Custom 3"] == "custom\r3"
    assert second["Custom 4"] == "custom\n4"
    assert second["Notes"].endswith("…")


def test_school_data_fills_phone_mobile_and_external_id():
    jean = people("ms_sds_v21_oneroster_users")[1]
    assert jean == {
        "external_id": "114002",
        "user_name": "jean.craig@outlook.com",
        "given_name": "Jean",
        "family_name": "Craig",
        "email": "jean.craig@outlook.com",
        "phone": "+11234567890",
        "mobile": "+11234567890",
    }


def test_a_company_without_a_person_is_kept():
    assert people("tb_quote") == [
        {
            "display_name": "Acer America",
            "phone": "(800) 000-0000",
            "organization": "Acer America",
        }
    ]
