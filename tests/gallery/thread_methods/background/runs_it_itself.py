"""Wrong: calls the action and hands what it returns to the thread."""

import threading


def start_thread(action, name, *, background):
    thread = threading.Thread(target=action(), name=name, daemon=background)
    thread.start()
    return thread
