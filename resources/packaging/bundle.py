# ruff: noqa: INP001  # a script, in no package
"""Briefcase, configured by briefcase.toml.

``python bundle.py package linux system --adhoc-sign``, or any other command of Briefcase.

Briefcase reads [tool.briefcase] of pyproject.toml and nothing else. Here that table is what
briefcase.toml holds; name, licence and dependencies still come from [project], the version from
the program itself.
"""

from __future__ import annotations

import ast
import compileall
import io
import os
import re
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w
from briefcase.__main__ import main
from briefcase.commands import base
from briefcase.commands.create import CreateCommand
from briefcase.exceptions import BriefcaseConfigError
from briefcase.platforms.linux import system

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]

_parse_config = base.parse_config
_install_app_code = CreateCommand.install_app_code
_cleanup_app_content = CreateCommand.cleanup_app_content
_package_app = system.LinuxSystemPackageCommand.package_app


class Merged:
    """Stands for the path of pyproject.toml; what it opens holds briefcase.toml as well."""

    def __init__(self, pyproject: Path) -> None:
        self.parent = pyproject.parent

    def open(self, _mode: str) -> io.BytesIO:
        project = self._read("pyproject.toml")
        if "briefcase" in project["tool"]:
            raise BriefcaseConfigError("packaging is configured in briefcase.toml, nowhere else")
        project["tool"]["briefcase"] = bundle = self._read("briefcase.toml")
        if home := home_page(os.environ):
            bundle["url"] = bundle["app"]["userbook"]["document_type"]["userbook"]["url"] = home
        del project["project"]["dynamic"]
        project["project"]["version"] = version_of(self.parent / "desktop_app" / "__init__.py")
        return io.BytesIO(tomli_w.dumps(project).encode())

    def _read(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.parent / name).read_text("utf-8"))


def home_page(environment: Mapping[str, str]) -> str:
    """Of the repository whose workflow this is; empty anywhere else."""
    server, name = (environment.get(f"GITHUB_{part}") for part in ("SERVER_URL", "REPOSITORY"))
    return f"{server}/{name}" if server and name else ""


def version_of(module: Path) -> str:
    """``__version__`` of a module that is not imported."""
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return ast.literal_eval(node.value)
    raise BriefcaseConfigError(f"{module} has no __version__")


def parse_config(config_file: Path, **options: Any) -> Any:
    return _parse_config(Merged(config_file), **options)


def install_app_code(self: CreateCommand, app: Any) -> None:
    """The folder that the code goes into is empty in the template: git has no empty folders."""
    self.app_path(app).parent.mkdir(parents=True, exist_ok=True)
    _install_app_code(self, app=app)


def cleanup_app_content(self: CreateCommand, app: Any) -> None:
    """Briefcase drops bytecode and its launchers write none: a start would take thrice its time.

    It has to hold whatever dates the files get where they are unpacked.
    """
    _cleanup_app_content(self, app)
    folders = [self.app_path(app)]
    with suppress(KeyError):  # a Flatpak gets its libraries later, with bytecode
        folders.append(self.app_packages_path(app))
    for folder in folders:
        compileall.compile_dir(
            folder,
            quiet=1,
            workers=0,
            stripdir=str(self.bundle_path(app)),
            invalidation_mode=compileall.py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )


def package_app(self: system.LinuxSystemPackageCommand, app: Any, **options: Any) -> None:
    """RPM understands no changelog but its own kind; ours is in the package already, for people."""
    if app.packaging_format == "rpm":
        system.find_changelog_filename = lambda _folder: os.devnull
    _package_app(self, app, **options)


def write_constraints(lock: Path, target: Path) -> None:
    """The lock as pip wants to be constrained by it: with hashes, without extras."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(re.sub(r"(?m)^([\w.-]+)\[\w+\]==", r"\1==", lock.read_text("utf-8")), "utf-8")


base.parse_config = parse_config
CreateCommand.install_app_code = install_app_code
CreateCommand.cleanup_app_content = cleanup_app_content
system.LinuxSystemPackageCommand.package_app = package_app

if __name__ == "__main__":
    os.chdir(ROOT)
    write_constraints(ROOT / "requirements.lock", ROOT / "build" / "constraints.txt")
    sys.exit(main())
