"""A pool, and futures that are waited for one after the other."""

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

    def ask(message):
        client = Client(address)
        try:
            return client.ask(message)
        finally:
            client.close()

    with ThreadPoolExecutor(max_workers=len(messages)) as pool:
        futures = [pool.submit(ask, message) for message in messages]
    return [future.result() for future in futures]
