"""Right: each request is handled in a context of its own, which is thrown away afterwards; the threads are a pool."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

user_of_request = contextvars.ContextVar("user", default=None)


def current_user():
    return user_of_request.get()


def serve(requests, handle, threads):
    def one(user):
        user_of_request.set(user)
        handle()

    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(contextvars.Context().run, one, user) for user in requests]
    return [future.exception() for future in futures if future.exception()]
