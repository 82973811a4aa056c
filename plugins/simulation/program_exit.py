"""The end of a program: what the interpreter does when the main thread's code is over, on the machine.

In the order of `Py_FinalizeEx` in `Python/pylifecycle.c`: the hooks of `threading._register_atexit`, the main thread
counts as ended, the threads that are no daemons are waited for, then the callbacks of `atexit` run, last one first, and
the script's module is destroyed.
"""

from __future__ import annotations

import atexit as real_atexit
import gc
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from plugins.simulation.machine import Unwind

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.floor import Floor


class ProgramExit:
    """The end of each program of one machine.

    :ivar module: what `import atexit` gives inside the simulation.
    :ivar destroys_main: the program is a script that has destructors: they run when its module goes, at the very end.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._machine = floor.machine
        self.destroys_main = False
        self._callbacks: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]] | None] = []
        self.module = ModuleType("atexit", real_atexit.__doc__)
        for name, function in (
            ("register", self.register),
            ("unregister", self.unregister),
            ("_clear", self._callbacks.clear),
            ("_run_exitfuncs", self.run_callbacks),
            ("_ncallbacks", self.count),
        ):
            setattr(self.module, name, function)

    def reset(self) -> None:
        """Forget what the last schedule registered."""
        self._callbacks.clear()

    def run(self, threading: Any) -> None:
        """Do what the interpreter does at the end of the main thread's code, which is what calls this."""
        try:
            threading._shutdown()
        except Unwind:
            raise
        except BaseException as error:  # noqa: BLE001 the interpreter goes on whatever a hook does
            self._floor.cannot_raise("on threading shutdown" if sys.version_info >= (3, 13) else None, threading, error)
        self._floor.closing = sys.version_info[:2] == (3, 12)
        self.run_callbacks()
        if self.destroys_main:
            self._floor.closing = sys.version_info >= (3, 12)
            sys.modules["__main__"] = ModuleType("__main__")
            if self._machine.race is not None:
                self._machine.race.let_go()
            gc.collect()

    # -- atexit ----------------------------------------------------------------------------------------------------

    def register(self, *arguments: Any, **kwargs: Any) -> Any:
        """Let a function be called with the given arguments when the program ends; return the function."""
        if not arguments or not callable(arguments[0]) or self._is_librarys(sys._getframe(1).f_globals):
            return real_atexit.register(*arguments, **kwargs)
        function, *args = arguments
        self._callbacks.append((function, tuple(args), kwargs))
        return function

    def _is_librarys(self, namespace: dict[str, Any]) -> bool:
        """Return whether a module that outlives the program asks, or nobody's program runs."""
        if self._machine.current is None:
            return True
        return str(namespace.get("__name__")).partition(".")[0] in sys.stdlib_module_names

    def unregister(self, function: Any, /) -> None:
        """Forget each registration of *function*."""
        for index, callback in enumerate(self._callbacks):
            if callback is not None and callback[0] == function:
                self._callbacks[index] = None

    def count(self) -> int:
        """Return how many registrations there were."""
        return len(self._callbacks)

    def run_callbacks(self) -> None:
        """Call what was registered, last one first."""
        for index in reversed(range(len(self._callbacks))):
            callback = self._callbacks[index] if index < len(self._callbacks) else None
            if callback is None:
                continue
            function, args, kwargs = callback
            try:
                function(*args, **kwargs)
            except Unwind:
                raise
            except BaseException as error:  # noqa: BLE001 the interpreter goes on whatever a callback does
                self._floor.cannot_raise("in atexit callback", function, error)
        self._callbacks.clear()
