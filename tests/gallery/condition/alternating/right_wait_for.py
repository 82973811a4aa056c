"""The state in an object, wait_for instead of the loop, and a Thread subclass."""

from threading import Condition, Thread


class Turn:
    def __init__(self):
        self.changed = Condition()
        self.number = 0


class Printer(Thread):
    def __init__(self, name, numbers, turn):
        super().__init__(name=name)
        self.numbers = numbers
        self.turn = turn

    def run(self):
        for number in self.numbers:
            with self.turn.changed:
                self.turn.changed.wait_for(lambda wanted=number: self.turn.number == wanted)
                print(number)
                self.turn.number = number + 1
                self.turn.changed.notify_all()


def alternate(limit: int, *, odd_first: bool = False) -> None:
    turn = Turn()
    printers = [Printer("even", range(0, limit, 2), turn), Printer("odd", range(1, limit, 2), turn)]
    for printer in sorted(printers, key=lambda printer: printer.name, reverse=odd_first):
        printer.start()
    for printer in printers:
        printer.join()
