"""What the launcher of a bundle runs."""

import sys

from desktop_app.__main__ import main

sys.exit(main())
