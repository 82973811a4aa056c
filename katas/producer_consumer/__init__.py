"""Producers and consumers: threads that hand over work through a queue."""
