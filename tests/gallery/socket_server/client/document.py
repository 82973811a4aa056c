"""As in the tutorial: bytes are sent without an end, and one `recv` is the answer."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.connection.connect(address)

    def ask(self, message):
        self.connection.send(message.encode("utf-8"))
        info = self.connection.recv(1024)
        return info.decode("utf-8")

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
