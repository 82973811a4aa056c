"""Does not wait, and does not call off what has not begun."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def report_until(tasks, workers, seconds, report):
    pool = ThreadPoolExecutor(workers)
    names = {pool.submit(task): name for name, task in tasks.items()}
    late = set(tasks)
    try:
        for future in as_completed(names, timeout=seconds):
            late.discard(names[future])
            report(names[future], future.exception() or future.result())
    except TimeoutError:
        pass
    pool.shutdown(wait=False)
    return late
