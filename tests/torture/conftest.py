"""The short versions of the torture under ``tests/benchmarks``, which is made of the same parts."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
