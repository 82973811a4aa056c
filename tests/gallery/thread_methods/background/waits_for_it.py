"""Wrong: joins it right away, so that nobody goes on."""

import threading


def start_thread(action, name, *, background):
    thread = threading.Thread(target=action, name=name, daemon=background)
    thread.start()
    thread.join()
    return thread
