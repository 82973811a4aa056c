"""The timeout is for each task, and they are asked in order."""

from concurrent.futures import ThreadPoolExecutor


def report_until(tasks, workers, seconds, report):
    pool = ThreadPoolExecutor(workers)
    futures = {name: pool.submit(task) for name, task in tasks.items()}
    late = set()
    for name, future in futures.items():
        try:
            error = future.exception(timeout=seconds)
            report(name, error or future.result())
        except TimeoutError:
            late.add(name)
    pool.shutdown(wait=False, cancel_futures=True)
    return late
