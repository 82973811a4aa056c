"""Wrong: the document's way: join right after start; that is a function call with a detour."""

import threading


def work_together(names, work):
    def run(name):
        print(f"{threading.current_thread().name} begins")
        work(name)
        print(f"{threading.current_thread().name} ends")

    for name in names:
        t = threading.Thread(target=run, args=(name,), name=name)
        t.start()
        t.join()
    print("all have ended")
