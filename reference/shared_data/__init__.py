"""Shared data, solved."""
