"""Done-callbacks: they are called by the workers."""

from concurrent.futures import ThreadPoolExecutor, wait


def report_until(tasks, workers, seconds, report):
    pool = ThreadPoolExecutor(workers)
    late = set(tasks)
    futures = []

    def tell(name, future):
        if not future.cancelled():
            late.discard(name)
            report(name, future.exception() or future.result())

    for name, task in tasks.items():
        future = pool.submit(task)
        future.add_done_callback(lambda future, name=name: tell(name, future))
        futures.append(future)
    wait(futures, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    return late
