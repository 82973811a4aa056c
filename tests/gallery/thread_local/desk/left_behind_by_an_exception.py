"""Wrong: takes the user away after the work, where an exception does not come by."""

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
            try:
                if user:
                    local.user = user
                handle()
                local.user = None
            except Exception as error:
                errors.append(error)

    clerks = [threading.Thread(target=clerk) for _ in range(threads)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    return errors
