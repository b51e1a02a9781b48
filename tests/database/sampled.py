"""A userbook with sample users, and plain ways to ask it what the program finds cleverly."""

from __future__ import annotations

from datetime import date

from desktop_app.database.results import Results
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.query import UserQuery
from tests.writing import done

TODAY = date(2026, 3, 1)
COUNT = 300


async def index_all(database):
    while await database._backend.index_more(database._writer):
        pass


async def plain(database, query):
    """The keys, by looking at everybody in the order that they are to be in."""
    async with database.get_db_session(read_only=True) as session:
        return await UserRepository(session).user_keys(query, TODAY)


async def ranks_of(database, query):
    async with database.get_db_session(read_only=True) as session:
        return await Results(session, query, TODAY).ranks()


async def first_keys(database, query, known, size=10):
    """By way of what the program knows of the order."""
    async with database.get_db_session(read_only=True) as session:
        first = await Results(session, query, TODAY, known).first(size)
    return [row.key for row in first.rows]


async def user_named(database, text):
    async with database.get_db_session(read_only=True) as session:
        (row, *_) = (await Results(session, UserQuery(text), TODAY).first(5)).rows
        return (await UserRepository(session).get_users([row.key]))[0]


async def apply(database, operation):
    async with database.get_db_session() as session:
        return await done(session, operation)
