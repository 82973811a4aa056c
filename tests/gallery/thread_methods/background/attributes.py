"""Right: sets name and daemon one by one, before the start."""

from threading import Thread


def start_thread(action, name, *, background):
    thread = Thread(target=action)
    thread.name = name
    thread.daemon = bool(background)
    thread.start()
    return thread
