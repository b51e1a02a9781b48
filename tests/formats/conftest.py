"""A person without the rights of the superuser, who otherwise may read everything."""

from __future__ import annotations

import os
from contextlib import contextmanager

import pytest

NOBODY = 65_534


@pytest.fixture
def nobody():
    @contextmanager
    def nobody():
        before = os.geteuid()
        if before == 0:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if before == 0:
                os.seteuid(before)

    return nobody
