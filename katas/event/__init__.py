"""Events: something has happened, and everybody who waits for it may know."""
