"""A call that the broken pool refuses becomes a future that has failed, so all are asked in the same way."""

from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool


def submit(pool, function, item):
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        refused = Future()
        refused.set_exception(error)
        return refused


def ask(future):
    try:
        return future.result()
    except Exception as error:
        return error


def call_each(function, items, workers):
    pool = ProcessPoolExecutor(workers)
    try:
        futures = [submit(pool, function, item) for item in items]
        wait(futures)
    finally:
        pool.shutdown()

    def second_chance(item, outcome):
        if not isinstance(outcome, BrokenProcessPool):
            return outcome
        with ProcessPoolExecutor(1) as alone:
            return ask(submit(alone, function, item))

    return [second_chance(item, ask(future)) for item, future in zip(items, futures)]
