"""The blocking queue, solved."""
