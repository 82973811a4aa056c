"""Right: the threads take turns at one iterator, with a lock; a with-block sets the user and takes it away."""

import threading
from contextlib import contextmanager

local = threading.local()


def current_user():
    try:
        return local.user
    except AttributeError:
        return None


@contextmanager
def on_behalf_of(user):
    local.user = user
    try:
        yield
    finally:
        del local.user


def serve(requests, handle, threads):
    errors = []
    lock = threading.Lock()
    rest = iter(requests)
    end = object()

    def clerk():
        while True:
            with lock:
                user = next(rest, end)
            if user is end:
                break
            with on_behalf_of(user):
                try:
                    handle()
                except Exception as error:
                    errors.append(error)

    clerks = [threading.Thread(target=clerk) for _ in range(threads)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    return errors
