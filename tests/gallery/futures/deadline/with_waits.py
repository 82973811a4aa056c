"""In a with block, which waits at its end for whatever still runs."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def report_until(tasks, workers, seconds, report):
    late = set(tasks)
    with ThreadPoolExecutor(workers) as pool:
        names = {pool.submit(task): name for name, task in tasks.items()}
        try:
            for future in as_completed(names, timeout=seconds):
                late.discard(names[future])
                report(names[future], future.exception() or future.result())
        except TimeoutError:
            pass
    return late
