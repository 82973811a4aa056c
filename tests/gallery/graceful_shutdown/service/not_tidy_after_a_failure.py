"""Tidies up only when all went well."""

import os
import select
import signal


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
            select.select([reading], [], [], pause)
        tidy_up()
        return told[0]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reading)
        os.close(writing)
