"""Wrong: counts the painter in at the barrier, who does not come."""

import os
import threading


def portraits(count):
    together = threading.Barrier(count + 1)
    pictures = [None] * (count + 1)

    def picture():
        return {
            "process": os.getpid(),
            "number": threading.get_ident(),
            "name": threading.current_thread().name,
            "is_main": threading.current_thread() is threading.main_thread(),
        }

    def sit(place):
        pictures[place] = picture()
        together.wait()

    models = [threading.Thread(target=sit, args=(place,), name=f"model {place}") for place in range(1, count + 1)]
    pictures[0] = picture()
    for model in models:
        model.start()
    for model in models:
        model.join()
    return pictures
