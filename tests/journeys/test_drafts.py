"""What is typed and not saved outlives the real program, though it is killed."""

from __future__ import annotations

import json
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from test_ten_thousand_users import start, told

from desktop_app.database.document import create_document

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
_AT_RISK = 1.0  # second


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "Two.userbook"
    create_document(file)
    told("fill", file, "2")
    return file


def killed(process: subprocess.Popen[str], *, typing: float) -> list[dict[str, Any]]:
    """What was typed until ``typing`` seconds after the second user was begun."""
    lines: list[dict[str, Any]] = []
    assert process.stdout is not None
    while len({line["key"] for line in lines}) < 2:
        lines.append(json.loads(process.stdout.readline()))
    time.sleep(typing)
    process.send_signal(signal.SIGKILL)
    lines += map(json.loads, process.stdout)
    return lines


def test_a_kill_costs_less_than_a_second_of_typing(file: Path) -> None:
    for typing in (1.2, 1.7):
        with start("type_for_ever", file) as process:
            lines = killed(process, typing=typing)
        first, last = lines[0]["key"], lines[-1]["key"]
        safe = [line for line in lines if line["at"] <= lines[-1]["at"] - _AT_RISK]
        offered = {line["key"]: line["typed"] for line in told("take_up", file)}
        assert offered.keys() == {first, last}
        whole = [line["typed"] for line in lines if line["key"] == first][-1]
        assert offered[first] == whole
        kept = [line["typed"] for line in safe if line["key"] == last][-1]
        assert offered[last].startswith(kept)
        assert lines[-1]["typed"].startswith(offered[last])
