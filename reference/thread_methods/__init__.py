"""What a thread can tell and be told, solved."""
