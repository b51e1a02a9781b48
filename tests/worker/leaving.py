"""A program that starts a worker, tells its number, and is killed."""

import asyncio

from desktop_app.worker.work import Work
from tests.worker.jobs import spin


async def main() -> None:
    async with Work(spin, apart=True) as work:
        async for said in work:
            print(said, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
