"""What is done to the copies of `threading` and of the pools: silent bookkeeping, and an order that repeats.

The handshake of `Thread.start`, the end of a thread, a pool's bookkeeping, which only the library sees: as choices they
would cost three quarters of the speed and nearly all of the power to find bugs. All else is CPython's own code.

Compared with `Lib/threading.py` and `Lib/multiprocessing/pool.py` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import _thread as real_thread
import itertools
import sys
import types
from typing import TYPE_CHECKING, Any, NoReturn

from plugins.simulation.floor import FIRST_NATIVE_ID
from plugins.simulation.machine import Machine, Unwind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.floor import Floor
    from plugins.simulation.simthread import SimThread


class MainThread:
    """Stands in `Thread._tstate_lock` for the main thread's state, which is another one in each schedule."""


MAIN = MainThread()


def prepare_threading(floor: Floor, threading: Any) -> None:
    """Make silent what only `threading` sees."""
    for name in ("_active_limbo_lock", "_shutdown_locks_lock"):
        if hasattr(threading, name):
            # A real lock that its owner can take again never blocks on one OS thread, and guards single steps only.
            setattr(threading, name, real_thread.RLock())
    _answer_as_in_c(threading._PyRLock, threading)
    thread_class = threading.Thread
    # CPython's own code, with a flag instead of an Event and without the list that only a fork reads.
    thread_class.__init__ = _with_globals(
        thread_class.__init__, Event=Flag, _dangling=_NoSet(), _newname=threading._newname
    )
    thread_class._bootstrap_inner = _make_bootstrap(floor.machine, threading)
    thread_class.__hash__ = _make_hash(threading)
    floor.on_start = _make_adopt(threading)
    main = threading._main_thread
    main._started = Flag()
    main._started.set()
    main._number = 0
    if sys.version_info < (3, 13):
        thread_class._wait_for_tstate_lock = _make_wait(floor.machine)
        threading._shutdown = _make_shutdown(floor, threading)
        main._tstate_lock = MAIN


def _answer_as_in_c(lock_type: Any, threading: Any) -> None:
    """Let the RLock written in Python answer and look as the one in C does that programs have."""

    def acquire(self: Any, blocking: bool = True, timeout: float = -1) -> bool:
        me = get_ident()  # type: ignore[name-defined]  # noqa: F821 of `threading`, whose code this will be
        if self._owner == me:
            self._count += 1
            return True
        taken: bool = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    def __repr__(self: Any) -> str:  # noqa: N807 stands in for it
        state = "locked" if self._block.is_locked else "unlocked"
        owner = 0 if self._owner is None else self._owner
        return f"<{state} _thread.RLock object owner={owner} count={self._count} at {hex(id(self))}>"

    lock_type.__repr__ = __repr__
    plain = lock_type.acquire
    code = acquire.__code__.replace(
        co_filename=plain.__code__.co_filename,
        co_firstlineno=plain.__code__.co_firstlineno,
        co_qualname=plain.__code__.co_qualname,
    )
    lock_type.acquire = lock_type.__enter__ = types.FunctionType(code, vars(threading), "acquire", plain.__defaults__)
    lock_type.acquire.__doc__ = plain.__doc__
    lock_type.acquire.__qualname__ = plain.__qualname__


class Flag:
    """Stands for the Event `Thread._started`, which is set before anybody else can look."""

    __slots__ = ("_set",)

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        """Return whether the thread was started."""
        return self._set

    def set(self) -> None:
        """Note that the thread was started."""
        self._set = True

    def clear(self) -> None:
        """Undo `set`."""
        self._set = False

    def wait(self) -> None:
        """Return at once: a thread's start is one step."""
        assert self._set

    def _at_fork_reinit(self) -> None:
        self._set = False

    def __reduce_ex__(self, protocol: Any, /) -> NoReturn:
        # As the Event would, for its lock.
        msg = "cannot pickle '_thread.lock' object"
        raise TypeError(msg)


class _NoSet:
    """Stands for `threading._dangling`, which only a fork reads."""

    def add(self, item: object) -> None:
        pass


def _with_globals(function: Any, **names: Any) -> Any:
    """Return *function* with its own code and defaults, seeing *names* among its globals."""
    copy = types.FunctionType(
        function.__code__,
        {**function.__globals__, **names},
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    copy.__doc__ = function.__doc__
    copy.__qualname__ = function.__qualname__
    return copy


def _make_adopt(threading: Any) -> Callable[[SimThread, Any], None]:
    """Return what connects a new thread with its Thread object, as the thread itself does in `_bootstrap_inner`."""
    active, limbo, thread_class = threading._active, threading._limbo, threading.Thread
    old_style = sys.version_info < (3, 13)

    def adopt(thread: SimThread, function: Any) -> None:
        own = getattr(function, "__self__", None)
        if not isinstance(own, thread_class):
            return
        thread.library_thread = own
        own._ident = thread.ident
        own._native_id = FIRST_NATIVE_ID + thread.index
        if old_style:
            thread.daemon = own._daemonic
            own._tstate_lock = thread
        own._started.set()
        active[thread.ident] = own
        limbo.pop(own, None)

    return adopt


def _make_hash(threading: Any) -> Callable[[Any], int]:
    """Return a hash of threads that does not follow from their addresses, which differ from session to session.

    A pool joins its threads in the order of a set, and programs have sets of threads, too.
    """

    def __hash__(thread: Any) -> int:  # noqa: N807 stands in for it
        own = thread.__dict__
        if "_number" not in own:
            own["_number"] = next(threading._numbers)
        number: int = own["_number"]
        return number

    reset_threads(threading)
    return __hash__


def reset_threads(threading: Any) -> None:
    """Begin to count anew."""
    threading._numbers = itertools.count(1)


def _make_bootstrap(machine: Machine, threading: Any) -> Callable[[Any], None]:
    active = threading._active

    def _bootstrap_inner(self: Any) -> None:
        thread = machine.current
        try:
            if threading._trace_hook:
                sys.settrace(threading._trace_hook)
            if threading._profile_hook:
                sys.setprofile(threading._profile_hook)
            try:
                self.run()
            except Unwind:
                pass
            except BaseException:  # noqa: BLE001 CPython's threads end here whatever it is
                if not machine.ending:
                    self._invoke_excepthook(self)
        finally:
            active.pop(self._ident, None)
            if thread is not None:
                # The machine knows its threads until the schedule is over, the program may be rid of them before.
                thread.label = str(self._name)
                thread.library_thread = None

    return _bootstrap_inner


def _make_wait(machine: Machine) -> Callable[..., None]:
    """Return what Thread.join and is_alive call on 3.11 and 3.12; `_tstate_lock` holds the simulated thread."""

    def _wait_for_tstate_lock(self: Any, block: bool = True, timeout: float = -1) -> None:
        thread = self._tstate_lock
        if thread is None:
            return
        if timeout != -1:
            real_thread.allocate_lock().acquire(block, timeout)
        if thread is MAIN:
            thread = machine.main
        if machine.current is None:
            ended = thread is not None and thread.finished
        else:
            ended = machine.join(thread, 0 if not block else None if timeout < 0 else timeout)
        if ended:
            self._is_stopped = True
            self._tstate_lock = None

    return _wait_for_tstate_lock


def _make_shutdown(floor: Floor, threading: Any) -> Callable[[], None]:
    """Return what the interpreter calls at exit on 3.11 and 3.12; here no thread's state has a lock to wait for."""
    machine = floor.machine

    def _shutdown() -> None:
        main = threading._main_thread
        if main._is_stopped:
            return
        threading._SHUTTING_DOWN = True
        for hook in reversed(threading._threading_atexits):
            hook()
        main._is_stopped = True
        main._tstate_lock = None
        assert machine.main is not None
        machine.finish(machine.main)
        floor.wait_for_threads()

    return _shutdown


def prepare_thread_pool(pool: Any) -> None:
    """Let `multiprocessing.pool.ThreadPool` wake its helper by a queue between threads; its own is one of processes."""

    class Notifier(pool.queue.SimpleQueue):  # type: ignore[misc]  # of a module that is loaded when the program asks
        @property
        def _reader(self) -> Notifier:
            return self

        def wait(self, timeout: float | None) -> None:
            if self._count.acquire(timeout=timeout):
                self._count.release()

    def wait(sentinels: Sequence[Any], timeout: float | None = None) -> list[Any]:
        """Wait as `multiprocessing.connection.wait`: the threads of a pool have no sentinels besides the notifier."""
        for sentinel in sentinels:
            sentinel.wait(timeout)
        return list(sentinels)

    context = types.SimpleNamespace(SimpleQueue=Notifier)

    def __init__(  # noqa: N807 stands in for it
        self: Any, processes: int | None = None, initializer: Any = None, initargs: Any = ()
    ) -> None:
        pool.Pool.__init__(self, processes, initializer, initargs, context=context)

    pool.ThreadPool.__init__ = __init__
    pool.wait = wait
