"""A file over the socket, and a thread for each question, made by hand."""

import socket
import threading


class Client:
    def __init__(self, address):
        self.connection = socket.create_connection(address)
        self.incoming = self.connection.makefile("rb")

    def ask(self, message):
        self.connection.sendall(f"{message}\n".encode())
        line = self.incoming.readline()
        if not line.endswith(b"\n"):
            raise ConnectionAbortedError("no answer, or half of one")
        return line[:-1].decode()

    def close(self):
        self.incoming.close()
        self.connection.close()


class Question(threading.Thread):
    def __init__(self, address, message):
        super().__init__()
        self.address = address
        self.message = message
        self.answer = None
        self.error = None

    def run(self):
        try:
            client = Client(self.address)
            try:
                self.answer = client.ask(self.message)
            finally:
                client.close()
        except Exception as error:
            self.error = error


def ask_at_once(address, messages):
    questions = [Question(address, message) for message in messages]
    for question in questions:
        question.start()
    for question in questions:
        question.join()
    for question in questions:
        if question.error is not None:
            raise question.error
    return [question.answer for question in questions]
