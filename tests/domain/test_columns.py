"""The headers of other programs, and which of our fields their columns fill."""

from __future__ import annotations

import time

import pytest

from desktop_app.domain.columns import Target, match_columns, recognised
from desktop_app.domain.spellings import RUSSIAN_LABELS, SPELLINGS
from desktop_app.domain.user import ATTRIBUTES

ENTRA = (
    "Name [displayName] Required,User name [userPrincipalName] Required,"
    "Initial password [passwordProfile] Required,"
    "Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],"
    "Job title [jobTitle],Department [department],Usage location [usageLocation],"
    "Office [physicalDeliveryOfficeName],Office phone [telephoneNumber],Mobile phone [mobile]"
)
GOOGLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],Recovery Email,"
    "Work Secondary Email,Work Phone,Home Phone,Mobile Phone,Employee ID,Employee Type,"
    "Employee Title,Department,Change Password at Next Sign-In,New Status [UPLOAD ONLY]"
)
MICROSOFT_365 = (
    "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,"
    "Mobile Phone,Fax,Address,City"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
    "Business Phone,Home Phone,Mobile Phone,Account,E-mail Address,E-mail 2 Address,Language,"
    "Notes,Office Location,Organizational ID Number,Web Page"
)
OKTA = (
    "login,firstName,lastName,middleName,honorificPrefix,honorificSuffix,email,title,displayName,"
    "nickName,profileUrl,secondEmail,mobilePhone,primaryPhone,preferredLanguage,locale,timezone,"
    "userType,employeeNumber,organization,department,managerId"
)
LDAP = (
    "uid,cn,sn,givenName,mail,telephoneNumber,mobile,title,ou,o,employeeNumber,employeeType,"
    "physicalDeliveryOfficeName,labeledURI,description,userPassword,homePhone"
)
GOOGLE_CONTACTS = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,"
    "Organization Name,Organization Title,Organization Department,Notes,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Value"
)


def fields(header):
    columns = header.split(",")
    found = zip(columns, match_columns(columns), strict=True)
    return {column: target.field for column, target in found if target}


def only(name):
    (target,) = match_columns([name])
    return target


@pytest.mark.parametrize("field", ATTRIBUTES)
def test_every_name_of_a_field_is_understood(field):
    attribute = ATTRIBUTES[field]
    names = [field, attribute.label, attribute.scim, RUSSIAN_LABELS[field], *SPELLINGS[field]]
    for name in names:
        for spelt in (name, name.upper(), f"  {name} ", name.replace(" ", "_")):
            assert only(spelt) == Target(field), spelt


def test_no_name_stands_for_two_fields():
    taken = {}
    for field, names in SPELLINGS.items():
        for name in names:
            assert taken.setdefault(name.casefold(), field) == field, name


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("E-Mail", "email"),
        ("emails.value", "email"),
        ('emails[type eq "work"].value', "email"),
        ("urn:ietf:params:scim:schemas:core:2.0:User:name.givenName", "given_name"),
        ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "department"),
        ("GIVEN_NAME", "given_name"),
        ("Prénom [givenName]", "given_name"),
        ("Имя [displayName]", "display_name"),
        ("Учётная запись", "user_name"),
        ("УЧЕТНАЯ ЗАПИСЬ", "user_name"),
        ("Телефон (рабочий)", "phone"),
        ("Title", "title"),
        ("Name", "display_name"),
        ("ＬＯＧＩＮ", "user_name"),
    ],
)
def test_a_name_is_understood_however_it_is_written(name, field):
    assert only(name) == Target(field)


@pytest.mark.parametrize(
    "name",
    ["Block sign in (Yes/No) [accountEnabled] Required", "Bloquer [accountEnabled]", "suspended"],
)
def test_a_column_of_blocked_users_is_the_reverse_of_active(name):
    assert only(name) == Target("active", inverted=True)


def test_account_enabled_by_itself_is_not_reversed():
    assert only("accountEnabled") == Target("active")


@pytest.mark.parametrize(
    "name",
    [
        "Password",
        "Initial password [passwordProfile] Required",
        "userPassword",
        "password_hash",
        "Пароль",
        "passwd",
        "pwd",
        "Password Hash Function [UPLOAD ONLY]",
        "Login password",
        "Change Password at Next Sign-In",
    ],
)
def test_secrets_are_never_read(name):
    assert only(name) is None


@pytest.mark.parametrize("name", ["", " ", "-", "Home Fax", "[]", "Column 3x", "x" * 5_000])
def test_a_name_nobody_knows_fills_nothing(name):
    assert only(name) is None


def test_entra():
    assert list(fields(ENTRA).values()) == [
        "display_name", "user_name", "active", "given_name", "family_name", "title", "department",
        "office_location", "phone", "mobile",
    ]  # fmt: skip


def test_google_workspace():
    found = fields(GOOGLE)
    assert found["Email Address [Required]"] == "email"
    assert found["New Status [UPLOAD ONLY]"] == "active"
    assert found["Department"] == "department"
    assert {"Org Unit Path [Required]", "Recovery Email", "Home Phone"}.isdisjoint(found)
    assert found["Employee Title"] == "title"
    assert found["Employee ID"] == "employee_number"
    assert len(found) == 10


def test_microsoft_365():
    assert list(fields(MICROSOFT_365).values()) == [
        "user_name", "given_name", "family_name", "display_name", "title", "department",
        "office_location", "phone", "mobile",
    ]  # fmt: skip


def test_in_outlook_title_is_the_honorific():
    found = fields(OUTLOOK)
    assert (found["Title"], found["Job Title"]) == ("honorific_prefix", "title")
    assert found["Suffix"] == "honorific_suffix"
    assert found["Account"] == "external_id"
    assert found["Business Phone"] == "phone"
    assert found["Web Page"] == "profile_url"
    assert found["Language"] == "preferred_language"
    assert "E-mail 2 Address" not in found


def test_okta():
    found = fields(OKTA)
    assert set(OKTA.split(",")) - set(found) == {"secondEmail", "managerId"}
    assert found["title"] == "title"


def test_ldap():
    found = fields(LDAP)
    assert set(LDAP.split(",")) - set(found) == {"userPassword", "homePhone"}
    assert (found["cn"], found["sn"], found["o"]) == ("display_name", "family_name", "organization")


def test_google_contacts():
    found = fields(GOOGLE_CONTACTS)
    assert set(GOOGLE_CONTACTS.split(",")) - set(found) == {
        "Phonetic First Name",
        "E-mail 1 - Label",
    }


def test_keycloak_django_and_moodle():
    assert list(fields("id,username,firstName,lastName,email,enabled").values()) == [
        "external_id", "user_name", "given_name", "family_name", "email", "active",
    ]  # fmt: skip
    django = "id,password,username,first_name,last_name,email,is_active,is_staff"
    assert set(fields(django)) == set(django.split(",")) - {"password", "is_staff"}
    moodle = "username,idnumber,institution,department,phone1,phone2,lang,timezone,description,url"
    assert len(fields(moodle)) == 10


def test_the_better_name_wins_a_field_and_then_the_first_column():
    assert fields("mail,Email,email address") == {"Email": "email"}
    assert fields("login,userName,user_name") == {"userName": "user_name"}
    assert fields("mail,email address") == {"mail": "email"}


@pytest.mark.parametrize("header", [ENTRA, GOOGLE, OUTLOOK, OKTA, LDAP, GOOGLE_CONTACTS])
def test_no_field_is_filled_twice(header):
    found = list(fields(header).values())
    assert len(found) == len(set(found))


def test_columns_without_names_are_known_by_what_they_hold():
    columns = [f"Column {number}" for number in range(1, 6)]
    sample = [
        ("7", "ann@host.invalid", "Lee", "Ann", "Ann Lee"),
        ("8", "bob@host.invalid", "Van Dam", "Bob", "Bob Van Dam"),
        ("9", "", "Roe", "Cyd", "somebody else"),
    ]
    assert match_columns(columns, sample) == (
        None,
        Target("email"),
        Target("family_name"),
        Target("given_name"),
        Target("display_name"),
    )
    assert match_columns(columns) == (None,) * 5
    assert match_columns([]) == ()


def test_a_row_of_names_is_recognised_and_a_row_of_data_is_not():
    assert recognised(["Login", "Пароль", "", "E-mail", "shoe size"]) == 3
    assert recognised(["ann", "Ann Lee", "7"]) == 0


def test_names_made_to_hurt_are_not_looked_at_for_long():
    started = time.monotonic()
    match_columns(["a" + "\u0301\u0316" * 50_000, "[" * 100_000, "(" * 100_000, "Title"] * 10)
    assert time.monotonic() - started < 1
