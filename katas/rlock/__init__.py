"""RLock: a lock that lets its owner in again."""
