"""Dining philosophers: several locks for one meal, no deadlock, and nobody who starves."""
