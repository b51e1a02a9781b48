"""Entry point of ``python -m desktop_app``, of the ``userbook`` command and of the bundle."""

from __future__ import annotations

import sys


def main() -> int:
    from desktop_app.app import run  # noqa: PLC0415  # nothing before Qt

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
