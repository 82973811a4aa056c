"""The first exception of a task ends everything."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def report_until(tasks, workers, seconds, report):
    pool = ThreadPoolExecutor(workers)
    names = {pool.submit(task): name for name, task in tasks.items()}
    late = set(tasks)
    try:
        for future in as_completed(names, timeout=seconds):
            report(names[future], future.result())
            late.discard(names[future])
    except TimeoutError:
        pass
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return late
