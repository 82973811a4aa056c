"""with lock: has no patience that could run out."""


def run_locked(lock, action, patience):
    with lock:
        action()
    return True
