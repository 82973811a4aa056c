"""Keeps what it was told in the module: the second time it has been told already."""

import queue
import signal

told = queue.SimpleQueue()


def run_service(step, pause, tidy_up):
    before = {
        number: signal.signal(number, lambda number, frame: told.put(number))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        while True:
            step()
            try:
                return told.get(timeout=pause)
            except queue.Empty:
                continue
    finally:
        try:
            tidy_up()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
