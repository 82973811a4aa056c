"""A generator for the messages that come in, and a loop that sends until all is sent."""


def messages(connection):
    arrived = bytearray()
    while True:
        while (end := arrived.find(b"\n")) < 0:
            data = connection.recv(1024)
            if not data:
                return
            arrived += data
        yield arrived[:end].decode()
        del arrived[: end + 1]


def send_all(connection, data):
    while data:
        data = data[connection.send(data) :]


def converse(connection, reply):
    try:
        for message in messages(connection):
            send_all(connection, (reply(message) + "\n").encode())
    except ConnectionError:
        pass
    finally:
        connection.close()
