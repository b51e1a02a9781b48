"""Invented users: a hundred to try the program with, or millions to test it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desktop_app.domain import sample_names
from desktop_app.domain.names import derived_display_name
from desktop_app.domain.text import fold, user_name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_app.domain.rules import Value

T = TypeVar("T")

SAMPLE_DAY = date(2026, 1, 15)

_MACHINES, _NAMESAKES = 0.015, 0.02
_NATIVE_LOGIN, _SHORT_LOGIN, _FAMILY_LOGIN = 0.03, 0.28, 0.36
_TYPES = ("employee",) * 6 + ("teacher", "student", "student", "contractor", "volunteer", "guest")
_SUFFIXES = ("PhD", "MSc", "MA")


def sample_users(
    count: int, seed: int = 0, today: date = SAMPLE_DAY
) -> Iterator[dict[str, Value]]:
    """Users with clean values and unique user names; the same ones for the same arguments."""
    random = Random(seed).random  # noqa: S311  # nothing here is a secret
    person = _Person(random, today)
    for index in range(count):
        person.index = index
        if _MACHINES < random():
            yield person.drawn()
        else:
            yield person.machine()


class _Word(NamedTuple):
    """A name as written, in Latin letters for a login, and in its own letters for a login."""

    shown: str
    latin: str
    native: str


@dataclass(frozen=True, slots=True)
class _People:
    given: tuple[_Word, ...]
    middle: tuple[str | None, ...]
    family: tuple[_Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A culture with its words taken apart, so that a draw is one look into a tuple."""

    locale: str
    languages: str
    zones: tuple[str | None, ...]
    prefixes: tuple[str | None, ...]
    nicks: tuple[str | None, ...]
    phones: tuple[str | None, ...]
    mobiles: tuple[str | None, ...]
    organizations: tuple[str | None, ...]
    posts: tuple[tuple[str, str | None], ...]
    offices: tuple[str | None, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Person:
    """The one being invented. Random numbers come only from ``random()``, the part of Python's
    generator that is promised never to change.
    """

    random: Callable[[], float]
    today: date
    index: int = 0
    place: _Place = field(init=False)
    given: _Word = field(init=False)
    family: _Word = field(init=False)
    people: _People = field(init=False)
    post: tuple[str, str | None] = field(init=False)
    values: dict[str, Value] = field(init=False)
    logins: dict[str, int] = field(default_factory=dict[str, int])
    nothing: dict[str, Value] = field(default_factory=lambda: dict.fromkeys(FIELDS))

    def __post_init__(self) -> None:
        self._meet()

    def drawn(self) -> dict[str, Value]:
        random = self.random
        if random() >= _NAMESAKES:
            self._meet()
        self.post = self.pick(self.place.posts)
        self.values = values = self.nothing.copy()
        for name, (share, draw) in FIELDS.items():
            if random() < share:
                values[name] = draw(self)
        return values

    def machine(self) -> dict[str, Value]:
        login = self.numbered(self.pick(_words(sample_names.LOGINS)) or "")
        own = {"user_name": login, "display_name": login, "user_type": "service", "active": True}
        return {**self.nothing, **own}

    def pick(self, words: Sequence[T]) -> T:
        return words[int(self.random() * len(words))]

    def numbered(self, stem: str) -> str:
        """No stem ends in a digit, so a stem with its number is unique.

        What is remembered is bounded by the lists of names, not by how many users are made.
        """
        key = stem if stem.isascii() else user_name_key(stem)
        number = self.logins[key] = self.logins.get(key, 0) + 1
        return stem if number == 1 else f"{stem}{number}"

    def _meet(self) -> None:
        self.place, self.people = self.pick(_crowds())
        self.given = self.pick(self.people.given)
        self.family = self.pick(self.people.family)


def _user_name(person: _Person) -> str:
    given, family, style = person.given, person.family, person.random()
    if style < _NATIVE_LOGIN:
        return person.numbered(f"{given.native}.{family.native}")
    if style < _SHORT_LOGIN:
        return person.numbered(given.latin[0] + family.latin)
    if style < _FAMILY_LOGIN:
        return person.numbered(f"{family.latin}.{given.latin[0]}")
    return person.numbered(f"{given.latin}.{family.latin}")


def _display_name(person: _Person) -> str:
    values = person.values
    if (prefix := values["honorific_prefix"]) and values["given_name"]:
        return f"{prefix} {derived_display_name(values)}"
    return derived_display_name(values)


def _email(person: _Person) -> str:
    local = str(person.values["user_name"])
    if not local.isascii():
        local = f"{person.given.latin}.{person.family.latin}"
    return f"{local}@{person.pick(_words(sample_names.DOMAINS))}"


def _valid_from(person: _Person) -> date:
    days = 10 if person.random() < 0.1 else -30 - int(person.random() * 4000)  # noqa: PLR2004
    return person.today + timedelta(days=days)


def _valid_until(person: _Person) -> date:
    start = person.values["valid_from"]
    if isinstance(start, date) and start > person.today:
        return start + timedelta(days=365)
    return person.today + timedelta(days=int(person.random() ** 2 * 400) - 25)


FIELDS: dict[str, tuple[float, Callable[[_Person], Value]]] = {
    "given_name": (0.98, lambda person: person.given.shown),
    "middle_name": (0.5, lambda person: person.pick(person.people.middle)),
    "family_name": (0.97, lambda person: person.family.shown),
    "honorific_prefix": (0.05, lambda person: person.pick(person.place.prefixes)),
    "honorific_suffix": (0.02, lambda person: person.pick(_SUFFIXES)),
    "nick_name": (0.08, lambda person: person.pick(person.place.nicks)),
    "locale": (0.85, lambda person: person.place.locale),
    "preferred_language": (0.6, lambda person: person.place.languages),
    "timezone": (0.8, lambda person: person.pick(person.place.zones)),
    "user_name": (1, _user_name),
    "display_name": (1, _display_name),
    "email": (0.92, _email),
    "phone": (0.7, lambda person: person.pick(person.place.phones)),
    "mobile": (0.5, lambda person: person.pick(person.place.mobiles)),
    "department": (0.95, lambda person: person.post[0]),
    "title": (0.85, lambda person: person.post[1]),
    "organization": (0.9, lambda person: person.pick(person.place.organizations)),
    "employee_number": (0.8, lambda person: f"{(person.index * 7919 + 421) % 1_000_000:06}"),
    "user_type": (0.9, lambda person: person.pick(_TYPES)),
    "office_location": (0.7, lambda person: person.pick(person.place.offices)),
    "profile_url": (0.1, lambda person: f"https://www.example.org/people/{person.index + 1}"),
    "active": (1, lambda person: person.random() > 0.08),  # noqa: PLR2004
    "valid_from": (0.3, _valid_from),
    "valid_until": (0.15, _valid_until),
    "external_id": (0.25, lambda person: f"hr-{person.index + 1:07}"),
    "notes": (0.08, lambda person: person.pick(person.place.notes)),
}


@cache
def _words(text: str) -> tuple[str | None, ...]:
    """The words between the commas; a single None where there is none."""
    return tuple(" ".join(word.split()) for word in text.split(",") if word.strip()) or (None,)


@cache
def _crowds() -> tuple[tuple[_Place, _People], ...]:
    """The women and the men of each place, as often as its share."""
    return tuple(
        (place, people)
        for culture in sample_names.CULTURES
        for place in (_place(culture),) * culture.share
        for people in _women_and_men(culture)
    )


def _place(culture: sample_names.Culture) -> _Place:
    work = sample_names.RUSSIAN if culture.locale == "ru-RU" else sample_names.ENGLISH
    return _Place(
        locale=culture.locale,
        languages=culture.languages,
        zones=_words(culture.zones),
        prefixes=_words(culture.prefixes),
        nicks=_words(culture.nicks),
        phones=_numbers(culture.phones),
        mobiles=_numbers(culture.mobiles),
        organizations=_words(work.organizations),
        posts=tuple(
            (department, title)
            for department, titles in work.departments.items()
            for title in _words(titles)
        ),
        offices=_words(work.offices),
        notes=work.notes,
    )


def _women_and_men(culture: sample_names.Culture) -> tuple[_People, _People]:
    family_of_women = culture.family_of_women or culture.family
    return (
        _people(culture.women, culture.middle_of_women, family_of_women),
        _people(culture.men, culture.middle_of_men, culture.family),
    )


def _people(given: str, middle: str, family: str) -> _People:
    return _People(_names(given), _words(middle), _names(family))


def _names(text: str) -> tuple[_Word, ...]:
    latin_letters = str.maketrans({word[0]: word[1:] for word in sample_names.LATIN.split()})
    names: list[_Word] = []
    for word in _words(text):
        shown, _, latin = (word or "").partition(":")
        latin = latin or fold(shown).translate(latin_letters)
        names.append(_Word(shown, _login(latin), _login(shown)))
    return tuple(names)


def _login(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum() or char == "-")


def _numbers(patterns: str) -> tuple[str | None, ...]:
    return tuple(
        pattern and pattern.format(number) for pattern in _words(patterns) for number in range(100)
    )
