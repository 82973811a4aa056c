"""One process that does several things, solved."""
