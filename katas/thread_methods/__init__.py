"""What a thread can tell and be told: alive or not, its name, daemon or not, join with a timeout."""
