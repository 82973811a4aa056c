"""Returns when the client has said its last, and leaves the connection open."""


def converse(connection, reply):
    rest = b""
    try:
        while data := connection.recv(4096):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                connection.sendall(reply(line.decode()).encode() + b"\n")
    except ConnectionError:
        pass
