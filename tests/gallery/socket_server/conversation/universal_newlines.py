"""A text file over the socket, with the universal newlines of files: a carriage return ends a message, too."""


def converse(connection, reply):
    with connection, connection.makefile("rw", encoding="utf-8") as stream:
        try:
            for line in stream:
                if line.endswith("\n"):
                    stream.write(reply(line[:-1]) + "\n")
                    stream.flush()
        except ConnectionError:
            pass
