"""State that processes share: numbers in shared memory, objects of a manager, and blocks of bytes."""
