"""Briefcase takes briefcase.toml for every system; breaks on the day it takes it another way."""

from __future__ import annotations

import json
import subprocess
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
    ("linux", "flatpak"): {"flatpak_runtime": "org.freedesktop.Platform"},
    ("windows", "app"): {"system_installer": False},
    ("macOS", "app"): {"universal_build": True},
}


def understood(platform: str, form: str, project: Path) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS), "-c", ASK, platform, form, str(project)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


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
