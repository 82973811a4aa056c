"""Threads, solved."""
