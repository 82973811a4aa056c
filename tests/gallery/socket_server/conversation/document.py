"""As in the tutorial: one `recv` is one message, one `send` is one answer, and that was it."""


def converse(connection, reply):
    data = connection.recv(1024)
    connection.send((reply(data.decode("utf-8").rstrip("\n")) + "\n").encode("utf-8"))
    connection.close()
