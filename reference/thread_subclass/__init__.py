"""Threads of your own class, solved."""
