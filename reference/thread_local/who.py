"""Who is logged in? In each thread somebody else."""

import threading


class Login:
    """Remembers who is logged in, for each thread by itself."""

    def __init__(self) -> None:
        self._local = threading.local()

    def log_in(self, name: str) -> None:
        """Let *name* be the user of the calling thread from now on."""
        self._local.user = name

    def user(self) -> str:
        """Return who is logged in, in the calling thread; "nobody" if nobody is."""
        # An attribute of a local is there only in the threads that have set it.
        return getattr(self._local, "user", "nobody")
