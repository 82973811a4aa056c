"""What a run on the real machine costs beside a bare fork, and how soon a standstill is known.

    python -m benchmarks.real_machine [PAIRS]

prints medians of PAIRS (default 100) pairs, one right after the other: a bare fork with its wait, and an empty run.
Then, for programs that come to a standstill, the milliseconds from their last step to the supervisor's decision; the
aim is 100 on an idle machine. A figure counts only if the machine has nothing else to do: the load is told with it.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import statistics
import sys
import threading
import time
from typing import TYPE_CHECKING, Final

from plugins.real import inside, supervisor

if TYPE_CHECKING:
    from collections.abc import Callable

_AIM: Final = 100.0
_RUNS: Final = 20


def _step() -> None:
    """Note the moment of the last step."""
    inside.note("step", at=time.monotonic())


def event() -> None:
    """One thread waits for what nobody does."""
    _step()
    threading.Event().wait()


def _fill(queue: multiprocessing.Queue[str]) -> None:
    queue.put("x" * 1_000_000)
    _step()


def join_before_drain() -> None:
    """A process that cannot end before its queue is emptied, by who waits for its end."""
    queue: multiprocessing.Queue[str] = multiprocessing.Queue()
    process = multiprocessing.Process(target=_fill, args=(queue,))
    process.start()
    process.join()


def pool() -> None:
    """A pool of four that waits for tasks, and somebody who waits for a result."""
    workers = multiprocessing.Pool(4)
    workers.map(abs, range(10))
    _step()
    workers.apply_async(os._exit, (0,)).wait()


def connection() -> None:
    """Both ends of a connection wait for the other one."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        server, _ = listener.accept()
        threading.Thread(target=server.recv, args=(1,)).start()
        _step()
        client.recv(1)


PROGRAMS: Final[tuple[Callable[[], None], ...]] = (event, join_before_drain, pool, connection)


def delay(program: Callable[[], None]) -> float:
    """Return the milliseconds from the last step of *program* to the moment in which it is known to be stuck."""

    def task(_: object) -> None:
        program()
        os._exit(0)

    ended = supervisor.supervise(task, supervisor.Bounds())
    if ended.kind != supervisor.STUCK:
        raise RuntimeError(f"{program.__name__} ended as {ended.kind!r}, and not as {supervisor.STUCK!r}")
    return 1000 * (ended.decided - max(record["at"] for record in ended.of_kind("step")))


def _fork() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def _empty() -> None:
    def task(_: object) -> None:
        inside.note("end")
        os._exit(0)

    supervisor.supervise(task, supervisor.Bounds())


def _milliseconds(action: Callable[[], None]) -> float:
    begun = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - begun)


def main(arguments: list[str]) -> int:
    """Run the benchmark; see the module's docstring."""
    pairs = int(arguments[0]) if arguments else 100
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    both = [(_milliseconds(_fork), _milliseconds(_empty)) for _ in range(pairs)]
    fork, run = (statistics.median(column) for column in zip(*both, strict=True))
    print(f"bare fork {fork:.1f} ms, empty run {run:.1f} ms, median of {pairs} pairs")
    late = 0
    for program in PROGRAMS:
        delays = sorted(delay(program) for _ in range(_RUNS))
        late += delays[-1] > _AIM
        print(f"{program.__name__:20} known after {statistics.median(delays):.0f} ms, at most {delays[-1]:.0f} ms")
    return min(late, 1)


if __name__ == "__main__":
    # What a pool is given must be found by its module's name, and `__main__` is another one in a run.
    from benchmarks.real_machine import main as start

    sys.exit(start(sys.argv[1:]))
