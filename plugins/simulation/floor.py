"""The simulated floor: what `_thread` offers, on the machine, in the form that this Python's own `threading` expects.

`threading`, `queue`, `concurrent.futures` and the rest are Python code on top of these few primitives, so they behave
as in CPython because they are CPython's. Left out on purpose: `RLock` (the C one never blocks on one OS thread;
`threading` then uses its Python version) and `_queue.SimpleQueue` (the C one would hang the process).

Compared with `Modules/_threadmodule.c` of CPython 3.11.7, 3.12.1 and 3.13.0. 3.11 and 3.12 have `_set_sentinel`; 3.12
and 3.13 `daemon_threads_allowed` and `_is_main_interpreter`; 3.13 starts and joins threads through `_ThreadHandle`.
What is said about wrong arguments is said by the real functions, so that it is always this Python's own wording.
"""

from __future__ import annotations

import _thread as real_thread
import signal
import sys
import traceback
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any, Final, NoReturn

from plugins.simulation.floor_local import make_local_type
from plugins.simulation.floor_locks import dress, dress_function, make_lock_type
from plugins.simulation.language import N_, _
from plugins.simulation.machine import Machine, Unsupported, Unwind
from plugins.simulation.operations import TRY_JOIN
from plugins.simulation.simthread import FIRST_IDENT, SimThread, merge
from plugins.simulation.unraisable import report_unraisable

#: A thread died of this: (thread, exception). Set by the program's owner for each run.
FailureSink = Callable[["SimThread | None", BaseException], None]

#: Native identifiers, which the kernel gives out for real threads, count from here.
FIRST_NATIVE_ID: Final = 10_000


#: In the place of an argument that was left out.
_NOT_GIVEN: Final = object()


class Floor:
    """The primitives of one machine.

    :ivar module: what `import _thread` gives inside the simulation.
    :ivar on_failure: told of every exception that ends a thread.
    :ivar on_start: told of each new thread and the function it will run, before it runs.
    :ivar importing: a module that is not the program's own is being imported; it may try what the system offers.
    :ivar interrupted: the program has sent itself a signal, so that a KeyboardInterrupt may be its own.
    :cvar has_network: sockets are simulated on this machine.
    :ivar closing: the interpreter is shutting down, and this Python starts no threads then.
    """

    has_network = True

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.on_failure: FailureSink = _ignore_failure
        self.on_start: Callable[[SimThread, Any], None] = _ignore_start
        self.closing = False
        self.interrupted = False
        self.importing = 0
        self._hook = sys.unraisablehook
        self._sentinels: dict[SimThread | None, Any] = {}
        self.lock_type, self.allocate_lock = self._make_lock_type()
        self.local_type = make_local_type(machine)
        self.handle_type = _make_handle_type(machine)
        machine.on_interrupt = _run_handler
        self.module = ModuleType("_thread", real_thread.__doc__)
        self._fill(self.module)

    def _make_lock_type(self) -> tuple[type, Callable[[], Any]]:
        """Return the class of locks, and what makes one; another kind of machine has another."""
        return make_lock_type(self.machine)

    def _fill(self, module: ModuleType) -> None:
        names: dict[str, Any] = {
            "LockType": self.lock_type,
            "allocate_lock": self.allocate_lock,
            "allocate": self.allocate_lock,
            "_local": self.local_type,
            "TIMEOUT_MAX": real_thread.TIMEOUT_MAX,
            "error": RuntimeError,
            "get_ident": self.get_ident,
            "get_native_id": self.get_native_id,
            "start_new_thread": self.start_new_thread,
            "start_new": self.start_new_thread,
            "_count": self.count,
            "stack_size": real_thread.stack_size,
            "exit": real_thread.exit,
            "exit_thread": real_thread.exit,
            "interrupt_main": self.interrupt_main,
            "_ExceptHookArgs": real_thread._ExceptHookArgs,
            "_excepthook": self.excepthook,
        }
        if sys.version_info >= (3, 12):
            names["daemon_threads_allowed"] = lambda: True
            names["_is_main_interpreter"] = lambda: True
        if sys.version_info >= (3, 13):
            names["lock"] = self.lock_type
            names["_ThreadHandle"] = self.handle_type
            names["_make_thread_handle"] = self.make_thread_handle
            names["_get_main_thread_ident"] = lambda: FIRST_IDENT
            names["start_joinable_thread"] = self.start_joinable_thread
            names["_shutdown"] = self.wait_for_threads
        else:
            names["_set_sentinel"] = self.set_sentinel
        for name, thing in names.items():
            setattr(module, name, thing)
            function = getattr(thing, "__func__", thing)
            if getattr(function, "__module__", None) == __name__:
                dress_function(function, name)

    # -- threads ---------------------------------------------------------------------------------------------------

    def get_ident(self) -> int:
        """Return the running thread's identifier; the main thread's outside a run."""
        current = self.machine.current
        return FIRST_IDENT if current is None else current.ident

    def get_native_id(self) -> int:
        """Return a small number that tells the running thread from the others, as the kernel's would."""
        current = self.machine.current
        return FIRST_NATIVE_ID if current is None else FIRST_NATIVE_ID + current.index

    def count(self) -> int:
        """Return how many threads were started and have not ended."""
        return sum(1 for thread in self.machine.threads[1:] if not thread.ended and not thread.internal)

    def start_new_thread(self, *arguments: Any) -> int:
        """Start a thread that runs a function with a tuple and a dictionary of arguments; return its identifier."""
        count = len(arguments)
        if (
            not 2 <= count <= 3  # noqa: PLR2004 the third is optional
            or not callable(arguments[0])
            or not isinstance(arguments[1], tuple)
            or not (count < 3 or isinstance(arguments[2], dict))  # noqa: PLR2004 as above
        ):
            real_thread.start_new_thread(*arguments)
        return self._start(arguments, True).ident

    def start_joinable_thread(
        self,
        function: Any = _NOT_GIVEN,
        handle: Any = None,
        daemon: bool = True,
    ) -> Any:
        """Start a thread that *handle* can join (CPython 3.13)."""
        if not callable(function):
            # It says what is wrong.
            real: Any = real_thread
            real.start_joinable_thread(*(() if function is _NOT_GIVEN else (function,)))
        if handle is None:
            handle = self.handle_type()
        elif not isinstance(handle, self.handle_type):
            msg = "'handle' must be a _ThreadHandle"
            raise TypeError(msg)
        if handle.started:
            msg = "thread already started"
            raise RuntimeError(msg)
        handle.thread = self._start((function, ()), daemon)
        handle.started = True
        return handle

    def _start(self, task: tuple[Any, ...], daemon: bool) -> SimThread:
        machine = self.machine
        if machine.current is None:
            msg = "a simulated thread can only be started while its program runs"
            raise RuntimeError(msg)
        if self.closing:
            msg = "can't create new thread at interpreter shutdown"
            raise RuntimeError(msg)

        def body() -> None:
            try:
                task[0](*task[1], **task[2] if len(task) > 2 else {})  # noqa: PLR2004 the third is optional
            except (Unwind, SystemExit):
                pass
            except BaseException as error:  # noqa: BLE001 a thread ends here, as in thread_run of _threadmodule.c
                if not machine.ending:
                    self.cannot_raise("in thread started by", task[0], error)
            finally:
                if self._sentinels:
                    self._release_sentinel()

        thread = machine.spawn(body, daemon=daemon)
        self.on_start(thread, task[0])
        if machine.recorder is not None:
            machine.recorder.started(thread)
        return thread

    def set_sentinel(self) -> Any:
        """Return a lock that is released when the running thread has ended (CPython 3.11 and 3.12)."""
        lock = self._sentinels[self.machine.current] = self.allocate_lock()
        return lock

    def _release_sentinel(self) -> None:
        lock = self._sentinels.pop(self.machine.current, None)
        if lock is not None and lock.locked() and not self.machine.ending:
            lock.release()

    def reset(self) -> None:
        """Forget what the last schedule left."""
        self.closing = self.interrupted = False
        self._sentinels.clear()

    def make_thread_handle(self, ident: Any) -> Any:
        """Return a handle of the thread with the identifier *ident* (CPython 3.13)."""
        if not isinstance(ident, int):
            msg = "ident must be an integer"
            raise TypeError(msg)
        handle = self.handle_type()
        handle.started = True
        handle.thread = next((thread for thread in reversed(self.machine.threads) if thread.ident == ident), None)
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

    # -- what goes wrong -------------------------------------------------------------------------------------------

    def cannot_raise(self, where: str | None, thing: Any, error: BaseException) -> None:
        """Let *error*, which reaches no code of the program, be a failure, and tell `sys.unraisablehook` of it.

        :param where: what comes behind "Exception ignored", or None.
        :param thing: the object that it happened in.
        """
        self.on_failure(self.machine.current, error)
        # A hook that was there before the program makes a second failure of it.
        if sys.unraisablehook is sys.__unraisablehook__ or sys.unraisablehook is not self._hook:
            report_unraisable(where, thing, error)

    def excepthook(self, args: Any) -> None:
        """Report an exception that ended a thread: to the owner of the run and, as CPython does, on stderr."""
        if not isinstance(args, real_thread._ExceptHookArgs):
            msg = "_thread.excepthook argument type must be ExceptHookArgs"
            raise TypeError(msg)
        if self.machine.ending or args.exc_type is SystemExit:
            return
        error: Any = args.exc_value
        self.on_failure(self.machine.current, error)
        name = str(self.get_ident()) if args.thread is None else args.thread.name
        stream = sys.stderr
        if stream is None:
            stream = getattr(args.thread, "_stderr", None)
            if stream is None:
                return
        print(f"Exception in thread {name}:", file=stream, flush=True)
        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stream)

    def interrupt_main(self, *arguments: Any) -> None:
        """Let the main thread act as if a signal had come, SIGINT unless another is named."""
        number = arguments[0] if len(arguments) == 1 else signal.SIGINT
        if len(arguments) > 1 or not isinstance(number, int) or not 0 < number < signal.NSIG:
            real_thread.interrupt_main(*arguments)
        if not callable(signal.getsignal(number)):
            return
        self._deliver(number)

    def raise_signal(self, number: int, /) -> None:
        """Send the program a signal, as `signal.raise_signal`; its handler runs in the main thread."""
        if callable(signal.getsignal(number)):
            self._deliver(number)
        else:
            signal.raise_signal(number)

    def _deliver(self, number: int) -> None:
        self.interrupted = True
        if self.machine.current is self.machine.main:
            _run_handler(number)
        else:
            self.machine.interrupt(number)

    def refuse(self, what: str, function: str = "", **values: object) -> NoReturn:
        """Raise `Unsupported`, and tell the owner of the run even if the program catches that.

        :param what: what the program asked for, in English words that `N_` has marked.
        :param function: what stands in their place "{}".
        :param values: what stands in their other places, by name.
        """
        asked = _(asked_through(sys._getframe(1)) or what).format(function, **values)
        msg = _("the program asked for {what}, which the simulated machine does not control", what=asked)
        error = Unsupported(msg)
        self.on_failure(self.machine.current, error)
        raise error


#: Packages that ask for sockets, locks and other processes on behalf of a program, and what the program asked them for.
_IN_WORDS: Final = {
    "asyncio": N_("an event loop (asyncio)"),
    "multiprocessing": N_("processes (multiprocessing)"),
    "ssl": N_("an encrypted connection (ssl)"),
    "concurrent.futures.process": N_("processes (concurrent.futures)"),
}


def asked_through(frame: FrameType | None) -> str:
    """Return what the program asked the outermost of these packages for, or "" where it asked by itself."""
    found = ""
    while frame is not None:
        name = str(frame.f_globals.get("__name__"))
        found = next((what for package, what in _IN_WORDS.items() if f"{name}.".startswith(f"{package}.")), found)
        frame = frame.f_back
    return found


def _run_handler(number: int) -> None:
    """Run the handler of signal *number*, as the main thread does between two instructions."""
    handler = signal.getsignal(number)
    if callable(handler):
        handler(number, sys._getframe(1))


def _ignore_failure(thread: SimThread | None, error: BaseException) -> None:
    del thread, error


def _ignore_start(thread: SimThread, function: Any) -> None:
    del thread, function


def _make_handle_type(machine: Machine) -> type:
    """Return the class of thread handles of *machine* (CPython 3.13)."""

    class ThreadHandle:
        """What a thread is started and joined through, as `_thread._ThreadHandle`.

        :ivar started: the thread was started, by this handle or before.
        :ivar done: it counts as ended, whatever it still does.
        """

        __slots__ = ("__weakref__", "done", "own_ident", "own_thread", "started")

        def __init__(self) -> None:
            self.own_thread: SimThread | None = None
            self.started = False
            self.done = False
            self.own_ident = 0

        @property
        def thread(self) -> SimThread | None:
            # The main thread is another one in each schedule, and its handle is made before the first.
            return machine.main if self.own_ident == FIRST_IDENT else self.own_thread

        @thread.setter
        def thread(self, thread: SimThread | None) -> None:
            self.own_thread = thread

        @property
        def ident(self) -> int:
            return self.own_ident if self.own_thread is None else self.own_thread.ident

        def is_done(self) -> bool:
            """Return whether the thread has ended."""
            me, thread = machine.current, self.thread
            if me is not None and thread is not None and thread is not me:
                machine.point((TRY_JOIN, thread, None))
                if thread.finished:
                    merge(me.clock, thread.clock)
            return self.done or (thread is not None and thread.finished)

        def _set_done(self) -> None:
            if not self.started:
                msg = "thread not started"
                raise RuntimeError(msg)
            self.done = True
            if self.thread is not None:
                machine.finish(self.thread)

        def join(self, timeout: Any = None, /) -> None:
            """Wait for the thread's end, *timeout* seconds at most."""
            if timeout is not None:
                # It says what is wrong with what is no number of seconds.
                below = isinstance(timeout, int | float) and timeout < -1
                real_thread.allocate_lock().acquire(timeout=-1 if below else timeout)
                if timeout < 0:
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

        def __repr__(self) -> str:
            return f"<_thread._ThreadHandle object: ident={self.ident}>"

    dress(ThreadHandle, "_ThreadHandle")
    return ThreadHandle
