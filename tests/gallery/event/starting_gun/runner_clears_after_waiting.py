"""Wrong: whoever comes through first closes the way behind itself, and the late ones wait for ever."""

import threading

gun = threading.Event()


def start_together(runners, get_ready):
    def run(runner):
        gun.wait()
        gun.clear()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    gun.set()
    for thread in threads:
        thread.join()
