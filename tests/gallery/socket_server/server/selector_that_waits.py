"""One thread with a selector for all clients: it waits in `sendall` for a client that does not read."""

import selectors
import socket
import threading


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.port = port
        self.errors = []
        self.selector = selectors.DefaultSelector()

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.address = self.listener.getsockname()
        self.wake, self.waker = socket.socketpair()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.selector.register(self.wake, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self.run, name="selector")
        self.thread.start()

    def run(self):
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.wake:
                    return
                if key.fileobj is self.listener:
                    connection, _ = self.listener.accept()
                    self.selector.register(connection, selectors.EVENT_READ, bytearray())
                elif not self.read(key.fileobj, key.data):
                    self.selector.unregister(key.fileobj)
                    key.fileobj.close()

    def read(self, connection, arrived):
        try:
            data = connection.recv(4096)
            arrived += data
            while b"\n" in arrived:
                line, _, rest = bytes(arrived).partition(b"\n")
                arrived[:] = rest
                connection.sendall(self.reply(line.decode()).encode() + b"\n")
        except ConnectionError:
            return False
        except Exception as error:
            self.errors.append(error)
            return False
        return bool(data)

    def stop(self):
        self.waker.send(b"x")
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()
        self.waker.close()
