"""Wrong: threads in place of processes."""

from threading import Thread


def run_errands(errands, afterwards):
    threads = [Thread(target=errand) for errand in errands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    afterwards()
