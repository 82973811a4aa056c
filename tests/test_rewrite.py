"""What becomes visible, in which order, and what does not."""

from __future__ import annotations

import re
import textwrap
import warnings

import pytest

from plugins.simulation.rewrite import compile_module
from tests.rewriting import SETUP, Machine, Note, execute, rewritten, run, told

ACCESSES = {
    "x = num": ["reads num"],
    "global num; num = 5": ["writes num"],
    "global num; num += 1": ["reads num", "writes num"],
    "global num; num = num + other": ["reads num", "reads other", "writes num"],
    "global num; x, num = num, other": ["reads num", "reads other", "writes num"],
    "global num, other; num = other = 3": ["writes num", "writes other"],
    "global num; print((num := 3), end='')": ["writes num"],
    "global num; del num": ["writes num"],
    "global num\nfor num in (1, 2): pass": ["writes num", "writes num"],
    "global num\nwith open(__import__('os').devnull) as num: pass": ["writes num"],
    "global num; import math as num": ["writes num"],
    "global num\ndef num(): pass": ["writes num"],
    "global num; [*num, _] = [1, 2]": ["writes num"],
    "x = [num for _ in (1, 2) if flag or other]": 2 * ["reads flag", "reads other", "reads num"],
    "x = lambda a=num: num\nx()": ["reads num", "reads num"],
    "x = f'{num}{other:>{num}}'": ["reads num", "reads other", "reads num"],
    "x = num if flag else other": ["reads flag", "reads other"],
    "x = 0 < num < other": ["reads num", "reads other"],
    "x = account.total": ["reads account.total"],
    "account.total = 1": ["writes account.total"],
    "account.total += num": ["reads account.total", "reads num", "writes account.total"],
    "same(account).total += num": ["reads same(account).total", "reads num", "writes same(account).total"],
    "account.total: int = num": ["reads num", "writes account.total"],
    "del account.total": ["writes account.total"],
    "x = getattr(account, 'total')": ["reads account.total"],
    "setattr(account, 'total', num)": ["reads num", "writes account.total"],
    "x = Account.kind": ["reads Account.kind"],
    "x = items[0]": ["reads items[0]"],
    "items[0] = num": ["reads num", "writes items[0]"],
    "items[num] = other": ["reads other", "reads num", "writes items[num]"],
    "items[same(0)] += num": ["reads items[same(0)]", "reads num", "writes items[same(0)]"],
    "same(items)[same(0)] = num": ["reads num", "writes same(items)[same(0)]"],
    "del items[0], items[-1]": ["writes items[0]", "writes items[-1]"],
    "x = items[1:]": ["reads items[1:]"],
    "items[:same(1)] = [1]": ["writes items[:same(1)]"],
    "table['k'] = table.get('k', num) + 1": ["reads num", "reads table['k']", "writes table['k']"],
    "account.slots[num] = 0": ["reads account.slots", "reads num", "writes account.slots[num]"],
    "x = 'k' in table": ["reads table"],
    "x = num not in items": ["reads num", "reads items"],
    "items.append(num)": ["reads num", "writes items"],
    "items.append(same(num))": ["reads num", "writes items"],
    "same(items).append(same(num))": ["reads num", "writes same(items)"],
    "items.sort(key=same)": ["writes items"],
    "items.extend(unique)": ["reads unique", "writes items"],
    "x = table.pop('k')": ["writes table['k']"],
    "x = table.setdefault(same('z'), 1)": ["writes table[same('z')]"],
    "unique.add(num)": ["reads num", "writes unique"],
    "x = len(items)": ["reads items"],
    "x = sorted(items, key=same, reverse=bool(num))": ["reads num", "reads items"],
    "x = sum(account.slots)": ["reads account.slots", "reads account.slots"],
    "heapq.heappush(items, same(num))": ["reads num", "writes items"],
    "insort(items, 2)": ["writes items"],
    "list.append(items, num)": ["reads num", "writes items"],
    "x = next(iter(items))": ["reads items", "reads iter(items)", "writes iter(items)"],
    "x = [*items]": ["reads items"],
    "same([*items])": ["reads items"],
    "same(*[items])": [],
    "x = {**table}": ["reads table"],
    "a, b, c = items": ["reads items"],
    "for x in items: pass": 4 * ["reads items"],
    "for x in table.items(): pass": 2 * ["reads table.items()"],
    "for i, x in enumerate(items): pass": 4 * ["reads items"],
    "x = [y for y in unique]": 3 * ["reads unique"],
    "x = max(table.values())": ["reads table.values()"],
    "if items: pass": ["reads items"],
    "x = not table": ["reads table"],
    "while items: items.clear()": ["reads items", "writes items", "reads items"],
    "x = items == [1]": ["reads items"],
    "x = items + [1]": ["reads items"],
    "x = items == same(items)": ["reads items"],
    "x = table | table": ["reads table", "reads table"],
    "x = num == other": ["reads num", "reads other"],
    "global items": [],
    "items.__setitem__(0, num)": ["reads num", "writes items"],
    "match items:\n    case [1, *_]: pass": ["reads items"],
    "x = yield_all()\nlist(x)\n\ndef yield_all(): yield from items": 4 * ["reads items"],
}


@pytest.mark.parametrize("code", ACCESSES)
def test_accesses(code: str) -> None:
    """Each access to something shared is one operation, in the order in which Python evaluates."""
    definition, _, rest = code.partition("\n\n")
    text = SETUP + rest + "\ndef f():\n" + textwrap.indent(definition, "    ")
    assert told(text) == ACCESSES[code]


INVISIBLE = {
    "a constant": "LIMIT = 5\ndef f(): return LIMIT",
    "functions, classes and modules": "import math\nclass C: pass\ndef g(): pass\ndef f(): return math.pi, C, g()",
    "built-ins": "def f(): return len('abc'), print, True",
    "local variables": "def f():\n  x = 1\n  x += 1\n  for y in range(3): x = y\n  return [z + x for z in (1, 2)]",
    "a closure variable that is bound once": "def f():\n  x = 1\n  def g(): return x\n  return g()",
    "what only the module's own code rebinds": "x = 1\nfor x in range(3): x += 1\ndef f(): pass",
    "attributes that only constructors set": """
        class C:
            def __init__(self): self.lock, self.size = object(), 3
        c = C()
        def f(): return c.lock, c.size
        """,
    "a constructor's first stores": """
        class C:
            def __init__(self): self.x = 0
            def change(self): self.x = 1
        def f(): C()
        """,
    "a list that nobody else knows": """
        def f():
            made = []
            for i in range(3): made.append(i)
            for x in made: made[0] = x
            return made if made and 1 in made else sorted(made)
        """,
    "a class body": "def f():\n  class C:\n    x = 1\n    x += 1\n    y = [x]\n  return C",
    "tuples and texts": "t, s = (1, 2), 'abc'\ndef f():\n  for x in t: pass\n  return t[0], s[1], 'b' in s, len(t)",
    "the code of properties and special methods is what counts": """
        class Box:
            def __init__(self): self._x = 1
            @property
            def x(self): return 5
            @x.setter
            def x(self, value): pass
            def __getitem__(self, key): return key
            def __setitem__(self, key, value): pass
            def __contains__(self, key): return True
            def __len__(self): return 1
            def append(self, value): pass
        box = Box()
        def f():
            box.x += 1
            box[0] += 1
            box.append(1)
            return 1 in box, len(box)
        """,
    "a thread's own data": """
        import threading
        mine = threading.local()
        def f():
            mine.x = 1
            mine.x += 1
        """,
}


@pytest.mark.parametrize("what", INVISIBLE)
def test_invisible(what: str) -> None:
    """What no other thread can change, or what is visible by its own code, costs no operation."""
    assert told(textwrap.dedent(INVISIBLE[what])) == []


def test_closure_variable() -> None:
    """A closure variable is one variable for each activation of its function: the cell holds it."""
    namespace, machine = run("""
        def counter():
            count = 0
            def add():
                nonlocal count
                count += 1
                return count
            return add
        one, two = counter(), counter()
        """)
    machine.notes.clear()
    assert [namespace["one"](), namespace["one"](), namespace["two"]()] == [1, 2, 1]
    assert machine.told == ["reads count", "writes count", "reads count"] * 3
    owners = [note.owner for note in machine.notes]
    assert owners[0] is owners[5]
    assert owners[0] is not owners[6]
    assert {note.key for note in machine.notes} == {"count"}


def test_owners() -> None:
    """A global belongs to its module's namespace, an attribute to its object, an item to its container."""
    namespace, machine = run("""
        num, items = 0, [1, 2]
        class C: pass
        c = C()
        def f():
            global num
            num = 1
            c.x = 1
            items[-1] = 3
            items.append(1)
            globals()["num"] = 2
        """)
    namespace["f"]()
    found = [(note.owner, note.key) for note in machine.notes if note.write and note.site.function == "f"]
    assert [key for _, key in found] == ["num", "x", 1, None, "num"]
    owners = [owner for owner, _ in found]
    expected = [namespace, namespace["c"], namespace["items"], namespace["items"], namespace]
    assert all(owner is wanted for owner, wanted in zip(owners, expected, strict=True))


def test_class_variable() -> None:
    """A class variable is the class's, also when it is read through an instance; the instance's own hides it."""
    namespace, machine = run("""
        class C:
            size = 1
        class D(C): pass
        d = D()
        def f():
            C.size = 2
            x = d.size
            d.size = 3
            x = d.size
        """)
    namespace["f"]()
    owners = [note.owner for note in machine.notes]
    assert owners == [namespace["C"], namespace["C"], namespace["d"], namespace["d"]]


def test_attribute_of_a_module_is_its_global() -> None:
    """`settings.num` in one module and `num` in the other are one variable."""
    machine = Machine()
    inner = execute(rewritten("num = 0\ndef f():\n  global num\n  num = 1"), machine)
    module = type(re)("settings")
    module.__dict__.update(inner)
    outer = execute(rewritten("def f(settings): settings.num = 2"), machine)
    outer["f"](module)
    assert machine.notes[-1].owner is module.__dict__
    assert machine.notes[-1].key == "num"


MEDDLED = {
    "a global": ("return [num, num]", 2, [1, 2]),
    "a global after the operand before it": ("return [same(num), num]", 2, [1, 2]),
    "the write of a value computed before": ("global num; num = num + 10; return num", 2, 11),
    "the read of an augmented assignment": ("global num; num += 10; return num", 1, 12),
    "the write of an augmented assignment": ("global num; num += 10; return num", 2, 11),
    "an attribute": ("return [account.total, account.total]", 2, [0, 2]),
    "an attribute's augmented assignment": ("account.total += 5; return account.total", 2, 5),
    "an item": ("return [items[0], items[same(0)]]", 2, [3, 2]),
    "an item's augmented assignment": ("items[same(0)] += 5; return items[0]", 2, 8),
    "a method": ("return items.pop()", 1, 9),
    "a method after its arguments": ("return items.count(same(items[0]))", 2, 0),
    "a method of what has no name": ("return same(items).count(same(items[0]))", 2, 0),
    "len": ("return len(items)", 1, 4),
    "in": ("return 9 in items", 1, True),
    "a step of a loop": ("return [x for x in items]", 4, [3, 1, 2, 9]),
    "unpacking": ("first, *_ = items; return first", 1, 2),
    "a condition": ("return 1 if unique else 0", 1, 0),
}


@pytest.mark.parametrize("what", MEDDLED)
def test_right_before(what: str) -> None:
    """Another thread may come between the announcement and the access, and is seen; nothing else comes between."""
    body, when, expected = MEDDLED[what]
    count = 0

    def meddle(note: Note) -> None:
        nonlocal count
        count += note.site.function == "f"
        if count == when and note.site.function == "f":
            namespace["num"] = namespace["account"].total = namespace["items"][0] = 2
            namespace["items"].append(9)
            namespace["unique"].clear()

    namespace = execute(rewritten(SETUP + f"\ndef f():\n    {body}\n"), Machine(meddle))
    assert namespace["f"]() == expected


@pytest.mark.parametrize("code", ["items += [1]", "account.slots += [1]", "table |= {1: 2}"])
def test_changed_in_place(code: str) -> None:
    """`items += [1]` changes the list itself, in one step, and stores the same list: nothing can get lost between."""
    text = SETUP + f"\ndef f():\n    global items, table\n    {code}\n"
    namespace, machine = run(text)
    machine.notes.clear()
    namespace["f"]()
    assert [note.write for note in machine.notes] == [False, True, True]
    assert machine.notes[1].owner in (namespace["items"], namespace["account"].slots, namespace["table"])
    assert {note.site.rmw for note in machine.notes} == {0}


def test_growing_an_argument() -> None:
    """A list that came in as an argument is changed in place too."""
    namespace, machine = run("def f(found):\n    found += [1]\n    return found")
    mine = [0]
    assert namespace["f"](mine) is mine
    assert [(note.write, note.owner) for note in machine.notes] == [(True, mine)]


def test_sites() -> None:
    """A site tells where it is, what it is, and how the learner wrote it."""
    code = rewritten("""
        class Stock:
            def __init__(self):
                self.left = {}
            def take(self, name):
                self.left[name] = self.left.get(name, 0) - 1
            def reset(self):
                self.left = {}
        """)
    found = [(s.index, s.kind, s.name, s.how, s.line, s.function, s.file, s.rmw) for s in code.sites]
    take, reset = "Stock.take", "Stock.reset"
    assert found == [
        (0, "container", "self.left[name]", "self.left.get", 6, take, "learner.py", 1),
        (1, "attribute", "self.left", "", 6, take, "learner.py", 0),
        (2, "item", "self.left[name]", "", 6, take, "learner.py", 1),
        (3, "attribute", "self.left", "", 6, take, "learner.py", 0),
        (4, "attribute", "self.left", "", 8, reset, "learner.py", 0),
    ]


def test_ticks() -> None:
    """Every turn of every loop ticks, with or without an access; comprehensions through what may never end too."""
    _, machine = run("""
        import itertools
        for a in (1, 2):
            while a < 3:
                a += 1
        else:
            pass
        x = [b for b in itertools.islice(itertools.count(), 2)]
        y = next(c for c in itertools.count() if c > 3)
        """)
    assert machine.ticks == [3, 4, 4, 3, 4, 8, 8, *[9] * 5]


def test_ticks_say_what_loops() -> None:
    """A `for` goes through something, and so comes to its end if that has one."""
    code = rewritten("for x in 'ab': pass\nwhile False: pass")
    assert [(site.kind, site.how) for site in code.sites] == [("loop", "for"), ("loop", "")]


def test_tick_outside_try() -> None:
    """A tick that raises is not caught by a `try` in the loop's body."""

    class Ended(BaseException):
        pass

    class Ending(Machine):
        def tick(self, site: object) -> None:
            raise Ended

    with pytest.raises(Ended):
        execute(rewritten("while True:\n  try: pass\n  except BaseException: continue"), Ending())


def test_polled() -> None:
    """What a `while` goes on asking for is polled, in its condition or in an `if` that ends it."""
    code = rewritten("""
        a = b = c = d = False
        def set_all():
            global a, b, c, d
            a = b = c = d = True
        def f():
            while not a: pass
            while True:
                if b: break
                if d: print()
            if c: pass
        """)
    assert {site.name for site in code.sites if site.polled} == {"a", "b"}


UNSEEN = {
    "exec('num = 3')": "line 3: what exec runs is not seen",
    "match num:\n    case 1 as num: pass": "line 4: the pattern binds num unseen",
    "match account:\n    case Account(total=1): pass": "line 4: the class pattern reads total unseen",
    "import json; json.dumps(items)": "line 3: what json.dumps does with items is not seen",
    "try: pass\nexcept OSError as num: pass": "line 4: `except ... as num` binds num unseen",
    "x = [lambda: y for y in 'ab']": "line 3: how y changes under the functions that use it is not seen",
    "import settings; settings.x = 1": "line 3: code inside settings that reads x as its own global is not seen",
    "same(account).slots += [1]": "line 3: the change of same(account).slots in place is not seen",
}


OUT_OF_REACH = {
    "open('x').read()": "line 3: what is in files is not seen",
    "import os; os.environ['x'] = 'y'": "line 3: the environment variables are not seen",
    "import os; os.getenv('x')": "line 3: the environment variables are not seen",
    "from contextlib import redirect_stdout\nwith redirect_stdout(x): pass": (
        "line 4: where contextlib.redirect_stdout leads the text of other threads is not seen"
    ),
    "from functools import cache\n@cache\ndef g(): pass": "line 4: what @cache keeps is not seen",
    "import functools\n@functools.lru_cache(9)\ndef g(): pass": "line 4: what @lru_cache keeps is not seen",
    "items.sort(key=same)": "line 3: who comes in while items.sort runs its key is not seen",
    "class C:\n    def __lt__(self, other):\n        with self.lock: return True": (
        "line 4: who comes in while __lt__ runs is not seen"
    ),
    "def g(): yield 1\ny = g()\ndef h(): next(y)": "line 5: who comes in while the generator y runs is not seen",
    "y = (x for x in 'ab')\ndef h():\n    for x in y: pass": (
        "line 5: who comes in while the generator y runs is not seen"
    ),
}


@pytest.mark.parametrize("code", [*UNSEEN, *OUT_OF_REACH])
def test_not_visible(code: str) -> None:
    """What no hook sees, or could see, is said, a sentence with its line."""
    found = rewritten("def f():\n    global num\n" + textwrap.indent(code, "    ") + SETUP)
    seen = (found.not_visible, found.out_of_reach)
    assert seen == (((UNSEEN[code],), ()) if code in UNSEEN else ((), (OUT_OF_REACH[code],)))


def test_nothing_unseen() -> None:
    """Plain code has nothing to confess; data classes only if their fields change."""
    assert rewritten(SETUP).not_visible == ()
    text = """
        def mine():
            def numbers(): yield 1
            own = numbers()
            next(own)
            rows = [2, 1]
            rows.sort(key=str)
            both = sorted((a, b), key=lambda account: account.number)
            a.sort(key=lambda row: row[0])
        class P:
            def __lt__(self, other): return self.x < other.x
        """
    assert (rewritten(text).not_visible, rewritten(text).out_of_reach) == ((), ())
    text = "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 0\n"
    assert rewritten(text).not_visible == ()
    assert rewritten(text + "def f(p): p.x = 1").not_visible == (
        "line 3: the methods that @dataclass makes for P read its fields unseen",
    )


def test_stores() -> None:
    """A module tells which attributes it stores, wherever an object may be shared."""
    assert rewritten("def f(x):\n  x.a = 1\n  del x.b\n  setattr(x, 'c', 1)").stores == {"a", "b", "c"}
    assert rewritten("def f(x, n): setattr(x, n, 1)").stores == {"*"}


def test_attributes_of_other_modules() -> None:
    """Whether an attribute is stored at all is known when all modules are loaded; each schedule starts from nothing."""
    machine = Machine()
    reader, writer = rewritten("def f(x): return x.a"), rewritten("def g(x): x.a = 1")

    class Thing:
        a = 1

    read = execute(reader, machine)["f"]
    read(Thing())
    assert machine.told == []
    execute(writer, machine)
    read(Thing())
    assert machine.told == ["reads x.a"]
    read = execute(reader, machine)["f"]
    read(Thing())
    assert machine.told == ["reads x.a"]


def test_syntax_error() -> None:
    """What does not compile fails as it would have."""
    with pytest.raises(SyntaxError, match=r"^name 'x' is assigned to before global declaration") as error:
        rewritten("def f():\n  x = 1\n  global x")
    assert (error.value.filename, error.value.lineno) == ("learner.py", 3)


def test_encoding() -> None:
    """The source is bytes, in the encoding that it declares."""
    code = compile_module("# coding: latin-1\nx = 'ä'".encode("latin-1"), "learner.py", "learner")
    assert execute(code, Machine())["x"] == "ä"


def test_warnings() -> None:
    """The compiler's warnings come once, as without rewriting."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        rewritten("x = 1\nif x is 1: pass\nx = '\\d'")
    assert len(caught) == 2
    assert {warning.filename for warning in caught} == {"learner.py"}


def test_star_import_leaves_the_hooks_behind() -> None:
    """`from module import *` takes no hooks along, so that one module's hooks never get into another."""
    namespace, _ = run("num = 0\ndef f():\n  global num\n  num += 1")
    hooks = [name for name in namespace if "@" in name]
    assert hooks
    assert all(name.startswith("_") for name in hooks)
