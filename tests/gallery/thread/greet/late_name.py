"""Wrong: the function looks at the loop's variable, which has gone on to another name when the thread gets there."""

import threading


def work_together(names, work):
    threads = []
    for name in names:

        def run():
            print(f"{name} begins")
            work(name)
            print(f"{name} ends")

        threads.append(threading.Thread(target=run, name=name))
        threads[-1].start()
    for thread in threads:
        thread.join()
    print("all have ended")
