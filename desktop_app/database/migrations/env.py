"""Alembic's environment: works on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from alembic import context

from desktop_app.database.models import Base
from desktop_app.database.search_table import SEARCH_NAMES

if TYPE_CHECKING:
    from alembic.autogenerate.api import AutogenContext
    from sqlalchemy.types import TypeDecorator


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations name SQL types only, so that they outlive the classes of this version."""
    if kind == "type" and hasattr(item, "impl_instance"):
        decorated: TypeDecorator[Any] = item
        return f"sa.{type(decorated.impl_instance).__name__}()"
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """What full-text search keeps for itself is no table of ours."""
    return kind != "table" or name not in SEARCH_NAMES


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    include_name=include_name,
    compare_server_default=True,
)
context.run_migrations()
