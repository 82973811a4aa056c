"""One thread at a time: Lock, and how much of a program it should hold."""
