"""`close` stands behind the loop, and an exception goes past it."""


def converse(connection, reply):
    rest = b""
    try:
        while data := connection.recv(4096):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                connection.sendall(reply(line.decode()).encode() + b"\n")
    except ConnectionError:
        pass
    connection.close()
