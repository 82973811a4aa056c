"""Semaphores, solved."""
