"""Wrong: says nothing if it is not to be a daemon, and gets one if it is made by a daemon."""

import threading


def start_thread(action, name, *, background):
    thread = threading.Thread(target=action, name=name)
    if background:
        thread.daemon = True
    thread.start()
    return thread
