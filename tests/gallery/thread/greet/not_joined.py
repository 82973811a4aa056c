"""Wrong: starts them and goes on at once, though they have hardly begun."""

import threading


def work_together(names, work):
    def run(name):
        print(f"{name} begins")
        work(name)
        print(f"{name} ends")

    for name in names:
        threading.Thread(target=run, args=(name,), name=name).start()
    print("all have ended")
