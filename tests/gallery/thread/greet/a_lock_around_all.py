"""Wrong: a lock, so that the lines of one do not mix with those of another: now they work one after the other."""

import threading


def work_together(names, work):
    lock = threading.Lock()

    def run(name):
        with lock:
            print(f"{name} begins")
            work(name)
            print(f"{name} ends")

    threads = [threading.Thread(target=run, args=(name,), name=name) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("all have ended")
