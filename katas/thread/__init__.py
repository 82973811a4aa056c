"""Threads: several things at a time in one program."""
