"""Wrong: looks whether a request is waiting and takes it in two steps; another thread was quicker, and this one waits on."""

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
        while not waiting.empty():
            local.user = waiting.get()
            try:
                handle()
            except Exception as error:
                errors.append(error)
            finally:
                local.user = None

    clerks = [threading.Thread(target=clerk) for _ in range(threads)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    return errors
