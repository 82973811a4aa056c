"""Timers, solved."""
