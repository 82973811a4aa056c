"""Decodes what has arrived, before it looks for the end of a message."""


def converse(connection, reply):
    rest = ""
    with connection:
        try:
            while data := connection.recv(4096):
                *lines, rest = (rest + data.decode()).split("\n")
                for line in lines:
                    connection.sendall(reply(line).encode() + b"\n")
        except ConnectionError:
            pass
