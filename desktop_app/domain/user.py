"""A user: the one place where its attributes are listed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator

from desktop_app.domain import rules
from desktop_app.domain.attributes import Attribute, Kind, Section, attributes_of
from desktop_app.domain.problems import InvalidValueError, Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Judgement = tuple[tuple[rules.Value] | None, tuple[Problem, ...]]

_ACCOUNT, _PERSON, _CONTACT = Section.ACCOUNT, Section.PERSON, Section.CONTACT
_ORGANIZATION, _PREFERENCES, _NOTES = Section.ORGANIZATION, Section.PREFERENCES, Section.NOTES

UserName = Annotated[
    str,
    Attribute(
        label="User name",
        section=_ACCOUNT,
        scim="userName",
        kind=Kind.USER_NAME,
        limit=150,
        unique=True,
        shown=True,
    ),
]


class UserFields(BaseModel):
    """Names are those of SCIM (RFC 7643) in snake_case; limits are field-standards' widest.

    One line here, and a migration made by ``make migration``, is a new field everywhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    # fmt: off
    user_name: UserName
    display_name: Annotated[str | None, Attribute(label="Display name", section=_PERSON, scim="displayName", limit=452, shown=True)] = None
    given_name: Annotated[str | None, Attribute(label="First name", section=_PERSON, scim="name.givenName", limit=150)] = None
    middle_name: Annotated[str | None, Attribute(label="Middle name", section=_PERSON, scim="name.middleName", limit=150)] = None
    family_name: Annotated[str | None, Attribute(label="Last name", section=_PERSON, scim="name.familyName", limit=150)] = None
    honorific_prefix: Annotated[str | None, Attribute(label="Title before the name", section=_PERSON, scim="name.honorificPrefix", limit=64, secondary=True)] = None
    honorific_suffix: Annotated[str | None, Attribute(label="Title after the name", section=_PERSON, scim="name.honorificSuffix", limit=64, secondary=True)] = None
    nick_name: Annotated[str | None, Attribute(label="Nickname", section=_PERSON, scim="nickName", limit=64, secondary=True)] = None
    email: Annotated[str | None, Attribute(label="E-mail", section=_CONTACT, scim='emails[type eq "work"].value', kind=Kind.EMAIL, limit=254, shown=True)] = None
    phone: Annotated[str | None, Attribute(label="Phone", section=_CONTACT, scim='phoneNumbers[type eq "work"].value', kind=Kind.PHONE, limit=64, shown=True)] = None
    mobile: Annotated[str | None, Attribute(label="Mobile", section=_CONTACT, scim='phoneNumbers[type eq "mobile"].value', kind=Kind.PHONE, limit=64)] = None
    title: Annotated[str | None, Attribute(label="Job title", section=_ORGANIZATION, scim="title", limit=128)] = None
    department: Annotated[str | None, Attribute(label="Department", section=_ORGANIZATION, scim="department", limit=128, shown=True)] = None
    organization: Annotated[str | None, Attribute(label="Organisation", section=_ORGANIZATION, scim="organization", limit=128)] = None
    employee_number: Annotated[str | None, Attribute(label="Employee number", section=_ORGANIZATION, scim="employeeNumber", limit=64)] = None
    user_type: Annotated[str | None, Attribute(label="User type", section=_ORGANIZATION, scim="userType", limit=64)] = None
    office_location: Annotated[str | None, Attribute(label="Office", section=_ORGANIZATION, scim="officeLocation", limit=128, secondary=True)] = None
    preferred_language: Annotated[str | None, Attribute(label="Preferred language", section=_PREFERENCES, scim="preferredLanguage", kind=Kind.LANGUAGES, limit=64, secondary=True)] = None
    locale: Annotated[str | None, Attribute(label="Locale", section=_PREFERENCES, scim="locale", kind=Kind.LANGUAGE, limit=35, secondary=True)] = None
    timezone: Annotated[str | None, Attribute(label="Time zone", section=_PREFERENCES, scim="timezone", kind=Kind.TIMEZONE, limit=64, secondary=True)] = None
    profile_url: Annotated[str | None, Attribute(label="Web page", section=_CONTACT, scim="profileUrl", kind=Kind.URL, limit=2048, secondary=True)] = None
    active: Annotated[bool, Attribute(label="Active", section=_ACCOUNT, scim="active", kind=Kind.FLAG, searchable=False)] = True
    valid_from: Annotated[date | None, Attribute(label="Valid from", section=_ACCOUNT, scim="validFrom", kind=Kind.DATE, secondary=True, searchable=False)] = None
    valid_until: Annotated[date | None, Attribute(label="Valid until", section=_ACCOUNT, scim="validUntil", kind=Kind.DATE, searchable=False)] = None
    external_id: Annotated[str | None, Attribute(label="External ID", section=_ACCOUNT, scim="externalId", limit=256, secondary=True)] = None
    notes: Annotated[str | None, Attribute(label="Notes", section=_NOTES, scim="notes", kind=Kind.LINES, limit=10_000)] = None
    # fmt: on

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, raw: object, info: ValidationInfo) -> object:
        attribute = ATTRIBUTES.get(info.field_name or "")
        return raw if attribute is None else rules.clean(info.field_name or "", attribute, raw)

    @model_validator(mode="after")
    def _dates_in_order(self) -> UserFields:
        if problem := _order_problem(self.valid_from, self.valid_until):
            raise InvalidValueError(problem)
        return self


ATTRIBUTES: dict[str, Attribute] = dict(attributes_of(UserFields))


class CreateUserDTO(UserFields):
    """A user that does not exist yet."""


class UpdateUserDTO(UserFields):
    """Only the attributes that were given (``model_fields_set``) are changed."""

    user_name: UserName = ""


class UserDTO(UserFields):
    """A user as stored: a value that may outlive its session.

    ``key`` is the row's integer, ``id`` the public identifier, times are UTC.
    """

    key: int
    id: UUID
    version: int
    created: datetime
    last_modified: datetime

    @property
    def fields(self) -> dict[str, rules.Value]:
        """The attributes of the field list alone."""
        return {name: getattr(self, name) for name in ATTRIBUTES}


class FindUserDTO(BaseModel):
    """Which user is meant: by exactly the members that are given.

    ``user_name`` is compared by its folded key, ``email`` without case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: int | None = None
    id: UUID | None = None
    user_name: str | None = None
    email: str | None = None


def judge(name: str, given: object) -> Judgement:
    """One value by itself: the clean one, if there is one, and what is to be said of it."""
    attribute = ATTRIBUTES[name]
    try:
        value = rules.clean(name, attribute, given)
    except InvalidValueError as error:
        return None, (error.problem,)
    problems = tuple(rules.remarks(name, attribute, given, value))
    if attribute.kind is Kind.USER_NAME and value is None:
        return None, (*problems, Problem(name, ProblemCode.REQUIRED))
    return (value,), problems


def review(
    raw: Mapping[str, object], judge: Callable[[str, Any], Judgement] = judge
) -> tuple[dict[str, rules.Value], tuple[Problem, ...]]:
    """The clean values of a draft, and everything that is to be said about it.

    A value with an error is left out of the clean ones. ``user_name`` is required if it is in
    ``raw``; other attributes may be missing. Who reviews many may ``judge`` from memory.
    """
    values: dict[str, rules.Value] = {}
    problems: list[Problem] = []
    for name, given in raw.items():
        clean, found = judge(name, given)
        if clean is not None:
            values[name] = clean[0]
        if found:
            problems += found
    if problem := _order_problem(values.get("valid_from"), values.get("valid_until")):
        problems.append(problem)
    return values, tuple(problems)


def _order_problem(start: object, end: object) -> Problem | None:
    if isinstance(start, date) and isinstance(end, date) and end < start:
        return Problem("valid_until", ProblemCode.UNTIL_BEFORE_FROM)
    return None
