"""Wrong: calls run, which is an ordinary method: everything happens in the thread that calls."""

import threading


def work_together(names, work):
    def run(name):
        print(f"{name} begins")
        work(name)
        print(f"{name} ends")

    threads = [threading.Thread(target=run, args=(name,), name=name) for name in names]
    for thread in threads:
        thread.run()
    print("all have ended")
