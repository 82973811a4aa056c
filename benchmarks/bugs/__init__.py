"""A collection of small concurrency bugs, each with a right twin, on which strategies and tools are compared.

Well-known ones, written anew: the CS programs of SCTBench (Thomson, Donaldson and Betts, "Concurrency testing using
controlled schedulers", TOPC 2016), non-solutions of the Little Book of Semaphores (Downey, 2016), and what goes wrong
in Python programs. A bug is a function of `sctbench`, `semaphores` or `programs` that makes the shared state afresh and
returns the workers, a thread for each, and whether all is well when they have ended; with `right=True` the twin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_PACKAGE: Final = "benchmarks.bugs"
#: The modules whose accesses are to be visible.
MODULES: Final = tuple(f"{_PACKAGE}.{name}" for name in ("running", "sctbench", "semaphores", "programs"))


@dataclass(frozen=True)
class Bug:
    """One bug.

    :ivar name: the function that makes it, and a size behind a colon if it takes one: "reorder:20".
    :ivar module: the module that has the function.
    :ivar verdict: what the simulated machine must say of it.
    :ivar says: what it is, in the tables.
    :ivar provable: the right twin is small enough to be explored wholly.
    """

    name: str
    module: str
    verdict: str
    says: str
    provable: bool = True

    @property
    def full_module(self) -> str:
        """The module's full name."""
        return f"{_PACKAGE}.{self.module}"


BUGS: Final = (
    Bug("account", "sctbench", "lost-update", "account: the balance is read before the lock is taken"),
    Bug("bluetooth", "sctbench", "assertion", "bluetooth: a driver is stopped while a request begins"),
    Bug("carter", "sctbench", "deadlock", "carter: counters and locks nested in two orders"),
    Bug("circular_buffer", "sctbench", "assertion", "circular_buffer: nobody asks whether it is full or empty"),
    Bug("deadlock01", "sctbench", "deadlock", "deadlock01: two locks in opposite order"),
    Bug("lazy01", "sctbench", "assertion", "lazy01: adding and checking in an order that is hoped for"),
    Bug("queue", "sctbench", "assertion", "queue: taking out relies on a flag, not on what is in"),
    Bug("reorder:3", "sctbench", "assertion", "reorder_3: two writes seen half done, 3 threads"),
    Bug("reorder:4", "sctbench", "assertion", "reorder_4: the same, 4 threads"),
    Bug("reorder:5", "sctbench", "assertion", "reorder_5: the same, 5 threads"),
    Bug("reorder:10", "sctbench", "assertion", "reorder_10: the same, 10 threads", provable=False),
    Bug("reorder:20", "sctbench", "assertion", "reorder_20: the same, 20 threads", provable=False),
    Bug("stack", "sctbench", "exception", "stack: asks whether it is empty, then takes"),
    Bug("sync", "sctbench", "deadlock", "sync: waits for a notify that may have been sent"),
    Bug("token_ring", "sctbench", "assertion", "token_ring: each computes from its neighbour, in any order"),
    Bug("twostage", "sctbench", "assertion", "twostage: two values that belong together, two critical sections"),
    Bug("twostage_many:10", "sctbench", "assertion", "twostage_100: the same, 10 writers", provable=False),
    Bug("wronglock", "sctbench", "lost-update", "wronglock: one thread uses another lock"),
    Bug("din_phil:2", "sctbench", "deadlock", "din_phil2: philosophers, left fork first"),
    Bug("din_phil:3", "sctbench", "deadlock", "din_phil3: the same, 3 of them"),
    Bug("din_phil:5", "sctbench", "deadlock", "din_phil5: the same, 5 of them", provable=False),
    Bug("rendezvous", "semaphores", "deadlock", "rendezvous: both wait before they signal"),
    Bug("barrier", "semaphores", "deadlock", "barrier: the turnstile is opened once", provable=False),
    Bug("reusable_barrier", "semaphores", "assertion", "reusable barrier: one comes round twice", provable=False),
    Bug("mutex_over_wait", "semaphores", "deadlock", "producer and consumer: waits while holding the mutex"),
    Bug("readers_writers", "semaphores", "lost-update", "readers and writers: readers counted without a mutex"),
    Bug("no_starve", "semaphores", "assertion", "two rooms: who is let on counts himself too late"),
    Bug("smokers", "semaphores", "deadlock", "cigarette smokers: each takes one ingredient and waits", provable=False),
    Bug("barber", "semaphores", "assertion", "sleeping barber: a chair is counted before it is taken"),
    Bug("savages", "semaphores", "exception", "dining savages: two see the last serving"),
    Bug("h2o", "semaphores", "assertion", "building water: atoms bond with who is there", provable=False),
    Bug("lightswitch", "semaphores", "deadlock", "lightswitch: the last one out is asked for too late"),
    Bug("lost_update", "programs", "lost-update", "two threads add one"),
    Bug("hidden_update", "programs", "assertion", "read and write in methods of their own, each locked"),
    Bug("opened_twice", "programs", "assertion", "made on first use, by two at a time"),
    Bug("half_made", "programs", "exception", "published before it is complete"),
    Bug("buffer_with_if", "programs", "exception", "bounded buffer: `if` around wait", provable=False),
    Bug("wrong_kind", "programs", "deadlock", "one condition, one notify, two kinds of waiters", provable=False),
    Bug("cleared_event", "programs", "deadlock", "an event is cleared after it was set again"),
    Bug("join_on_queue", "programs", "deadlock", "task_done is left out when work fails"),
    Bug("sentinel", "programs", "deadlock", "one sentinel for two consumers", provable=False),
    Bug("kept_lock", "programs", "deadlock", "an exception leaves a lock taken"),
    Bug("transfer", "programs", "deadlock", "transfers lock the sender first"),
    Bug("three_flags", "programs", "assertion", "three threads must stop in the middle (depth 4)"),
    Bug("late_window", "programs", "assertion", "one bad moment behind sixty operations"),
    Bug("rare_order:20", "programs", "assertion", "20 threads, one order in a thousand fails", provable=False),
)

BY_NAME: Final = {bug.name: bug for bug in BUGS}
