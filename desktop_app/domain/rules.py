"""The rule of each kind of attribute: raw value in, clean value out, or a problem."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop_app.domain.attributes import Kind
from desktop_app.domain.problems import InvalidValueError, Problem, ProblemCode
from desktop_app.domain.text import DIRECTION_CONTROLS, ZERO_WIDTH, digits_of, scripts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.domain.attributes import Attribute

Value = str | bool | date | None

YES = frozenset(
    {"1", "true", "t", "yes", "y", "on", "active", "enabled"}
    | {"да", "истина", "активен", "включен", "включён"}
)
NO = frozenset(
    {"0", "false", "f", "no", "n", "off", "inactive", "disabled", "suspended"}
    | {"нет", "ложь", "неактивен", "отключен", "отключён", "заблокирован"}
)
_TIME_OF_DAY = r"([T ]\d{1,2}:\d\d.*)?"
_DATES = (
    re.compile(r"(?P<year>\d{4})([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)" + _TIME_OF_DAY),
    re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})" + _TIME_OF_DAY),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)" + _TIME_OF_DAY),
)
_LONGEST_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_PLAIN_LOCAL_PART = re.compile(r"[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*")
_URL = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_LANGUAGES = re.compile(
    r"(\*|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)(;q=[01](\.\d{1,3})?)?"
    r"(,\s*(\*|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)(;q=[01](\.\d{1,3})?)?)*"
)
_TIMEZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
_PHONE = re.compile(
    r"(?P<number>[+(]?[\d\s().\-/‐–+]*\d[\d\s().\-/‐–]*)([,;]?\s*(x|ext\.?|доб\.?|#)\s*=?\d+)?",
    re.IGNORECASE,
)
_SHORTEST_PHONE, _LONGEST_PHONE = 3, 15
_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"[\t\n]+")


def clean(name: str, attribute: Attribute, raw: object) -> Value:
    """The value as it is stored; raises InvalidValueError. Empty text is None."""
    if attribute.kind is Kind.FLAG:
        return _flag(name, raw)
    if attribute.kind is Kind.DATE:
        return _date(name, raw)
    if raw is None:
        return None
    text = _text(name, attribute, str(raw))
    if text and (rule := _RULES.get(attribute.kind)):
        text = rule(name, text)
    return text or None


def remarks(name: str, attribute: Attribute, raw: object, value: Value) -> Iterator[Problem]:
    """Warnings and notes about a value that was let in."""
    if not isinstance(value, str):
        return
    if attribute.kind is Kind.EMAIL and "." not in value.rpartition("@")[2]:
        yield Problem(name, ProblemCode.EMAIL_INTERNAL)
    if attribute.kind is Kind.PHONE and is_doubtful_phone(value):
        yield Problem(name, ProblemCode.PHONE_DOUBTFUL)
    if attribute.kind is Kind.USER_NAME and not value.isascii() and len(scripts_of(value)) > 1:
        yield Problem(name, ProblemCode.MIXED_SCRIPT)
    if isinstance(raw, str) and not raw.isascii() and not DIRECTION_CONTROLS.isdisjoint(raw):
        yield Problem(name, ProblemCode.DIRECTION_REMOVED)


def is_doubtful_phone(text: str) -> bool:
    """Too short, too long, with letters, or international and not in any numbering plan."""
    match = _PHONE.fullmatch(text)
    if not match or not _SHORTEST_PHONE <= len(digits_of(match["number"])) <= _LONGEST_PHONE:
        return True
    if not text.startswith("+"):
        return False
    import phonenumbers  # noqa: PLC0415  # 84 ms that most forms never need

    try:
        return not phonenumbers.is_valid_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return True


def _text(name: str, attribute: Attribute, raw: str) -> str:
    text = raw.strip()
    if len(text) > attribute.limit:  # before normalising, which is quadratic in combining marks
        raise InvalidValueError(Problem(name, ProblemCode.TOO_LONG, str(attribute.limit)))
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    if attribute.kind is not Kind.LINES:
        text = _SPACES.sub(" ", text)
    _refuse_broken(name, text)
    if not DIRECTION_CONTROLS.isdisjoint(text):
        if attribute.kind is Kind.USER_NAME:
            raise InvalidValueError(Problem(name, ProblemCode.DIRECTION_CONTROL))
        text = "".join(char for char in text if char not in DIRECTION_CONTROLS)
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > attribute.limit:
        raise InvalidValueError(Problem(name, ProblemCode.TOO_LONG, str(attribute.limit)))
    return text


def _refuse_broken(name: str, text: str) -> None:
    for char in text:
        if char < " " and char not in "\n\t" or "\x7f" <= char <= "\x9f":  # noqa: RUF021
            raise InvalidValueError(
                Problem(name, ProblemCode.CONTROL_CHARACTER, f"U+{ord(char):04X}")
            )
        if "\ud800" <= char <= "\udfff":
            raise InvalidValueError(
                Problem(name, ProblemCode.BROKEN_CHARACTER, f"U+{ord(char):04X}")
            )


def _user_name(name: str, text: str) -> str:
    """The letters of PRECIS UsernameCaseMapped (RFC 8265, 3.3), case kept as typed."""
    if all(char in ZERO_WIDTH for char in text):
        raise InvalidValueError(Problem(name, ProblemCode.REQUIRED))
    for char in text:
        if char.isspace():
            raise InvalidValueError(Problem(name, ProblemCode.USER_NAME_SPACE))
        if not char.isascii() and char not in ZERO_WIDTH:
            folded = unicodedata.normalize("NFKC", char)
            if any(not c.isascii() and unicodedata.category(c)[0] not in "LNM" for c in folded):
                raise InvalidValueError(Problem(name, ProblemCode.USER_NAME_CHARACTER, char))
    return text


def _email(name: str, text: str) -> str:
    """Any address that some server may know: names of one's own network are as good."""
    local, _, domain = text.rpartition("@")
    if len(local) > _LONGEST_LOCAL_PART:
        raise InvalidValueError(Problem(name, ProblemCode.EMAIL))
    plain_domain = _HOST.fullmatch(domain) is not None
    if plain_domain and _PLAIN_LOCAL_PART.fullmatch(local):
        return text
    import email_validator  # noqa: PLC0415  # 112 ms that plain addresses never need

    # The library knows which names no public server has, and would refuse them.
    judged = f"{local}@example.org" if plain_domain else text
    try:
        email_validator.validate_email(judged, check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        raise InvalidValueError(Problem(name, ProblemCode.EMAIL)) from error
    return text


def _pattern(pattern: re.Pattern[str], code: ProblemCode) -> Callable[[str, str], str]:
    def rule(name: str, text: str) -> str:
        if not pattern.fullmatch(text):
            raise InvalidValueError(Problem(name, code))
        return text

    return rule


def _flag(name: str, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().casefold()
    if text in YES or text in NO:
        return text in YES
    raise InvalidValueError(Problem(name, ProblemCode.FLAG, str(raw)[:40]))


def _date(name: str, raw: object) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date) or raw is None:
        return raw
    text = str(raw).strip()
    if not text:
        return None
    match = next(filter(None, (form.fullmatch(text) for form in _DATES)), None)
    try:
        if match:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        pass
    raise InvalidValueError(Problem(name, ProblemCode.DATE, text[:40]))


_RULES: dict[Kind, Callable[[str, str], str]] = {
    Kind.USER_NAME: _user_name,
    Kind.EMAIL: _email,
    Kind.URL: _pattern(_URL, ProblemCode.URL),
    Kind.LANGUAGE: _pattern(_LANGUAGE, ProblemCode.LANGUAGE),
    Kind.LANGUAGES: _pattern(_LANGUAGES, ProblemCode.LANGUAGE),
    Kind.TIMEZONE: _pattern(_TIMEZONE, ProblemCode.TIMEZONE),
}
