"""Wrong: the condition is looked at properly, but notify wakes only one of them."""

import threading


def start_together(runners, get_ready):
    gun = threading.Condition()
    fired = False

    def run(runner):
        with gun:
            while not fired:
                gun.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    with gun:
        fired = True
        gun.notify()
    for thread in threads:
        thread.join()
