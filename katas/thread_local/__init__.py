"""Thread-local data: the same name, and a value for each thread."""
