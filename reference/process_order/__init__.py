"""Which comes first, solved."""
