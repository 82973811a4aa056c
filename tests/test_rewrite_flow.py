"""Which reads are written back, and so make one read-modify-write with the write."""

from __future__ import annotations

import pytest

from tests.rewriting import SETUP, run

RMW = {
    "num += 1": True,
    "num = num + 1": True,
    "num = 1 + abs(num * 2)": True,
    "x = num; x = x + 1; num = x": True,
    "x = num\n    if x: x = x - 1\n    num = x": True,
    "x = same(num); num = x": True,
    "num, x = x_of(num), 1": True,
    "other, num = num, other": False,
    "x = num\n    for _ in range(2): x = x + 1\n    num = x": True,
    "x = 0\n    while x < 3:\n        num = x\n        x = num + 1": True,
    "x = [num]\n    num = x[0]": True,
    "num = (x := num) + 1": True,
    "num = num if other else 1": True,
    "with account.lock:\n        x = num\n    num = x": True,
    "num = 5": False,
    "if not num: num = 1": False,
    "num = 1 if num else 2": False,
    "x = num; x = 2; num = x": False,
    "x = num; num = other": False,
    "num = other + 1": False,
}


@pytest.mark.parametrize("code", RMW)
def test_read_modify_write(code: str) -> None:
    """A write of a value that was computed from a read of the same variable shares the read's number."""
    text = SETUP + f"\ndef x_of(y): return y\ndef f():\n    global num, other\n    x = 0\n    {code}\n"
    namespace, machine = run(text)
    machine.notes.clear()
    namespace["f"]()
    reads = {note.site.rmw for note in machine.notes if not note.write and note.site.name == "num"} - {0}
    writes = {note.site.rmw for note in machine.notes if note.write and note.site.name == "num"} - {0}
    assert bool(reads & writes) is RMW[code]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("account.total += 1", "account.total"),
        ("account.total = account.total - num", "account.total"),
        ("table['k'] += 1", "table['k']"),
        ("table['k'] = table.get('k', 0) + 1", "table['k']"),
        ("table['k'] = table['k'] + 1", "table['k']"),
        ("items.append(len(items))", "items"),
    ],
)
def test_read_modify_write_of_parts(code: str, name: str) -> None:
    """Attributes and items are variables too, known by their text."""
    namespace, machine = run(SETUP + f"\ndef f(): {code}\n")
    machine.notes.clear()
    namespace["f"]()
    numbers = [note.site.rmw for note in machine.notes if note.site.name == name]
    assert len(numbers) == 2
    assert numbers[0] == numbers[1] != 0
