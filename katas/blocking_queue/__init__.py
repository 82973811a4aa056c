"""Blocking queue: a queue with a bound, with patience, and with an end."""
