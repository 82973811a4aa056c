"""Wrong: joins one thread, the last one that was started; the others may take longer."""

import threading


def work_together(names, work):
    def run(name):
        print(f"{name} begins")
        work(name)
        print(f"{name} ends")

    thread = None
    for name in names:
        thread = threading.Thread(target=run, args=(name,), name=name)
        thread.start()
    if thread:
        thread.join()
    print("all have ended")
