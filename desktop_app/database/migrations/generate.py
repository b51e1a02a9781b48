"""Writes the migration that the change of the field list asks for.

``python -m desktop_app.database.migrations.generate "add cost centre"``
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from desktop_app.database.migrations import head
from desktop_app.database.migrations.upgrade import alembic_config
from desktop_app.database.schema_engine import schema_engine


def main(message: str) -> None:
    with TemporaryDirectory() as folder:
        engine = schema_engine(Path(folder) / "current.userbook")
        with engine.begin() as connection:
            config = alembic_config(connection)
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=f"{head() + 1:04d}")
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
