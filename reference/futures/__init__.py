"""Futures, solved."""
