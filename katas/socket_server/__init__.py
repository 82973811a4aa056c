"""Sockets: a server that serves many clients at the same time."""
