"""What comes with one `recv` is taken for the answer."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.connection = socket.create_connection(address)

    def ask(self, message):
        self.connection.sendall(message.encode() + b"\n")
        data = self.connection.recv(1 << 20)
        if not data:
            raise ConnectionError("the server has left")
        return data.decode().removesuffix("\n")

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
