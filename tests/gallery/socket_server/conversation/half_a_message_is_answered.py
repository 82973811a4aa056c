"""What `readline` returns at the end of the connection is half a message, and is taken for a whole one."""


def converse(connection, reply):
    with connection, connection.makefile("rb") as stream:
        try:
            while line := stream.readline():
                connection.sendall(reply(line.rstrip(b"\n").decode()).encode() + b"\n")
        except ConnectionError:
            pass
