"""Wrong: the pictures come in the order in which they were taken."""

import os
import threading


def portraits(count):
    together = threading.Barrier(count) if count else None
    pictures = []

    def sit():
        pictures.append(
            {
                "process": os.getpid(),
                "number": threading.get_ident(),
                "name": threading.current_thread().name,
                "is_main": threading.current_thread() is threading.main_thread(),
            }
        )
        if threading.current_thread() is not caller:
            together.wait()

    caller = threading.current_thread()
    sit()
    models = [threading.Thread(target=sit, name=f"model {number}") for number in range(1, count + 1)]
    for model in models:
        model.start()
    for model in models:
        model.join()
    return pictures
