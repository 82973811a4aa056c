"""Private copies of the standard library's threading modules, standing on the simulated floor.

Each copy is the module of the running Python, executed again with `_thread` and `time` of the machine in `sys.modules`.
Three things are done to the copies, and nothing else:

- what only the library sees is made silent: the handshake of `Thread.start` and `Thread.join`, a pool's bookkeeping. As
  choices they would cost three quarters of the speed and nearly all of the power to find bugs;
- what the copies keep from one schedule to the next is reset (`Library.reset`): loading them afresh costs 6 ms;
- their registrations with the real process (`os.register_at_fork`) are left out.

Compared with `Lib/threading.py` and `Lib/concurrent/futures/thread.py` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import importlib.util
import itertools
import logging
import os
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from plugins.simulation.floor import Floor
from plugins.simulation.machine import FIRST_IDENT, Machine, Unwind
from plugins.simulation.virtual_time import make_time_module

#: Loaded at once, in this order; the others in `ON_DEMAND` when the program imports them.
AT_ONCE: Final = ("_threading_local", "threading", "queue")
ON_DEMAND: Final = (
    "concurrent.futures",
    "concurrent.futures._base",
    "concurrent.futures.thread",
    "concurrent.futures.process",
    "sched",
    "socketserver",
    "multiprocessing.pool",
    "multiprocessing.dummy",
    "multiprocessing.dummy.connection",
)


class Library:
    """The simulated modules of one machine.

    :ivar modules: what `sys.modules` holds while the simulation is active, by name; None keeps a module out.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.floor = Floor(machine)
        self.modules: dict[str, ModuleType | None] = {
            "_thread": self.floor.module,
            "time": make_time_module(machine),
            "_queue": None,
        }
        self._real: dict[str, ModuleType | None] = {}
        with self.swapped_in():
            self.threading = self._load("threading")
            self.queue = self._load("queue")
            self.modules["_threading_local"] = self._load("_threading_local")
        self._prepare_threading()
        self._main_state = dict(self.threading._main_thread.__dict__)
        self._atexits = list(self.threading._threading_atexits)
        self._excepthook = self.threading.excepthook

    def _load(self, name: str) -> ModuleType:
        """Execute a fresh copy of the standard module *name* and keep it."""
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        self._real.setdefault(name, sys.modules.get(name))
        self.modules[name] = sys.modules[name] = module
        with _no_fork_hooks():
            spec.loader.exec_module(module)
        return module

    # -- swapping ------------------------------------------------------------------------------------------------

    @contextmanager
    def swapped_in(self) -> Iterator[None]:
        """Let `sys.modules` hold the simulated modules for the time of the block."""
        self.swap_in()
        try:
            yield
        finally:
            self.swap_out()

    def swap_in(self) -> None:
        """Put the simulated modules into `sys.modules`."""
        for name, module in self.modules.items():
            if name not in self._real:
                self._real[name] = sys.modules.get(name)
            sys.modules[name] = module  # type: ignore[assignment]  # None makes `import` fail, as documented
        for name in ON_DEMAND:
            if name not in self.modules and name in sys.modules:
                self._real[name] = sys.modules.pop(name)
        package = sys.modules.get("concurrent")
        if package is not None:
            self._real_futures = package.__dict__.pop("futures", None)
            if "concurrent.futures" in self.modules:
                package.futures = self.modules["concurrent.futures"]  # type: ignore[attr-defined]
        self._adopt_logging()

    def swap_out(self) -> None:
        """Put the real modules back."""
        for name in ON_DEMAND:
            if name in sys.modules:
                self.modules[name] = sys.modules.pop(name)
        for name, module in self._real.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
        self._real.clear()
        package = sys.modules.get("concurrent")
        if package is not None:
            package.__dict__.pop("futures", None)
            if "concurrent.futures" in sys.modules:
                package.futures = sys.modules["concurrent.futures"]  # type: ignore[attr-defined]
        self._release_logging()

    def _adopt_logging(self) -> None:
        """Let the shared `logging` name simulated threads, read the virtual clock and exclude by simulated locks."""
        self._logging = (logging.threading, logging.time, logging._lock)  # type: ignore[attr-defined]
        threading = self.modules.get("threading")
        if threading is None:
            return
        logging.threading = threading  # type: ignore[attr-defined]
        logging.time = self.modules["time"]  # type: ignore[attr-defined]
        logging._lock = threading.RLock()  # type: ignore[attr-defined]
        self._handlers = []
        for reference in list(logging._handlerList):  # type: ignore[attr-defined]
            handler = reference()
            if handler is not None:
                self._handlers.append((handler, handler.lock))
                handler.lock = threading.RLock()

    def _release_logging(self) -> None:
        logging.threading, logging.time, logging._lock = self._logging  # type: ignore[attr-defined]
        for handler, lock in getattr(self, "_handlers", ()):
            handler.lock = lock

    # -- what only the library sees ------------------------------------------------------------------------------

    def _prepare_threading(self) -> None:
        threading = self.threading
        for name in ("_active_limbo_lock", "_shutdown_locks_lock"):
            if hasattr(threading, name):
                setattr(threading, name, _NoLock())
        thread_class = threading.Thread
        # CPython's own code, with a flag instead of an Event and without the list that only a fork reads.
        thread_class.__init__ = _with_globals(
            thread_class.__init__, Event=_Flag, _dangling=_NoSet(), _newname=threading._newname
        )
        thread_class.start = _make_start(self.machine, threading)
        thread_class._bootstrap_inner = _make_bootstrap(self.machine, threading)
        main = threading._main_thread
        main._started = _Flag()
        main._started.set()
        if sys.version_info < (3, 13):
            thread_class._wait_for_tstate_lock = _make_wait(self.machine)
            main._tstate_lock = None

    def prepare_pool(self) -> None:
        """Make a pool's bookkeeping silent, as soon as the program has imported `concurrent.futures.thread`."""
        pool = sys.modules.get("concurrent.futures.thread")
        if pool is None or hasattr(pool, "_simulation_prepared"):
            return
        pool._simulation_prepared = True  # type: ignore[attr-defined]
        pool._global_shutdown_lock.silent = True  # type: ignore[attr-defined]
        original = pool.ThreadPoolExecutor.__init__  # type: ignore[attr-defined]

        def __init__(executor: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 stands in for it
            original(executor, *args, **kwargs)
            executor._shutdown_lock.silent = True
            executor._idle_semaphore._cond._lock.silent = True
            executor._work_queue._count._cond._lock.silent = True

        pool.ThreadPoolExecutor.__init__ = __init__  # type: ignore[attr-defined]
        self._atexits = list(self.threading._threading_atexits)

    # -- from one schedule to the next ---------------------------------------------------------------------------

    def reset(self) -> None:
        """Forget what the last schedule left in the copies."""
        threading = self.threading
        main = threading._main_thread
        main.__dict__.clear()
        main.__dict__.update(self._main_state)
        threading._active.clear()
        threading._limbo.clear()
        threading._active[FIRST_IDENT] = main
        threading._counter = itertools.count(1).__next__
        threading._threading_atexits[:] = self._atexits
        threading.excepthook = self._excepthook
        threading._trace_hook = threading._profile_hook = None
        if hasattr(threading, "_SHUTTING_DOWN"):
            threading._SHUTTING_DOWN = False
        if sys.version_info >= (3, 13):
            main._handle.done = False
        pool = sys.modules.get("concurrent.futures.thread")
        if pool is not None:
            self.prepare_pool()
            pool._threads_queues.clear()  # type: ignore[attr-defined]
            pool._shutdown = False  # type: ignore[attr-defined]
            pool.ThreadPoolExecutor._counter = itertools.count().__next__  # type: ignore[attr-defined]

    def run_exit_hooks(self) -> None:
        """Do what `threading._shutdown` does before it waits for the threads."""
        threading = self.threading
        if hasattr(threading, "_SHUTTING_DOWN"):
            threading._SHUTTING_DOWN = True
        for hook in reversed(threading._threading_atexits):
            hook()


class _Flag:
    """Stands for the Event `Thread._started`, which is only ever set before anybody else can look."""

    __slots__ = ("_set",)

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True

    def wait(self) -> None:
        assert self._set

    def _at_fork_reinit(self) -> None:
        self._set = False


class _NoLock:
    """Stands for a lock that guards what changes in one step here."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exc_info: object) -> None:
        pass


class _NoSet:
    """Stands for `threading._dangling`, which only a fork reads."""

    def add(self, item: object) -> None:
        pass


def _with_globals(function: Any, **names: Any) -> Any:
    """Return *function* with its own code and defaults, seeing *names* among its globals."""
    copy = types.FunctionType(
        function.__code__, {**function.__globals__, **names}, function.__name__, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    copy.__doc__ = function.__doc__
    copy.__qualname__ = function.__qualname__
    return copy


def _make_start(machine: Machine, threading: Any) -> Callable[[Any], None]:
    new_style = sys.version_info >= (3, 13)
    active = threading._active

    def start(self: Any) -> None:
        """Start the thread's activity.

        It must be called at most once per thread object. It arranges for the object's run() method to be invoked in a
        separate thread of control.
        """
        if not self._initialized:
            msg = "thread.__init__() not called"
            raise RuntimeError(msg)
        if self._started.is_set():
            msg = "threads can only be started once"
            raise RuntimeError(msg)
        if machine.current is None:
            msg = "a simulated thread can only be started while its program runs"
            raise RuntimeError(msg)
        thread = machine.spawn(self._bootstrap_inner, daemon=self._daemonic)
        thread.library_thread = self
        self._ident = thread.ident
        self._native_id = 10_000 + thread.index
        self._started.set()
        active[thread.ident] = self
        if new_style:
            self._handle.thread = thread
            self._handle.started = True
        else:
            self._tstate_lock = thread
        if machine.recorder is not None:
            machine.recorder.started(thread)

    return start


def _make_bootstrap(machine: Machine, threading: Any) -> Callable[[Any], None]:
    active = threading._active

    def _bootstrap_inner(self: Any) -> None:
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

    return _bootstrap_inner


def _make_wait(machine: Machine) -> Callable[..., None]:
    """Return what Thread.join and is_alive call on 3.11 and 3.12; `_tstate_lock` holds the simulated thread."""

    def _wait_for_tstate_lock(self: Any, block: bool = True, timeout: float = -1) -> None:  # noqa: FBT001, FBT002 CPython's
        thread = self._tstate_lock
        if thread is None:
            return
        if not block:
            timeout = 0
        if machine.current is None:
            ended = thread.ended
        else:
            ended = machine.join(thread, None if timeout < 0 else timeout)
        if ended:
            self._is_stopped = True
            self._tstate_lock = None

    return _wait_for_tstate_lock


@contextmanager
def _no_fork_hooks() -> Iterator[None]:
    """Keep a module that is being loaded from registering fork hooks with the real process."""
    original = getattr(os, "register_at_fork", None)
    if original is None:
        yield
        return
    os.register_at_fork = lambda **_hooks: None  # type: ignore[assignment]
    try:
        yield
    finally:
        os.register_at_fork = original
