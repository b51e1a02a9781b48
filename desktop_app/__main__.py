"""Entry point of ``python -m desktop_app``, of the ``userbook`` command and of the bundle."""

from __future__ import annotations

import builtins
import os
import sys
from importlib import import_module

# Where somebody else's environment could make Qt load code or look foreign.
_QT_VARIABLES = (
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QT_STYLE_OVERRIDE",
    "QT_API",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
)


def main() -> int:
    """Start the program, try it out with ``--smoke``, or run what needs no window."""
    if sys.argv[1:] == ["--worker"]:
        from desktop_app.worker.serving import serve  # noqa: PLC0415

        return serve()
    if sys.argv[1:2] == ["sample"]:
        from desktop_app.cli.sample_command import sample  # noqa: PLC0415

        return sample(sys.argv[2:])
    from desktop_app.settings import parse_command_line  # noqa: PLC0415  # nothing before it is due

    for name in _QT_VARIABLES:
        os.environ.pop(name, None)
    given = parse_command_line(sys.argv[1:])
    _import_as_ever()
    if not given.smoke and not given.play:
        from desktop_app.app import run  # noqa: PLC0415

        return run(given)
    from desktop_app import smoke  # noqa: PLC0415

    if given.smoke:
        return smoke.smoke(given.screenshot)
    from desktop_app.app import run  # noqa: PLC0415

    return run(given, smoke.PLAYS[given.play])


def _import_as_ever() -> None:
    """PySide reads the source of every module that is imported after it, at twice the time."""
    import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


if __name__ == "__main__":
    sys.exit(main())
