"""In order, solved."""
