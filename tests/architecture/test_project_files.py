"""What stands beside the code says what is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_everything_readme_leads_to_is_there():
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert len(links) >= 2
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_room_readme_shows_is_there():
    rooms = re.findall(r"^\| `([\w/.]+)` \|", README, re.MULTILINE)
    assert len(rooms) > 5
    assert [room for room in rooms if not (ROOT / "desktop_app" / room).exists()] == []


def test_every_make_target_that_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"`make ([a-z]+)", README)) | set(re.findall(r"^make ([a-z]+)", README))
    assert {"run", "test", "help", "bench"} <= named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_the_lock_pins_everything_that_is_depended_on():
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.match(r"[\w.-]+", each)[0].lower().replace("_", "-") for each in wanted}
    locked = set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==", LOCK, re.MULTILINE))
    assert names - locked == set()
    assert "--hash=sha256:" in LOCK


def test_the_lock_names_no_host():
    assert not re.search(r"https?://|--index|--find-links|--trusted-host", LOCK)
