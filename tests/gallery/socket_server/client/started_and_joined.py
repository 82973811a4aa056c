"""`start` and `join` in one loop: a thread for each, and one after the other."""

import socket
import threading


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
    answers = {}

    def ask(number):
        client = Client(address)
        answers[number] = client.ask(messages[number])
        client.close()

    for number in range(len(messages)):
        thread = threading.Thread(target=ask, args=(number,))
        thread.start()
        thread.join()
    return [answers[number] for number in range(len(messages))]
