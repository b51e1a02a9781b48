"""What GitHub is asked to do fits the project, and trusts nobody more than it has to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {
    path.stem: path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def jobs(name: str) -> dict[str, str]:
    """Each job of a workflow, by its name."""
    _head, body = WORKFLOWS[name].split("\njobs:\n")
    parts = re.split(r"(?m)^  (\w+):\n", body)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_of_others_cannot_change_under_our_hands(name):
    used = re.findall(r"uses: (?!\./)(.+)", WORKFLOWS[name])
    assert used
    pinned = r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [each for each in used if not re.fullmatch(pinned, each)] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_step_finds_the_key_to_the_repository(name):
    checkouts = WORKFLOWS[name].count("actions/checkout@")
    assert WORKFLOWS[name].count("persist-credentials: false") == checkouts


def test_only_who_publishes_may_write():
    for name, text in WORKFLOWS.items():
        assert "permissions:\n  contents: read\n" in text.split("\njobs:")[0]
        writers = [job for job, body in jobs(name).items() if re.search(r": write\b", body)]
        assert writers == (["publish"] if name == "release" else [])


def test_every_python_we_promise_is_tested_on_every_system():
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    for job in ("checks", "elsewhere"):
        told = re.search(r"python: \[(.*)\]", jobs("ci")[job])
        assert re.findall(r"[\d.]+", told[1]) == promised


def test_what_is_published_was_tested_and_has_checksums():
    parts = jobs("release")
    needed = re.search(r"needs: \[(.*)\]", parts["publish"])[1].split(", ")
    assert set(needed) == set(parts) - {"version", "publish"}
    steps = parts["publish"]
    assert steps.index("download-artifact") < steps.index("sha256sum") < steps.index("gh release")


def test_a_release_does_not_wait_for_what_may_fail():
    """AppImage and Flatpak are made by templates and tools that are fetched."""
    assert (
        "continue-on-error: ${{ matrix.system == 'ubuntu-latest' }}"
        in jobs("release")["installers"]
    )


def test_every_package_that_the_readme_offers_is_built_and_tried():
    readme = (ROOT / "README.md").read_text("utf-8")
    offered = set(re.findall(r"userbook_\*(\w+)_amd64\.deb", readme))
    assert offered == set(re.findall(r"release: (\w+)", jobs("ci")["package"]))
    assert "make test-package" in jobs("ci")["package"]
    assert re.search(r"Fedora (\d+)", readme)[1] in jobs("release")["fedora"]
