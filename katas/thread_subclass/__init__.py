"""Threads of your own class: what a thread knows when it has ended."""
