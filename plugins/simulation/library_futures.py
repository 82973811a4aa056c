"""What is done to the copy of `concurrent.futures`: silent bookkeeping, an order that repeats, and no wait of nothing.

Futures lie in sets, and locks are taken in the order of `id`. Both follow from addresses, which differ from schedule
to schedule; so each future gets a number, which is its hash, and stands for its address where the module asks for it.

Compared with `Lib/concurrent/futures/_base.py` and `thread.py` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.machine import Machine, Unwind

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds that a wait of `as_completed` takes whose time is up already. It raises when the time *is over*, and asks
#: again as long as nothing is left of it: with a clock on which asking takes no time it would do so for ever.
MOMENT: Final = 1e-6


def prepare_futures(machine: Machine, base: Any, threading: Any) -> None:
    """Number the futures, and let `as_completed` come to the end of its patience."""
    future_class = base.Future
    plain = future_class.__init__

    def __init__(future: Any) -> None:  # noqa: N807 stands in for it
        future._number = next(base._numbers)
        plain(future)

    def number_of(thing: Any) -> int:
        number: int = thing._number if isinstance(thing, future_class) else id(thing)
        return number

    class PatientEvent(threading.Event):  # type: ignore[misc]  # of a module that was made a moment ago
        def wait(self, timeout: float | None = None) -> bool:
            if timeout is not None and timeout <= 0 and machine.current is not None:
                machine.sleep(MOMENT)
            return bool(super().wait(timeout))

    def wait_patiently(waiter: Any) -> None:
        base._Waiter.__init__(waiter)
        waiter.event = PatientEvent()
        waiter.lock = threading.Lock()

    future_class.__init__ = __init__
    future_class.__hash__ = lambda future: future._number
    base.id = number_of
    base._AsCompletedWaiter.__init__ = wait_patiently
    reset_futures(base)


def reset_futures(base: Any) -> None:
    """Begin to count anew."""
    base._numbers = itertools.count()


def prepare_executor(pool: Any) -> None:
    """Make the bookkeeping of `concurrent.futures.thread` silent."""
    pool._global_shutdown_lock.silent = True
    original = pool.ThreadPoolExecutor.__init__

    def __init__(executor: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 stands in for it
        original(executor, *args, **kwargs)
        executor._shutdown_lock.silent = True
        executor._idle_semaphore._cond._lock.silent = True
        work_queue = executor._work_queue
        work_queue._count._cond._lock.silent = True
        work_queue.put = _unwinding_later(work_queue.put)

    pool.ThreadPoolExecutor.__init__ = __init__


def _unwinding_later(put: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return *put* that lets the thread be unwound by its next operation, where it is the workers that are told.

    A pool that nobody has shut down goes with the last reference to it, and tells its workers in a callback of a weak
    reference. What is raised there, the unwinding too, would be reported as an exception that nobody can handle.
    """

    def put_or_leave(item: Any) -> None:
        try:
            put(item)
        except Unwind:
            if item is not None:
                raise

    return put_or_leave


def reset_executor(pool: Any) -> None:
    """Forget what the last schedule left in `concurrent.futures.thread`."""
    pool._threads_queues.clear()
    pool._shutdown = False
    pool.ThreadPoolExecutor._counter = itertools.count().__next__
