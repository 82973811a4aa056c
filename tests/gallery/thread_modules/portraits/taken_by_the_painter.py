"""Wrong: describes the threads from outside, and asks for the number of the thread that asks."""

import os
import threading


def portraits(count):
    go_home = threading.Event()
    models = [threading.Thread(target=go_home.wait, name=f"model {number}") for number in range(1, count + 1)]
    for model in models:
        model.start()
    pictures = [
        {
            "process": os.getpid(),
            "number": threading.get_ident(),
            "name": thread.name,
            "is_main": thread is threading.main_thread(),
        }
        for thread in [threading.current_thread(), *models]
    ]
    go_home.set()
    for model in models:
        model.join()
    return pictures
