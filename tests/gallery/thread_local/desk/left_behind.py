"""Wrong: sets the user only if there is one: a request without a user passes for the one before."""

import queue
import threading

local = threading.local()


def current_user():
    return getattr(local, "user", None)


def serve(requests, handle, threads):
    waiting = queue.Queue()
    for user in requests:
        waiting.put(user)
    errors = []

    def clerk():
        while True:
            try:
                user = waiting.get_nowait()
            except queue.Empty:
                return
            if user is not None:
                local.user = user
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
