"""`close` stands behind `ask`, and an exception goes past it."""

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


kept = []


def ask_once(address, message):
    client = Client(address)
    kept.append(client)
    answer = client.ask(message)
    client.close()
    return answer


def ask_at_once(address, messages):
    with ThreadPoolExecutor(len(messages) or 1) as pool:
        return list(pool.map(lambda message: ask_once(address, message), messages))
