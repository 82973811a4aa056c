"""What threads of one program have in common, and what not."""

from typing import Any


def portraits(count: int) -> list[dict[str, Any]]:
    """Let so many threads describe themselves; return the portrait of the calling thread, and then theirs.

    A portrait is a dictionary: "process" is the number of the process (os.getpid), "number" that of the thread
    (threading.get_ident), "name" its name, "is_main" whether it is the main thread.

    The threads are called "model 1", "model 2", and so on; their portraits come in this order. They all exist at the
    same time: none has ended before all of them have described themselves. (So no two have the same number.)

    Return when all threads have ended.
    """
    raise NotImplementedError
