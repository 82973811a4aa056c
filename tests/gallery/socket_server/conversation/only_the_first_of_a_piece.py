"""Answers the first message of each piece, and forgets the others."""


def converse(connection, reply):
    rest = b""
    with connection:
        try:
            while data := connection.recv(4096):
                line, end, rest = (rest + data).partition(b"\n")
                if end:
                    connection.sendall(reply(line.decode()).encode() + b"\n")
        except ConnectionError:
            pass
