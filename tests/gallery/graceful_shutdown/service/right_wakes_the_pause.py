"""A short look again and again: not elegant, and it does all that was asked for."""

import signal
import time


def run_service(step, pause, tidy_up):
    told = []
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda number, frame: told.append(number)) for number in numbers]
    try:
        while not told:
            step()
            end = time.monotonic() + pause
            while not told and time.monotonic() < end:
                time.sleep(min(0.05, pause))
        return told[0]
    finally:
        try:
            tidy_up()
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
