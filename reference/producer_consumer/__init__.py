"""Producers and consumers, solved."""
