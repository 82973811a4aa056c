"""Signals are never given back to what they did before."""

import os
import select
import signal


def run_service(step, pause, tidy_up):
    reading, writing = os.pipe()
    told = []

    def tell(number, frame):
        told.append(number)
        os.write(writing, b".")

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    try:
        while not told:
            step()
            select.select([reading], [], [], pause)
        return told[0]
    finally:
        tidy_up()
