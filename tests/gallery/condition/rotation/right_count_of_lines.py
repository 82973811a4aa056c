"""How many lines there are says whose turn it is; a class, wait_for, and the threads are started last name first."""

from threading import Condition, Thread


class Rotation:
    def __init__(self, names, rounds):
        self.names = names
        self.lines = 0
        self.total = len(names) * rounds
        self.condition = Condition()

    def my_turn(self, name):
        return self.lines == self.total or self.names[self.lines % len(self.names)] == name

    def run(self, name):
        with self.condition:
            while True:
                self.condition.wait_for(lambda: self.my_turn(name))
                if self.lines == self.total:
                    return
                print(name)
                self.lines += 1
                self.condition.notify_all()


def rotate(names, rounds):
    rotation = Rotation(names, rounds)
    threads = [Thread(target=rotation.run, args=(name,), name=name) for name in reversed(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
