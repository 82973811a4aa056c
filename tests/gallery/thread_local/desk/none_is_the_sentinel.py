"""Wrong: None sends the workers home, and it is a request as well."""

import queue
import threading

local = threading.local()


def current_user():
    return getattr(local, "user", None)


def serve(requests, handle, threads):
    q = queue.Queue()
    for r in requests:
        q.put(r)
    for _ in range(threads):
        q.put(None)
    errors = []

    def work():
        while True:
            user = q.get()
            if user is None:
                break
            local.user = user
            try:
                handle()
            except Exception as e:
                errors.append(e)

    ts = [threading.Thread(target=work) for _ in range(threads)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return errors
