"""Wrong: args without the comma: a string is handed over letter by letter."""

import threading


def work_together(names, work):
    def run(name):
        print(name, "begins")
        work(name)
        print(name, "ends")

    threads = [threading.Thread(target=run, args=(name)) for name in names]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("all have ended")
