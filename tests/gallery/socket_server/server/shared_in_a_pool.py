"""A pool, and one attribute for the client: the handler looks there when a thread is free."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.port = port
        self.errors = []
        self.pool = ThreadPoolExecutor(limit)
        self.lock = threading.Lock()
        self.connections = set()
        self.stopping = False

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.address = self.listener.getsockname()
        self.acceptor = threading.Thread(target=self.accept, name="acceptor")
        self.acceptor.start()

    def accept(self):
        while True:
            try:
                self.connection, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections.add(self.connection)
            self.pool.submit(self.handle)

    def handle(self):
        connection = self.connection
        try:
            self.talk(connection)
        except ConnectionError:
            pass
        except Exception as error:
            self.errors.append(error)
        finally:
            with self.lock:
                self.connections.discard(connection)
            connection.close()

    def talk(self, connection):
        with connection.makefile("rb") as lines:
            for line in lines:
                if self.stopping or not line.endswith(b"\n"):
                    return
                connection.sendall(self.reply(line[:-1].decode()).encode() + b"\n")

    def stop(self):
        self.stopping = True
        self.listener.shutdown(socket.SHUT_RDWR)
        self.acceptor.join()
        self.listener.close()
        with self.lock:
            for connection in self.connections:
                try:
                    connection.shutdown(socket.SHUT_RD)
                except OSError:
                    pass
        self.pool.shutdown()
