"""Wrong: the runners sleep and look again and again, in place of waiting until the gun goes off."""

import threading
import time


def start_together(runners, get_ready):
    ready = False

    def run(runner):
        while not ready:
            time.sleep(0.01)
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    ready = True
    for thread in threads:
        thread.join()
