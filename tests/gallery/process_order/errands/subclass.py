"""Right: with a subclass of Process."""

import multiprocessing


class Errand(multiprocessing.Process):
    def __init__(self, errand):
        super().__init__()
        self.errand = errand

    def run(self):
        self.errand()


def run_errands(errands, afterwards):
    under_way = []
    for errand in errands:
        under_way.append(Errand(errand))
        under_way[-1].start()
    while under_way:
        under_way.pop().join()
    return afterwards()
