"""Does the real machine ever call a slow program stuck? So many runs of right programs, with both processors busy.

    python -m benchmarks.false_alarms [RUNS] [BUSY]

runs RUNS (default 1,000) slow right programs of ten kinds under the supervisor while BUSY (default: as many as there
are processors) other processes compute, and prints how each kind ended. Any ending but "done" is a false alarm; the
exit status is their number, 1 at most.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from plugins.real import inside, supervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.managers import SyncManager

#: A program's own slowness, in seconds: longer than the supervisor needs for a standstill.
SLOW: Final = 0.06
BOUNDS: Final = supervisor.Bounds(seconds=300.0, processor=300.0)


def compute(rounds: int = 60_000) -> int:
    """Take some milliseconds of a processor."""
    return sum(number * number for number in range(rounds))


def _feed(items: multiprocessing.Queue[int | None], count: int) -> None:
    for number in range(count):
        compute()
        items.put(number)
    items.put(None)


def computing_producer() -> None:
    """One that waits on a queue for what another computes."""
    items: multiprocessing.Queue[int | None] = multiprocessing.Queue()
    process = multiprocessing.Process(target=_feed, args=(items, 10))
    process.start()
    while items.get() is not None:
        pass
    process.join()


def _echo(end: Connection) -> None:
    while (message := end.recv()) is not None:
        time.sleep(SLOW / 10)
        end.send(message)


def ping_pong() -> None:
    """Two that wait for each other in turn."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_echo, args=(theirs,))
    process.start()
    for number in range(10):
        ours.send(number)
        ours.recv()
    ours.send(None)
    process.join()


def sleeping_child() -> None:
    """A join of one that sleeps."""
    process = multiprocessing.Process(target=time.sleep, args=(SLOW,))
    process.start()
    process.join()


def pool() -> None:
    """A pool whose tasks compute."""
    with multiprocessing.Pool(2) as workers:
        workers.map(compute, [20_000] * 6)


def threads() -> None:
    """Threads that hand over by queues and conditions."""
    items: queue.Queue[int | None] = queue.Queue(1)

    def produce() -> None:
        for number in range(10):
            compute(5_000)
            items.put(number)
        items.put(None)

    thread = threading.Thread(target=produce)
    thread.start()
    while items.get() is not None:
        compute(5_000)
    thread.join()


def timed_waits() -> None:
    """Somebody who looks again and again, with a timeout."""
    event = threading.Event()
    threading.Timer(SLOW, event.set).start()
    while not event.wait(SLOW / 5):
        pass


def sockets() -> None:
    """A server and a client over the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                while piece := connection.recv(1000):
                    compute(5_000)
                    connection.sendall(piece)

        thread = threading.Thread(target=serve)
        thread.start()
        with socket.create_connection(listener.getsockname()) as client:
            for _ in range(10):
                client.sendall(b"x" * 1000)
                left = 1000
                while left:
                    left -= len(client.recv(left))
        thread.join()


def program() -> None:
    """A program of another kind that takes its time."""
    subprocess.run([sys.executable, "-S", "-c", f"import time; time.sleep({SLOW})"], check=True)


def _add(lock: threading.Lock) -> None:
    for _ in range(5):
        with lock:
            compute(10_000)


def locked() -> None:
    """Processes that wait for one lock."""
    lock = multiprocessing.Lock()
    workers = [multiprocessing.Process(target=_add, args=(lock,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def managed() -> None:
    """A list in a manager's process."""
    manager: SyncManager
    with multiprocessing.Manager() as manager:
        shared = manager.list()
        for number in range(5):
            compute(10_000)
            shared.append(number)


PROGRAMS: Final[tuple[Callable[[], None], ...]] = (
    computing_producer,
    ping_pong,
    sleeping_child,
    pool,
    threads,
    timed_waits,
    sockets,
    program,
    locked,
    managed,
)


def run(program_: Callable[[], None]) -> str:
    """Run a program once and return how it ended, in the supervisor's words."""

    def task(_: object) -> None:
        program_()
        inside.note("end")
        os._exit(0)

    return supervisor.supervise(task, BOUNDS).kind


def main(arguments: list[str]) -> int:
    """Run the benchmark; see the module's docstring."""
    runs = int(arguments[0]) if arguments else 1000
    busy = int(arguments[1]) if len(arguments) > 1 else os.cpu_count() or 1
    others = [
        subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"], stdin=subprocess.DEVNULL)
        for _ in range(busy)
    ]
    begun = time.monotonic()
    endings: dict[str, Counter[str]] = {one.__name__: Counter() for one in PROGRAMS}
    try:
        for number in range(runs):
            one = PROGRAMS[number % len(PROGRAMS)]
            endings[one.__name__][run(one)] += 1
    finally:
        for other in others:
            other.kill()
            other.wait()
    for name, counts in endings.items():
        print(f"{name:20} {', '.join(f'{kind}: {count}' for kind, count in counts.items())}")
    alarms = sum(count for counts in endings.values() for kind, count in counts.items() if kind != supervisor.DONE)
    seconds = time.monotonic() - begun
    print(f"{runs:,} runs beside {busy} busy processes in {seconds:.0f} s; {alarms} ended otherwise than by themselves")
    return min(alarms, 1)


if __name__ == "__main__":
    # What a pool is given must be found by its module's name, and `__main__` is another one in a run.
    from benchmarks.false_alarms import main as start

    sys.exit(start(sys.argv[1:]))
