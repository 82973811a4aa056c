"""Shared data: what one thread changes, and what the others see of it."""
