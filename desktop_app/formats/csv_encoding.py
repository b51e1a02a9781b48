"""Which encoding a text file is in: known where that is possible, else the best guess."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.domain.text import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# Where two guesses read equally well, the earlier one is the likelier file.
_GUESSES = (
    "cp1251",
    "cp1252",
    "cp866",
    "koi8_r",
    "cp1250",
    "iso8859_7",
    "shift_jis",
    "gb18030",
    "euc_kr",
    "big5",
)
_LAST_RESORT = "iso8859_1"
_HEAD = 65_536
_BLOCK = 1_048_576
_WORD = re.compile(r"[^\W\d_]+")
# Greek read as Cyrillic, or one Cyrillic code page as another, cannot be spoken.
_UNSPEAKABLE = re.compile(r"[бвгджзйклмнпрстфхцчшщъь]{4}|[βγδζθκλμνξπρστφχψς]{4}", re.IGNORECASE)
_MOSTLY = 0.25
# The usual 0.2 gives up on tables in which few letters are not Latin.
_BEARABLE = 0.5


def encoding_of(file: BinaryIO) -> tuple[str, bool]:
    """The name of the encoding, and whether that is certain. Reads the whole file."""
    file.seek(0)
    head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, True
    if wide := _wide(head):
        return wide, False
    if decodes(file, "utf-8"):
        return ("utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"), True
    return _guess(file), False


def decodes(file: BinaryIO, encoding: str) -> bool:
    """Whether every byte of the file is text in this encoding."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: every separator comes with its NUL bytes.

    A stray NUL byte in ordinary text does not make its separators wide.
    """
    if b"\0" not in head:
        return None
    narrow = sum(head.count(char) for char in (b"\n", b"\r", b",", b";", b"\t"))
    for name in _WIDE:
        # A character may be cut in two at the end of the head.
        text = head[: len(head) // 4 * 4 or None].decode(name, "replace")
        wide = sum(map(text.count, "\n\r,;\t"))
        if wide and wide * 2 > narrow and "\0" not in text:
            return name
    return None


def _guess(file: BinaryIO) -> str:
    """The likeliest encoding, judged by the lines that are not ASCII."""
    # 130 ms that a file in UTF-8 need not wait for.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    telling = _telling(file)
    found: list[tuple[float, bool, float, float, int, str]] = []
    guesses: list[str] = list(_GUESSES)
    for match in from_bytes(telling, cp_isolation=guesses) or from_bytes(
        telling, cp_isolation=guesses, threshold=_BEARABLE
    ):
        words = [word for word in _WORD.findall(str(match)) if not word.isascii()]
        judged = _mixed(words), _unspeakable(words), match.chaos, -match.coherence
        found += (
            (*judged, _GUESSES.index(name), name)
            for name in {match.encoding, *match.could_be_from_charset} & {*_GUESSES}
        )
    for *_, name in sorted(found):
        if decodes(file, name):
            return name
    return _LAST_RESORT


def _telling(file: BinaryIO) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in _lines(file):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= _HEAD:
                break
    return b"".join(lines)[:_HEAD]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while line := file.readline(_HEAD):
        yield line


def _mixed(words: Sequence[str]) -> float:
    """The share of words that draw on two alphabets, as no language does."""
    return sum(len(scripts_of(word)) > 1 for word in words) / max(1, len(words))


def _unspeakable(words: Sequence[str]) -> bool:
    return sum(map(bool, map(_UNSPEAKABLE.search, words))) > len(words) * _MOSTLY
