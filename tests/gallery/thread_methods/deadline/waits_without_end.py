"""Wrong: waits for everybody, however long it takes; then nobody is left indeed."""


def join_all(threads, seconds):
    for thread in threads:
        thread.join()
    return []
