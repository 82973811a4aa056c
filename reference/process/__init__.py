"""Processes, solved."""
