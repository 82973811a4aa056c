"""Wrong: a bare condition in place of the event: who comes after the notify_all waits for a signal that is over."""

import threading


def start_together(runners, get_ready):
    gun = threading.Condition()

    def run(runner):
        with gun:
            gun.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    with gun:
        gun.notify_all()
    for thread in threads:
        thread.join()
