"""Wrong: joins each thread right after its start, and so waits for a runner who waits for the gun."""

import threading


def start_together(runners, get_ready):
    gun = threading.Event()

    def run(runner):
        gun.wait()
        runner()

    for runner in runners:
        thread = threading.Thread(target=run, args=(runner,))
        thread.start()
        thread.join()
    get_ready()
    gun.set()
