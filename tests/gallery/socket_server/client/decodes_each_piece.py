"""Decodes each piece, and a character may have been cut in two."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.connection = socket.create_connection(address)
        self.arrived = ""

    def ask(self, message):
        self.connection.sendall(message.encode() + b"\n")
        while "\n" not in self.arrived:
            data = self.connection.recv(1024)
            if not data:
                raise ConnectionError("the server has left")
            self.arrived += data.decode()
        answer, _, self.arrived = self.arrived.partition("\n")
        return answer

    def close(self):
        self.connection.close()


def ask_once(address, message):
    client = Client(address)
    try:
        return client.ask(message)
    finally:
        client.close()


def ask_at_once(address, messages):
    with ThreadPoolExecutor(len(messages) or 1) as pool:
        return list(pool.map(lambda message: ask_once(address, message), messages))
