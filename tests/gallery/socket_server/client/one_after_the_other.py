"""Asks the next one when the one before has been answered."""

import socket


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
    answers = []
    for message in messages:
        client = Client(address)
        try:
            answers.append(client.ask(message))
        finally:
            client.close()
    return answers
