"""Wrong: receives until a line feed comes, also when the other side has said its last; and keeps the line feed."""

import socket
from concurrent.futures import ThreadPoolExecutor


class Client:
    def __init__(self, address):
        self.sock = socket.create_connection(address)

    def ask(self, message):
        self.sock.sendall((message + "\n").encode())
        data = b""
        while not data.endswith(b"\n"):
            data += self.sock.recv(1024)
        return data.decode()

    def close(self):
        self.sock.close()


def ask_at_once(address, messages):
    with ThreadPoolExecutor(4) as ex:
        return list(ex.map(lambda m: Client(address).ask(m), messages))
