"""Right: a class of its own."""

from threading import Thread


class Worker(Thread):
    def __init__(self, name, work):
        super().__init__(name=name)
        self.work = work

    def run(self):
        print(self.name, "begins")
        self.work(self.name)
        print(self.name, "ends")


def work_together(names, work):
    workers = [Worker(name, work) for name in names]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("all have ended")
