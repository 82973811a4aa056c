"""Goes on until the client has left, but takes each piece for a message."""


def converse(connection, reply):
    with connection:
        try:
            while data := connection.recv(4096):
                message = data.decode().rstrip("\n")
                connection.sendall(f"{reply(message)}\n".encode())
        except ConnectionError:
            pass
