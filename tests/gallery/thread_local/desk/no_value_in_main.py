"""Wrong: reads an attribute that only the threads have set: in the main thread it is not there."""

import queue
import threading

local = threading.local()


def current_user():
    return local.user


def serve(requests, handle, threads):
    waiting = queue.Queue()
    for user in requests:
        waiting.put(user)
    errors = []

    def clerk():
        while True:
            try:
                local.user = waiting.get_nowait()
            except queue.Empty:
                return
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
