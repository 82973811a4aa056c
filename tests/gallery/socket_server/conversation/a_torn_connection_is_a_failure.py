"""Nobody has thought of a client that breaks down."""


def converse(connection, reply):
    rest = b""
    with connection:
        while data := connection.recv(4096):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                connection.sendall(reply(line.decode()).encode() + b"\n")
