"""Wrong: as in the document: the parent goes on at once, whatever its children are doing."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    for errand in errands:
        p = Process(target=errand)
        p.start()
    afterwards()
