"""Futures: leave work to a pool, and ask for what came of it."""
