"""Invented users: a hundred to try the program with, or millions to test it with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desktop_app.domain.names import derived_display_name
from desktop_app.domain.sample_kinds import value_by_kind
from desktop_app.domain.sample_names import CULTURES, ENGLISH, LATIN, LOGINS, RUSSIAN
from desktop_app.domain.text import fold, user_name_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_app.domain.rules import Value
    from desktop_app.domain.sample_names import Culture, Work

T = TypeVar("T")

SAMPLE_DAY = date(2026, 1, 15)

_MACHINES, _NAMESAKES, _DISABLED, _NEWCOMERS = 0.02, 0.02, 0.08, 0.1
_NATIVE_LOGIN, _SHORT_LOGIN, _FAMILY_LOGIN = 0.03, 0.28, 0.36
_COMMA = re.compile(r",\s+")
_DOMAINS = ("example.org", "example.com", "example.net")


def sample_users(count: int, seed: int = 0, today: date = SAMPLE_DAY) -> Iterator[dict[str, Value]]:
    """Users with clean values and unique user names; the same ones for the same arguments.

    A field without a recipe below gets one from its kind.
    """
    random = Random(seed).random  # noqa: S311  # nothing here is a secret
    person = _Person(random, today)
    others = [pair for pair in ATTRIBUTES.items() if pair[0] not in person.blank]
    for index in range(count):
        person.index = index
        user = person.machine() if random() < _MACHINES else person.human()
        for name, attribute in others:
            user[name] = value_by_kind(name, attribute, index, today)
        yield user


class _Word(NamedTuple):
    """A name as it is written, and for a login in Latin letters and in its own."""

    shown: str
    latin: str
    native: str


class _Source(NamedTuple):
    """Where the words of a field may come from."""

    culture: Culture
    work: Work
    middle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crowd:
    """The women or the men of a culture, with their words taken apart.

    ``choices`` are a field, its words, and the number to draw below; from the number of words
    on, the field stays empty.
    """

    given: tuple[_Word, ...]
    family: tuple[_Word, ...]
    posts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...], float], ...]


@dataclass(slots=True)
class _Person:
    """The one being invented.

    Chance comes only from ``random()``, the part of Python's generator that never changes.
    """

    random: Callable[[], float]
    today: date
    index: int = 0
    crowd: _Crowd = field(init=False)
    given: _Word = field(init=False)
    family: _Word = field(init=False)
    post: tuple[str, str] = field(init=False)
    values: dict[str, Value] = field(init=False)
    logins: dict[str, int] = field(default_factory=dict[str, int])
    blank: dict[str, Value] = field(default_factory=lambda: dict.fromkeys([*CHOSEN, *MADE]))

    def __post_init__(self) -> None:
        self.meet()

    def meet(self) -> None:
        self.crowd = self.pick(_crowds())
        self.given = self.pick(self.crowd.given)
        self.family = self.pick(self.crowd.family)

    def human(self) -> dict[str, Value]:
        random = self.random
        if random() >= _NAMESAKES:
            self.meet()
        self.post = self.pick(self.crowd.posts)
        self.values = values = self.blank.copy()
        for name, words, below in self.crowd.choices:
            at = int(random() * below)
            if at < len(words):
                values[name] = words[at]
        for name, (share, make) in MADE.items():
            if random() < share:
                values[name] = make(self)
        return values

    def machine(self) -> dict[str, Value]:
        login = self.numbered(self.pick(_words(LOGINS)))
        own = {"user_name": login, "display_name": login, "user_type": "service", "active": True}
        return {**self.blank, **own}

    def pick(self, words: Sequence[T]) -> T:
        return words[int(self.random() * len(words))]

    def numbered(self, stem: str) -> str:
        """No stem ends in a digit, so a stem with its number is unique.

        What is remembered is bounded by the lists of names, not by how many users are made.
        """
        key = stem if stem.isascii() else user_name_key(stem)
        number = self.logins[key] = self.logins.get(key, 0) + 1
        return stem if number == 1 else f"{stem}{number}"


CHOSEN: dict[str, tuple[float, Callable[[_Source], str]]] = {
    "middle_name": (0.6, lambda source: source.middle),
    "honorific_prefix": (0.05, lambda source: source.culture.prefixes),
    "honorific_suffix": (0.02, lambda source: source.culture.suffixes),
    "nick_name": (0.08, lambda source: source.culture.nicks),
    "locale": (0.85, lambda source: source.culture.locale),
    "preferred_language": (0.6, lambda source: source.culture.languages),
    "timezone": (0.8, lambda source: source.culture.zones),
    "phone": (0.7, lambda source: source.culture.phones),
    "mobile": (0.5, lambda source: source.culture.mobiles),
    "organization": (0.9, lambda source: source.work.organizations),
    "office_location": (0.7, lambda source: source.work.offices),
    "user_type": (0.9, lambda source: source.work.types),
}


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
    return f"{local}@{person.pick(_DOMAINS)}"


def _valid_from(person: _Person) -> date:
    new = person.random() < _NEWCOMERS
    return person.today + timedelta(days=10 if new else -30 - int(person.random() * 4000))


def _valid_until(person: _Person) -> date:
    start = person.values["valid_from"]
    if isinstance(start, date) and start > person.today:
        return start + timedelta(days=365)
    return person.today + timedelta(days=int(person.random() ** 3 * 400) - 12)


MADE: dict[str, tuple[float, Callable[[_Person], Value]]] = {
    "given_name": (0.98, lambda person: person.given.shown),
    "family_name": (0.97, lambda person: person.family.shown),
    "user_name": (1, _user_name),
    "display_name": (1, _display_name),
    "email": (0.92, _email),
    "department": (0.95, lambda person: person.post[0]),
    "title": (0.85, lambda person: person.post[1]),
    "employee_number": (0.8, lambda person: f"{(person.index * 7919 + 421) % 1_000_000:06}"),
    "external_id": (0.25, lambda person: f"hr-{person.index + 1:07}"),
    "profile_url": (0.1, lambda person: f"https://www.example.org/people/{person.index + 1}"),
    "active": (1, lambda person: person.random() >= _DISABLED),
    "valid_from": (0.3, _valid_from),
    "valid_until": (0.2, _valid_until),
    "notes": (0.08, lambda person: person.pick(person.crowd.notes)),
}


@cache
def _crowds() -> tuple[_Crowd, ...]:
    """The women and the men of each culture, as often as its share."""
    return tuple(
        crowd
        for culture in CULTURES
        for crowd in (
            _crowd(culture, culture.women, culture.middle_of_women, culture.family_of_women),
            _crowd(culture, culture.men, culture.middle_of_men, culture.family),
        )
        for _ in range(culture.share)
    )


def _crowd(culture: Culture, given: str, middle: str, family: str) -> _Crowd:
    work = RUSSIAN if culture.locale.startswith("ru") else ENGLISH
    source = _Source(culture, work, middle)
    words = {name: _words(origin(source)) for name, (_, origin) in CHOSEN.items()}
    return _Crowd(
        given=_names(given),
        family=_names(family or culture.family),
        posts=tuple(
            (department, title)
            for department, titles in work.departments.items()
            for title in _words(titles)
        ),
        notes=work.notes,
        choices=tuple(
            (name, words[name], len(words[name]) / share)
            for name, (share, _) in CHOSEN.items()
            if words[name]
        ),
    )


@cache
def _words(text: str) -> tuple[str, ...]:
    """The words between the commas; one with a gap for two digits stands for a hundred."""
    words = (" ".join(word.split()) for word in _COMMA.split(text) if word)
    return tuple(
        word.format(number) for word in words for number in range(100 if "{" in word else 1)
    )


def _names(text: str) -> tuple[_Word, ...]:
    letters = str.maketrans({word[0]: word[1:] for word in LATIN.split()})
    names: list[_Word] = []
    for word in _words(text):
        shown, _, latin = word.partition(":")
        names.append(_Word(shown, _login(latin or fold(shown).translate(letters)), _login(shown)))
    return tuple(names)


def _login(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum() or char == "-")
