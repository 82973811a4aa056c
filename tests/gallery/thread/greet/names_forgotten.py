"""Wrong: the threads are called as the library calls them."""

import threading


def work_together(names, work):
    def run(name):
        print(f"{name} begins")
        work(name)
        print(f"{name} ends")

    threads = [threading.Thread(target=run, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("all have ended")
