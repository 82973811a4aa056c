"""Wrong: set and at once clear: only those who wait already are let go, and a thread that is slow to come is not among them."""

import threading

gun = threading.Event()


def start_together(runners, get_ready):
    def run(runner):
        gun.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    gun.set()
    gun.clear()
    for thread in threads:
        thread.join()
