"""Wrong: a global variable, and a lock so that nobody gets in between: one request at a time."""

import queue
import threading

the_user = None
lock = threading.Lock()


def current_user():
    return the_user


def serve(requests, handle, threads):
    waiting = queue.Queue()
    for user in requests:
        waiting.put(user)
    errors = []

    def clerk():
        global the_user
        while True:
            try:
                user = waiting.get_nowait()
            except queue.Empty:
                return
            with lock:
                the_user = user
                try:
                    handle()
                except Exception as error:
                    errors.append(error)
                finally:
                    the_user = None

    clerks = [threading.Thread(target=clerk) for _ in range(threads)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    return errors
