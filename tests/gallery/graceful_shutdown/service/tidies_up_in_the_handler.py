"""Tidies up and exits in the handler, in the middle of a step."""

import signal
import sys
import time


def run_service(step, pause, tidy_up):
    def tell(number, frame):
        tidy_up()
        sys.exit(number)

    signal.signal(signal.SIGTERM, tell)
    signal.signal(signal.SIGINT, tell)
    while True:
        step()
        time.sleep(pause)
