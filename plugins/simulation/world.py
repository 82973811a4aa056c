"""What the program sees around it: simulated modules, its own modules rewritten and fresh, a recorded stdout, guards.

While a world is active, `sys.modules` of this process holds the simulated `threading`, `time` and so on. That is a
switch for the whole process, so it is thrown only in a process that does nothing else. Rejected: giving every module
an `__import__` of its own, which `importlib.import_module` and the library's own late imports pass by.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.machinery
import io
import os
import random
import site
import sys
from importlib.abc import Loader, MetaPathFinder
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any, Final, Self

from plugins.simulation import rewrite, visible
from plugins.simulation.language import N_, _
from plugins.simulation.library import ON_DEMAND, Library
from plugins.simulation.machine import Machine
from plugins.simulation.operations import PRINT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.machinery import ModuleSpec

#: Characters of output after which a schedule is broken off.
OUTPUT_LIMIT: Final = 4_000_000

#: Audit events (see the table in CPython's documentation) of what the simulation does not control, in words.
UNCONTROLLED: Final = {
    "socket.__new__": N_("a socket"),
    "subprocess.Popen": N_("another program (subprocess)"),
    "os.fork": N_("a process (os.fork)"),
    "os.forkpty": N_("a process (os.forkpty)"),
    "os.posix_spawn": N_("a process (os.posix_spawn)"),
    "os.spawn": N_("a process (os.spawn)"),
    "os.system": N_("another program (os.system)"),
    "os.exec": N_("another program (os.exec)"),
    "builtins.input": N_("an answer from the keyboard (input)"),
    "_thread.start_new_thread": N_("a real thread, started by a library that was loaded before the simulation"),
    "_thread.start_joinable_thread": N_("a real thread, started by a library that was loaded before the simulation"),
}


#: What `Output.__init__` sets.
_OWN_ATTRIBUTES: Final = 2


class OutputLimitError(RuntimeError):
    """The program printed more than a schedule may."""


class Journal:
    """What the threads of one schedule wrote, in order.

    :ivar pieces: (thread name, text, on stderr) as written.
    """

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.pieces: list[tuple[str, str, bool]] = []
        self.characters = 0

    def clear(self) -> None:
        """Forget everything."""
        self.pieces = []
        self.characters = 0

    @property
    def text(self) -> str:
        """All that was written, in order."""
        return "".join(text for _, text, _ in self.pieces)

    @property
    def stdout_text(self) -> str:
        """What was written to stdout, in order."""
        return "".join(text for _, text, on_stderr in self.pieces if not on_stderr)

    def lines(self) -> list[tuple[str, str]]:
        """Return (thread name, line) for each line on stdout, a thread's pieces put together."""
        open_lines: dict[str, str] = {}
        finished: list[tuple[str, str]] = []
        for name, text, on_stderr in self.pieces:
            if on_stderr:
                continue
            whole = open_lines.pop(name, "") + text
            *complete, rest = whole.split("\n")
            finished.extend((name, line) for line in complete)
            if rest:
                open_lines[name] = rest
        finished.extend(open_lines.items())
        return finished


class Output(io.TextIOBase):
    """Stands for `sys.stdout` or `sys.stderr` and writes into a journal."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, journal: Journal, *, on_stderr: bool) -> None:
        super().__init__()
        self._journal = journal
        self._on_stderr = on_stderr

    def was_touched(self) -> bool:
        """Return whether a program has closed it or put something onto it, so that the next schedule needs another."""
        return self.closed or len(self.__dict__) > _OWN_ATTRIBUTES

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: Any, /) -> int:
        """Keep *text*, unless its thread is being ended."""
        if not isinstance(text, str):
            msg = f"write() argument must be str, not {type(text).__name__}"
            raise TypeError(msg)
        if self.closed:
            msg = "I/O operation on closed file."
            raise ValueError(msg)
        journal = self._journal
        machine = journal.machine
        if machine.ending:
            return len(text)
        journal.characters += len(text)
        if journal.characters > OUTPUT_LIMIT:
            msg = _("the program printed more than {count:,} characters", count=OUTPUT_LIMIT)
            raise OutputLimitError(msg)
        journal.pieces.append((_own_name(machine.current), text, self._on_stderr))
        return len(text)


def _own_name(thread: Any) -> str:
    """Return `threading.current_thread().name` of *thread*."""
    return "MainThread" if thread is None or thread.index == 0 else thread_name(thread)


def thread_name(thread: Any) -> str:
    """Return what reports call *thread*."""
    if thread is None or thread.index == 0:
        return "main"
    library_thread = thread.library_thread
    if library_thread is not None:
        return str(library_thread._name)
    if thread.label:
        return str(thread.label)
    return f"thread {thread.index}"


class World:
    """The surroundings of simulated programs in this process.

    :ivar rewrite_roots: folders whose modules are the learner's: rewritten, and fresh for each schedule.
    :ivar rewrite_names: further modules and packages that are treated so, by name.
    :ivar kept_names: modules and packages among these that are not fresh for each schedule, since they change nothing.
    :ivar hidden_roots: folders of helpers between the learner and the library, which reports look through.
    """

    def __init__(
        self,
        *,
        rewrite_roots: Iterable[Path | str] = (),
        rewrite_names: Iterable[str] = (),
        hidden_roots: Iterable[Path | str] = (),
        library: Library | None = None,
    ) -> None:
        self.library = Library(Machine()) if library is None else library
        self.machine = self.library.machine
        self.rewrite_roots = [str(Path(root).resolve()) + os.sep for root in rewrite_roots]
        self.rewrite_names = tuple(rewrite_names)
        self.kept_names: tuple[str, ...] = ()
        self._kept: set[str] = set()
        self.hidden_roots = tuple(str(Path(root).resolve()) + os.sep for root in hidden_roots)
        self.not_visible: dict[str, list[str]] = {}
        self.journal = Journal(self.machine)
        self._streams = self._new_streams()
        self._finder = _LearnerFinder(self)
        self._fresh: set[str] = set()
        self._active = False
        self._counterparts: dict[int, tuple[object, object]] = {}
        self._plain_print = builtins.print
        self._plain_input = builtins.input
        #: The program names `random`, which is then seeded for each schedule.
        self.uses_random = False

    # -- the switch ----------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self.activate()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.deactivate()

    def activate(self) -> None:
        """Let the process see the simulation."""
        if self._active:
            return
        self._active = True
        self._outside = (sys.modules.get("__main__"), sys.argv, list(sys.path))
        sys.meta_path.insert(0, self._finder)
        # Its own finder comes before that one.
        self.library.swap_in()
        builtins.print = self._make_print()
        builtins.input = self._no_input
        _guard.install()
        _guard.worlds.append(self)

    def deactivate(self) -> None:
        """Let the process see the real modules again."""
        if not self._active:
            return
        self._active = False
        _guard.worlds.remove(self)
        builtins.print = self._plain_print
        builtins.input = self._plain_input
        sys.meta_path.remove(self._finder)
        self.forget_modules()
        self.library.swap_out()
        main, sys.argv, sys.path[:] = self._outside
        if main is not None:
            sys.modules["__main__"] = main

    def _make_print(self) -> Callable[..., None]:
        machine, journal = self.machine, self.journal
        plain = self._plain_print

        def print(*values: object, **options: Any) -> None:  # noqa: A001 stands in for it
            if machine.current is None:
                plain(*values, **options)
                return
            machine.point((PRINT, machine, None))
            machine.progress_step = machine.outward_step = machine.steps
            if machine.recorder is None or options.get("file") is not None:
                plain(*values, **options)
                return
            event, me = machine.recorder.printing(), _own_name(machine.current)
            written = len(journal.pieces)
            try:
                plain(*values, **options)
            finally:
                # To ask the values for their texts again would run the program's code twice.
                mine = [text for name, text, on_stderr in journal.pieces[written:] if name == me and not on_stderr]
                event.text = "".join(mine).removesuffix("\n")

        return print

    def _no_input(self, prompt: object = "", /) -> str:
        del prompt
        self.library.floor.refuse(UNCONTROLLED["builtins.input"])

    def guard(self, event: str) -> None:
        """Refuse what the audit event *event* is about, if the program asks for it."""
        machine, floor = self.machine, self.library.floor
        if not machine.running or machine.current is None or machine.ending:
            return
        # A module that is not the program's own may try, while it is imported, what the system offers; but for threads.
        if not floor.importing or event.startswith("_thread."):
            floor.refuse(UNCONTROLLED[event])

    # -- modules -------------------------------------------------------------------------------------------------

    def is_learners(self, name: str, path: str) -> bool:
        """Return whether the module *name* in file *path* is rewritten."""
        if any(name == wanted or name.startswith(wanted + ".") for wanted in self.rewrite_names):
            return True
        if path in self.not_visible:
            # It was rewritten for its module's name.
            return True
        return any(path.startswith(root) for root in self.rewrite_roots) and not path.startswith(_NEVER_REWRITTEN)

    def forget_modules(self) -> None:
        """Drop the learner's modules, so that the next import runs them again."""
        for name in self._fresh:
            sys.modules.pop(name, None)
            parent, _, child = name.rpartition(".")
            package = sys.modules.get(parent)
            if package is not None:
                package.__dict__.pop(child, None)
        self._fresh.clear()

    def release_kept(self) -> None:
        """Drop the modules that were kept."""
        self._fresh |= self._kept
        self._kept.clear()
        self.forget_modules()

    def import_module(self, name: str) -> ModuleType:
        """Import *name* as a program in this world would: rewritten if it is the learner's, fresh in each schedule."""
        module = sys.modules.get(name)
        if module is not None:
            return module
        self.machine.quiet += 1
        try:
            spec = self._finder.known(name)
            return importlib.import_module(name) if spec is None else self._import_again(name, spec)
        finally:
            self.machine.quiet -= 1

    def _import_again(self, name: str, spec: ModuleSpec) -> ModuleType:
        """Import a learner's module that an earlier schedule has imported, as `importlib._bootstrap` does.

        Without its locks and searches, which cost as much as twenty visible operations in every schedule.
        """
        parent_name, _, child = name.rpartition(".")
        parent = self.import_module(parent_name) if parent_name else None
        module = sys.modules.get(name)
        if module is not None:
            return module
        module = ModuleType(name)
        module.__dict__.update(
            __spec__=spec, __loader__=spec.loader, __package__=spec.parent, __file__=spec.origin, __cached__=spec.cached
        )
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        sys.modules[name] = module
        try:
            self.execute(module, self.code_for(name, spec.loader.path, None))  # type: ignore[union-attr]  # a _LearnerLoader
        except BaseException:
            sys.modules.pop(name, None)
            raise
        if parent is not None:
            setattr(parent, child, module)
        return sys.modules[name]

    def run_main(self, path: str, arguments: Sequence[str]) -> None:
        """Run the file *path* as a script does, in the calling (simulated) thread."""
        module = ModuleType("__main__")
        module.__file__ = path
        module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = module
        sys.argv = [path, *arguments]
        code = self.code_for("__main__", path, None)
        assert isinstance(code, rewrite.Rewritten)
        exec(visible.install(module.__dict__, code, self.machine), module.__dict__)  # noqa: S102 running the program is the purpose

    def code_for(self, name: str, path: str, source: bytes | None) -> rewrite.Rewritten:
        """Return the rewritten form of a module, made once."""
        key = (name, path)
        found = _REWRITTEN.get(key)
        if found is None:
            if source is None:
                source = Path(path).read_bytes()
            found = rewrite.compile_module(source, path, name)
            _REWRITTEN[key] = found
            _MENTIONED[key] = frozenset(word for word in (b"random", b"__del__") if word in source)
        if path not in self.not_visible:
            # The helpers of specs are known to keep away from it while threads run.
            helpers = bool(self.hidden_roots) and path.startswith(self.hidden_roots)
            self.not_visible[path] = [*found.not_visible, *(() if helpers else found.out_of_reach)]
            self.uses_random = self.uses_random or b"random" in _MENTIONED[key]
            if name == "__main__":
                self.library.exit.destroys_main = b"__del__" in _MENTIONED[key]
        return found

    def execute(self, module: ModuleType, rewritten: rewrite.Rewritten) -> None:
        """Run a learner's module; one step for the other threads, unless it blocks."""
        kept = any(module.__name__ == name or module.__name__.startswith(name + ".") for name in self.kept_names)
        (self._kept if kept else self._fresh).add(module.__name__)
        code = visible.install(module.__dict__, rewritten, self.machine, kept=kept)
        self.machine.quiet += 1
        try:
            exec(code, module.__dict__)  # noqa: S102 importing a module is running it
        finally:
            self.machine.quiet -= 1

    def simulated(self, thing: Any) -> Any:
        """Return the simulated counterpart of a module, class or function of the real library, or *thing* itself."""
        name = thing.__name__ if type(thing) is ModuleType else getattr(thing, "__module__", None)
        if (
            self._active
            and name in ON_DEMAND
            and name not in sys.modules
            and (callable(thing) or type(thing) is ModuleType)
        ):
            # The spec has the real one, and nobody has asked for this world's yet.
            importlib.import_module(str(name))
            self._counterparts.clear()
        if not self._counterparts:
            self._find_counterparts()
        found = self._counterparts.get(id(thing))
        return found[1] if found is not None and found[0] is thing else thing

    def _find_counterparts(self) -> None:
        real = self.library._real if self._active else sys.modules
        on_demand = ((name, sys.modules.get(name)) for name in ON_DEMAND)
        for name, copy in (*self.library.modules.items(), *on_demand):
            original = real.get(name)
            if original is None or copy is None or original is copy:
                continue
            self._counterparts[id(original)] = (original, copy)
            for attribute, value in list(vars(original).items()):
                other = vars(copy).get(attribute, value)
                belongs = getattr(value, "__module__", None) == name or name in ("_thread", "time")
                if belongs and other is not value and callable(value):
                    self._counterparts[id(value)] = (value, other)

    def record_streams(self) -> tuple[Any, Any]:
        """Let stdout and stderr be recorded; return those that were there, to be put back."""
        before = (sys.stdout, sys.stderr)
        out, err = self._streams
        if out.was_touched() or err.was_touched():
            out, err = self._streams = self._new_streams()
        sys.stdout, sys.stderr = out, err
        return before

    def _new_streams(self) -> tuple[Output, Output]:
        return Output(self.journal, on_stderr=False), Output(self.journal, on_stderr=True)

    @property
    def unseen(self) -> list[str]:
        """What threads may share through the program's modules and no rewriting shows, a sentence each."""
        mentioned = [words for key, words in _MENTIONED.items() if key[1] in self.not_visible]
        found = []
        if any(b"random" in words for words in mentioned):
            found.append(N_("the random numbers that threads take from one generator"))
        if any(b"__del__" in words for words in mentioned):
            found.append(N_("when a finalizer (__del__) runs"))
        return found

    def new_schedule(self) -> None:
        """Make everything as it was before the first schedule."""
        self.forget_modules()
        self.library.reset()
        self.journal.clear()
        if self.uses_random:
            random.seed(0)


#: The engine and what is installed are never the learner's, even where a script lies beside them.
_NEVER_REWRITTEN: Final = (
    os.path.dirname(os.path.realpath(__file__)) + os.sep,
    os.path.dirname(os.path.realpath(os.__file__)) + os.sep,
    # `sysconfig` would say the same, and takes milliseconds to load what this Python was built with.
    *(os.path.realpath(place) + os.sep for place in site.getsitepackages()),
)


class _Guard:
    """The one audit hook of the process: it cannot be taken back, so it serves whichever worlds are active."""

    def __init__(self) -> None:
        self.worlds: list[World] = []
        self._installed = False

    def install(self) -> None:
        """Begin to listen; once."""
        if not self._installed:
            self._installed = True
            sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        del args
        if event in UNCONTROLLED:
            for world in self.worlds:
                world.guard(event)


_guard = _Guard()

#: Rewritten modules by name and path; a child process is too short-lived to see a file change.
_REWRITTEN: dict[tuple[str, str], rewrite.Rewritten] = {}
#: What the source of each of them mentions, of the words that cost something in each schedule.
_MENTIONED: dict[tuple[str, str], frozenset[bytes]] = {}


class _LearnerLoader(Loader):
    def __init__(self, world: World, plain: importlib.machinery.SourceFileLoader) -> None:
        self._world = world
        self._plain = plain
        self.path = plain.path

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        del spec
        return None

    def exec_module(self, module: ModuleType) -> None:
        path = self._plain.path
        self._world.execute(module, self._world.code_for(module.__name__, path, None))

    def get_source(self, name: str) -> str | None:
        """Return the source, for `linecache` and `inspect`."""
        return self._plain.get_source(name)

    def get_code(self, name: str) -> CodeType | None:
        """Return the plain code, for tools that ask."""
        return self._plain.get_code(name)


class _LearnerFinder(MetaPathFinder):
    """Finds the learner's modules first and hands them to the rewriting loader."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._specs: dict[str, ModuleSpec] = {}

    def known(self, name: str) -> ModuleSpec | None:
        """Return the spec of a learner's module that was imported before."""
        return self._specs.get(name)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del target
        known = self._specs.get(fullname)
        if known is not None:
            return known
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return None
        if not self._world.is_learners(fullname, os.path.realpath(spec.origin or "")):
            self._make_silent(spec.loader)
            return spec
        spec.loader = _LearnerLoader(self._world, spec.loader)
        self._specs[fullname] = spec
        return spec

    def _make_silent(self, loader: importlib.machinery.SourceFileLoader) -> None:
        """Let a shared module load without counting: only the first schedule that needs it runs it."""
        world = self._world
        plain = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            machine, floor = world.machine, world.library.floor
            steps = machine.steps
            machine.quiet += 1
            floor.importing += 1
            try:
                plain(module)
            finally:
                machine.quiet -= 1
                floor.importing -= 1
                machine.steps = steps
            world.library.adapt(module)

        loader.exec_module = exec_module  # type: ignore[method-assign]  # this one loader only
