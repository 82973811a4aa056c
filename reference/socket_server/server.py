"""A server that talks with many clients at the same time, and that can be stopped."""

import contextlib
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from .conversation import converse


class Server:
    """Answers the messages of many clients, at 127.0.0.1."""

    def __init__(self, reply: Callable[[str], str], limit: int, port: int = 0) -> None:
        self.address = ("127.0.0.1", port)
        self.errors: list[Exception] = []
        self._reply = reply
        self._handlers = ThreadPoolExecutor(limit, thread_name_prefix="handler")
        self._acceptor = threading.Thread(target=self._accept, name="acceptor")
        self._lock = threading.Lock()  # for these two: whoever is accepted is known to `stop`, or sent away
        self._open: set[socket.socket] = set()
        self._stopping = False

    def start(self) -> None:
        """Begin to listen and to serve."""
        self._listener = socket.create_server(self.address)  # sets SO_REUSEADDR, where that is what one wants
        self.address = self._listener.getsockname()
        self._acceptor.start()

    def stop(self) -> None:
        """End it all, and return when it has ended."""
        with self._lock:
            self._stopping = True
            for connection in self._open:
                with contextlib.suppress(OSError):  # it may have ended by itself meanwhile
                    connection.shutdown(socket.SHUT_RD)  # its handler reads the end, and can still write
        with contextlib.suppress(ConnectionError):  # unless somebody else has come just now, and woken it
            socket.create_connection(self.address).close()  # to close the listener would not wake the acceptor
        self._acceptor.join()
        self._handlers.shutdown()

    def _accept(self) -> None:
        with self._listener:
            while True:
                connection, _ = self._listener.accept()
                with self._lock:
                    if self._stopping:
                        connection.close()
                        return
                    self._open.add(connection)
                self._handlers.submit(self._handle, connection)

    def _handle(self, connection: socket.socket) -> None:
        try:
            converse(connection, self._answer)
        except Exception as error:  # noqa: BLE001 - whatever it was, it ends this conversation and no other
            self.errors.append(error)
        finally:
            with self._lock:
                self._open.discard(connection)

    def _answer(self, message: str) -> str:
        if self._stopping:
            raise ConnectionAbortedError("this server is closing")  # for `converse` this is an end like any other
        return self._reply(message)
