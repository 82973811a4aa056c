"""Which comes first: what a process does, or what the one that started it does."""
