"""Raises the first exception while the others are still being asked."""

import socket
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait


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
    pool = ThreadPoolExecutor(len(messages) or 1)
    futures = [pool.submit(ask_once, address, message) for message in messages]
    done, _ = wait(futures, return_when=FIRST_EXCEPTION)
    for future in done:
        future.result()
    pool.shutdown()
    return [future.result() for future in futures]


def ask_once(address, message):
    client = Client(address)
    try:
        return client.ask(message)
    finally:
        client.close()
