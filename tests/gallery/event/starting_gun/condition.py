"""Right: a condition with the flag that belongs to it, and notify_all."""

import threading


def start_together(runners, get_ready):
    changed = threading.Condition()
    fired = []

    def run(runner):
        with changed:
            changed.wait_for(lambda: fired)
        runner()

    threads = [threading.Thread(target=run, args=[runner]) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    with changed:
        fired.append(True)
        changed.notify_all()
    for thread in threads:
        thread.join()
