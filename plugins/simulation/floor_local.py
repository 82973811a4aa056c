"""Thread-locals of the simulated floor: `_thread._local`, a dictionary for each thread.

The dictionaries are kept on the local object, so that a cycle through it can be collected, and each is let go of when
its thread ends. `__init__` runs once a thread, and may block like any other code.

Compared with `Modules/_threadmodule.c` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, NoReturn

from plugins.simulation.floor_locks import dress

if TYPE_CHECKING:
    from plugins.simulation.machine import Machine
    from plugins.simulation.simthread import SimThread


def make_local_type(machine: Machine) -> type:
    """Return the class of thread-locals of *machine*."""
    setter = object.__setattr__
    getter = object.__getattribute__

    def mapping(local: Any) -> dict[str, Any]:
        thread = machine.current
        dicts = getter(local, "_local__dicts")
        found: dict[str, Any] | None = dicts.get(thread)
        if found is None:
            found = dicts[thread] = {}
            note(local, thread)
            args, kwargs = getter(local, "_local__args")
            cls = type(local)
            if cls.__init__ is not object.__init__:
                cls.__init__(local, *args, **kwargs)
        return found

    def note(local: Any, thread: SimThread | None) -> None:
        if thread is not None:
            if thread.locals is None:
                thread.locals = []
            thread.locals.append(weakref.ref(local))

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
            thread = machine.current
            setter(self, "_local__args", (args, kwargs))
            setter(self, "_local__dicts", {thread: {}})
            note(self, thread)
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
            raise missing(self, name)

        def __setattr__(self, name: str, value: Any) -> None:
            own = mapping(self)
            if name == "__dict__":
                raise read_only(self)
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
                raise read_only(self)
            for base in type(self).__mro__:
                if name in base.__dict__:
                    if hasattr(type(base.__dict__[name]), "__delete__"):
                        object.__delattr__(self, name)
                        return
                    break
            try:
                del own[name]
            except KeyError:
                raise missing(self, name) from None

        def __reduce_ex__(self, protocol: Any, /) -> NoReturn:
            msg = f"cannot pickle '{called(self)}' object"
            raise TypeError(msg)

    def called(local: Any) -> str:
        cls = type(local)
        return "_thread._local" if cls is Local else cls.__name__

    def missing(local: Any, name: str) -> AttributeError:
        return AttributeError(f"'{called(local)}' object has no attribute '{name}'", name=name, obj=local)

    def read_only(local: Any) -> AttributeError:
        return AttributeError(f"'{called(local)}' object attribute '__dict__' is read-only", name="__dict__", obj=local)

    dress(Local, "_local")
    return Local
