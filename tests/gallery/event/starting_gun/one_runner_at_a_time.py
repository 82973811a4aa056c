"""Wrong: a lock around the runner: nobody runs together with anybody."""

import threading


def start_together(runners, get_ready):
    gun = threading.Event()
    lock = threading.Lock()

    def run(runner):
        gun.wait()
        with lock:
            runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    gun.set()
    for thread in threads:
        thread.join()
