"""Thread-local data, solved."""
