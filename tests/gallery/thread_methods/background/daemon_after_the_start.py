"""Wrong: makes it a daemon when it is running already."""

import threading


def start_thread(action, name, *, background):
    thread = threading.Thread(target=action, name=name)
    thread.start()
    thread.daemon = background
    return thread
