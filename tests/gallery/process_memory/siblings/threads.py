"""Wrong: siblings that are threads share everything."""

import threading


def look_around(changes, look):
    barrier = threading.Barrier(len(changes))
    seen = [None] * len(changes)

    def work(place, change):
        change()
        barrier.wait()
        seen[place] = look()

    threads = [threading.Thread(target=work, args=both) for both in enumerate(changes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen + [look()]
