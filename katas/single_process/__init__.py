"""One process that does several things: in turns, and by the clock."""
