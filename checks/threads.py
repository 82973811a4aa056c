"""Threads of a spec: run some functions at the same time and wait for them, or offer the others a turn.

Specs are not rewritten, so their own code runs without a switch; a callback that another thread may overtake says so
with `pause()`.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def together(**work: Callable[[], object]) -> None:
    """Run each function in a thread of its own and wait until all have returned.

    :param work: what to run; the keyword is the thread's name: `together(plus=..., minus=...)`.
    """
    threads = [threading.Thread(target=function, name=name) for name, function in work.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pause() -> None:
    """Let other threads go on here, if they like."""
    time.sleep(0)
