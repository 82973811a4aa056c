"""Wrong: leaves it to asyncio, whose loop is what this is about."""

import asyncio


def keep_timetable(periods, seconds, do):
    async def one(name):
        loop = asyncio.get_running_loop()
        begin = loop.time()
        i = 0
        while i * periods[name] < seconds:
            await asyncio.sleep(begin + i * periods[name] - loop.time())
            do(name)
            i += 1

    async def main():
        await asyncio.gather(*[one(n) for n in periods])

    asyncio.run(main())
