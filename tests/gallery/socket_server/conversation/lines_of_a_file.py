"""A file over the socket, read by lines of bytes."""


def converse(connection, reply):
    with connection, connection.makefile("rb") as lines:
        try:
            for line in lines:
                if line.endswith(b"\n"):
                    connection.sendall(reply(line[:-1].decode("utf-8")).encode("utf-8") + b"\n")
        except ConnectionError:
            return
