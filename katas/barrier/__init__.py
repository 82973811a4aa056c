"""Barriers: go on together, or not at all."""
