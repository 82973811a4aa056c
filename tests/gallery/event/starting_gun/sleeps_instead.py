"""Wrong: sleeps for as long as getting ready should take; nobody knows how long it does take."""

import threading
import time


def start_together(runners, get_ready):
    def run(runner):
        time.sleep(2)
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    for thread in threads:
        thread.join()
