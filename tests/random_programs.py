"""Small random programs, and every schedule of them: what exhaustive exploration is measured against."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from plugins.simulation import world as world_module
from plugins.simulation.dpor import DporStrategy
from plugins.simulation.exploring import Explorer, Run
from plugins.simulation.happens_before import Trace
from plugins.simulation.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.simulation.simthread import SimThread

#: Reads, writes, locks, attempts, flags, prints.
PLAIN = [
    "x = {k}",
    "seen.append(('x', me, x))",
    "x = x + 1",
    "y = x",
    "y = y + {k}",
    "with a: x = x + {k}",
    "with a:\n        y = x",
    "with b: y = {k}",
    "with a:\n        with b: x = y",
    "with b:\n        with a: y = x",
    "got = a.acquire(False); seen.append((me, got)); got and a.release()",
    "seen.append((me, a.locked()))",
    "print(me)",
    "e.set()",
    "seen.append((me, e.is_set()))",
    "try: a.release()\n    except RuntimeError: seen.append((me, 'free'))",
    "if x:\n        y = {k}",
]
#: Conditions, semaphores, events, with and without a timeout.
WAITING = [
    "with c: ready.append({k}); c.notify()",
    "with c: ready.append({k}); c.notify_all()",
    "with c:\n        if not ready: seen.append((me, c.wait(1)))",
    "with c:\n        while not ready: c.wait()",
    "with c: c.wait(0.5)",
    "s.acquire(); seen.append(me)",
    "s.release()",
    "seen.append((me, s.acquire(timeout=2)))",
    "seen.append((me, e.wait(1)))",
    "e.wait()",
    "time.sleep(1); x = {k}",
    "got = a.acquire(timeout=1); seen.append((me, got)); got and (time.sleep(2), a.release())",
]
#: Sockets: a pair that holds few bytes, and a listener.
SOCKETS = [
    "p.sendall(b'a{k}')",
    "p.sendall(b'{k}')",
    "seen.append((me, p.send(b'xy{k}')))",
    "p.sendall(b'abc{k}')",
    "seen.append((me, q.recv(1)))",
    "seen.append((me, q.recv(3)))",
    "seen.append((me, q.recv(9)))",
    "seen.append((me, q.recv(9, socket.MSG_PEEK)))",
    "seen.append((me, q.recv(9, socket.MSG_DONTWAIT)))",
    "q.sendall(b'{k}')",
    "seen.append((me, p.recv(9)))",
    "p.shutdown(socket.SHUT_WR)",
    "q.shutdown(socket.SHUT_RD)",
    "p.close()",
    "q.close()",
    "seen.append((me, len(select.select([q], [], [], 0)[0])))",
    "seen.append((me, len(select.select([], [p], [])[1])))",
    "seen.append((me, [one is q for one in select.select([q, r], [], [])[0]]))",
    "seen.append((me, [one is q for one in select.select([q, r], [], [], 1)[0]]))",
    "x = {k}",
    "seen.append((me, x))",
]
CONNECTIONS = [
    "kept.append(socket.create_connection(r.getsockname())); kept[-1].sendall(b'{k}')",
    "kept.append(socket.create_connection(('127.0.0.1', 7)))",
    "c, _ = r.accept(); kept.append(c); seen.append((me, c.recv(9)))",
    "kept.append(r.accept()[0]); seen.append((me, len(kept)))",
    "r.setblocking(False); kept.append(r.accept()[0])",
    "c = socket.create_connection(r.getsockname()); kept.append(c); seen.append((me, c.recv(9)))",
    "c, _ = r.accept(); c.sendall(b'{k}'); c.close()",
    "r.close()",
    "r.shutdown(socket.SHUT_RDWR)",
    "kept.append(socket.create_server(('127.0.0.1', 7)))",
    "seen.append((me, len(select.select([r], [], [], 0)[0])))",
    "seen.append((me, len(select.select([r], [], [])[0])))",
]
#: Loops that poll.
POLLING = ["while not x: pass", "while not e.is_set(): pass", "while y < {k} and not x: continue"]
#: Threads that threads start.
STARTING = [
    "t = threading.Thread(target=more, args=({k},)); t.start(); y = x; t.join()",
    "t = threading.Thread(target=more, args=({k},), daemon=True); t.start()",
    "t = threading.Thread(target=more, args=({k},)); t.start(); seen.append((me, t.is_alive()))",
    "t = threading.Thread(target=more, args=({k},)); t.start(); t.join(1); seen.append((me, t.is_alive()))",
]
HEAD = """
import threading, time
x = y = 0

a, b, c, s, e = (threading.Lock(), threading.Lock(), threading.Condition(), threading.Semaphore(1), threading.Event())
ready, seen = [], []
def more(k):
    global x
    me = k + 10
    x = k
    seen.append((me, y))
"""
#: Behind that, for programs with sockets.
NETWORK = """
import select, socket
kept = []
p, q = socket.socketpair()
p.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2)
q.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2)
r = socket.create_server(('127.0.0.1', 0), backlog=1)
"""


def threads_of(statements: list[str], most: int) -> st.SearchStrategy[list[list[str]]]:
    """Return what draws the bodies of two or three threads, *most* statements in all."""
    body = st.lists(st.sampled_from(statements), min_size=1, max_size=2)
    return st.lists(body, min_size=2, max_size=3).filter(lambda bodies: sum(map(len, bodies)) <= most)


def text_of(bodies: list[list[str]]) -> str:
    """Return the program with these bodies."""
    lines = [HEAD]
    if any(statement in (*SOCKETS[:-2], *CONNECTIONS) for body in bodies for statement in body):
        lines.append(NETWORK)
    for number, body in enumerate(bodies):
        lines += [f"def thread_{number}():", f"    me = {number}", "    global x, y"]
        lines += ["    " + statement.format(k=number + 1) for statement in body]
    names = ", ".join(f"thread_{number}" for number in range(len(bodies)))
    lines += [
        "def main():",
        f"    threads = [threading.Thread(target=body) for body in ({names},)]",
        "    for thread in threads: thread.start()",
        "    for thread in threads: thread.join()",
    ]
    return "\n".join(lines) + "\n"


class Everything:
    """Tries every choice, equivalent or not."""

    def __init__(self) -> None:
        self.path: list[tuple[int, list[int]]] = []
        self.depth = 0

    def choose(self, runnable: list[SimThread], me: SimThread | None) -> SimThread:
        """Follow the path, then the first of all."""
        del me
        by_index = {thread.index: thread for thread in runnable}
        if self.depth == len(self.path):
            first, *others = sorted(by_index)
            self.path.append((first, others))
        chosen = by_index[self.path[self.depth][0]]
        self.depth += 1
        return chosen

    def next(self) -> bool:
        """Turn to the next path; return whether there is one."""
        self.depth = 0
        while self.path:
            _, others = self.path.pop()
            if others:
                self.path.append((others[0], others[1:]))
                return True
        return False


@dataclass
class Explored:
    """What came out of all schedules of a program.

    :ivar outcomes: what the variables, the output, and the end of the program came to.
    :ivar complete: schedules that were not broken off.
    :ivar repeated: complete ones that are equivalent to another.
    """

    outcomes: set[str] = field(default_factory=set)
    complete: int = 0
    redundant: int = 0
    repeated: int = 0


def explore_both_ways(folder: Path, text: str, clock: str, most: int) -> tuple[Explored | None, Explored, DporStrategy]:
    """Explore a program exhaustively, and by trying everything.

    :param most: schedules after which trying everything is given up.
    :return: what trying everything found, None if given up; what exhaustive exploration found; and its strategy.
    """
    path = folder / "random_program.py"
    path.write_text(text, encoding="utf-8")
    world_module._REWRITTEN.clear()
    sys.modules.pop("random_program", None)
    with World(rewrite_roots=[folder]) as world:
        sys.path.insert(0, str(folder))
        found = Explored()

        def program(run: Run) -> None:
            del run
            module: Any = world.import_module("random_program")
            modules.append(module)
            module.main()

        modules: list[Any] = []
        explorer = Explorer(program, world=world, clock=clock)
        machine = world.machine
        machine.quiet_limit = 300

        def note(run: Run) -> None:
            module = modules.pop()
            errors = sorted((failure.name, type(failure.error).__name__) for failure in run.failures)
            values = (module.x, module.y, module.seen, module.ready, world.journal.text)
            found.outcomes.add(repr((*values, errors, run.outcome)))

        reduced = DporStrategy(machine)
        traces = set()
        while (choose := reduced.chooser(found.complete + found.redundant)) is not None:
            run = explorer.run_once(choose)
            if not reduced.learn():
                found.redundant += 1
                modules.clear()
                continue
            found.complete += 1
            note(run)
            trace = Trace(machine.threads)
            trace.read(reduced._events, len(reduced._events), lambda _one, _other: None)
            traces.add(frozenset((event.thread, tuple(event.clock)) for event in trace.events))
            if found.complete > most:
                return None, found, reduced
        reduced_found = found
        found.repeated = found.complete - len(traces)
        found = Explored()
        machine.on_turn = lambda _site: None
        machine.systematic = True
        everything = Everything()
        for _ in range(most):
            run = explorer.run_once(everything.choose)
            found.complete += 1
            note(run)
            if not everything.next():
                return found, reduced_found, reduced
        return None, reduced_found, reduced
