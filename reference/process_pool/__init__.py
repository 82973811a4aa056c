"""Process pools, solved."""
