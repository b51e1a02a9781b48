"""The one command that says whether the program works on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.database.document import create_document

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
TIMED = (
    "start to painted window",
    "the same first page by plain sqlite3",
    "window painted after",
    "user added",
    "user found",
    "user edited and saved",
    "users exported",
)


@pytest.fixture
def smoke(tmp_path):
    def smoke(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        for name in ("home", "temp"):
            (tmp_path / name).mkdir()
        homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path / "home"))
        own = {"TMPDIR": str(tmp_path / "temp"), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(
            [sys.executable, "-m", "desktop_app", "--smoke", *arguments],
            cwd=ROOT,
            env={**os.environ, **homes, **own, "USERBOOK_STARTS": "1", **environment},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    return smoke


def test_it_passes_tells_times_and_leaves_nothing_but_the_picture(smoke, tmp_path):
    picture = tmp_path / "userbook.png"
    done = smoke("--screenshot", str(picture))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for what in TIMED:
        assert re.search(rf"^{what} \d+ ms", done.stdout, re.MULTILINE), what
    assert done.stdout.splitlines()[-1] == "smoke: passed"
    image = QImage(str(picture))
    assert image.width() >= 640
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 7) for y in range(0, 400, 7)}
    assert len(colours) > 5
    assert list((tmp_path / "temp").iterdir()) == []
    assert [p for p in (tmp_path / "home").rglob("*") if p.is_file()] == []


def test_a_failure_is_told_by_the_exit_code(smoke):
    done = smoke(QT_QPA_PLATFORM="there-is-none")
    assert done.returncode != 0
    assert "passed" not in done.stdout


def test_what_an_operator_set_for_the_real_program_is_left_alone(smoke, tmp_path):
    real = create_document(tmp_path / "real.userbook")
    before = real.path.read_bytes()
    picture = str(tmp_path / "userbook.png")
    done = smoke("--screenshot", picture, USERBOOK_DATABASE_URL=real.url, USERBOOK_LANGUAGE="ru")
    assert done.returncode == 0, done.stdout + done.stderr
    assert real.path.read_bytes() == before
    assert f"picture: {picture}" in done.stdout
