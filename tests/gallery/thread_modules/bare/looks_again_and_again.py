"""Right: each thread says so when it is through, and who waits looks again and again, with a little sleep in between."""

import _thread
from time import sleep


def run_all(functions):
    through = []

    def run(place):
        functions[place]()
        through.append(place)

    for place in range(len(functions)):
        _thread.start_new_thread(run, (place,))
    while len(through) < len(functions):
        sleep(0.001)
