"""Sample stories, as different as failures are, for the tests of whatever shows a story."""

from __future__ import annotations

from functools import partial
from typing import Final

from plugins.simulation.story import Step, Story

ALTERNATING: Final = "katas/condition/alternating.py"
_alternating = partial(Step, file=ALTERNATING)
_transfer = partial(Step, file="katas/lock/transfer.py")
_counter = partial(Step, file="katas/race/counter.py")
_buffer = partial(Step, file="katas/condition/buffer.py")
_pipeline = partial(Step, file="katas/producer_consumer/pipeline.py")

LOST_NOTIFY: Final = Story(
    "deadlock",
    "nobody can ever run again; even waits for a notify that was sent before anybody waited.",
    ALTERNATING,
    because=[
        "odd sent its notify on `condition` (line 18) when nobody was waiting, so it was lost.",
        "even waits for a notify on `condition` (line 11, since step 7).",
        "odd waits for a notify on `condition` (line 19, since step 4).",
    ],
    threads=["even", "odd"],
    steps=[
        _alternating(1, 1, "takes `condition`", 16, source="with condition:"),
        _alternating(2, 1, "prints 1", 17, source="print(i)"),
        _alternating(3, 1, "notify: nobody is waiting", 18, source="condition.notify()", mark=True),
        _alternating(4, 1, "waits; releases `condition`", 19, source="condition.wait()"),
        _alternating(5, 0, "takes `condition`", 9, source="with condition:"),
        _alternating(6, 0, "prints 0", 10, source="print(i)"),
        _alternating(7, 0, "waits; releases `condition`", 11, source="condition.wait()"),
    ],
    expected="0, 1, 2, 3, 4, 5",
    got="1, 0, then nothing",
    printed="1\n0\n",
    rule="A notify is not remembered. What would still be true for a thread that comes later?",
    replay="pytest katas/condition --replay 3k-Xf2",
)

OPPOSITE_LOCKS: Final = Story(
    "deadlock",
    "nobody can ever run again; two threads each hold a lock that the other waits for.",
    "katas/lock/transfer.py",
    because=[
        "Thread-1 (transfer) holds `a.lock` (line 12, since step 3) and waits for `b.lock` (line 13).",
        "Thread-2 (transfer) holds `b.lock` (line 12, since step 4) and waits for `a.lock` (line 13).",
    ],
    threads=["main", "Thread-1 (transfer)", "Thread-2 (transfer)"],
    steps=[
        _transfer(1, 0, "starts Thread-1 (transfer)", 21, source="first.start()"),
        _transfer(2, 0, "starts Thread-2 (transfer)", 22, source="second.start()"),
        _transfer(3, 1, "takes `a.lock`", 12, source="with source.lock:"),
        _transfer(4, 2, "takes `b.lock`", 12, source="with source.lock:"),
        _transfer(5, 2, "waits for `a.lock`, held by Thread-1 (transfer)", 13, source="with target.lock:", mark=True),
        _transfer(6, 1, "waits for `b.lock`, held by Thread-2 (transfer)", 13, source="with target.lock:", mark=True),
    ],
    rule="Both took their first lock before either took its second. In which order could everybody take them?",
    notes=["Lock order: `a.lock` before `b.lock` in step 3, `b.lock` before `a.lock` in step 4."],
    replay="pytest katas/lock --replay 0T-9aPq",
)

LOST_UPDATE: Final = Story(
    "lost-update",
    "adder wrote a `balance` that it had computed from an old one, and the write of taker was lost.",
    "katas/race/counter.py",
    because=["Between reading (step 1) and writing (step 4) of adder, taker wrote balance = 91 (step 3)."],
    threads=["adder", "taker"],
    steps=[
        _counter(1, 0, "reads balance = 100", 7, source="balance = balance + amount"),
        _counter(2, 1, "reads balance = 100", 11, source="balance = balance - amount"),
        _counter(3, 1, "writes balance = 91", 11, source="balance = balance - amount"),
        _counter(4, 0, "writes balance = 106, though it is 91 now", 7, source="balance = balance + amount", mark=True),
    ],
    expected="97",
    got="106",
    rule="Between reading and writing, the value has grown old. What must nobody else do meanwhile?",
    replay="pytest katas/race --replay 1-q",
)

THREE_LANES: Final = Story(
    "assertion",
    "the buffer held 3 items, its capacity is 2.",
    "katas/condition/buffer.py",
    threads=["producer-1", "producer-2", "consumer"],
    steps=[
        _buffer(13, 0, "finds it full, waits; releases `cond`", 21, source="self.changed.wait()"),
        _buffer(14, 1, "finds it full, waits; releases `cond`", 21, source="self.changed.wait()"),
        _buffer(
            15, 2, "takes an item; notify_all wakes producer-1, producer-2", 33, source="self.changed.notify_all()"
        ),
        _buffer(16, 0, "wakes up and appends: 2 of 2", 23, source="self.items.append(item)"),
        _buffer(17, 1, "wakes up and appends: 3 of 2", 23, source="self.items.append(item)", mark=True),
    ],
    skipped=12,
    expected="never more than 2 items",
    got="[7, 8, 9]",
    rule="After waking up, is what it waited for still true?",
    replay="pytest katas/condition --replay 5-bbQ",
)

EXCEPTION_IN_THREAD: Final = Story(
    "exception",
    "consumer ended by an exception that nobody caught: ZeroDivisionError: division by zero",
    "katas/producer_consumer/pipeline.py",
    because=["main still waits in `tasks.join()` (line 40)."],
    threads=["main", "consumer"],
    steps=[
        _pipeline(4, 0, "puts 0 into `tasks`", 37, source="tasks.put(job)"),
        _pipeline(5, 1, "gets 0, raises ZeroDivisionError", 19, source="result = 100 // job", mark=True),
    ],
    traceback=(
        "Traceback (most recent call last):\n"
        '  File "katas/producer_consumer/pipeline.py", line 31, in consume\n'
        "    handle(tasks.get())\n"
        '  File "katas/producer_consumer/pipeline.py", line 19, in handle\n'
        "    result = 100 // job\n"
        "             ~~~~^^~~~~\n"
        "ZeroDivisionError: division by zero\n"
    ),
    rule="What should happen to the other items when one item fails?",
    replay="pytest katas/producer_consumer --replay 2-a",
)

TIME_LIMIT: Final = Story(
    "time-limit",
    "the program computed for 10 seconds without ever letting another thread run.",
    ALTERNATING,
    because=["It was last seen in line 14, in `even`."],
    printed="0\n",
    rule="What would wake a loop that waits for another thread?",
    replay="pytest katas/condition/test_alternating.py::test_numbers_come_in_order",
)

STUB: Final = Story(
    "not-implemented",
    "`alternate` is still the stub as it was.",
    ALTERNATING,
    rule="What it should do stands in katas/condition/README.md.",
)

SIX_THREADS: Final = Story(
    "leftover",
    "2 of 6 threads were still there when the body returned.",
    "katas/producer_consumer/pipeline.py",
    because=["c2 waits for an item of `tasks` (line 31) that nobody will put."],
    threads=["main", "p1", "p2", "c1", "c2", "closer"],
    steps=[
        _pipeline(1, 0, "starts p1, p2, c1, c2, closer", 50, source="for thread in threads: thread.start()"),
        _pipeline(2, 1, "puts 'p1-0' into `tasks` (1 of 3)", 12, source="tasks.put(item)"),
        _pipeline(3, 2, "puts 'p2-0' into `tasks` (2 of 3)", 12, source="tasks.put(item)"),
        _pipeline(4, 3, "gets 'p1-0'", 31, source="item = tasks.get()"),
        _pipeline(5, 4, "gets 'p2-0'", 31, source="item = tasks.get()"),
        _pipeline(6, 5, "puts None", 61, source="tasks.put(None)"),
        _pipeline(7, 3, "gets None, puts nothing back, ends", 31, source="item = tasks.get()", mark=True),
        _pipeline(8, 4, "waits for an item of `tasks`", 31, source="item = tasks.get()"),
        Step(9, 0, "returns", 14, "katas/producer_consumer/test_pipeline.py", "kata.run()"),
    ],
    rule="One None ends one consumer. How many consumers are there?",
    replay="pytest katas/producer_consumer --replay 77-Zx",
)

REPEATED_ROUNDS: Final = Story(
    "deadlock",
    "nobody can ever run again; odd waits for a notify that nobody will send.",
    ALTERNATING,
    because=["odd waits for a notify on `condition` (line 19, since step 598); even has ended."],
    threads=["even", "odd"],
    steps=[
        _alternating(1, 0, "prints 0", 10, source="print(i)"),
        _alternating(2, 0, "waits; releases it", 12, source="condition.wait()"),
        _alternating(3, 1, "prints 1", 17, source="print(i)"),
        _alternating(4, 1, "waits; releases it", 19, source="condition.wait()", repeat=73),
        _alternating(592, 0, "prints 148", 10, source="print(i)"),
        _alternating(597, 0, "ends"),
        _alternating(598, 1, "waits; releases it: nobody is left", 19, source="condition.wait()", mark=True),
    ],
    rule="Who wakes the last one?",
    replay="pytest katas/condition --replay 3k-Xf2",
)

LONG_ALTERNATION: Final = Story(
    "assertion",
    "the numbers came out of order: 61 after 59.",
    ALTERNATING,
    threads=["even", "odd"],
    steps=[_alternating(2 * at + 1, at % 2, f"prints {at}", 10 + at % 2 * 10, source="print(i)") for at in range(60)],
    expected=str(list(range(150))),
    got=str([*range(60), 61, 60, *range(62, 150)]),
    rule="What decides whose turn it is?",
    replay="pytest katas/condition --replay 3k-Xf2",
)

#: What a learner's program may print: escape sequences, markup, newlines, an override of the writing direction, a lone
#: surrogate, wide letters, many marks on one letter, a joined emoji, and three million letters in one word.
HOSTILE_TEXT: Final = (
    "\x1b[31mred\x1b[0m [red]markup[/red] :smile:\nnext\r\x07\u202eabc\ud800 日本語 e"
    + "\u0301" * 9
    + " 👨\u200d👩 "
    + "x" * 3_000_000
)

HOSTILE: Final = Story(
    "assertion",
    HOSTILE_TEXT,
    HOSTILE_TEXT,
    because=[HOSTILE_TEXT] * 40,
    threads=["main", "线程一号", HOSTILE_TEXT],
    steps=[
        _alternating(1, 1, "prints '数字 一'", 9, source="print('数字', i)"),
        _alternating(2, 2, HOSTILE_TEXT, 9, source=HOSTILE_TEXT),
        Step(3, 1, "prints " + "日本語テキスト" * 5, 9, HOSTILE_TEXT, "print(文字列)", mark=True),
    ],
    expected="'日本語'\n" * 40,
    got=HOSTILE_TEXT,
    traceback=HOSTILE_TEXT + "\n  File x" * 60,
    printed=HOSTILE_TEXT,
    rule=HOSTILE_TEXT,
    notes=[HOSTILE_TEXT] * 40,
    replay="pytest katas/condition --replay 3k-Xf2",
)

#: All of them that a real failure could give.
STORIES: Final = {
    "lost-notify": LOST_NOTIFY,
    "opposite-locks": OPPOSITE_LOCKS,
    "lost-update": LOST_UPDATE,
    "three-lanes": THREE_LANES,
    "exception-in-thread": EXCEPTION_IN_THREAD,
    "time-limit": TIME_LIMIT,
    "stub": STUB,
    "six-threads": SIX_THREADS,
    "repeated-rounds": REPEATED_ROUNDS,
    "long-alternation": LONG_ALTERNATION,
    "hostile": HOSTILE,
}
