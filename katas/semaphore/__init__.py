"""Semaphores: let in only so many at a time."""
