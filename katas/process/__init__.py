"""Processes: a second program beside your own, its arguments, its number and its parent."""
