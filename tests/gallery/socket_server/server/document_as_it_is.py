"""The tutorial's server, with a method around each of its parts: one `recv`, one `send`, nothing ends."""

import socket
import threading


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.limit = limit
        self.port = port
        self.errors = []

    def start(self):
        self.server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.server.bind(("127.0.0.1", self.port))
        self.server.listen(5)
        self.address = self.server.getsockname()
        threading.Thread(target=self.serve, name="server").start()

    def run(self, ck):
        data = self.clientSocket.recv(1024)
        message = data.decode("utf-8").rstrip("\n")
        self.clientSocket.send((self.reply(message) + "\n").encode("utf-8"))

    def serve(self):
        while True:
            self.clientSocket, clientAddress = self.server.accept()
            t = threading.Thread(target=self.run, args=(self.clientSocket,))
            t.start()

    def stop(self):
        self.server.close()
