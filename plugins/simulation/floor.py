"""The simulated floor: what `_thread` offers, on the machine, in the form that this Python's own `threading` expects.

`threading`, `queue`, `concurrent.futures` and the rest are Python code on top of these few primitives, so they behave as
in CPython because they are CPython's. Left out on purpose: `RLock` (the C one never blocks on one OS thread; `threading`
then uses its Python version) and `_queue.SimpleQueue` (the C one would hang the process).

Compared with `Modules/_threadmodule.c` of CPython 3.11.7, 3.12.1 and 3.13.0. 3.11 and 3.12 have `_set_sentinel`; 3.12
and 3.13 `daemon_threads_allowed` and `_is_main_interpreter`; 3.13 start and join threads through `_ThreadHandle`.
"""

from __future__ import annotations

import _thread as real_thread
import sys
import traceback
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.machine import FIRST_IDENT, Machine, SimThread, Unwind, merge

if TYPE_CHECKING:
    from types import TracebackType

TIMEOUT_MAX: Final = real_thread.TIMEOUT_MAX

#: A thread died of this: (thread, exception). Set by the program's owner for each run.
FailureSink = Callable[["SimThread | None", BaseException], None]


class Floor:
    """The primitives of one machine.

    :ivar module: what `import _thread` gives inside the simulation.
    :ivar on_failure: told of every exception that ends a thread.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.on_failure: FailureSink = _ignore_failure
        self.lock_type = _make_lock_type(machine)
        self.local_type = _make_local_type(machine)
        self.handle_type = _make_handle_type(machine)
        self.module = ModuleType("_thread", "The simulated machine's form of CPython's _thread.")
        self._fill(self.module)

    def _fill(self, module: ModuleType) -> None:
        machine = self.machine
        names: dict[str, Any] = {
            "LockType": self.lock_type,
            "allocate_lock": self.lock_type,
            "allocate": self.lock_type,
            "_local": self.local_type,
            "TIMEOUT_MAX": TIMEOUT_MAX,
            "error": RuntimeError,
            "get_ident": self.get_ident,
            "get_native_id": self.get_native_id,
            "start_new_thread": self.start_new_thread,
            "start_new": self.start_new_thread,
            "_count": lambda: sum(1 for thread in machine.threads[1:] if not thread.ended),
            "stack_size": real_thread.stack_size,
            "exit": _exit_thread,
            "exit_thread": _exit_thread,
            "interrupt_main": real_thread.interrupt_main,
            "_ExceptHookArgs": real_thread._ExceptHookArgs,  # type: ignore[attr-defined]  # CPython detail
            "_excepthook": self.excepthook,
        }
        if sys.version_info >= (3, 12):
            names["daemon_threads_allowed"] = lambda: True
            names["_is_main_interpreter"] = lambda: True
        if sys.version_info >= (3, 13):
            names["lock"] = self.lock_type
            names["_ThreadHandle"] = self.handle_type
            names["_make_thread_handle"] = self._make_thread_handle
            names["_get_main_thread_ident"] = lambda: FIRST_IDENT
            names["start_joinable_thread"] = self.start_joinable_thread
            names["_shutdown"] = self.wait_for_threads
        else:
            names["_set_sentinel"] = self.lock_type
        module.__dict__.update(names)

    def get_ident(self) -> int:
        """Return the running thread's identifier; the main thread's outside a run."""
        current = self.machine.current
        return FIRST_IDENT if current is None else current.ident

    def get_native_id(self) -> int:
        """Return a small number that tells the running thread from the others, as the kernel's would."""
        current = self.machine.current
        return 10_000 if current is None else 10_000 + current.index

    def start_new_thread(
        self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None = None
    ) -> int:
        """Start a thread that runs *function* and return its identifier."""
        if not callable(function):
            msg = "first arg must be callable"
            raise TypeError(msg)
        if not isinstance(args, tuple):
            msg = "2nd arg must be a tuple"
            raise TypeError(msg)
        if kwargs is not None and not isinstance(kwargs, dict):
            msg = "optional 3rd arg must be a dictionary"
            raise TypeError(msg)
        return self.machine.spawn(self._bare_body(function, args, kwargs or {}), daemon=True).ident

    def start_joinable_thread(
        self, function: Callable[[], Any], handle: Any = None, daemon: bool = True  # noqa: FBT001, FBT002 CPython's own signature
    ) -> Any:
        """Start a thread that *handle* can join (CPython 3.13)."""
        if not callable(function):
            msg = "thread function must be callable"
            raise TypeError(msg)
        if handle is None:
            handle = self.handle_type()
        if handle.started:
            msg = "thread already started"
            raise RuntimeError(msg)
        handle.thread = self.machine.spawn(self._bare_body(function, (), {}), daemon=daemon)
        handle.started = True
        return handle

    def _bare_body(
        self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Callable[[], None]:
        machine = self.machine

        def body() -> None:
            try:
                function(*args, **kwargs)
            except (Unwind, SystemExit):
                pass
            except BaseException as error:  # noqa: BLE001 a thread ends here, as in thread_run of _threadmodule.c
                if not machine.ending:
                    self.on_failure(machine.current, error)
                    print_failure(f"Exception ignored in thread started by: {function!r}", error)

        return body

    def _make_thread_handle(self, ident: int) -> Any:
        handle = self.handle_type()
        handle.started = True
        handle.thread = next((thread for thread in self.machine.threads if thread.ident == ident), None)
        handle.own_ident = ident
        return handle

    def wait_for_threads(self) -> None:
        """Wait for every thread that is not a daemon, as the interpreter does before it exits."""
        machine = self.machine
        me = machine.current
        while True:
            waiting = [t for t in machine.threads[1:] if not t.ended and not t.daemon and t is not me]
            if not waiting:
                return
            machine.join(waiting[0])

    def excepthook(self, args: Any) -> None:
        """Report an exception that ended a thread: to the owner of the run and, as CPython does, on stderr."""
        if self.machine.ending or args.exc_type is SystemExit:
            return
        self.on_failure(self.machine.current, args.exc_value)
        if args.thread is not None:
            name = args.thread.name
        else:
            name = str(self.get_ident())
        stream = sys.stderr
        if stream is None:
            stream = getattr(args.thread, "_stderr", None)
            if stream is None:
                return
        print(f"Exception in thread {name}:", file=stream, flush=True)
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stream)


def print_failure(headline: str, error: BaseException) -> None:
    """Print *error* with its traceback on the program's stderr."""
    print(headline, file=sys.stderr)
    trace: TracebackType | None = error.__traceback__
    traceback.print_exception(type(error), error, trace, file=sys.stderr)


def _ignore_failure(thread: SimThread | None, error: BaseException) -> None:
    del thread, error


def _exit_thread() -> None:
    raise SystemExit


def _make_lock_type(machine: Machine) -> type:
    """Return the class of locks of *machine*."""

    class LockType:
        """A lock, as `_thread.lock`.

        :ivar pending: threads that are about to take it or wait for it.
        :ivar holder: the thread that took it last, while it is locked.
        :ivar silent: the library's own; taking it while it is free offers no switch.
        """

        __slots__ = ("__weakref__", "clock", "holder", "is_locked", "pending", "released_by", "silent", "since")

        def __init__(self) -> None:
            self.is_locked = False
            self.holder: SimThread | None = None
            self.pending: list[SimThread] = []
            self.silent = False
            self.clock: list[int] | None = None
            self.released_by: SimThread | None = None
            self.since: Any = None

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:  # noqa: FBT001, FBT002 CPython's own signature
            """Take the lock; see `threading.Lock.acquire`."""
            me = machine.current
            if timeout != -1 or not blocking:
                timeout = _checked_timeout(blocking, timeout)
                if me is not None:
                    machine.tries_seen = True
                    if not self.silent:
                        return self._try(me, timeout if blocking else 0)
            if me is None:
                return self._acquire_outside(blocking)
            if machine.ending:
                raise Unwind
            if not self.is_locked:
                if self.silent or len(machine.runnable) < 2 or machine.quiet:  # noqa: PLR2004 somebody else could go on
                    machine.steps += 1
                    if machine.steps >= machine.checkpoint:
                        machine._look()
                else:
                    self.pending.append(me)
                    me.wants = self
                    try:
                        machine.point()
                    finally:
                        self.pending.remove(me)
                        me.wants = None
            elif not blocking:
                return False
            else:
                self._wait(me)
            return self._take(me)

        def _take(self, me: SimThread) -> bool:
            self.is_locked = True
            self.holder = me
            if machine.recorder is not None:
                machine.recorder.acquired(self)
            if self.pending:
                runnable = machine.runnable
                for other in self.pending:
                    if other in runnable and not other.may_time_out:
                        runnable.remove(other)
                        if machine.recorder is not None:
                            machine.recorder.overtaken(other, self)
            if self.released_by is not me and self.clock is not None:
                merge(me.clock, self.clock)
            return True

        def _wait(self, me: SimThread) -> None:
            """Wait without a timeout until the lock can be taken."""
            self.pending.append(me)
            me.wants = self
            machine.runnable.remove(me)
            if machine.recorder is not None:
                machine.recorder.blocked(self)
            try:
                machine.block()
            finally:
                self.pending.remove(me)
                me.wants = None

        def _try(self, me: SimThread, timeout: float) -> bool:
            """Take the lock within *timeout* seconds of virtual time; 0 means now or not at all."""
            if machine.ending:
                raise Unwind
            if timeout <= 0:
                machine.point()
                if self.is_locked:
                    if machine.recorder is not None:
                        machine.recorder.refused(self)
                    return False
                return self._take(me)
            machine.set_timer(timeout)
            self.pending.append(me)
            me.wants = self
            try:
                if not self.is_locked:
                    machine.point()
                else:
                    if not me.may_time_out:
                        machine.runnable.remove(me)
                    if machine.recorder is not None:
                        machine.recorder.blocked(self)
                    machine.block()
            finally:
                self.pending.remove(me)
                me.wants = None
                machine._settle_timer(me, timed_out=self.is_locked)
            if self.is_locked:
                if machine.recorder is not None:
                    machine.recorder.timed_out(self)
                return False
            return self._take(me)

        def _acquire_outside(self, blocking: bool) -> bool:  # noqa: FBT001 as acquire
            """Take the lock while no program runs: there is one thread, which must not wait for itself."""
            if self.is_locked:
                if not blocking:
                    return False
                msg = "a lock of the simulation is still held, and no program runs that could release it"
                raise RuntimeError(msg)
            self.is_locked = True
            self.holder = None
            return True

        def release(self) -> None:
            """Release the lock; any thread may."""
            me = machine.current
            if me is not None:
                if machine.ending:
                    self.is_locked = False
                    raise Unwind
                if machine.tries_seen and not self.silent:
                    machine.point()
                else:
                    machine.steps += 1
                    if machine.steps >= machine.checkpoint:
                        machine._look()
            if not self.is_locked:
                msg = "release unlocked lock"
                raise RuntimeError(msg)
            self.is_locked = False
            self.holder = None
            if me is None:
                return
            self.clock = me.clock.copy()
            self.released_by = me
            me.clock[me.index] += 1
            if self.pending:
                runnable = machine.runnable
                for other in self.pending:
                    if other not in runnable:
                        runnable.append(other)
            if machine.recorder is not None:
                machine.recorder.released(self)

        def locked(self) -> bool:
            """Return whether somebody holds the lock."""
            if machine.current is not None:
                machine.tries_seen = True
                if not self.silent:
                    machine.point()
            return self.is_locked

        def _at_fork_reinit(self) -> None:
            self.is_locked = False
            self.holder = None
            self.pending.clear()

        __enter__ = acquire

        def __exit__(self, *exc_info: object) -> None:
            self.release()

        acquire_lock = acquire
        release_lock = release
        locked_lock = locked

        def __repr__(self) -> str:
            state = "locked" if self.is_locked else "unlocked"
            return f"<{state} _thread.lock object at {hex(id(self))}>"

    # CPython's name and module, which its users and its tests see.
    LockType.__name__ = LockType.__qualname__ = "lock"
    LockType.__module__ = "_thread"
    return LockType


def _checked_timeout(blocking: bool, timeout: float) -> float:  # noqa: FBT001 as acquire
    """Return *timeout* after the checks of lock_acquire_parse_args in Modules/_threadmodule.c."""
    if not isinstance(timeout, (int, float)):
        msg = f"'{type(timeout).__name__}' object cannot be interpreted as an integer or float"
        raise TypeError(msg)
    if not blocking and timeout != -1:
        msg = "can't specify a timeout for a non-blocking call"
        raise ValueError(msg)
    if blocking and timeout < 0:
        msg = "timeout value must be a non-negative number"
        raise ValueError(msg)
    if timeout > TIMEOUT_MAX:
        msg = "timestamp too large to convert to C PyTime_t" if timeout > 1 << 62 else "timeout value is too large"
        raise OverflowError(msg)
    return timeout


def _make_local_type(machine: Machine) -> type:
    """Return the class of thread-locals of *machine*: a dictionary for each thread, kept on the local object."""
    setter = object.__setattr__
    getter = object.__getattribute__

    def mapping(local: Any) -> dict[str, Any]:
        thread = machine.current
        dicts = getter(local, "_local__dicts")
        key = None if thread is None else thread
        found: dict[str, Any] | None = dicts.get(key)
        if found is None:
            found = dicts[key] = {}
            if thread is not None:
                if thread.locals is None:
                    thread.locals = []
                thread.locals.append(weakref.ref(local))
            args, kwargs = getter(local, "_local__args")
            cls = type(local)
            if cls.__init__ is not object.__init__:
                cls.__init__(local, *args, **kwargs)
        return found

    def forget(thread: SimThread) -> None:
        """Let go of the values that *thread* kept in thread-locals."""
        for reference in thread.locals or ():
            local = reference()
            if local is not None:
                getter(local, "_local__dicts").pop(thread, None)
        thread.locals = None

    machine.on_thread_end = forget

    class Local:
        """Thread-local data, as `_thread._local`."""

        __slots__ = ("__weakref__", "_local__args", "_local__dicts")

        def __new__(cls, /, *args: Any, **kwargs: Any) -> Any:
            if (args or kwargs) and cls.__init__ is object.__init__:
                msg = "Initialization arguments are not supported"
                raise TypeError(msg)
            self = super().__new__(cls)
            setter(self, "_local__args", (args, kwargs))
            setter(self, "_local__dicts", {machine.current: {}})
            return self

        def __getattribute__(self, name: str) -> Any:
            own = mapping(self)
            if name == "__dict__":
                return own
            cls = type(self)
            for base in cls.__mro__:
                if name in base.__dict__:
                    descriptor = base.__dict__[name]
                    kind = type(descriptor)
                    if hasattr(kind, "__set__") or hasattr(kind, "__delete__") or name not in own:
                        return getter(self, name)
                    break
            if name in own:
                return own[name]
            if hasattr(cls, "__getattr__"):
                return getter(self, name)
            msg = f"'{cls.__name__}' object has no attribute '{name}'"
            raise AttributeError(msg, name=name, obj=self)

        def __setattr__(self, name: str, value: Any) -> None:
            own = mapping(self)
            if name == "__dict__":
                msg = f"'{type(self).__name__}' object attribute '__dict__' is read-only"
                raise AttributeError(msg)
            for base in type(self).__mro__:
                if name in base.__dict__:
                    if hasattr(type(base.__dict__[name]), "__set__"):
                        setter(self, name, value)
                        return
                    break
            own[name] = value

        def __delattr__(self, name: str) -> None:
            own = mapping(self)
            if name == "__dict__":
                msg = f"'{type(self).__name__}' object attribute '__dict__' is read-only"
                raise AttributeError(msg)
            for base in type(self).__mro__:
                if name in base.__dict__:
                    if hasattr(type(base.__dict__[name]), "__delete__"):
                        object.__delattr__(self, name)
                        return
                    break
            try:
                del own[name]
            except KeyError:
                msg = f"'{type(self).__name__}' object has no attribute '{name}'"
                raise AttributeError(msg, name=name, obj=self) from None

    Local.__name__ = Local.__qualname__ = "_local"
    Local.__module__ = "_thread"
    return Local


def _make_handle_type(machine: Machine) -> type:
    """Return the class of thread handles of *machine* (CPython 3.13)."""

    class ThreadHandle:
        """What a thread is started and joined through, as `_thread._ThreadHandle`."""

        __slots__ = ("__weakref__", "done", "own_ident", "started", "thread")

        def __init__(self) -> None:
            self.thread: SimThread | None = None
            self.started = False
            self.done = False
            self.own_ident = 0

        @property
        def ident(self) -> int:
            return self.own_ident if self.thread is None else self.thread.ident

        def is_done(self) -> bool:
            """Return whether the thread has ended."""
            if machine.current is not None and self.thread is not None and self.thread is not machine.current:
                machine.point()
                if self.thread.ended:
                    merge(machine.current.clock, self.thread.clock)
            return self.done or (self.thread is not None and self.thread.ended)

        def _set_done(self) -> None:
            self.done = True

        def join(self, timeout: float | None = None) -> None:
            """Wait for the thread's end, *timeout* seconds at most."""
            if timeout is not None and timeout < 0:
                timeout = None
            if not self.started:
                msg = "thread not started"
                raise RuntimeError(msg)
            if self.done:
                return
            if self.thread is machine.current:
                msg = "Cannot join current thread"
                raise RuntimeError(msg)
            if self.thread is not None:
                machine.join(self.thread, timeout)

    ThreadHandle.__name__ = ThreadHandle.__qualname__ = "_ThreadHandle"
    ThreadHandle.__module__ = "_thread"
    return ThreadHandle
