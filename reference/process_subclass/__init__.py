"""Processes of a class of your own, solved."""
