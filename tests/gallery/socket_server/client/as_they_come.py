"""Returns the answers as they come."""

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
    answers = []
    errors = []

    def ask(message):
        client = Client(address)
        try:
            answers.append(client.ask(message))
        except Exception as error:
            errors.append(error)
        finally:
            client.close()

    threads = [threading.Thread(target=ask, args=(message,)) for message in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return answers
