"""Briefcase takes briefcase.toml for every system; breaks on the day it takes it another way."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from desktop_app import __version__

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "build" / "tools" / "bin" / "python"
ASK = """
import json, sys
from pathlib import Path
sys.path.insert(0, "resources/packaging")
import bundle
from briefcase.console import Console
asked = {"platform": sys.argv[1], "output_format": sys.argv[2], "console": Console()}
project, apps = bundle.parse_config(Path(sys.argv[3]).absolute(), **asked)
print(json.dumps(project | apps["userbook"], default=str))
"""
ASKED = {
    ("linux", "system"): {"template": "resources/packaging/linux"},
    ("linux", "appimage"): {"manylinux": "manylinux_2_28"},
    ("linux", "flatpak"): {"flatpak_runtime": "org.kde.Platform"},
    ("windows", "app"): {"system_installer": False},
    ("macOS", "app"): {"universal_build": True, "min_os_version": "13.0"},
}
COMPILE = """
import sys
from pathlib import Path
sys.path.insert(0, "resources/packaging")
import bundle

class Flatpak:
    bundle_path = app_path = lambda self, app: app
    def app_packages_path(self, app):
        raise KeyError("app_packages_path")

bundle._cleanup_app_content = lambda self, app: None
bundle.cleanup_app_content(Flatpak(), Path(sys.argv[1]))
"""
DRAW = """
import sys
from cookiecutter.main import cookiecutter
names = ("format", "app_name", "module_name", "bundle_identifier", "version")
given = dict.fromkeys(names, "userbook") | {"python_version": "3.13.1", "vendor_base": sys.argv[1]}
template, made = "resources/packaging/linux", sys.argv[2]
cookiecutter(template, no_input=True, extra_context=given, output_dir=made)
"""


def ran(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS), "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def understood(platform: str, form: str, project: Path) -> subprocess.CompletedProcess[str]:
    return ran(ASK, platform, form, project)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)


@pytest.mark.parametrize("asked", ASKED, ids="-".join)
def test_every_installer_is_configured(asked):
    done = understood(*asked, ROOT / "pyproject.toml")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["version"] == __version__
    assert told["bundle"] == "io.github.userbook"
    assert told["license"] == "MIT"
    assert told["cleanup_paths"]
    assert told["document_type"]["userbook"]["extension"] == "userbook"
    assert {name: told[name] for name in ASKED[asked]} == ASKED[asked]


def test_a_second_place_to_configure_packaging_is_refused(tmp_path):
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(f"{project}\n[tool.briefcase]\nbundle = 'x'\n")
    done = understood("linux", "system", tmp_path / "pyproject.toml")
    assert done.returncode != 0
    assert "configured in briefcase.toml" in done.stderr


@pytest.mark.parametrize(("vendor", "lib"), [("debian", "lib"), ("rhel", "lib64")])
def test_the_launcher_finds_python_and_program_where_the_system_keeps_them(vendor, lib, tmp_path):
    done = ran(DRAW, vendor, tmp_path)
    assert done.returncode == 0, done.stderr
    launcher = (tmp_path / "userbook" / "bootstrap" / "launcher.c").read_text("utf-8")
    assert f'"/usr/{lib}/python3.13"' in launcher
    assert f'"/{lib}/userbook/"' in launcher
    assert f"/{lib}/userbook\n" in (tmp_path / "userbook" / "bootstrap" / "Makefile").read_text()
    paths = tomllib.loads((tmp_path / "userbook" / "briefcase.toml").read_text("utf-8"))["paths"]
    assert paths["app_path"] == f"userbook-userbook/usr/{lib}/userbook/app"


def test_a_bundle_whose_libraries_come_later_is_compiled_as_far_as_it_is_there(tmp_path):
    (tmp_path / "program.py").write_text("answer = 42\n")
    done = ran(COMPILE, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("__pycache__/program.*.pyc"))) == 1


def test_a_package_names_the_page_of_whoever_publishes_it_or_none_that_exists(monkeypatch):
    for home in ("https://userbook.invalid", "https://github.com/somebody/userbook"):
        told = json.loads(understood("linux", "system", ROOT / "pyproject.toml").stdout)
        assert told["url"] == told["document_type"]["userbook"]["url"] == home
        assert told["author_email"].endswith(".invalid")
        monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
        monkeypatch.setenv("GITHUB_REPOSITORY", "somebody/userbook")
