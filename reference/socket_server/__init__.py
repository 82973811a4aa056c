"""Sockets, solved."""
