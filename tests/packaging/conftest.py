"""What installs the program needs a package, and takes minutes: `make test-package`."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("USERBOOK_PACKAGE") else ["test_installed.py"]
