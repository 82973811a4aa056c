"""Wrong: as the document has it: adds a timeout to join, and that is all; the process goes on."""

from multiprocessing import Process


def run_at_most(work, seconds):
    p = Process(target=work)
    p.start()
    p.join(seconds)
    return p.exitcode
