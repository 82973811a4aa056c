"""Wrong: calls the target in place of handing it over: the main thread does all the work."""

import threading


def work_together(names, work):
    def run(name):
        print(name, "begins")
        work(name)
        print(name, "ends")

    threads = []
    for name in names:
        t = threading.Thread(target=run(name), name=name)
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    print("all have ended")
