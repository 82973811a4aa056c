"""So many threads, each of which accepts one client after the other and talks with it."""

import contextlib
import socket
import threading


class Worker(threading.Thread):
    def __init__(self, server):
        super().__init__()
        self.server = server
        self.connection = None

    def run(self):
        while not self.server.stopping:
            try:
                self.connection, _ = self.server.listener.accept()
            except OSError:
                return
            with self.connection:
                try:
                    self.talk(self.connection)
                except ConnectionError:
                    pass
                except Exception as error:
                    self.server.errors.append(error)

    def talk(self, connection):
        arrived = bytearray()
        while not self.server.stopping and (data := connection.recv(1024)):
            arrived += data
            while (end := arrived.find(b"\n")) >= 0 and not self.server.stopping:
                answer = self.server.reply(arrived[:end].decode())
                del arrived[: end + 1]
                connection.sendall(f"{answer}\n".encode())


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.limit = limit
        self.port = port
        self.errors = []
        self.stopping = False

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=50)
        self.address = self.listener.getsockname()
        self.workers = [Worker(self) for _ in range(self.limit)]
        for worker in self.workers:
            worker.start()

    def stop(self):
        self.stopping = True
        self.listener.shutdown(socket.SHUT_RDWR)
        for worker in self.workers:
            if worker.connection is not None:
                with contextlib.suppress(OSError):
                    worker.connection.shutdown(socket.SHUT_RD)
        for worker in self.workers:
            worker.join()
        self.listener.close()
