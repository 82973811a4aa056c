"""Right: the number lies in a pipe; whoever has taken it out is alone with it until he puts it back."""

import multiprocessing


class Counter:
    def __init__(self, start=0):
        self._out, self._in = multiprocessing.Pipe(duplex=False)
        self._turn = multiprocessing.Lock()
        self._in.send(start)

    def add(self, amount):
        with self._turn:
            number = self._out.recv()
            self._in.send(number + amount)
        return number + amount

    @property
    def value(self):
        return self.add(0)
