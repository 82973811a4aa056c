"""Lock order, solved."""
