"""`logging` inside a run: the process's own module, which then names and excludes simulated threads.

A private copy would cost milliseconds in each schedule, and other libraries log through the one that they imported. So
its locks and its clock are replaced while the simulation is active, and what a schedule configures (loggers, handlers,
levels) is undone when it is over: else `logging.basicConfig` would do something in the first schedule alone.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from types import ModuleType

#: What a logger is configured by.
_OF_A_LOGGER: Final = ("level", "parent", "propagate", "disabled")
#: What the module is configured by, as far as it is not a container.
_OF_THE_MODULE: Final = ("_logRecordFactory", "_loggerClass", "raiseExceptions", "lastResort", "_warnings_showwarning")


class SharedLogging:
    """The `logging` module of this process, in the simulation of one machine."""

    def __init__(self) -> None:
        self._module: Any = logging
        self._real: tuple[Any, ...] = ()
        self._handler_locks: list[tuple[logging.Handler, Any]] = []
        self._lock: _NotedLock | None = None
        self._threading: Any = None
        self._configured: _Configuration | None = None

    def swap_in(self, threading: Any, time: ModuleType) -> None:
        """Let `logging` use the simulated modules."""
        module = self._module
        self._real = (module.threading, module.time, module._lock)
        self._threading = threading
        self._lock = _NotedLock(threading.RLock())
        self._configured = None
        module.threading, module.time, module._lock = threading, time, self._lock
        self._handler_locks.clear()
        for reference in list(module._handlerList):
            handler = reference()
            if handler is not None:
                self._handler_locks.append((handler, handler.lock))
                handler.lock = threading.RLock()

    def swap_out(self) -> None:
        """Let it use the real modules again."""
        self._module.threading, self._module.time, self._module._lock = self._real
        for handler, lock in self._handler_locks:
            handler.lock = lock
        self._lock = None

    def begin(self) -> None:
        """Remember how it is configured, if that has changed; a schedule begins."""
        if self._lock is not None and (self._lock.used or self._configured is None):
            self._lock.lock = self._threading.RLock()
            self._configured = _Configuration(self._module)
            self._lock.used = False

    def end(self) -> None:
        """Configure it as before, if the schedule that is over has used it."""
        if self._lock is not None and self._lock.used and self._configured is not None:
            self._configured.restore()
            self._lock.lock = self._threading.RLock()
            self._lock.used = False


class _NotedLock:
    """A lock that notes its use: whatever configures `logging` takes it.

    :ivar used: it was taken.
    """

    def __init__(self, lock: Any) -> None:
        self.lock = lock
        self.used = False

    def acquire(self, *arguments: Any, **options: Any) -> Any:
        self.used = True
        return self.lock.acquire(*arguments, **options)

    def release(self) -> None:
        self.lock.release()

    def __enter__(self) -> None:
        self.used = True
        self.lock.acquire()

    def __exit__(self, *exc_info: object) -> None:
        self.lock.release()


class _Configuration:
    """How `logging` is configured at one moment."""

    def __init__(self, module: Any) -> None:
        self._module = module
        manager = module.Logger.manager
        self._manager = manager
        self._disable = manager.disable
        self._names = dict(manager.loggerDict)
        self._loggers = [
            (
                logger,
                {name: getattr(logger, name) for name in _OF_A_LOGGER},
                list(logger.handlers),
                list(logger.filters),
            )
            for logger in (manager.root, *self._names.values())
            if isinstance(logger, module.Logger)
        ]
        self._children = [
            (holder, dict(holder.loggerMap))
            for holder in self._names.values()
            if isinstance(holder, module.PlaceHolder)
        ]
        self._settings = {name: getattr(module, name) for name in _OF_THE_MODULE}
        self._handlers = list(module._handlerList)
        self._levels = (dict(module._levelToName), dict(module._nameToLevel))

    def restore(self) -> None:
        """Make it so again."""
        module, manager = self._module, self._manager
        manager.disable = self._disable
        manager.loggerDict.clear()
        manager.loggerDict.update(self._names)
        for logger, settings, handlers, filters in self._loggers:
            vars(logger).update(settings)
            logger.handlers[:] = handlers
            logger.filters[:] = filters
            logger._cache.clear()
        for holder, children in self._children:
            holder.loggerMap.clear()
            holder.loggerMap.update(children)
        vars(module).update(self._settings)
        module._handlerList[:] = self._handlers
        for levels, before in zip((module._levelToName, module._nameToLevel), self._levels, strict=True):
            levels.clear()
            levels.update(before)
