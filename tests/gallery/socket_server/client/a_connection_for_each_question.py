"""Connects anew for each question, and keeps the connections open."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.address = address
        self.connections = []

    def ask(self, message):
        connection = socket.create_connection(self.address)
        self.connections.append(connection)
        connection.sendall(message.encode() + b"\n")
        arrived = b""
        while not arrived.endswith(b"\n"):
            data = connection.recv(1024)
            if not data:
                raise ConnectionError("the server has left")
            arrived += data
        return arrived[:-1].decode()

    def close(self):
        for connection in self.connections:
            connection.close()


def ask_once(address, message):
    client = Client(address)
    try:
        return client.ask(message)
    finally:
        client.close()


def ask_at_once(address, messages):
    with ThreadPoolExecutor(len(messages) or 1) as pool:
        return list(pool.map(lambda message: ask_once(address, message), messages))
