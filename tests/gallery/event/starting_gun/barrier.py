"""Right: a barrier for all runners and the one with the gun."""

import threading


def start_together(runners, get_ready):
    line = threading.Barrier(len(runners) + 1)

    class Runner(threading.Thread):
        def __init__(self, work):
            super().__init__()
            self.work = work

        def run(self):
            line.wait()
            self.work()

    threads = [Runner(runner) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    line.wait()
    for thread in threads:
        thread.join()
