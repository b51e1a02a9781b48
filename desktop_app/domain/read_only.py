"""Why a file that can be read cannot be written."""

from __future__ import annotations

from enum import StrEnum


class ReadOnly(StrEnum):
    """ASKED by whoever opened it; the others are found out by looking."""

    ASKED = "asked"
    NEWER = "newer"
    MEDIUM = "medium"
    FILE = "file"
    FOLDER = "folder"
    COPY = "copy"
