"""One `except TimeoutError` for the end of the time and for a task that raises one."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def report_until(tasks, workers, seconds, report):
    late = set(tasks)
    pool = ThreadPoolExecutor(workers)
    names = {pool.submit(task): name for name, task in tasks.items()}
    try:
        for future in as_completed(names, timeout=seconds):
            try:
                result = future.result()
            except TimeoutError:
                break
            except Exception as error:
                result = error
            report(names[future], result)
            late.discard(names[future])
    except TimeoutError:
        pass
    pool.shutdown(wait=False, cancel_futures=True)
    return late
