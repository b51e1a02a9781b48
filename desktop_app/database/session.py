"""The name by which the floors above know a session: what it is made of is not their business."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession as Session

__all__ = ["Session"]
