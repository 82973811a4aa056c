"""Wrong: the gun goes off before everything is ready."""

import threading


def start_together(runners, get_ready):
    gun = threading.Event()

    def run(runner):
        gun.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    gun.set()
    get_ready()
    for thread in threads:
        thread.join()
