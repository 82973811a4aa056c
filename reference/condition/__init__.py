"""Threads that wait for each other: Condition, its wait and its notify."""
