"""`time.sleep` goes on after a signal until its time is over (PEP 475)."""

import os
import signal
import time


def run_service(step, pause, tidy_up):
    reading, writing = os.pipe()
    told = []

    def tell(number, frame):
        told.append(number)
        os.write(writing, b".")

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not told:
            step()
            time.sleep(pause)
        return told[0]
    finally:
        try:
            tidy_up()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reading)
            os.close(writing)
