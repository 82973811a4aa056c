"""RLock, solved."""
