"""Barriers, solved."""
