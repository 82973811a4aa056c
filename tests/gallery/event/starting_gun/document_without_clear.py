"""Wrong: the document's program as it stands first, with one event for everything: the second race does not wait any more."""

import threading

event = threading.Event()


def start_together(runners, get_ready):
    def run(runner):
        event.wait()
        runner()

    threads = []
    for runner in runners:
        t1 = threading.Thread(target=run, args=(runner,))
        t1.start()
        threads.append(t1)
    get_ready()
    event.set()
    for t1 in threads:
        t1.join()
