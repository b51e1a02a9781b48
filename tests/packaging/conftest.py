"""What installs the program needs a package, and takes minutes: `make test-package`."""

from __future__ import annotations

import os

_PARTS = ["test_bundle.py", "test_installed.py"]
collect_ignore = [] if os.environ.get("USERBOOK_PACKAGE") else _PARTS
