"""Wrong: follows the document's advice to clear the event in the first line of the waiter: a late waiter wipes the signal out."""

import threading

event = threading.Event()


def start_together(runners, get_ready):
    def run(runner):
        event.clear()
        event.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    event.set()
    for thread in threads:
        thread.join()
