"""Queues between processes, solved."""
