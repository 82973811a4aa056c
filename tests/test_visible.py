"""What the hooks make of the objects that they meet: which accesses are the object's own, and which are its code's."""

from __future__ import annotations

import gc
import threading
import weakref
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from plugins.simulation import visible
from plugins.simulation.visible_containers import shown
from plugins.simulation.visible_items import key_of
from plugins.simulation.visible_kinds import Kinds
from tests.rewriting import Machine, Note, execute, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable


def accesses(text: str, **names: Any) -> list[tuple[bool, object, object]]:
    """What the machine is told when *text* runs as a function's body that knows *names*: (write, owner, key)."""
    machine = Machine()
    code = rewritten(f"def f({', '.join(names)}):\n    {text}\ndef change(thing): thing.x = 1")
    execute(code, machine)["f"](**names)
    return [(note.write, note.owner, note.key) for note in machine.notes]


class Overriding(list[int]):
    """Its `append` and its items are Python code."""

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(key)

    def append(self, value: int) -> None:
        """Add twice."""
        super().append(value)
        super().append(value)


CONTAINERS: dict[str, Callable[[], Any]] = {
    "list": lambda: [1, 2],
    "deque": lambda: deque([1, 2]),
    "bytearray": lambda: bytearray(b"ab"),
    "array": lambda: array("b", [1, 2]),
    "dict": lambda: {0: 1, 1: 2},
    "OrderedDict": lambda: OrderedDict({0: 1, 1: 2}),
    "defaultdict": lambda: defaultdict(int, {0: 1, 1: 2}),
    "Counter": lambda: Counter({0: 1, 1: 2}),
}


@pytest.mark.parametrize("kind", CONTAINERS)
def test_items(kind: str) -> None:
    """An item is read, written and deleted as a variable of its own; the container is read as a whole."""
    box = CONTAINERS[kind]()
    assert accesses("box[0]", box=box) == [(False, box, 0)]
    assert accesses("box[1] = 1", box=box) == [(True, box, 1)]
    assert accesses("len(box)", box=box) == [(False, box, None)]
    assert accesses("for _ in box: pass", box=box) == [(False, box, None)] * 3
    assert accesses("bool(box)", box=box) == [(False, box, None)]
    other = CONTAINERS[kind]()
    assert accesses("del box[0]", box=other) == [(True, other, 0)]


@pytest.mark.parametrize(
    ("call", "make", "write"),
    [
        ("append(1)", list, True),
        ("count(1)", list, False),
        ("add(1)", set, True),
        ("union([1])", set, False),
        ("appendleft(1)", deque, True),
        ("rotate(1)", deque, True),
        ("update({1: 2})", dict, True),
        ("get(1)", dict, False),
        ("move_to_end(1)", lambda: OrderedDict({1: 1}), True),
        ("most_common(1)", Counter, False),
        ("extend(b'a')", bytearray, True),
    ],
)
def test_methods(call: str, make: Callable[[], Any], write: bool) -> None:
    """A method of a built-in container is one operation."""
    box = make()
    told = accesses(f"box.{call}", box=box)
    assert [(kind, owner) for kind, owner, _ in told] == [(write, box)]


def test_views_and_iterators() -> None:
    """Making a view or an iterator reads what it must; going through one reads the container that it shows."""
    box = {1: 2, 3: 4}
    assert accesses("box.items()", box=box) == []
    assert accesses("for _ in box.values(): pass", box=box) == [(False, box, None)] * 3
    assert accesses("sorted(box.keys())", box=box) == [(False, box, None)]
    items = [1, 2]
    assert accesses("for _ in reversed(items): pass", items=items) == [(False, items, None)] * 4
    assert accesses("2 in box.values()", box=box) == [(False, box, None)]


def test_shared_iterator() -> None:
    """`next` changes an iterator of C code, in one step."""
    numbers = iter([1, 2])
    machine = Machine()
    execute(rewritten("def f(numbers): return next(numbers)"), machine)["f"](numbers)
    assert machine.notes[-1].write
    assert machine.notes[-1].owner is numbers


def test_no_frame_around_a_generator() -> None:
    """A generator, a file or a range is gone through as it is: a wrapper would show in the stack."""
    machine = Machine()
    each = execute(rewritten("def f(x): return [y for y in x]"), machine)["f"]
    assert each(number for number in (1, 2)) == [1, 2]
    assert each(map(str, (1, 2))) == ["1", "2"]
    assert machine.notes == []


def test_absent_key_of_a_defaultdict() -> None:
    """Reading an absent key of a `defaultdict` inserts it."""
    box: dict[int, int] = defaultdict(int)
    assert accesses("box[5]", box=box) == [(True, box, 5)]
    assert accesses("box[5]", box=box) == [(False, box, 5)]


def test_derived_class() -> None:
    """Where a class derived from a container has Python code, that code is what is visible."""
    box = Overriding([1])
    assert accesses("box[0]", box=box) == []
    assert accesses("box.append(1)", box=box) == []
    assert accesses("box[0] = 2", box=box) == [(True, box, 0)]
    assert accesses("box.pop()", box=box) == [(True, box, None)]


def test_super() -> None:
    """`super().append` is the list's own."""
    machine = Machine()
    code = """
        class Stack(list):
            def append(self, value):
                super().append(value)
                list.append(self, value)
        stack = Stack()
        """
    namespace = execute(rewritten(code), machine)
    namespace["stack"].append(1)
    assert [(note.write, note.owner) for note in machine.notes] == [(True, namespace["stack"])] * 2


def test_keys() -> None:
    """Positions count from the start; a slice is about the whole; other keys are told as they are."""
    kinds = Kinds()
    numbers, table = [1, 2, 3], {(1, 2): 3}
    of_list, of_dict, of_set = kinds[list], kinds[dict], kinds[set]
    assert of_list is not None
    assert of_dict is not None
    assert of_set is not None
    assert key_of(of_list, numbers, -1) == 2
    assert key_of(of_list, numbers, slice(1, 2)) is None
    assert key_of(of_dict, table, -1) == -1
    assert key_of(of_dict, table, (1, 2)) == (1, 2)
    assert key_of(of_set, {1}, 1) is None


def test_keys_are_not_hashed() -> None:
    """A key's own `__hash__` and `__eq__` run as often as they would have."""
    hashed = 0

    class Key:
        def __hash__(self) -> int:
            nonlocal hashed
            hashed += 1
            return 1

    key = Key()
    table = {key: 1}
    hashed = 0
    assert accesses("table[key]", table=table, key=key) == [(False, table, key)]
    assert accesses("table.get(key)", table=table, key=key) == [(False, table, key)]
    assert accesses("key in table", table=table, key=key) == [(False, table, key)]
    assert hashed == 3


def test_shown() -> None:
    """The one container behind a view is found; a view of none or several shows nothing."""
    kinds = Kinds()
    box = {1: 2}
    assert shown(box.items(), kinds) is box
    assert shown(iter(()), kinds) is None


class Plain:
    """Holds its attributes itself."""

    x = 1


class Slotted:
    """Holds its attribute in a slot."""

    __slots__ = ("x",)


class Computed:
    """Its attribute is Python code."""

    @property
    def x(self) -> int:
        """Two."""
        return 2

    @x.setter
    def x(self, value: int) -> None:
        del value


class Elsewhere:
    """Looks its attributes up by itself."""

    def __getattribute__(self, name: str) -> Any:
        return 1

    def __setattr__(self, name: str, value: object) -> None:
        pass


def function() -> None:
    """Functions have attributes too."""


HOLDERS: dict[str, Callable[[], Any]] = {
    "object": Plain,
    "slots": Slotted,
    "function": lambda: function,
    "module": lambda: ModuleType("m"),
    "derived from list": type("Stack", (list,), {}),
    "exception": Exception,
}


@pytest.mark.parametrize("kind", HOLDERS)
def test_attributes(kind: str) -> None:
    """An attribute is held by the object."""
    thing = HOLDERS[kind]()
    owner = thing.__dict__ if isinstance(thing, ModuleType) else thing
    assert accesses("thing.x = 1", thing=thing) == [(True, owner, "x")]
    assert accesses("thing.x", thing=thing) == [(False, owner, "x")]
    assert accesses("setattr(thing, 'x', getattr(thing, 'x'))", thing=thing) == [
        (False, owner, "x"),
        (True, owner, "x"),
    ]
    assert accesses("del thing.x", thing=thing) == [(True, owner, "x")]


@pytest.mark.parametrize("make", [Computed, Elsewhere, threading.local])
def test_attributes_that_are_code(make: Callable[[], Any]) -> None:
    """A property and a lookup of the class's own are code; a thread's local data are shared with nobody."""
    assert accesses("thing.x = 1; thing.x; thing.x += 1", thing=make()) == []


def test_attribute_of_a_class() -> None:
    """A class variable is held by the class that has it, until the object gets one of its own."""

    class Derived(Plain):
        pass

    thing = Derived()
    assert accesses("thing.x", thing=thing) == [(False, Plain, "x")]
    assert accesses("thing.x", thing=Derived) == [(False, Plain, "x")]
    assert accesses("thing.x = 3", thing=Derived) == [(True, Derived, "x")]
    assert accesses("thing.x += 3", thing=thing) == [(False, thing, "x"), (True, thing, "x")]
    assert accesses("thing.x", thing=thing) == [(False, thing, "x")]


def test_proxies_of_augmented_assignment() -> None:
    """Where the owner has no name, a proxy reads and writes once each."""
    thing, box = Plain(), {"a": 1}
    holder = [thing]
    told = accesses("holder[0].x += 1", holder=holder)
    assert told == [(False, holder, 0), (False, thing, "x"), (True, thing, "x")]
    assert thing.x == 2
    outer = [box]
    told = accesses("outer[0]['a'] += 1", outer=outer)
    assert told == [(False, outer, 0), (False, box, "a"), (True, box, "a")]
    assert box == {"a": 2}


def test_a_module_has_its_namespace_and_no_hooks() -> None:
    """The hooks are in the code; each machine has code of its own, made once."""
    code = rewritten("num = 0\ndef f():\n  global num\n  num += 1")
    one, other = Machine(), Machine()
    namespace: dict[str, Any] = {}
    with_hooks = visible.install(namespace, code, one)
    assert set(namespace) == {"_@g"}
    assert namespace["_@g"] is namespace
    assert visible.install({}, code, one) is with_hooks
    assert visible.install({}, code, other) is not with_hooks


def test_classes_are_let_go() -> None:
    """The classes of one schedule are garbage in the next: no cache keeps them."""
    machine = Machine()
    code = rewritten("""
        class Thing:
            def change(self): self.x = 1
        class Stack(list): pass
        Thing().change()
        Stack().append(1)
        """)
    namespace = execute(code, machine)
    kept = [weakref.ref(namespace[name]) for name in ("Thing", "Stack")]
    namespace.clear()
    machine.notes.clear()
    execute(code, machine)
    machine.notes.clear()
    gc.collect()
    assert [ref() for ref in kept] == [None, None]


def test_errors_have_no_frames_of_hooks() -> None:
    """An error of the learner's is raised in the learner's frame."""
    text = """
        def f(items, table):
            for action in (lambda: items[9], lambda: items.remove(9), lambda: table.pop(abs(3)), lambda: len(*items)):
                try: action()
                except Exception as error: yield error
        """
    for error in execute(rewritten(text), Machine())["f"]([1, 2], {}):
        trace = error.__traceback__
        while trace is not None:
            assert trace.tb_frame.f_code.co_filename == "learner.py"
            trace = trace.tb_next


def test_a_dictionary_that_grows_under_a_loop() -> None:
    """The error is the one that Python raises, at the learner's line."""
    table = {1: 1}

    def meddle(note: Note) -> None:
        if note.site.kind == "iteration":
            table[len(table) + 1] = 1

    namespace = execute(rewritten("def f(table):\n  for key in table:\n    pass"), Machine(meddle))
    with pytest.raises(RuntimeError, match=r"^dictionary changed size during iteration$") as caught:
        namespace["f"](table)
    assert [entry.lineno for entry in caught.traceback if str(entry.path).endswith("learner.py")] == [1]


def test_meddling_in_a_loop() -> None:
    """A list that grows under a loop is gone through to its new end, as without hooks."""
    grown = [1]

    def meddle(note: Note) -> None:
        if note.site.kind == "iteration" and len(grown) < 3:
            grown.append(len(grown) + 1)

    namespace = execute(rewritten("def f(items): return [x for x in items]"), Machine(meddle))
    assert namespace["f"](grown) == [1, 2, 3]
