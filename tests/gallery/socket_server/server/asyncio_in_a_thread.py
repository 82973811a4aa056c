"""An event loop in a thread of its own; answers are prepared in a pool, so that the loop does not wait for them."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.limit = limit
        self.port = port
        self.errors = []
        self.started = threading.Event()

    def start(self):
        self.thread = threading.Thread(target=lambda: asyncio.run(self.main()), name="loop")
        self.thread.start()
        self.started.wait()

    def stop(self):
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join()

    async def main(self):
        self.loop = asyncio.get_running_loop()
        self.stopping = asyncio.Event()
        self.places = asyncio.Semaphore(self.limit)
        self.talks = set()
        self.pool = ThreadPoolExecutor(self.limit)
        server = await asyncio.start_server(self.talk, "127.0.0.1", self.port, limit=1 << 24)
        self.address = server.sockets[0].getsockname()
        self.started.set()
        await self.stopping.wait()
        server.close()
        while self.talks:
            await asyncio.sleep(0.005)
        self.pool.shutdown()

    async def next_line(self, reader):
        reading = asyncio.ensure_future(reader.readline())
        stopped = asyncio.ensure_future(self.stopping.wait())
        await asyncio.wait({reading, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if self.stopping.is_set():
            reading.cancel()
            return b""
        return reading.result()

    async def talk(self, reader, writer):
        self.talks.add(reader)
        try:
            async with self.places:
                while not self.stopping.is_set() and (line := await self.next_line(reader)).endswith(b"\n"):
                    answer = await self.loop.run_in_executor(self.pool, self.reply, line[:-1].decode())
                    writer.write(f"{answer}\n".encode())
                    await writer.drain()
        except ConnectionError:
            pass
        except Exception as error:
            self.errors.append(error)
        finally:
            writer.close()
            try:
                await writer.wait_closed()
            except ConnectionError:
                pass
            self.talks.discard(reader)
