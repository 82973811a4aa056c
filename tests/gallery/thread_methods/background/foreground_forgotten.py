"""Wrong: everything works in the background, whoever says what."""

import threading


def start_thread(action, name, *, background):
    thread = threading.Thread(target=action, name=name, daemon=True)
    thread.start()
    return thread
