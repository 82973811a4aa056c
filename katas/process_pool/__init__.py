"""Process pools: a few processes that do many tasks."""
