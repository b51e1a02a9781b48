"""Writes the migration that the change of the field list asks for.

``python -m desktop_app.database.migrations.generate "add cost centre"``
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.script import Script

from desktop_app.database.migrations import head
from desktop_app.database.migrations.upgrade import alembic_config
from desktop_app.database.schema_engine import schema_engine

if TYPE_CHECKING:
    from alembic.operations.ops import MigrationScript

_LINE_LENGTH = 100
_REMARK = re.compile(r" *# ### .*\n\n?")
_LONG_CALL = re.compile(r"( *)([\w.]+\()(.*)\)")


def main(message: str) -> None:
    with TemporaryDirectory() as folder:
        engine = schema_engine(Path(folder) / "current.userbook")
        with engine.begin() as connection:
            config = alembic_config(connection)
            command.upgrade(config, "head")
            script = command.revision(
                config,
                message,
                autogenerate=True,
                rev_id=f"{head() + 1:04d}",
                process_revision_directives=_only_changes,
            )
        engine.dispose()
    if not isinstance(script, Script):
        raise SystemExit("Nothing to write: the migrations make every field there is.")
    path = Path(script.path)
    path.write_text(in_our_style(path.read_text("utf-8")), "utf-8")


def in_our_style(source: str) -> str:
    """Without Alembic's remarks, with double quotes, in lines of our length."""
    source = _REMARK.sub("", source).rstrip() + "\n"
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    source = tokenize.untokenize([_double_quoted(token) for token in tokens])
    return "".join(_wrapped(line) for line in source.splitlines(keepends=True))


def _double_quoted(token: tokenize.TokenInfo) -> tokenize.TokenInfo:
    text = token.string
    if token.type == tokenize.STRING and text.startswith("'") and '"' not in text:
        return token._replace(string=f'"{text[1:-1]}"')
    return token


def _wrapped(line: str) -> str:
    if len(line) <= _LINE_LENGTH or not (call := _LONG_CALL.fullmatch(line.rstrip("\n"))):
        return line
    indent, name, inside = call.groups()
    return f"{indent}{name}\n{indent}    {inside}\n{indent})\n"


def _only_changes(_context: Any, _revision: Any, scripts: list[MigrationScript]) -> None:
    operations = scripts[0].upgrade_ops
    if operations is not None and operations.is_empty():
        scripts.clear()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
