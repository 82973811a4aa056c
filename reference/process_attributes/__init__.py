"""What a process can tell and be told, solved."""
