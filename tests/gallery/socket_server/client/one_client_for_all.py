"""All threads share one client, and so one connection."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.connection = socket.create_connection(address)
        self.arrived = b""

    def ask(self, message):
        self.connection.sendall(message.encode() + b"\n")
        while b"\n" not in self.arrived:
            data = self.connection.recv(1024)
            if not data:
                raise ConnectionError("the server has left")
            self.arrived += data
        answer, _, self.arrived = self.arrived.partition(b"\n")
        return answer.decode()

    def close(self):
        self.connection.close()


def ask_at_once(address, messages):
    if not messages:
        return []
    client = Client(address)
    try:
        with ThreadPoolExecutor(len(messages)) as pool:
            return list(pool.map(client.ask, messages))
    finally:
        client.close()
