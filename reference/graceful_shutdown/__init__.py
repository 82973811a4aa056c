"""Graceful shutdown: stop what is running, lose nothing, and leave nothing behind."""
