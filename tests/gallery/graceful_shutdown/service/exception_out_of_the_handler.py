"""The handler raises, wherever the program is: also in the middle of a step."""

import signal
import time


class Told(Exception):
    pass


def run_service(step, pause, tidy_up):
    def tell(number, frame):
        raise Told(number)

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        while True:
            step()
            time.sleep(pause)
    except Told as told:
        return told.args[0]
    finally:
        tidy_up()
        for number, handler in before.items():
            signal.signal(number, handler)
