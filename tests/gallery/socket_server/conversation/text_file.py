"""A text file in which only a line feed ends a line."""

import contextlib


def converse(connection, reply):
    try:
        with contextlib.closing(connection), connection.makefile("r", encoding="utf-8", newline="\n") as incoming:
            while (line := incoming.readline()).endswith("\n"):
                connection.sendall(f"{reply(line[:-1])}\n".encode())
    except (ConnectionResetError, BrokenPipeError):
        pass
