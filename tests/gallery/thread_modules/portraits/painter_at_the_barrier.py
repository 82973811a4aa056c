"""Right: the painter is one of those who meet at the barrier."""

import os
import threading


def portraits(count):
    together = threading.Barrier(count + 1)
    pictures = [None] * (count + 1)

    def sit(place):
        pictures[place] = {
            "process": os.getpid(),
            "number": threading.get_ident(),
            "name": threading.current_thread().name,
            "is_main": threading.current_thread() is threading.main_thread(),
        }
        together.wait()

    models = [threading.Thread(target=sit, args=(place,), name=f"model {place}") for place in range(1, count + 1)]
    for model in models:
        model.start()
    sit(0)
    for model in models:
        model.join()
    return pictures
