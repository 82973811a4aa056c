"""What a process can tell and be told: its name, its number, how it ended; join, terminate, kill, daemon."""
