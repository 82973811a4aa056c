"""Wrong: accepts in start, which never returns."""

import socket
import threading


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.limit = limit
        self.port = port
        self.errors = []

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.address = self.listener.getsockname()
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.talk, args=(connection,)).start()

    def talk(self, connection):
        with connection, connection.makefile("rb") as f:
            for line in f:
                connection.sendall(self.reply(line[:-1].decode()).encode() + b"\n")

    def stop(self):
        self.listener.close()
