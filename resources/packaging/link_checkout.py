# ruff: noqa: INP001  # a script, in no package
"""Gives an environment the ``userbook`` command of this checkout, with nothing built or copied."""

from __future__ import annotations

import sysconfig
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

COMMAND = """\
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m desktop_app "$@"
"""


def main() -> None:
    Path(sysconfig.get_path("purelib"), "userbook.pth").write_text(f"{CHECKOUT}\n")
    command = Path(sysconfig.get_path("scripts"), "userbook")
    command.write_text(COMMAND)
    command.chmod(0o755)


if __name__ == "__main__":
    main()
