# ruff: noqa: INP001, S603  # a script, in no package; it runs tools by their paths
"""Lists the libraries that were built into a package (CycloneDX), beside it in dist.

Run by the Python of build/tools, after bundle.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from bundle import ROOT, version_of


def main() -> None:
    (package,) = (ROOT / "dist").iterdir()
    target = package.with_suffix(".cdx.json")
    (shipped,) = (ROOT / "build" / "userbook").glob("*/*/userbook-*/usr/lib*/userbook/app_packages")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=False)
        (packages,) = Path(folder).glob("lib/python*/site-packages")
        (packages / "shipped.pth").write_text(f"{shipped}\n")
        tool = Path(sys.executable).with_name("cyclonedx-py")
        options = ["--pyproject", ROOT / "pyproject.toml", "--output-reproducible"]
        python = Path(folder, "bin", "python")
        command = [tool, "environment", *options, "--output-file", target, python]
        subprocess.run(command, check=True, capture_output=True)
    told = json.loads(target.read_text("utf-8"))
    told["metadata"]["component"]["version"] = version_of(ROOT / "desktop_app" / "__init__.py")
    target.write_text(json.dumps(told, indent=2), "utf-8")


if __name__ == "__main__":
    main()
