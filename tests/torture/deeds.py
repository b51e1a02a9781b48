"""What is asked of the program, one deed after the other, and what the file must hold then.

A book is who is in it, with one mark each: every deed leaves a mark that no other deed leaves, in
two fields at once, so that any two states can be told apart.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from examine import people

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

Book = dict[str, str]
MANY = 40
FEWEST = 60
LARGEST = 600
WEIGHTS = {
    "save": 30,
    "bulk": 15,
    "import": 12,
    "create": 8,
    "delete": 8,
    "undo": 15,
    "redo": 12,
    "type": 8,
}


def book_of(path: Path) -> Book:
    """The book as it is on the disk; where the two fields differ, both are told."""
    return {
        one["user_name"]: mark(one["title"], one["department"]) for one in people(path).values()
    }


def mark(title: str | None, department: str | None) -> str:
    return title or "" if title == department else f"{title} and {department}"


@dataclass(slots=True)
class Expected:
    """The states that undo and redo lead through; ``at`` is the one that the file is in."""

    states: list[Book]
    at: int = 0
    number: int = 0
    drafts: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def book(self) -> Book:
        return self.states[self.at]

    def after(self, deed: dict[str, Any]) -> Book:
        """What the file holds once the deed is done."""
        kind, names, text = deed["kind"], deed.get("names", ()), deed.get("text", "")
        match kind:
            case "undo":
                return self.states[self.at - 1]
            case "redo":
                return self.states[self.at + 1]
            case "delete":
                return {name: held for name, held in self.book.items() if name not in names}
            case "type":
                return self.book
            case _:
                return self.book | dict.fromkeys(names, text)

    def done(self, deed: dict[str, Any]) -> None:
        match deed["kind"]:
            case "undo":
                self.at -= 1
            case "redo":
                self.at += 1
            case "type":
                self.drafts[deed["names"][0]] = deed["text"]
            case _:
                self.states[self.at + 1 :] = [self.after(deed)]
                self.at += 1
        saved = deed["names"] if deed["kind"] == "save" else ()
        self.drafts = {
            name: text
            for name, text in self.drafts.items()
            if name in self.book and name not in saved
        }


def next_deed(random: Random, expected: Expected, folder: Path) -> dict[str, Any]:
    """Any deed that can be done now."""
    expected.number += 1
    kind = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    book, names = expected.book, sorted(expected.book)
    barred = {
        "undo": expected.at == 0,
        "redo": expected.at + 1 == len(expected.states),
        "delete": len(book) < FEWEST,
        "import": len(book) > LARGEST,
    }
    if barred.get(kind):
        kind = "save"
    deed: dict[str, Any] = {"number": expected.number, "kind": kind}
    text = f"{kind} {expected.number}"
    match kind:
        case "save" | "type":
            deed |= {"names": [random.choice(names)], "text": text}
        case "bulk":
            deed |= {"names": random.sample(names, min(len(names), MANY)), "text": text}
        case "delete":
            deed |= {"names": random.sample(names, random.randint(1, 20))}
        case "create":
            deed |= {"names": [f"c{expected.number}"], "text": text}
        case "import":
            new = [f"i{expected.number}.{i}" for i in range(MANY // 2)]
            deed |= {"names": [*random.sample(names, MANY // 2), *new], "text": text}
            deed["file"] = str(written(folder / "import.csv", deed["names"], text))
    return deed


def written(file: Path, names: list[str], text: str) -> Path:
    with file.open("w", newline="") as table:
        lines = csv.writer(table)
        lines.writerow(["user_name", "title", "department"])
        lines.writerows([name, text, text] for name in names)
    return file
