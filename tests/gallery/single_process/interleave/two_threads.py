"""Wrong: a thread for each task, and two semaphores: turns in order, but not in one thread."""

import threading


def interleave(task_a, task_b, steps):
    gave = []
    go = [threading.Semaphore(1), threading.Semaphore(0)]
    ended = [False, False]

    def run(me, task):
        while True:
            go[me].acquire()
            if len(gave) < steps and not ended[me]:
                try:
                    gave.append(next(task))
                except StopIteration:
                    ended[me] = True
            go[1 - me].release()
            if len(gave) >= steps or all(ended):
                return

    threads = [threading.Thread(target=run, args=(me, task)) for me, task in enumerate((task_a, task_b))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return gave
