"""Wrong: nothing keeps a model there until all are described: it may end, and the next one is given its number."""

import os
import threading


def portraits(count):
    result = [None] * count

    def describe(i):
        t = threading.current_thread()
        result[i] = {
            "process": os.getpid(),
            "number": threading.get_ident(),
            "name": t.name,
            "is_main": t is threading.main_thread(),
        }

    threads = [threading.Thread(target=describe, name=f"model {i + 1}", args=(i,)) for i in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    me = threading.current_thread()
    return [
        {"process": os.getpid(), "number": me.ident, "name": me.name, "is_main": me is threading.main_thread()}
    ] + result
