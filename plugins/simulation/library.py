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

import _thread as real_thread
import functools
import importlib.util
import itertools
import os
import sys
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.util import spec_from_loader
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.floor import Floor
from plugins.simulation.library_flags import let_flags_be_seen, let_queues_be_seen, let_servers_be_seen
from plugins.simulation.library_futures import prepare_executor, prepare_futures, reset_executor, reset_futures
from plugins.simulation.library_threads import prepare_thread_pool, prepare_threading, reset_threads
from plugins.simulation.network import module as network_module
from plugins.simulation.network import polling
from plugins.simulation.network.calls import Network
from plugins.simulation.network.names import refuse_encryption
from plugins.simulation.program_exit import ProgramExit
from plugins.simulation.shared_logging import SharedLogging
from plugins.simulation.simthread import FIRST_IDENT
from plugins.simulation.uncontrolled import Uncontrolled
from plugins.simulation.virtual_dates import let_dates_read
from plugins.simulation.virtual_time import VirtualTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from plugins.simulation.machine import Machine

#: Copied when the program imports them, and not before.
ON_DEMAND: Final = (
    "concurrent.futures",
    "concurrent.futures._base",
    "concurrent.futures.thread",
    "concurrent.futures.process",
    "sched",
    "socket",
    "selectors",
    "socketserver",
    "ssl",
    "multiprocessing.pool",
    "multiprocessing.dummy",
    "multiprocessing.dummy.connection",
    "logging.handlers",
    "logging.config",
    "datetime",
)


class Library:
    """The simulated modules of one machine.

    :ivar modules: what `sys.modules` holds while the simulation is active, by name; None keeps a module out.
    """

    def __init__(self, machine: Machine, floor: Floor | None = None) -> None:
        self.machine = machine
        self.floor = Floor(machine) if floor is None else floor
        self.time = VirtualTime(machine)
        self.exit = ProgramExit(self.floor)
        self.uncontrolled = Uncontrolled(self.floor)
        self.network = Network(self.floor)
        self.logging = SharedLogging()
        self._functools_lock: Any = None
        self._watchers: tuple[Any, Any] = (None, None)
        self._hooks: tuple[Any, Any] = (sys.excepthook, sys.unraisablehook)
        self.modules: dict[str, ModuleType | None] = {
            "_thread": self.floor.module,
            "time": self.time.module,
            "atexit": self.exit.module,
            "_queue": None,
            "_socket": network_module.make_module(self.network),
            "select": polling.make_module(self.network),
            **self.uncontrolled.modules,
        }
        self._finder = _StandIns(self.modules)
        self._real: dict[str, ModuleType | None] = {}
        self._swap_modules_in()
        try:
            self.threading = self._load("threading")
            self.queue = self._load("queue")
            self._load("_threading_local")
        finally:
            self._swap_modules_out()
        prepare_threading(self.floor, self.threading)
        let_flags_be_seen(machine, self.threading)
        let_queues_be_seen(machine, self.queue)
        # `threading` has looked for it and found none; others import it from here (`functools`, when loaded afresh).
        self.floor.module.RLock = self.threading._PyRLock  # type: ignore[attr-defined]  # a module that is filled here
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

    def swap_in(self) -> None:
        """Let the process see the simulated modules."""
        self._swap_modules_in()
        self.uncontrolled.swap_in()
        self.logging.swap_in(self.threading, self.time.module)
        self._functools_lock = vars(functools).get("RLock")
        if self._functools_lock is not None:
            # `functools.cached_property` takes one on 3.11, which would exclude no simulated thread.
            functools.RLock = self.threading.RLock  # type: ignore[attr-defined]  # CPython detail

    def swap_out(self) -> None:
        """Let the process see the real modules again."""
        self._swap_modules_out()
        self.uncontrolled.swap_out()
        self.logging.swap_out()
        if self._functools_lock is not None:
            functools.RLock = self._functools_lock  # type: ignore[attr-defined]  # as above

    def _swap_modules_in(self) -> None:
        for name, module in self.modules.items():
            if name not in self._real:
                self._real[name] = sys.modules.get(name)
            sys.modules[name] = module  # type: ignore[assignment]  # None makes `import` fail, as documented
        for name in ON_DEMAND:
            if name not in self.modules and name in sys.modules:
                self._real[name] = sys.modules.pop(name)
        self._connect_to_packages()
        sys.meta_path.insert(0, self._finder)

    def _swap_modules_out(self) -> None:
        for name in ON_DEMAND:
            if name in sys.modules:
                self.modules[name] = sys.modules.pop(name)
        for name, module in self._real.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
        self._real.clear()
        self._connect_to_packages()
        sys.meta_path.remove(self._finder)

    def _connect_to_packages(self) -> None:
        """Let the packages have, as attributes, those modules that `sys.modules` has now."""
        for name in ON_DEMAND:
            parent, _, child = name.rpartition(".")
            package = sys.modules.get(parent)
            if package is not None:
                package.__dict__.pop(child, None)
                if name in sys.modules:
                    setattr(package, child, sys.modules[name])

    # -- from one schedule to the next ---------------------------------------------------------------------------

    def reset(self) -> None:
        """Forget what the last schedule left in the copies."""
        threading: Any = self.threading
        main = threading._main_thread
        main.__dict__.clear()
        main.__dict__.update(self._main_state)
        main._started.set()
        threading._active.clear()
        threading._limbo.clear()
        threading._active[FIRST_IDENT] = main
        threading._counter = itertools.count(1).__next__
        reset_threads(threading)
        threading._threading_atexits[:] = self._atexits
        threading.excepthook = self._excepthook
        threading._trace_hook = threading._profile_hook = None
        threading._SHUTTING_DOWN = False
        if sys.version_info >= (3, 13):
            main._handle.done = False
        if real_thread.stack_size():
            real_thread.stack_size(0)
        self.floor.reset()
        self.network.reset()
        self.exit.reset()
        self.time.reset()
        self.logging.begin()
        self._watchers = (sys.gettrace(), sys.getprofile())
        self._hooks = (sys.excepthook, sys.unraisablehook)
        pool = sys.modules.get("concurrent.futures.thread")
        if pool is not None:
            reset_executor(pool)
        base = sys.modules.get("concurrent.futures._base")
        if base is not None:
            reset_futures(base)

    def end_program(self) -> None:
        """Do what the interpreter does when the main thread's code is over; called by the main thread."""
        self.exit.run(self.threading)

    def finish(self) -> None:
        """Undo what the schedule that is over has changed for the whole process."""
        trace, profile = self._watchers
        if sys.gettrace() is not trace:
            sys.settrace(trace)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)
        sys.excepthook, sys.unraisablehook = self._hooks
        self.logging.end()
        self.uncontrolled.reset()

    def adapt(self, module: ModuleType) -> None:
        """Fit *module* into the simulation, as soon as the program's import has loaded it."""
        if module.__name__ == "concurrent.futures.thread":
            prepare_executor(module)
            # Registered while the module was loaded, which is done once; `reset` registers it for each schedule.
            self._atexits.append(self.threading._threading_atexits[-1])
        elif module.__name__ == "concurrent.futures._base":
            prepare_futures(self.machine, module, self.threading)
        elif module.__name__ == "socketserver":
            let_servers_be_seen(self.machine, module)
        elif module.__name__ == "ssl":
            refuse_encryption(self.floor, module)
        elif module.__name__ == "multiprocessing.pool":
            prepare_thread_pool(module)
        elif module.__name__ == "datetime":
            let_dates_read(self.time.time, module)


class _StandIns(MetaPathFinder, Loader):
    """Finds what stands in for modules again, for a program that takes it out of `sys.modules`, as CPython's tests do.

    It would else get the real modules, which stop the only OS thread there is.
    """

    def __init__(self, modules: dict[str, ModuleType | None]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname not in self._modules or fullname in ON_DEMAND:
            return None
        if self._modules[fullname] is None:
            msg = f"import of {fullname} halted; the simulation has none"
            raise ModuleNotFoundError(msg, name=fullname)
        return spec_from_loader(fullname, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Leave it as it is."""


@contextmanager
def _no_fork_hooks() -> Iterator[None]:
    """Keep a module that is being loaded from registering fork hooks with the real process."""
    original = getattr(os, "register_at_fork", None)
    if original is None:
        yield
        return
    os.register_at_fork = lambda **_hooks: None
    try:
        yield
    finally:
        os.register_at_fork = original
